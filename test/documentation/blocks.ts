import { readdirSync, readFileSync } from "node:fs";

/** A piece of TypeScript in the documentation. */
export interface Block {
  /** The file, from the project's root. */
  readonly file: string;
  /** The line of the first line of code in the file. */
  readonly line: number;
  readonly code: string;
}

/** Every TypeScript block of the README, the guides and the docblocks of the sources. */
export function documentationBlocks(): Block[] {
  const markdown = ["README.md", "CONTRIBUTING.md", ...filesBelow("docs", ".md")];
  const sources = filesBelow("src", ".ts");
  return [
    ...markdown.flatMap((file) => blocksOf(file, readFileSync(file, "utf8").split("\n"))),
    ...sources.flatMap((file) => blocksOf(file, docblockLines(readFileSync(file, "utf8")))),
  ];
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** The lines of a source, emptied where they do not belong to a docblock. */
function docblockLines(source: string): string[] {
  let inside = false;
  return source.split("\n").map((line) => {
    if (line.trimStart().startsWith("/**")) inside = true;
    const text = inside ? line.replace(/^\s*\/?\*+\/? ?/, "") : "";
    if (line.includes("*/")) inside = false;
    return text;
  });
}

function blocksOf(file: string, lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let start: number | null = null;
  for (const [index, line] of lines.entries()) {
    if (start === null && /^\s*```(ts|typescript)\s*$/.test(line)) start = index + 1;
    else if (start !== null && /^\s*```\s*$/.test(line)) {
      blocks.push({ file, line: start + 1, code: lines.slice(start, index).join("\n") });
      start = null;
    }
  }
  if (start !== null) throw new Error(`${file}:${start}: a block of TypeScript does not end`);
  return blocks;
}

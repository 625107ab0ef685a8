import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type Block, documentationBlocks } from "./blocks";
import { runBlock } from "./run-block";

const blocks = documentationBlocks();

const modules: Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>> = {
  uptier: () => import("uptier"),
  "uptier/kernel": () => import("uptier/kernel"),
  "uptier/lottery": () => import("uptier/lottery"),
  "uptier/points": () => import("uptier/points"),
  "uptier/store": () => import("uptier/store"),
  "uptier/tiering": () => import("uptier/tiering"),
  "uptier/referral": () => import("uptier/referral"),
  kysely: () => import("kysely"),
  "@electric-sql/pglite": () => import("@electric-sql/pglite"),
  "decimal.js": () => import("decimal.js"),
};

function importer(specifier: string): Promise<Readonly<Record<string, unknown>>> {
  const load = modules[specifier];
  if (load === undefined) throw new Error(`the documentation imports "${specifier}"`);
  return load();
}

describe("the examples of the documentation", () => {
  it("are there", () => {
    expect(blocks.length).toBeGreaterThan(20);
    expect(blocks.some(({ file }) => file === "README.md")).toBe(true);
  });

  it.each(blocks.map((block) => [`${block.file}:${block.line}`, block] as const))(
    "%s gives the values that it states",
    async (_, block) => {
      await runBlock(block, importer, (actual, expected, line) => {
        expect(actual, `line ${line}`).toEqual(expected);
      });
    },
  );

  it("compile, with the types that a user has, and one that does not is found", () => {
    const wrong = {
      file: "x.md",
      line: 7,
      code: 'import { split } from "uptier/kernel";\nsplit("5", 2);',
    };
    // Together: most of the time goes into the types of the library, which are then read once.
    expect(typeErrors([...blocks, wrong])).toEqual([expect.stringContaining("x.md:8")]);
  });
});

describe("running a block", () => {
  async function judged(code: string): Promise<(readonly [unknown, unknown])[]> {
    const values: (readonly [unknown, unknown])[] = [];
    const block = { file: "x.md", line: 1, code };
    await runBlock(block, importer, (actual, expected) => values.push([actual, expected]));
    return values;
  }

  it("judges values stated on the same line, on the next ones, and inside of blocks", async () => {
    const code = [
      'import { split as cut } from "uptier/kernel";',
      "const [first] = cut(5, 2); // => not judged: this is no expression",
      "first; // => 3",
      "({ a: [first] });",
      "// => {",
      "//   a: [4],",
      "// }",
      'if (first === 3) "yes"; // => "yes"',
      "await Promise.resolve(1); // => 1",
      "first; // no value",
    ].join("\n");
    expect(await judged(code)).toEqual([
      [3, 3],
      [{ a: [3] }, { a: [4] }],
      ["yes", "yes"],
      [1, 1],
    ]);
  });

  it("passes on what the block throws", async () => {
    await expect(judged("throw new Error('x')")).rejects.toThrow("x");
    await expect(judged('import { a } from "left-pad";')).rejects.toThrow("left-pad");
  });
});

/** What the compiler says of the blocks, each as a module of its own. */
function typeErrors(list: readonly Block[]): string[] {
  const config = ts.readConfigFile("tsconfig.json", (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, process.cwd());
  const named = new Map<string, Block>(
    list.map((block, index) => [`${process.cwd()}/example-${index}.ts`, block]),
  );
  const host = ts.createCompilerHost(options);
  const files = { ...host };
  const virtual = (name: string) => {
    const block = named.get(name);
    return block && `${block.code}\nexport {};`;
  };
  host.fileExists = (name) => named.has(name) || files.fileExists(name);
  host.readFile = (name) => virtual(name) ?? files.readFile(name);
  host.getSourceFile = (name, target) => {
    const text = virtual(name);
    return text === undefined
      ? files.getSourceFile(name, target)
      : ts.createSourceFile(name, text, target);
  };
  const program = ts.createProgram(
    [...named.keys()],
    { ...options, noUnusedLocals: false, noUnusedParameters: false },
    host,
  );
  return [...named].flatMap(([name, block]) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(name)).map((diagnostic) => {
      const { line } = diagnostic.file!.getLineAndCharacterOfPosition(diagnostic.start!);
      const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ");
      return `${block.file}:${block.line + line}: ${message}`;
    }),
  );
}

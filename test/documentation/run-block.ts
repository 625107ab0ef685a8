import ts from "typescript";
import type { Block } from "./blocks";

/** Gives the module that an import of the documentation names. */
export type Importer = (specifier: string) => Promise<Readonly<Record<string, unknown>>>;

/** Judges a value that a comment states: `actual; // => expected`. */
export type Judge = (actual: unknown, expected: unknown, line: number) => void;

/**
 * Runs a block of documentation. The value of an expression that is followed by a comment
 * `// => value`, on its line or on the next ones, is judged against that value, which is read as
 * JavaScript.
 *
 * @returns how many values were judged
 */
export async function runBlock(block: Block, importer: Importer, judge: Judge): Promise<number> {
  let judged = 0;
  const check = (actual: unknown, expected: unknown, line: number): void => {
    judged += 1;
    judge(actual, expected, line);
  };
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (importer: Importer, check: Judge) => Promise<void>;
  await new AsyncFunction("__import", "__check", javascriptOf(block))(importer, check);
  return judged;
}

function javascriptOf({ code, line }: Block): string {
  const source = ts.createSourceFile("block.ts", code, ts.ScriptTarget.ES2022, true);
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      edits.push({ start: node.getStart(), end: node.end, text: importOf(node) });
      return;
    }
    const expected = ts.isExpressionStatement(node) ? statedValue(code, node.end) : null;
    if (ts.isExpressionStatement(node) && expected !== null) {
      const at = line + source.getLineAndCharacterOfPosition(node.getStart()).line;
      const text = `__check(${node.expression.getText()}, (${expected}), ${at});`;
      edits.push({ start: node.getStart(), end: node.end, text });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const edited = edits
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
      code,
    );
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts
    .transpileModule(edited, { compilerOptions: options })
    .outputText.replace(/^export \{\};$/m, "");
}

/** The value in a comment after a statement; null where there is none. */
function statedValue(code: string, end: number): string | null {
  const [sameLine = "", ...nextLines] = code.slice(end).split("\n");
  const comments = [sameLine.trim(), ...nextLines.map((line) => line.trim())];
  const first = comments[0] === "" ? 1 : 0;
  const opening = /^\/\/ =>(.*)$/.exec(comments[first] ?? "");
  if (opening === null) return null;
  const more = comments.slice(first + 1);
  const length = more.findIndex((line) => !line.startsWith("//"));
  const continued = length < 0 ? more : more.slice(0, length);
  return [opening[1], ...continued.map((line) => line.slice(2))].join("\n");
}

function importOf(node: ts.ImportDeclaration): string {
  const specifier = node.moduleSpecifier.getText();
  const clause = node.importClause;
  if (clause === undefined) return `await __import(${specifier});`;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return "";
  const names: string[] = [];
  if (clause.name !== undefined) names.push(`default: ${clause.name.text}`);
  const bindings = clause.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
    return `const ${bindings.name.text} = await __import(${specifier});`;
  }
  for (const element of bindings?.elements ?? []) {
    if (element.isTypeOnly) continue;
    const imported = element.propertyName?.text ?? element.name.text;
    names.push(imported === element.name.text ? imported : `${imported}: ${element.name.text}`);
  }
  return `const { ${names.join(", ")} } = await __import(${specifier});`;
}

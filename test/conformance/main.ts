import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { checkFile, type Failure, runCase } from "./run";

/** Runs files of cases and prints each failure, and last what passed and what failed. */
const files = process.argv.slice(2);
let passed = 0;
let failed = 0;

function fail(file: string, failures: readonly Failure[]): void {
  failed += 1;
  for (const { id, message } of failures) console.log(`${file}: ${id}: ${message}`);
}

if (files.length === 0) {
  console.log("Give the files to run: npm run conformance -- FILE...");
  failed = 1;
}
for (const file of files) {
  try {
    const path = resolve(process.env["INIT_CWD"] ?? ".", file);
    const { cases } = checkFile(JSON.parse(await readFile(path, "utf8")));
    for (const testCase of cases) {
      const failures = runCase(testCase);
      if (failures.length === 0) passed += 1;
      else fail(file, failures);
    }
  } catch (error) {
    fail(file, [
      { id: "the file", message: error instanceof Error ? error.message : String(error) },
    ]);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The file that an empty embedded database is kept in. */
    emptyDatabase: string;
  }
}

/**
 * Makes an empty embedded database before the tests, for all of them to copy: making one takes
 * seconds each time, and is PGlite's to test.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "uptier-empty-"));
  const file = join(folder, "database.tar");
  const database = await PGlite.create();
  const dump = await database.dumpDataDir("none");
  await database.close();
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
  project.provide("emptyDatabase", file);
  return () => rm(folder, { recursive: true, force: true });
}

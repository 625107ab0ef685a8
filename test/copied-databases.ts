import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type * as pglite from "@electric-sql/pglite";
import { inject, vi } from "vitest";

/** Where tests ask for a new embedded database, in memory or in a folder, they get a copy of the empty one. */
vi.mock("@electric-sql/pglite", async (importOriginal) => {
  const original = await importOriginal<typeof pglite>();
  const create = async (folder = "memory://"): Promise<unknown> =>
    existsSync(join(folder, "PG_VERSION"))
      ? original.PGlite.create(folder)
      : original.PGlite.create(folder, {
          loadDataDir: new Blob([await readFile(inject("emptyDatabase"))]),
        });
  return { ...original, PGlite: { create } };
});

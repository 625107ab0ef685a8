import { readFile } from "node:fs/promises";
import { inject, vi } from "vitest";

/** Where tests ask for an embedded database in memory, they get a copy of the empty one. */
vi.mock("@electric-sql/pglite", async (importOriginal) => {
  const original = await importOriginal<typeof import("@electric-sql/pglite")>();
  const create = async (folder = "memory://"): Promise<unknown> =>
    folder === "memory://"
      ? original.PGlite.create({ loadDataDir: new Blob([await readFile(inject("emptyDatabase"))]) })
      : original.PGlite.create(folder);
  return { ...original, PGlite: { create } };
});

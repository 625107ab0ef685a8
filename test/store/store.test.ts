import { PGlite } from "@electric-sql/pglite";
import { Kysely, PostgresDialect } from "kysely";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { openStore, pglitePool } from "uptier/store";
import { AT } from "../lottery/campaigns";
import { accountOf, bank } from "./bank";
import { storeContract, type TestDatabase } from "./contract";
import { describePostgres, freshPostgres } from "./databases";

function onKysely(pool: pg.Pool | ReturnType<typeof pglitePool>): TestDatabase {
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, close: () => kysely.destroy() };
}

storeContract("PGlite", async () => onKysely(pglitePool(await PGlite.create())));

describePostgres("PostgreSQL", () => {
  storeContract("PostgreSQL", async () =>
    onKysely(new pg.Pool({ connectionString: await freshPostgres(), max: 12 })),
  );

  it("is opened through a pool of pg, which the store closes [store-01]", async () => {
    const pool = new pg.Pool({ connectionString: await freshPostgres() });
    const store = await openStore({ pool });
    await store.migrate();
    await store.decide(bank("b"), { id: "t", at: AT, from: "a", to: "b", points: 1 });
    await store.close();
    expect(pool.ended).toBe(true);
  });

  it("keeps to the schema of its connection: two shops share a database [store-01]", async () => {
    const url = await freshPostgres();
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    for (const schema of ["one", "two"]) {
      await admin.query(`create schema ${schema}`);
      const options = `-c search_path=${schema}`;
      const store = await openStore({ pool: new pg.Pool({ connectionString: url, options }) });
      await store.migrate();
      await store.migrate();
      const transfer = { id: "t", at: AT, from: "a", to: "b", points: 1 };
      expect(await store.decide(bank("b"), transfer)).toMatchObject({ repeated: false });
      await store.close();
    }
    await admin.end();
  });

  it("says what is wrong when it may not make its tables [store-01]", async () => {
    const url = await freshPostgres();
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query("create table uptier_entry (other int)");
    await admin.end();
    const store = await openStore({ pool: new pg.Pool({ connectionString: url }) });
    await expect(store.migrate()).rejects.toMatchObject({ code: "migration-failed" });
    await expect(store.migrate()).rejects.toThrow("0001-decisions-and-entries");
    await store.close();
  });
});

describe("openStore", () => {
  it.each([
    [{ fodler: "./data" }, "fodler", "unknown-key"],
    [{ pool: undefined }, "pool", "invalid-value"],
    [{ pool: {} }, "pool", "invalid-value"],
    [{ folder: "" }, "folder", "invalid-value"],
    [{ folder: undefined, clock: () => new Date() }, "folder", "invalid-value"],
    [{ pglite: null }, "pglite", "invalid-value"],
    [{ kysely: {} }, "kysely", "invalid-value"],
    [{ random: Math.random }, "random", "invalid-value"],
    [{ clock: new Date() }, "clock", "invalid-value"],
  ])("refuses %o instead of opening another database [store-01]", async (options, key, code) => {
    await expect(openStore(options as never)).rejects.toMatchObject({
      code: "invalid-options",
      issues: [{ path: [key], code }],
    });
  });

  it.each([null, "./data", 5])("refuses %o for options [store-01]", async (options) => {
    await expect(openStore(options as never)).rejects.toMatchObject({ code: "invalid-options" });
  });
});

describe("the embedded database", () => {
  const transfer = { id: "t1", at: AT, from: "a", to: "b", points: 30 };

  it("says that its tables have to be made first [store-01]", async () => {
    const store = await openStore();
    const error = { code: "not-migrated" };
    const decider = bank("b");
    await expect(store.decide(decider, transfer)).rejects.toMatchObject(error);
    await expect(store.state(accountOf(decider, "a"))).rejects.toMatchObject(error);
    await expect(store.verify(decider)).rejects.toMatchObject(error);
    await expect(store.entries(decider)[Symbol.asyncIterator]().next()).rejects.toMatchObject(
      error,
    );
    await store.close();
  });

  it("is in memory without options, each for itself [store-12]", async () => {
    const [one, other] = [await openStore(), await openStore()];
    await Promise.all([one.migrate(), other.migrate()]);
    const decider = bank("b");
    await one.decide(decider, transfer);
    expect((await one.state(accountOf(decider, "a"))).balance).toBe(70);
    expect((await other.state(accountOf(decider, "a"))).balance).toBe(100);
    await Promise.all([one.close(), other.close()]);
  });

  it("in a folder is there again after it was closed [store-12]", async () => {
    const folder = await mkdtemp(join(tmpdir(), "uptier-"));
    try {
      const decider = bank("b");
      const first = await openStore({ folder });
      await first.migrate();
      await first.decide(decider, transfer);
      await first.close();
      const second = await openStore({ folder });
      await second.migrate();
      expect(await second.decide(decider, transfer)).toMatchObject({ repeated: true });
      expect(await second.verify(decider)).toMatchObject({ ok: true, entries: 2 });
      await second.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("takes a PGlite instance of the caller [store-12]", async () => {
    const pglite = await PGlite.create();
    const store = await openStore({ pglite });
    await store.migrate();
    await store.decide(bank("b"), transfer);
    const { rows } = await pglite.query("select id from uptier_entry order by seq");
    expect(rows).toEqual([{ id: "t1/1" }, { id: "t1/2" }]);
    await store.close();
    expect(pglite.closed).toBe(true);
  });
});

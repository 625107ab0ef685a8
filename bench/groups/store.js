/* Durable draws, against what the database takes for a transaction that writes one row. */
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { campaignDeciders, defineCampaign } from "../../dist/lottery.js";
import { openStore } from "../../dist/store.js";

export const title = "Durable draws, one after another (PostgreSQL: UPTIER_TEST_POSTGRES_URL)";
export const base = "PostgreSQL: one row in a transaction";

const url = process.env.UPTIER_TEST_POSTGRES_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";

const draws = campaignDeciders(
  defineCampaign({
    id: "bench",
    currency: "CNY",
    zone: "Asia/Shanghai",
    prizes: [
      {
        id: "gift",
        kind: "goods",
        chance: "1%",
        cost: "18.50",
        stock: 1_000_000,
        onStockOut: "nothing",
      },
      { id: "thanks", kind: "nothing", chance: "remaining" },
    ],
  }),
);

/** A schema of its own on a connection of its own; it is dropped when the connection ends. */
async function freshSchema() {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create schema if not exists uptier_bench");
  await client.query("drop schema uptier_bench cascade");
  await client.query("create schema uptier_bench");
  await client.end();
  return { connectionString: url, options: "-c search_path=uptier_bench" };
}

let number = 0;

async function drawing(store) {
  await store.migrate();
  return async (count) => {
    for (let index = 0; index < count; index += 1) {
      number += 1;
      await store.decide(draws, { id: `d${number}`, member: `m${number % 500}` });
    }
  };
}

const writing = (query) => async (count) => {
  for (let index = 0; index < count; index += 1) {
    number += 1;
    await query("begin");
    await query("insert into one_row values ($1, $2)", [number, "x"]);
    await query("commit");
  }
};

export const candidates = {
  "PostgreSQL: a draw": async () =>
    drawing(await openStore({ pool: new pg.Pool({ ...(await freshSchema()), max: 1 }) })),
  "PostgreSQL: one row in a transaction": async () => {
    const client = new pg.Client(await freshSchema());
    await client.connect();
    await client.query("create table one_row (id int primary key, x text)");
    return writing((sql, values) => client.query(sql, values));
  },
  "PGlite: a draw": async () => drawing(await openStore()),
  "PGlite: one row in a transaction": async () => {
    const database = await PGlite.create();
    await database.query("create table one_row (id int primary key, x text)");
    return writing((sql, values) => database.query(sql, values));
  },
};

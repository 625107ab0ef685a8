/*
 * Draws from a campaign in a process of its own and prints the id and outcome of each draw once it
 * is acknowledged. Arguments: the database (a PostgreSQL URL, or a folder for PGlite), the first
 * draw, and the number after the last.
 */
import { writeSync } from "node:fs";
import pg from "pg";
import { openStore } from "uptier/store";
import { draws, drawNumber } from "./draw-campaign";

const [database = "", first = "0", end = "0"] = process.argv.slice(2);
const store = await openStore(
  database.startsWith("postgres:")
    ? { pool: new pg.Pool({ connectionString: database }) }
    : { folder: database },
);
for (let number = Number(first); number < Number(end); number += 1) {
  const decision = await store.decide(draws, drawNumber(number));
  const outcome = decision.ok ? decision.value.prize : decision.refusal.code;
  writeSync(1, `d${number} ${outcome} ${decision.repeated ? "repeated" : "new"}\n`);
}
await store.close();

import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, describe } from "vitest";

/** Where PostgreSQL is; null: there is none, and the tests that need it are skipped. */
const postgresUrl = await reachableUrl(
  process.env["UPTIER_TEST_POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres",
);

async function reachableUrl(url: string): Promise<string | null> {
  if (url !== "none") {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.end();
      return url;
    } catch (error) {
      if (process.env["CI"] === "true") throw error;
      console.warn(`SKIPPED: no PostgreSQL answers at ${url}: ${String(error)}`);
      return null;
    }
  }
  if (process.env["CI"] === "true") {
    throw new Error("UPTIER_TEST_POSTGRES_URL is none, but under CI these tests must run");
  }
  console.warn("SKIPPED: the tests on PostgreSQL, because UPTIER_TEST_POSTGRES_URL is none");
  return null;
}

/** Tests that need a real PostgreSQL; skipped, with a line that says so, where there is none. */
export const describePostgres = describe.skipIf(postgresUrl === null);

/** Makes an empty database of its own for a test file, and drops it afterwards. */
export async function freshPostgres(): Promise<string> {
  if (postgresUrl === null) throw new Error("there is no PostgreSQL");
  const name = `uptier_test_${randomBytes(6).toString("hex")}`;
  await runSql(postgresUrl, `create database ${name}`);
  // Tests kill processes, not the server, which would lose nothing but the last moment either way.
  await runSql(postgresUrl, `alter database ${name} set synchronous_commit = off`);
  afterAll(() => runSql(postgresUrl, `drop database if exists ${name} with (force)`));
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function runSql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

import type { PostgresPool, PostgresPoolClient } from "kysely";

/** The part of a PGlite instance that is needed; declared here so that its types stay optional. */
export interface PGliteLike {
  /** Runs one statement. */
  query(sql: string, parameters: unknown[]): Promise<{ rows: unknown[] }>;
  /** Ends the instance. */
  close(): Promise<void>;
}

/**
 * A PGlite instance in the form of a PostgreSQL connection pool, for kysely's own PostgreSQL dialect.
 * PGlite has one connection: whoever asks for it waits until it is released.
 *
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { Kysely, PostgresDialect, sql } from "kysely";
 * import { pglitePool } from "uptier/store";
 *
 * const pool = pglitePool(await PGlite.create());
 * const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
 * (await sql`select 1 as one`.execute(db)).rows; // => [{ one: 1 }]
 * await db.destroy();
 * ```
 */
export function pglitePool(database: PGliteLike): PostgresPool {
  let released = Promise.resolve();
  const query = (sql: string, parameters: readonly unknown[]): unknown =>
    database.query(sql, [...parameters]);
  return {
    async connect() {
      const before = released;
      let release = (): void => {};
      released = new Promise((resolve) => (release = resolve));
      await before;
      return { query: query as PostgresPoolClient["query"], release };
    },
    end: () => database.close(),
  };
}

import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import { type PGliteLike, pglitePool } from "./pglite";

/** Where a store keeps its tables. Give at most one. */
export interface DatabaseOptions<DB> {
  /** A folder for an embedded PostgreSQL (PGlite). Only one process at a time may have it open. */
  readonly folder?: string;
  /** A PGlite instance of your own. */
  readonly pglite?: PGliteLike;
  /** A connection pool of `pg`. */
  readonly pool?: PostgresPool;
  /** Your kysely instance on PostgreSQL or PGlite; the store will not close it. */
  readonly kysely?: Kysely<DB>;
}

/** Opens the database that the options name; without any, an embedded one in memory. */
export async function openDatabase<DB>(options: DatabaseOptions<DB>): Promise<Kysely<DB>> {
  const { folder, pglite, pool, kysely } = options;
  if (kysely !== undefined) return kysely;
  return new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: pool ?? pglitePool(pglite ?? (await openPGlite(folder))),
    }),
  });
}

async function openPGlite(folder: string | undefined): Promise<PGliteLike> {
  const { PGlite } = await import("@electric-sql/pglite");
  return PGlite.create(folder ?? "memory://");
}

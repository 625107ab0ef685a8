import { type Kysely, type Migration, Migrator, sql } from "kysely";
import { UptierError } from "../kernel/errors";

/*
 * Four tables. Entries are the truth; streams are what they fold to, kept so that a decision does
 * not have to fold them again; decisions are the answers, kept so that the same command gets the
 * same one. An entry belongs to one or more streams and has a number of its own in each.
 */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-decisions-and-entries": {
    async up(db: Kysely<unknown>) {
      await sql`
        create table uptier_decision (
          decider text not null,
          id text not null,
          content jsonb not null,
          answer jsonb not null,
          seal text not null,
          decided_at timestamptz not null default now(),
          primary key (decider, id)
        )`.execute(db);
      await sql`
        create table uptier_entry (
          seq bigint generated always as identity primary key,
          decider text not null,
          id text not null,
          kind text not null,
          at timestamptz not null,
          body jsonb not null,
          unique (decider, id)
        )`.execute(db);
      await sql`
        create index uptier_entry_of_decider on uptier_entry (decider, seq)`.execute(db);
      await sql`
        create table uptier_stream (
          key text primary key,
          version bigint not null,
          state jsonb not null
        )`.execute(db);
      await sql`
        create table uptier_entry_stream (
          stream text not null,
          version bigint not null,
          seq bigint not null,
          primary key (stream, version)
        )`.execute(db);
    },
  },
};

/**
 * Brings the tables to the version of this library; does nothing where they have it already.
 *
 * @throws UptierError `migration-failed`
 */
export async function migrate<DB>(db: Kysely<DB>): Promise<void> {
  // Named, because the migrator would take a table of the same name in another schema for its own.
  const schema = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: schema.rows[0]!.name,
    migrationTableName: "uptier_migration",
    migrationLockTableName: "uptier_migration_lock",
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === "Error")?.migrationName;
    throw new UptierError(
      "migration-failed",
      `the tables could not be brought up to date (${failed ?? "before the first step"}): ${error instanceof Error ? error.message : "unknown error"}`,
    );
  }
}

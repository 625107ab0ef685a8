import { type QueryExecutorProvider, sql } from "kysely";
import { PAGE_SIZE } from "./records";

/** A stream as it is kept. */
export interface StreamRecord {
  readonly key: string;
  /** How many entries it was folded from. */
  readonly version: number;
  readonly state: unknown;
}

/** A stream as drivers give it: some read a bigint as text. */
interface StreamRow {
  readonly key: string;
  readonly version: number | string;
  readonly state: unknown;
}

function recordOf({ key, version, state }: StreamRow): StreamRecord {
  return { key, version: Number(version), state };
}

/**
 * Locks streams until the transaction ends, and gives their states; those that do not exist yet are
 * made first. All transactions make streams in one order and then lock them in one order, so that
 * none waits for another that waits for it.
 *
 * @returns those of the streams that the transaction can see: at the isolation level read committed
 * all of them, at higher ones perhaps not those that others have just made
 */
export async function lockStreams(
  db: QueryExecutorProvider,
  wanted: readonly { key: string; state: unknown }[],
): Promise<StreamRecord[]> {
  const inOrder = wanted.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const made = inOrder.map(({ key, state }) => sql`(${key}, 0, ${JSON.stringify(state)}::jsonb)`);
  await sql`
    insert into uptier_stream (key, version, state) values ${sql.join(made)}
      on conflict (key) do nothing`.execute(db);
  const { rows } = await sql<StreamRow>`
    select key, version, state from uptier_stream
      where key in (${sql.join(inOrder.map(({ key }) => key))})
      order by key
      for update`.execute(db);
  return rows.map(recordOf);
}

/** The streams of these keys that exist. */
export async function readStreams(
  db: QueryExecutorProvider,
  keys: readonly string[],
): Promise<StreamRecord[]> {
  const { rows } = await sql<StreamRow>`
    select key, version, state from uptier_stream
      where key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`.execute(db);
  return rows.map(recordOf);
}

/** The keys of all streams below a name that entries were folded into. */
export async function* readStreamKeys(
  db: QueryExecutorProvider,
  name: string,
): AsyncGenerator<string> {
  for (let after = ""; ;) {
    const { rows } = await sql<{ key: string }>`
      select key from uptier_stream
        where (key = ${name} or starts_with(key, ${`${name}/`})) and version > 0 and key > ${after}
        order by key
        limit ${PAGE_SIZE}`.execute(db);
    for (const { key } of rows) {
      yield key;
      after = key;
    }
    if (rows.length < PAGE_SIZE) return;
  }
}

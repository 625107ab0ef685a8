import { type QueryExecutorProvider, sql } from "kysely";
import type { Entry, Reason } from "../kernel/decision";

/** How many rows are read at a time. */
export const PAGE_SIZE = 1_000;

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

/** An answer as it is kept, beside the command that it answers. */
export interface DecisionRecord {
  readonly content: Readonly<Record<string, unknown>>;
  readonly answer: StoredAnswer;
}

/** An answer without its entries, which are kept in a table of their own. */
type StoredAnswer =
  | {
      readonly ok: true;
      readonly value: unknown;
      readonly entries: readonly string[];
      readonly why: readonly Reason[];
    }
  | { readonly ok: false; readonly refusal: Reason; readonly why: readonly Reason[] };

/** Everything that one decision writes. */
export interface DecisionWrite extends DecisionRecord {
  readonly decider: string;
  readonly id: string;
  readonly entries: readonly Entry[];
  /** The number that each entry gets in each of its streams. */
  readonly links: readonly { stream: string; version: number; entry: string }[];
  /** The streams as they are afterwards. */
  readonly streams: readonly StreamRecord[];
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

/**
 * Writes a decision with its entries and the new states of its streams, in one statement: all of it,
 * or nothing where the decider has decided that id before.
 *
 * @returns whether it was written
 */
export async function writeDecision(
  db: QueryExecutorProvider,
  { decider, id, content, answer, entries, links, streams }: DecisionWrite,
): Promise<boolean> {
  const { rows } = await sql`
    with decision as (
      insert into uptier_decision (decider, id, content, answer)
        values (${decider}, ${id}, ${JSON.stringify(content)}::jsonb, ${JSON.stringify(answer)}::jsonb)
        on conflict (decider, id) do nothing
        returning id
    ), entry as (
      insert into uptier_entry (decider, id, kind, at, body)
        select ${decider}, body ->> 'id', body ->> 'kind', (body ->> 'at')::timestamptz, body
          from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) with ordinality as e (body, n),
            decision
          order by n
        returning id, seq
    ), link as (
      insert into uptier_entry_stream (stream, version, seq)
        select stream, version, seq
          from jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
            as l (stream text, version bigint, entry text)
          join entry on entry.id = l.entry
    ), folded as (
      update uptier_stream set version = s.version, state = s.state
        from jsonb_to_recordset(${JSON.stringify(streams)}::jsonb)
          as s (key text, version bigint, state jsonb), decision
        where uptier_stream.key = s.key
    )
    select id from decision`.execute(db);
  return rows.length === 1;
}

/** The decision of an id, if there is one. */
export async function readDecision(
  db: QueryExecutorProvider,
  decider: string,
  id: string,
): Promise<DecisionRecord | undefined> {
  const { rows } = await sql<DecisionRecord>`
    select content, answer from uptier_decision where decider = ${decider} and id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** Entries of a decider by id, in the order in which they were made. */
export async function readEntries(
  db: QueryExecutorProvider,
  decider: string,
  ids: readonly string[],
): Promise<Entry[]> {
  const { rows } = await sql<{ body: Entry }>`
    select body from uptier_entry
      where decider = ${decider}
        and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
      order by seq`.execute(db);
  return rows.map((row) => row.body);
}

/** All entries of a decider, in the order in which they were made, read page by page. */
export async function* readAllEntries<E extends Entry>(
  db: QueryExecutorProvider,
  decider: string,
): AsyncGenerator<E> {
  for (let after: number | string = 0; ;) {
    const { rows } = await sql<{ seq: number | string; body: E }>`
      select seq, body from uptier_entry
        where decider = ${decider} and seq > ${after}
        order by seq
        limit ${PAGE_SIZE}`.execute(db);
    for (const { seq, body } of rows) {
      yield body;
      after = seq;
    }
    if (rows.length < PAGE_SIZE) return;
  }
}

/** All entries of a stream, in the order in which they were folded into it, read page by page. */
export async function* readStreamEntries<E extends Entry>(
  db: QueryExecutorProvider,
  stream: string,
): AsyncGenerator<E> {
  for (let after: number | string = 0; ;) {
    const { rows } = await sql<{ version: number | string; body: E }>`
      select link.version, entry.body
        from uptier_entry_stream link join uptier_entry entry on entry.seq = link.seq
        where link.stream = ${stream} and link.version > ${after}
        order by link.version
        limit ${PAGE_SIZE}`.execute(db);
    for (const { version, body } of rows) {
      yield body;
      after = version;
    }
    if (rows.length < PAGE_SIZE) return;
  }
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

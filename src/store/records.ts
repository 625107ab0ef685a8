import { type QueryExecutorProvider, sql } from "kysely";
import type { Entry } from "../kernel/decision";
import type { StreamRecord } from "./streams";

/** How many rows are read at a time. */
export const PAGE_SIZE = 1_000;

/** A decision as it is kept. */
export interface DecisionRecord {
  readonly id: string;
  /** The command that was sent. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The decision with the ids of its entries, which are kept in a table of their own. */
  readonly answer: unknown;
  /** Of the command, the decision and its entries, as they were written. */
  readonly seal: string;
}

/** An entry as it is kept; all but the body is a copy for those who read the table. */
export interface EntryRecord {
  readonly id: string;
  readonly kind: string;
  /** Milliseconds, as drivers give a number of that size. */
  readonly at: string;
  readonly body: Entry;
}

/** Everything that one decision writes. */
export interface DecisionWrite extends DecisionRecord {
  readonly decider: string;
  readonly entries: readonly Entry[];
  /** The number that each entry gets in each of its streams. */
  readonly links: readonly { stream: string; version: number; entry: string }[];
  /** The streams as they are afterwards. */
  readonly streams: readonly StreamRecord[];
}

/**
 * Writes a decision with its entries and the new states of its streams, in one statement: all of it,
 * or nothing where the decider has decided that id before.
 *
 * @returns whether it was written
 */
export async function writeDecision(
  db: QueryExecutorProvider,
  { decider, id, content, answer, seal, entries, links, streams }: DecisionWrite,
): Promise<boolean> {
  const { rows } = await sql`
    with decision as (
      insert into uptier_decision (decider, id, content, answer, seal)
        values (${decider}, ${id}, ${JSON.stringify(content)}::jsonb, ${JSON.stringify(answer)}::jsonb, ${seal})
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
    select id, content, answer, seal from uptier_decision
      where decider = ${decider} and id = ${id}`.execute(db);
  return rows[0];
}

/** All decisions of a decider, in the order of their ids, a page at a time. */
export async function* readDecisionPages(
  db: QueryExecutorProvider,
  decider: string,
): AsyncGenerator<readonly DecisionRecord[]> {
  for (let after = ""; ;) {
    const { rows } = await sql<DecisionRecord>`
      select id, content, answer, seal from uptier_decision
        where decider = ${decider} and id > ${after}
        order by id
        limit ${PAGE_SIZE}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_SIZE) return;
    after = rows.at(-1)!.id;
  }
}

/** Those of the entries of these ids that exist, by id. */
export async function readEntries(
  db: QueryExecutorProvider,
  decider: string,
  ids: readonly unknown[],
): Promise<ReadonlyMap<unknown, EntryRecord>> {
  const { rows } = await sql<EntryRecord>`
    select id, kind, floor(extract(epoch from at) * 1000)::text as at, body from uptier_entry
      where decider = ${decider}
        and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The ids of the first entries, up to `limit`, that the decision of their cause does not name. */
export async function readUndecidedEntries(
  db: QueryExecutorProvider,
  decider: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from uptier_entry entry
      where decider = ${decider} and not exists (
        select from uptier_decision decision
          where decision.decider = entry.decider
            and decision.id = entry.body ->> 'cause'
            and decision.answer -> 'entries' @> to_jsonb(entry.id))
      order by seq
      limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
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

import type { Kysely, QueryExecutorProvider } from "kysely";
import type { Stream } from "../kernel/decision";
import { canonicalJson } from "../kernel/json";
import {
  type EntryRecord,
  PAGE_SIZE,
  readAllEntries,
  readDecisionPages,
  readUndecidedEntries,
} from "./records";
import { unseal } from "./seal";
import { checkDecider } from "./storable";
import { readStreamKeys, readStreams, type StreamRecord } from "./streams";

/** What replaying needs to know of a decider. */
export interface Replayable {
  readonly name: string;
  /** The streams of an entry. */
  streams(about: never): readonly Stream<unknown, never>[];
}

/** What came of comparing the stored states with a replay, and the records with one another. */
export interface Verification {
  /** Whether every state is exactly what its entries fold to, and no record is at fault. */
  readonly ok: boolean;
  /** How many decisions were checked. */
  readonly decisions: number;
  /** How many entries were replayed. */
  readonly entries: number;
  /** How many streams were compared. */
  readonly streams: number;
  /** The first 100 streams that differ. */
  readonly differences: readonly StreamDifference[];
  /** The first 100 decisions and entries that are not as they were written. */
  readonly faults: readonly RecordFault[];
}

/**
 * A record that is not as it was written.
 *
 * - `decision-changed`: a decision, its command or one of its entries was changed
 * - `entry-missing`: a decision names an entry that is not there
 * - `entry-undecided`: an entry belongs to no decision that is there
 */
export interface RecordFault {
  readonly code: "decision-changed" | "entry-missing" | "entry-undecided";
  readonly decider: string;
  /** Of the decision, or of the entry that belongs to none. */
  readonly id: string;
}

/** A stream whose stored state is not what its entries fold to. */
export interface StreamDifference {
  readonly stream: string;
  /** Null where the stream is not stored. */
  readonly stored: StreamRecord | null;
  /** Null where no entry belongs to the stream. */
  readonly replayed: StreamRecord | null;
}

/** How many differences and how many faults are named. */
const MAX_NAMED = 100;

/** Folds all entries of the deciders again, and checks every decision against its seal. */
export async function verify<DB>(
  db: Kysely<DB>,
  deciders: readonly Replayable[],
): Promise<Verification> {
  deciders.forEach(checkDecider);
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (snapshot) => {
      const replayed = new Map<string, StreamRecord>();
      const keys = new Set<string>();
      const faults: RecordFault[] = [];
      let [decisions, entries] = [0, 0];
      // The verbs of one thing share a name, and with it their entries: these are read once.
      for (const decider of new Map(deciders.map((one) => [one.name, one])).values()) {
        decisions += await checkDecisions(faults, snapshot, decider.name);
        entries += await replayInto(replayed, snapshot, decider);
        for await (const key of readStreamKeys(snapshot, decider.name)) keys.add(key);
      }
      for (const key of replayed.keys()) keys.add(key);
      const differences = await compare(snapshot, [...keys].sort(), replayed);
      return {
        ok: differences.length === 0 && faults.length === 0,
        decisions,
        entries,
        streams: keys.size,
        differences: differences.slice(0, MAX_NAMED),
        faults: faults.slice(0, MAX_NAMED),
      };
    });
}

async function checkDecisions(
  faults: RecordFault[],
  db: QueryExecutorProvider,
  decider: string,
): Promise<number> {
  let count = 0;
  for await (const page of readDecisionPages(db, decider)) {
    for (const { record, entries, complete, intact } of await unseal(db, decider, page)) {
      count += 1;
      if (!complete) faults.push({ code: "entry-missing", decider, id: record.id });
      else if (!intact || !entries.every(agreesWithBody)) {
        faults.push({ code: "decision-changed", decider, id: record.id });
      }
    }
  }
  for (const id of await readUndecidedEntries(db, decider, MAX_NAMED)) {
    faults.push({ code: "entry-undecided", decider, id });
  }
  return count;
}

/** Whether the columns that reports read say the same as the entry itself. */
function agreesWithBody({ id, kind, at, body }: EntryRecord): boolean {
  return id === body.id && kind === body.kind && Number(at) === Date.parse(body.at);
}

async function replayInto(
  streams: Map<string, StreamRecord>,
  db: QueryExecutorProvider,
  decider: Replayable,
): Promise<number> {
  let count = 0;
  for await (const entry of readAllEntries(db, decider.name)) {
    for (const stream of decider.streams(entry as never)) {
      const before = streams.get(stream.key) ?? { version: 0, state: stream.initial() };
      streams.set(stream.key, {
        key: stream.key,
        version: before.version + 1,
        state: stream.apply(before.state, entry as never),
      });
    }
    count += 1;
  }
  return count;
}

async function compare(
  db: QueryExecutorProvider,
  keys: readonly string[],
  replayed: ReadonlyMap<string, StreamRecord>,
): Promise<StreamDifference[]> {
  const differences: StreamDifference[] = [];
  for (let start = 0; start < keys.length; start += PAGE_SIZE) {
    const page = keys.slice(start, start + PAGE_SIZE);
    const stored = new Map((await readStreams(db, page)).map((record) => [record.key, record]));
    for (const stream of page) {
      const difference = {
        stream,
        stored: stored.get(stream) ?? null,
        replayed: replayed.get(stream) ?? null,
      };
      if (canonicalJson(difference.stored) !== canonicalJson(difference.replayed)) {
        differences.push(difference);
      }
    }
  }
  return differences;
}

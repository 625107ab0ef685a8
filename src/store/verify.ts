import type { Kysely, QueryExecutorProvider } from "kysely";
import type { Stream } from "../kernel/decision";
import { canonicalJson } from "../kernel/json";
import {
  PAGE_SIZE,
  readAllEntries,
  readStreamKeys,
  readStreams,
  type StreamRecord,
} from "./records";

/** What replaying needs to know of a decider. */
export interface Replayable {
  readonly name: string;
  /** The streams of an entry. */
  streams(about: never): readonly Stream<unknown, never>[];
}

/** What came of comparing the stored states with a replay of the entries. */
export interface Verification {
  /** Whether every state is exactly what its entries fold to. */
  readonly ok: boolean;
  /** How many entries were replayed. */
  readonly entries: number;
  /** How many streams were compared. */
  readonly streams: number;
  /** The first 100 streams that differ. */
  readonly differences: readonly StreamDifference[];
}

/** A stream whose stored state is not what its entries fold to. */
export interface StreamDifference {
  readonly stream: string;
  /** Null where the stream is not stored. */
  readonly stored: StreamRecord | null;
  /** Null where no entry belongs to the stream. */
  readonly replayed: StreamRecord | null;
}

const MAX_DIFFERENCES = 100;

/** Folds all entries of the deciders again and compares the result with the stored streams. */
export async function verify<DB>(
  db: Kysely<DB>,
  deciders: readonly Replayable[],
): Promise<Verification> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (snapshot) => {
      const replayed = new Map<string, StreamRecord>();
      const keys = new Set<string>();
      let entries = 0;
      for (const decider of deciders) {
        entries += await replayInto(replayed, snapshot, decider);
        for await (const key of readStreamKeys(snapshot, decider.name)) keys.add(key);
      }
      for (const key of replayed.keys()) keys.add(key);
      const differences = await compare(snapshot, [...keys].sort(), replayed);
      return {
        ok: differences.length === 0,
        entries,
        streams: keys.size,
        differences: differences.slice(0, MAX_DIFFERENCES),
      };
    });
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

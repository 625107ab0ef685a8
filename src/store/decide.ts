import type { QueryExecutorProvider } from "kysely";
import type {
  Accepted,
  Command,
  Decider,
  Decision,
  Entry,
  Reason,
  Refused,
  Stream,
} from "../kernel/decision";
import { UptierError } from "../kernel/errors";
import type { RandomSource } from "../kernel/random/source";
import type { Instant } from "../kernel/time/instant";
import { checkSameContent, contentOf } from "./content";
import {
  type DecisionWrite,
  lockStreams,
  readDecision,
  readEntries,
  type StreamRecord,
  writeDecision,
} from "./records";

/** A command as it is sent to a store, which stamps it where it has no instant. */
export type Sendable<C extends Command> = Omit<C, "id" | "at"> & {
  /** The idempotency key. */
  readonly id: string;
  /** Default: the store's clock. */
  readonly at?: Instant | undefined;
};

/** A decision that is kept: `repeated` says that it is the answer of an earlier time. */
export type Kept<Value, E extends Entry, Refusal extends Reason, Why extends Reason> = Decision<
  Value,
  E,
  Refusal,
  Why
> & { readonly repeated: boolean };

/** Decides a command inside a transaction and writes what follows from it. */
export async function decideWithin<
  C extends Command,
  Value,
  E extends Entry,
  Refusal extends Reason,
  Why extends Reason,
>(
  db: QueryExecutorProvider,
  decider: Decider<C, Value, E, Refusal, Why>,
  sent: Sendable<C>,
  random: RandomSource,
  clock: () => Instant,
): Promise<Kept<Value, E, Refusal, Why>> {
  const content = contentOf(sent);
  const command = { ...sent, at: sent.at ?? clock() } as unknown as C;
  const touched = decider.streams(command);
  const records = await lock(db, touched);
  const decision = decider.decide(
    <State>({ key }: Stream<State, E>) => recordOf(records, key).state as State,
    command,
    random,
  );
  const write: DecisionWrite = {
    decider: decider.name,
    id: sent.id,
    content,
    ...(decision.ok
      ? {
          answer: { ...decision, entries: decision.entries.map((entry) => entry.id) },
          entries: decision.entries,
          ...fold<E>(decider, records, decision.entries),
        }
      : { answer: decision, entries: [], links: [], streams: [] }),
  };
  return (await writeDecision(db, write))
    ? { ...decision, repeated: false }
    : repeat(db, decider.name, sent.id, content);
}

/** The first answer to a command that has come again. */
async function repeat<Value, E extends Entry, Refusal extends Reason, Why extends Reason>(
  db: QueryExecutorProvider,
  decider: string,
  id: string,
  content: Readonly<Record<string, unknown>>,
): Promise<Kept<Value, E, Refusal, Why>> {
  const record = await readDecision(db, decider, id);
  if (record === undefined)
    throw new UptierError("decision-lost", `the decision of "${id}" is gone`);
  checkSameContent(id, record.content, content);
  const { answer } = record;
  return answer.ok
    ? ({
        ...answer,
        entries: await readEntries(db, decider, answer.entries),
        repeated: true,
      } as unknown as Accepted<Value, E, Why> & { repeated: true })
    : ({ ...answer, repeated: true } as Refused<Refusal, Why> & { repeated: true });
}

async function lock(
  db: QueryExecutorProvider,
  streams: readonly Stream<unknown, never>[],
): Promise<ReadonlyMap<string, StreamRecord>> {
  const wanted = new Map(streams.map((stream) => [stream.key, stream.initial()]));
  if (wanted.size === 0) return new Map();
  const records = await lockStreams(
    db,
    Array.from(wanted, ([key, state]) => ({ key, state })),
  );
  if (records.length < wanted.size) {
    throw new UptierError(
      "streams-not-visible",
      "another transaction has just made the same streams and this one cannot see them; use the isolation level read committed, or try again",
    );
  }
  return new Map(records.map((record) => [record.key, record]));
}

/** Folds the entries of a decision into the streams they belong to, and numbers them there. */
function fold<E extends Entry>(
  decider: { streams(about: E): readonly Stream<unknown, E>[] },
  records: ReadonlyMap<string, StreamRecord>,
  entries: readonly E[],
): Pick<DecisionWrite, "links" | "streams"> {
  const folded = new Map<string, StreamRecord>();
  const links: { stream: string; version: number; entry: string }[] = [];
  for (const entry of entries) {
    for (const stream of decider.streams(entry)) {
      const before = folded.get(stream.key) ?? recordOf(records, stream.key);
      const version = before.version + 1;
      links.push({ stream: stream.key, version, entry: entry.id });
      folded.set(stream.key, {
        key: stream.key,
        version,
        state: stream.apply(before.state, entry),
      });
    }
  }
  return { links, streams: [...folded.values()] };
}

function recordOf(records: ReadonlyMap<string, StreamRecord>, key: string): StreamRecord {
  const record = records.get(key);
  if (record === undefined) {
    throw new UptierError(
      "undeclared-stream",
      `the decider uses the stream "${key}", which it did not name for the command`,
    );
  }
  return record;
}

import type { QueryExecutorProvider } from "kysely";
import { checkIsCommand } from "../kernel/command";
import type { Command, Decider, Decision, Entry, Reason, Stream } from "../kernel/decision";
import { shown, UptierError } from "../kernel/errors";
import type { RandomSource } from "../kernel/random/source";
import { type Instant, toMilliseconds } from "../kernel/time/instant";
import { checkSameContent, contentOf } from "./content";
import { recordsDamaged } from "./faults";
import { type DecisionWrite, readDecision, writeDecision } from "./records";
import { sealOf, unseal } from "./seal";
import { checkDecider, checkStorable, isStorableKey } from "./storable";
import { lockStreams, type StreamRecord } from "./streams";

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
  checkDecider(decider);
  checkIsCommand(sent);
  const command = { ...sent, at: sent.at === undefined ? clock() : sent.at } as unknown as C;
  const records = await lock(db, decider.streams(command));
  const decision = decider.decide(
    <State>({ key }: Stream<State, E>) => recordOf(records, key).state as State,
    command,
    random,
  );
  // The decider comes first: it knows which members a command must have, and names all at fault.
  const content = contentOf(sent);
  checkStorable("the decision", decision);
  const { id } = sent;
  const write: DecisionWrite = {
    decider: decider.name,
    id,
    content,
    seal: sealOf({ decider: decider.name, id, content, decision }),
    ...(decision.ok
      ? {
          answer: { ...decision, entries: decision.entries.map((entry) => entry.id) },
          entries: checkedEntries(id, decision.entries),
          ...fold<E>(decider, records, decision.entries),
        }
      : { answer: decision, entries: [], links: [], streams: [] }),
  };
  return (await writeDecision(db, write))
    ? { ...decision, repeated: false }
    : repeat(db, decider.name, id, content);
}

/** The first answer to a command that has come again. */
async function repeat<Value, E extends Entry, Refusal extends Reason, Why extends Reason>(
  db: QueryExecutorProvider,
  decider: string,
  id: string,
  content: Readonly<Record<string, unknown>>,
): Promise<Kept<Value, E, Refusal, Why>> {
  const record = await readDecision(db, decider, id);
  const [kept] = record === undefined ? [] : await unseal(db, decider, [record]);
  if (kept?.intact !== true) {
    throw recordsDamaged(`the decision of "${id}" is not as it was written`);
  }
  checkSameContent(id, kept.record.content, content);
  return { ...(kept.decision as Decision<Value, E, Refusal, Why>), repeated: true };
}

async function lock(
  db: QueryExecutorProvider,
  streams: readonly Stream<unknown, never>[],
): Promise<ReadonlyMap<string, StreamRecord>> {
  const initial = new Map(
    streams.map((stream) => [
      stream.key,
      { key: stream.key, version: 0, state: checkedState(stream.key, stream.initial()) },
    ]),
  );
  // A key that cannot be kept comes from a command that the decider is about to refuse.
  const wanted = [...initial.values()].filter(({ key }) => isStorableKey(key));
  if (wanted.length === 0) return initial;
  const records = await lockStreams(db, wanted);
  if (records.length < wanted.length) {
    throw new UptierError(
      "streams-not-visible",
      "another transaction has just made the same streams and this one cannot see them; use the isolation level read committed, or try again",
    );
  }
  return new Map([...initial, ...records.map((record) => [record.key, record] as const)]);
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
      const state = checkedState(stream.key, stream.apply(before.state, entry));
      folded.set(stream.key, { key: stream.key, version, state });
    }
  }
  return { links, streams: [...folded.values()] };
}

function checkedState(key: string, state: unknown): unknown {
  checkStorable(`the state of the stream ${shown(key)}`, state);
  return state;
}

/** Refuses entries that could not be found again by their ids and their cause. */
function checkedEntries<E extends Entry>(cause: string, entries: readonly E[]): readonly E[] {
  const ids = new Set(entries.map(({ id }) => id));
  const sound = entries.every(
    (entry) => isStorableKey(entry.id) && typeof entry.kind === "string" && entry.cause === cause,
  );
  if (!sound || ids.size < entries.length) {
    throw new UptierError(
      "invalid-entry",
      `the decider gives entries that cannot be kept; each needs an id of its own, a kind, and "${cause}" as its cause`,
    );
  }
  for (const { at } of entries) toMilliseconds(at);
  return entries;
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

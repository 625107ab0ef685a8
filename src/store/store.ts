import type { QueryExecutorProvider } from "kysely";
import type { Command, Decider, Entry, Reason, Stream } from "../kernel/decision";
import { cryptoRandom } from "../kernel/random/crypto";
import type { RandomSource } from "../kernel/random/source";
import type { Instant } from "../kernel/time/instant";
import { type DatabaseOptions, openDatabase } from "./database";
import { decideWithin, type Kept, type Sendable } from "./decide";
import { explaining, explainingAll } from "./faults";
import { checkOptions } from "./options";
import { readAllEntries, readStreamEntries } from "./records";
import { migrate } from "./schema";
import { checkDecider, checkStream } from "./storable";
import { readStreams } from "./streams";
import { type Replayable, type Verification, verify } from "./verify";

/** What a store is made of; what is not given is chosen. */
export interface StoreOptions<DB = unknown> extends DatabaseOptions<DB> {
  /** Where chance comes from. Default: the platform's cryptographic generator. */
  readonly random?: RandomSource;
  /** The instant of commands that are sent without one. Default: the system's clock. */
  readonly clock?: () => Instant;
}

/** Decides commands durably. */
export interface DecisionStore {
  /**
   * Decides a command and keeps the answer, the entries and the new states in one transaction: all
   * of it or nothing. The streams that the command touches are locked meanwhile, so that decisions
   * about the same thing follow one another, however many processes make them.
   *
   * A command whose id was decided before, with the same content, gets the first answer again, with
   * `repeated: true`; refusals too. The content is what was sent: a command without `at` is stamped
   * by the store and may be sent again later.
   *
   * @throws UptierError in this order: `invalid-decider`, `not-migrated`, `streams-not-visible`, what
   * the decider throws (`invalid-command`), `not-storable` (a zero character or half a surrogate
   * pair, which PostgreSQL cannot keep, in the command, the decision or a state; the issues name
   * where), `not-json`, `invalid-entry` and `undeclared-stream` (faults of the decider),
   * `records-damaged` (rows were changed or deleted by hand), `id-conflict` (the id was decided
   * before with other content; the issues name what differs). Other errors of the database are
   * passed on as they are
   */
  decide<C extends Command, Value, E extends Entry, Refusal extends Reason, Why extends Reason>(
    decider: Decider<C, Value, E, Refusal, Why>,
    command: Sendable<C>,
  ): Promise<Kept<Value, E, Refusal, Why>>;

  /**
   * The state of a stream; its initial one where nothing has been decided yet.
   *
   * @throws UptierError in this order: `invalid-stream`, `not-migrated`
   */
  state<State, E extends Entry>(stream: Stream<State, E>): Promise<State>;

  /**
   * All entries of one stream (one member's draws, say) in order, read a page at a time.
   *
   * @throws UptierError in this order: `invalid-stream`, `not-migrated`
   */
  history<State, E extends Entry>(stream: Stream<State, E>): AsyncIterable<E>;

  /**
   * All entries of a decider, in the order in which they were made, read a page at a time.
   *
   * @throws UptierError in this order: `invalid-decider`, `not-migrated`
   */
  entries<C extends Command, Value, E extends Entry, Refusal extends Reason, Why extends Reason>(
    decider: Decider<C, Value, E, Refusal, Why>,
  ): AsyncIterable<E>;
}

/** A store of decisions on a database. */
export interface Store extends DecisionStore {
  /**
   * Makes or updates the tables, whose names start with `uptier_`. Run it before the first decision.
   *
   * @throws UptierError `migration-failed`
   */
  migrate(): Promise<void>;
  /**
   * The same store inside a transaction of yours: what it decides is kept when you commit and gone
   * when you roll back. Deadlocks are then yours to try again. Decisions that you start together in
   * one transaction are made one after another, in the order in which you started them.
   *
   * @param transaction - a kysely transaction on the same database
   */
  within(transaction: QueryExecutorProvider): DecisionStore;
  /**
   * Proves that the entries are the truth: folds all entries of the deciders again and compares the
   * result with the stored states; and checks every decision, its command and its entries against
   * the seal that was put under them; in one snapshot of the database. It finds what was changed by
   * hand or by accident, but a forger who knows the library can seal a forgery.
   *
   * @param deciders - all that write to the streams in question; of those that share a name, one is enough
   * @throws UptierError in this order: `invalid-decider`, `not-migrated`
   */
  verify(...deciders: readonly Replayable[]): Promise<Verification>;
  /** Closes the database, unless it is a kysely instance of yours. */
  close(): Promise<void>;
}

/**
 * Opens a store: on your PostgreSQL, or on an embedded one (PGlite) in a folder or, where no
 * database is named, in memory. The package `kysely` must be installed beside this one, and for the embedded database
 * `@electric-sql/pglite`.
 *
 * @throws UptierError `invalid-options` where an option is unknown or has no usable value (its issues name
 * each), or more than one database is given
 *
 * @example
 * ```ts
 * import { campaignDeciders, campaignStream, defineCampaign } from "uptier/lottery";
 * import { openStore } from "uptier/store";
 *
 * const campaign = defineCampaign({
 *   id: "always-wins",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
 * });
 * const draws = campaignDeciders(campaign).draw;
 *
 * const store = await openStore();
 * await store.migrate();
 * const first = await store.decide(draws, { id: "order-1", member: "m1" });
 * first.ok && first.value.prize; // => "tea"
 * const again = await store.decide(draws, { id: "order-1", member: "m1" });
 * again.repeated; // => true
 * (await store.state(campaignStream("always-wins"))).awarded; // => { tea: 1 }
 * (await store.verify(draws)).ok; // => true
 * await store.close();
 * ```
 */
export async function openStore<DB = unknown>(options: StoreOptions<DB> = {}): Promise<Store> {
  checkOptions(options);
  const { random = cryptoRandom(), clock = () => new Date() } = options;
  const db = await openDatabase(options);
  const within = (executor: QueryExecutorProvider): DecisionStore => ({
    decide: (decider, command) =>
      inTurn(executor, () =>
        explaining(() => decideWithin(executor, decider, command, random, clock)),
      ),
    state: (stream) => explaining(() => stateOf(executor, stream)),
    history(stream) {
      checkStream(stream);
      return explainingAll(readStreamEntries(executor, stream.key));
    },
    entries(decider) {
      checkDecider(decider);
      return explainingAll(readAllEntries(executor, decider.name));
    },
  });
  return {
    ...within(db),
    decide: (decider, command) =>
      retried(() =>
        db
          .transaction()
          .setIsolationLevel("read committed")
          .execute((transaction) => within(transaction).decide(decider, command)),
      ),
    migrate: () => migrate(db),
    within,
    verify: (...deciders) => explaining(() => verify(db, deciders)),
    close: async () => {
      if (options.kysely === undefined) await db.destroy();
    },
  };
}

/** The last decision that was started in each transaction. */
const turns = new WeakMap<QueryExecutorProvider, Promise<unknown>>();

/** Waits for the decisions before: the locks of one transaction do not keep them apart. */
async function inTurn<T>(transaction: QueryExecutorProvider, decide: () => Promise<T>): Promise<T> {
  const before = turns.get(transaction);
  const decision = before === undefined ? decide() : before.then(decide);
  turns.set(
    transaction,
    decision.catch(() => {}), // whoever started it is told; the next one is decided all the same
  );
  return decision;
}

async function stateOf<State, E extends Entry>(
  db: QueryExecutorProvider,
  stream: Stream<State, E>,
): Promise<State> {
  checkStream(stream);
  const [record] = await readStreams(db, [stream.key]);
  return record === undefined ? stream.initial() : (record.state as State);
}

/** What the database says of a transaction that only needs to be tried again (SQLSTATE). */
const SERIALIZATION_FAILURE = "40001";
const DEADLOCK_DETECTED = "40P01";

/** How often a transaction is tried before its error is passed on. */
const TRANSACTION_TRIES = 5;

async function retried<T>(transact: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transact();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      const passing = code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
      if (!passing || tries === TRANSACTION_TRIES) throw error;
    }
  }
}

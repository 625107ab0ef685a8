import type { RandomSource } from "./random/source";
import type { Instant } from "./time/instant";

/** One step of an explanation: a code with the data that belongs to it. Plain JSON. */
export interface Reason {
  /** Kebab-case and stable. */
  readonly code: string;
}

/** What every command carries. Plain JSON. */
export interface Command {
  /** The caller's idempotency key: the same id is the same wish, however often it is sent. */
  readonly id: string;
  /** When it happens, by the caller's clock: the library has none. */
  readonly at: Instant;
}

/** What every entry carries: an append-only fact. Corrections are new entries. Plain JSON. */
export interface Entry {
  /** Unique among the entries of its decider. */
  readonly id: string;
  /** What happened, in the past tense: `prize-drawn`. */
  readonly kind: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** The id of the command that led to it. */
  readonly cause: string;
}

/** Yes: here is the answer, and the entries that make it true once they are kept. */
export interface Accepted<Value, E extends Entry, Why extends Reason> {
  readonly ok: true;
  readonly value: Value;
  /** What happened, in order; to be kept and applied, all of them or none. */
  readonly entries: readonly E[];
  /** Why this answer and no other. */
  readonly why: readonly Why[];
}

/** No, in the ordinary course of business. Nothing changed. */
export interface Refused<Refusal extends Reason, Why extends Reason> {
  readonly ok: false;
  /** The first reason in the stated order of precedence, with what a page needs to tell it. */
  readonly refusal: Refusal;
  readonly why: readonly Why[];
}

/** The answer to a command. */
export type Decision<Value, E extends Entry, Refusal extends Reason, Why extends Reason> =
  Accepted<Value, E, Why> | Refused<Refusal, Why>;

/**
 * A series of entries that is kept in order and folded into one state: the stock of a campaign,
 * the account of a member. A decision locks the streams it touches and no others.
 */
export interface Stream<State, E extends Entry> {
  /** Names it, uniquely over all deciders: `lottery/spring/member/m1`. */
  readonly key: string;
  /** The state before the first entry. */
  initial(): State;
  /** The state after one more entry. Leaves `state` as it was. */
  apply(state: State, entry: E): State;
}

/** Gives the current state of one of the streams that a command touches. */
export type ReadState<E extends Entry> = <State>(stream: Stream<State, E>) => State;

/**
 * All that a runner (the SQL store, a simulation) needs to know to make the decisions of one kind
 * durable: which streams a command touches, how it is decided, and where its entries belong.
 */
export interface Decider<
  C extends Command,
  Value,
  E extends Entry,
  Refusal extends Reason,
  Why extends Reason,
> {
  /** Names the kind and scopes the ids of its commands and entries: `lottery/spring`. */
  readonly name: string;
  /**
   * The streams that a command reads and writes, or that an entry belongs to. Those of an entry are
   * among those of the command that caused it.
   */
  streams(about: C | E): readonly Stream<unknown, E>[];
  /** Answers a command from the states of its streams. Changes nothing. */
  decide(read: ReadState<E>, command: C, random: RandomSource): Decision<Value, E, Refusal, Why>;
}

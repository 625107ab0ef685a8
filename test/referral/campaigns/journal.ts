import type { Reason } from "uptier/kernel";

export const AT = "2026-11-21T09:30:00+08:00";

/** An instant some hours after {@link AT}. */
export const hoursLater = (hours: number): string =>
  new Date(Date.parse(AT) + hours * 3_600_000).toISOString();

type Answer<Value, E, R extends Reason> =
  | {
      readonly ok: true;
      readonly value: Value;
      readonly entries: readonly E[];
      readonly why: readonly Reason[];
    }
  | { readonly ok: false; readonly refusal: R; readonly why: readonly Reason[] };

/** Keeps what is decided, as a shop does. */
export interface Journal<State, E> {
  readonly entries: readonly E[];
  readonly state: () => State;
  /** Keeps the entries of a decision. */
  readonly keep: <Value, R extends Reason>(decision: Answer<Value, E, R>) => Answer<Value, E, R>;
  /** The value of a decision that must be accepted; its entries are kept. */
  readonly done: <Value, R extends Reason>(decision: Answer<Value, E, R>) => Value;
  /** A new id for a command. */
  readonly id: () => string;
}

export function journalOf<State, E>(
  initial: State,
  apply: (state: State, entry: E) => State,
): Journal<State, E> {
  const entries: E[] = [];
  let state = initial;
  let commands = 0;
  const keep: Journal<State, E>["keep"] = (decision) => {
    for (const entry of decision.ok ? decision.entries : []) {
      state = apply(state, entry);
      entries.push(entry);
    }
    return decision;
  };
  return {
    entries,
    state: () => state,
    keep,
    done(decision) {
      keep(decision);
      if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
      return decision.value;
    },
    id: () => `c${(commands += 1)}`,
  };
}

/** The code of a refusal; null: it was accepted. */
export function refusalOf(decision: Answer<unknown, unknown, Reason>): string | null {
  return decision.ok ? null : decision.refusal.code;
}

import { UptierError } from "../../kernel/errors";
import type { DayKey } from "../../kernel/time/day";
import { type EarningHistory, earnedUnder, periodOf } from "./history";
import type { EarningCapScope } from "./input";
import type { EarningCap, EarningContext } from "./plan";

/** A cap that left less than was to be earned. */
export interface OverCap {
  readonly code: "over-cap";
  /** What it caps: one rule, or all rules of a type of points. */
  readonly of: "rule" | "type";
  readonly id: string;
  readonly scope: EarningCapScope;
  /** The first day of the period; null: the scope is none. */
  readonly period: DayKey | null;
  readonly limit: number;
  /** Earned in the period before, or the balance; null: so long ago that it is not known. */
  readonly earned: number | null;
  /** What was to be earned. */
  readonly asked: number;
  /** What the cap leaves. */
  readonly left: number;
}

/** What caps are held against. */
export interface CapFacts {
  readonly at: number;
  readonly history: EarningHistory;
  readonly balances: Readonly<Record<string, number>>;
  readonly context: EarningContext;
}

/** What the caps leave of what was asked. */
export interface CapRoom {
  /** Null: there is no cap. */
  readonly room: number | null;
  /** The cap that cut it short. */
  readonly over: OverCap | null;
  /** The first cap, in the order of the definition, that refuses the whole transaction. */
  readonly rejected: OverCap | null;
}

/**
 * Holds an amount against caps.
 *
 * @param of - what they cap
 * @param id - its id
 * @param type - the type of points, for caps on the balance
 * @throws UptierError `missing-balance`
 */
export function roomUnder(
  caps: readonly EarningCap[],
  [of, id, type]: readonly ["rule" | "type", string, string],
  asked: number,
  facts: CapFacts,
): CapRoom {
  let room: number | null = null;
  let over: OverCap | null = null;
  let rejected: OverCap | null = null;
  for (const { scope, points: limit, onCap } of caps) {
    const { period, earned } = standOf(scope, capKey(of, id, scope), type, facts);
    const left = earned === null ? 0 : Math.max(0, limit - earned);
    const fault: OverCap | null =
      asked <= left
        ? null
        : { code: "over-cap", of, id, scope, period, limit, earned, asked, left };
    if (room === null || left < room) {
      room = left;
      over = fault;
    }
    if (onCap === "reject") rejected ??= fault;
  }
  return { room, over, rejected };
}

/** What an earning adds under caps by period. */
export function talliesUnder(
  caps: readonly EarningCap[],
  of: "rule" | "type",
  id: string,
  points: number,
  { at, context }: Pick<CapFacts, "at" | "context">,
): { cap: string; period: DayKey; points: number }[] {
  const scopes = new Set(caps.map(({ scope }) => scope));
  return [...scopes].flatMap((scope) =>
    scope === "transaction" || scope === "balance"
      ? []
      : [{ cap: capKey(of, id, scope), period: periodOf(at, scope, context), points }],
  );
}

function standOf(
  scope: EarningCapScope,
  key: string,
  type: string,
  { at, history, balances, context }: CapFacts,
): { period: DayKey | null; earned: number | null } {
  if (scope === "transaction") return { period: null, earned: 0 };
  if (scope === "balance") {
    const earned = Object.hasOwn(balances, type) ? balances[type] : undefined;
    if (!Number.isSafeInteger(earned)) {
      throw new UptierError(
        "missing-balance",
        `there is a cap on the balance; give the whole number of "${type}" that the member has`,
      );
    }
    return { period: null, earned: earned! };
  }
  const period = periodOf(at, scope, context);
  return { period, earned: earnedUnder(history, key, period) };
}

function capKey(of: "rule" | "type", id: string, scope: EarningCapScope): string {
  return `${of} ${id} ${scope}`;
}

import { shown, UptierError } from "../kernel/errors";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import { ledgerOf, openAccount } from "./ledger/account";
import { millisecondsOrNever } from "../kernel/time/end";
import type { OpenLedger } from "./ledger/open";
import type { AccountState, Lot } from "./state";

/** What a member has of one point type at an instant. */
export interface Balance {
  /** Can be spent, reserved points included. */
  readonly active: number;
  /** Credited, and not to be spent yet. */
  readonly pending: number;
  /** Kept aside by open reservations. */
  readonly reserved: number;
  /** `active - reserved`: what can be spent now. */
  readonly available: number;
  /** Lapsed so far. */
  readonly expired: number;
  /** Taken and not covered by any points: the next ones pay it. */
  readonly debt: number;
  /** `active - debt`: what the member sees. */
  readonly balance: number;
}

/**
 * What a member has at an instant: what has become active and what has lapsed by then is counted,
 * without any job that would have to run.
 *
 * @param at - not before the instant of the state; for the past, `replay` with `asOf`
 * @throws UptierError in this order: `invalid-instant`, `invalid-state`, `before-state`
 */
export function balanceOf(state: AccountState, type: string, at: Instant): Balance {
  return balanceOfLedger(ledgerAt(state, type, at).ledger);
}

/** The balance of a ledger as it is. */
export function balanceOfLedger(ledger: OpenLedger): Balance {
  const { available, pending, held: reserved, expired, debt } = ledger;
  const active = available + reserved;
  return { active, pending, reserved, available, expired, debt, balance: active - debt };
}

/** Points that lapse together. */
export interface UpcomingExpiry {
  /** From when they are gone: UTC. */
  readonly at: string;
  readonly points: number;
  readonly lots: readonly string[];
}

/**
 * All points that will lapse if nothing happens, by instant, the next first: those that are active
 * at `at`, and those that will be.
 *
 * @param until - only what lapses up to and including this instant. Default: all
 * @throws UptierError as {@link balanceOf}
 */
export function upcomingExpiries(
  state: AccountState,
  type: string,
  at: Instant,
  until?: Instant,
): readonly UpcomingExpiry[] {
  const { ledger } = ledgerAt(state, type, at);
  const last = until === undefined ? Infinity : toMilliseconds(until);
  const byEnd = new Map<number, { points: number; lots: string[] }>();
  for (const { id, status, left, activeAt, endsAt } of ledger.lots.list) {
    if (left === 0 || endsAt === null) continue;
    if (status !== "active" && status !== "pending") continue;
    // A lot that would end before it starts lapses when it starts.
    const ends = toMilliseconds(endsAt);
    const end = status === "pending" ? Math.max(ends, millisecondsOrNever(activeAt)) : ends;
    if (end > last) continue;
    const known = byEnd.get(end) ?? { points: 0, lots: [] };
    byEnd.set(end, { points: known.points + left, lots: [...known.lots, id] });
  }
  return [...byEnd]
    .sort(([a], [b]) => a - b)
    .map(([end, { points, lots }]) => ({ at: instantText(end), points, lots }));
}

/** What was planned to lapse of a lot, what use took out of the plan, and what came back into it. */
export interface PlannedBreakage {
  readonly lot: string;
  readonly at: string;
  /** The points of the lot. */
  readonly plan: number;
  /** Taken by debits and reservations. */
  readonly released: number;
  /** Given back by corrections. */
  readonly reopened: number;
  /** `plan - released + reopened`, less what was voided or moved: what lapses, or has lapsed. */
  readonly expires: number;
}

/**
 * The breakage of each lot that ends: booked in full when it is issued, released by use, reopened by
 * corrections. Lots of which nothing lapses are left out.
 *
 * @returns by end, the next first
 * @throws UptierError as {@link balanceOf}
 */
export function plannedBreakage(
  state: AccountState,
  type: string,
  at: Instant,
): readonly PlannedBreakage[] {
  const { ledger } = ledgerAt(state, type, at);
  const reopened = new Map<string, number>();
  for (const { allocations } of [...ledger.debits.list, ...ledger.reservations.list]) {
    for (const { lot, returned } of allocations) {
      reopened.set(lot, (reopened.get(lot) ?? 0) + returned);
    }
  }
  return ledger.lots.list
    .flatMap((lot) => (lot.endsAt === null ? [] : [{ lot, end: lot.endsAt }]))
    .sort((a, b) => toMilliseconds(a.end) - toMilliseconds(b.end))
    .map(({ lot, end }) => {
      const back = reopened.get(lot.id) ?? 0;
      return {
        lot: lot.id,
        at: end,
        plan: lot.points,
        released: lot.spent + lot.held + back,
        reopened: back,
        expires: lot.left + lot.expired,
      };
    })
    .filter(({ expires }) => expires > 0);
}

/**
 * The lots of a point type at an instant, in the order in which they were opened.
 *
 * @throws UptierError as {@link balanceOf}
 */
export function lotsAt(state: AccountState, type: string, at: Instant): readonly Lot[] {
  return [...ledgerAt(state, type, at).ledger.lots.list];
}

/** The ledger of a state at an instant. */
function ledgerAt(
  state: AccountState,
  type: string,
  at: Instant,
): { readonly ledger: OpenLedger; readonly now: number } {
  const now = toMilliseconds(at);
  const account = openAccount(state);
  if (now < account.at) {
    throw new UptierError(
      "before-state",
      `the state is of ${state.at}, and ${shown(at)} is before it; replay the entries with "asOf"`,
    );
  }
  return { ledger: ledgerOf(account, type, now), now };
}

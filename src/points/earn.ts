import type { Command } from "../kernel/decision";
import { activityEntry } from "./activity";
import { type Balance, balanceOfLedger } from "./balance";
import {
  accept,
  accountFor,
  arrive,
  bookingFor,
  conflictOf,
  type IdConflict,
  type PointsDecision,
  refuse,
} from "./booking";
import { creditEntry, holdOf } from "./credit";
import type { EarningFacts } from "./earning/facts";
import type { FrozenEarning } from "./earning/frozen";
import { type EarningRefusal, quoteEarning } from "./earning/quote";
import type { EarningReason } from "./earning/reasons";
import type { PointsEntry } from "./entries";
import { ledgerOf, type OpenAccount } from "./ledger/account";
import { referencesOf } from "./ledger/references";
import { type PointsProgram, typeOf } from "./program";
import type { AccountState } from "./state";

/** An order or event that earns points. */
export interface EarnCommand extends Command {
  readonly member: string;
  /** What `quoteEarning` takes; its `id` is the order that refunds name. */
  readonly facts: EarningFacts;
}

/** What was earned. */
export interface EarnResult {
  /** One lot for each point type that gets some. */
  readonly lots: readonly {
    readonly lot: string;
    readonly type: string;
    readonly points: number;
    /** Null: once its event comes. */
    readonly activeAt: string | null;
    readonly endsAt: string | null;
  }[];
  /** By the id of the point type, of those that get some. */
  readonly balances: Readonly<Record<string, Balance>>;
}

/**
 * Why nothing was earned, in the order in which reasons are looked for.
 *
 * 1. `no-earning`: the programme has no rules
 * 2. `id-conflict`: the id of the command was used before, for another order
 * 3. `already-earned`: the order or event has earned before, under the id of another command
 * 4. `over-cap`: a cap of the rules says `reject`
 */
export type EarnRefusal =
  | { readonly code: "no-earning" }
  | IdConflict
  | { readonly code: "already-earned"; readonly ref: string; readonly lot: string }
  | EarningRefusal;

/** The codes of {@link EarnRefusal} in their order of precedence. */
export const EARN_REFUSALS = [
  "no-earning",
  "id-conflict",
  "already-earned",
  "over-cap",
] as const satisfies readonly EarnRefusal["code"][];

/** The answer to an {@link EarnCommand}; `why` is that of `quoteEarning`. */
export type EarnDecision = PointsDecision<EarnResult, EarnRefusal, EarningReason>;

/**
 * Credits what the rules of the programme give for an order or event: the same figures as
 * `quoteEarning` shows before. Nothing to earn is no refusal, and leaves no entry. The same command
 * again changes nothing and says `exists`.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, the errors of
 * `quoteEarning`
 *
 * @example
 * ```ts
 * import { definePoints, earn, newAccount } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 *   earning: {
 *     rules: [{ id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
 *   },
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * const decision = earn(program, newAccount(), {
 *   id: "e1",
 *   at,
 *   member: "m1",
 *   facts: { kind: "order", id: "o1", at, lines: [{ id: "a", amount: "19.99" }] },
 * });
 * decision.ok && decision.value.balances["points"]?.available; // => 19
 * ```
 */
export function earn(
  program: PointsProgram,
  state: AccountState,
  command: EarnCommand,
): EarnDecision {
  return decideEarn(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideEarn(
  program: PointsProgram,
  account: OpenAccount,
  command: EarnCommand,
): EarnDecision {
  const arrival = arrive(program, account, command, ["member"]);
  const { earning, types, zone } = program;
  if (earning === null) return refuse({ code: "no-earning" });
  const { facts } = command;
  const balances = Object.fromEntries(
    types.map(({ id }) => {
      const { balance, pending } = balanceOfLedger(ledgerOf(account, id, arrival.now));
      return [id, balance + pending];
    }),
  );
  const quote = quoteEarning(earning, facts, account.earning, balances);
  const before = earnedBy(account, facts.id);
  const again = before.filter(({ lot }) => lot.slice(0, lot.lastIndexOf("/")) === command.id);
  const first = types
    .map(({ id }) => account.ledgers.get(id)?.lots.get(`${command.id}/1`))
    .find((lot) => lot !== undefined);
  if (first !== undefined && again.length === 0) {
    const conflict = conflictOf({ "facts.id": [first.terms && first.ref, facts.id] });
    if (conflict !== null) return refuse(conflict);
  }
  if (before.length > again.length) {
    return refuse({ code: "already-earned", ref: facts.id, lot: before[0]!.lot });
  }
  if (again.length === 0 && !quote.ok) return { ...quote };
  const earnings = again.length > 0 || !quote.ok ? [] : quote.value.earnings;
  const entries: PointsEntry[] = [];
  earnings.forEach((terms, index) => {
    const booking = bookingFor(arrival, typeOf(program, terms.type)!);
    const hold = holdOf(booking.type, arrival.now, zone);
    entries.push(
      creditEntry(
        booking,
        {
          ...hold,
          recurs: null,
          points: terms.points,
          source: "earned",
          ref: facts.id,
          lotKind: null,
          burnPriority: 0,
          terms,
          counted: index === 0 && quote.ok ? quote.value.counted : null,
        },
        index + 1,
      ),
    );
  });
  earnings.forEach((terms) => {
    const booking = bookingFor(arrival, typeOf(program, terms.type)!);
    const moved = activityEntry(booking, "credit", entries.length + 1);
    if (moved !== null) entries.push(moved);
  });
  return accept(
    arrival,
    entries,
    () => {
      const lots = earnedBy(account, facts.id);
      return {
        lots: lots.map(({ lot, type, points, activeAt, endsAt }) => ({
          lot,
          type,
          points,
          activeAt,
          endsAt,
        })),
        balances: Object.fromEntries(
          lots.map(({ type }) => [type, balanceOfLedger(account.ledgers.get(type)!)]),
        ),
      };
    },
    (): EarnDecision["why"] => (again.length > 0 ? [{ code: "exists" }] : quote.why),
  );
}

/** A lot that an order or event opened. */
export interface EarnedLot {
  readonly lot: string;
  readonly type: string;
  readonly points: number;
  readonly terms: FrozenEarning;
  readonly activeAt: string | null;
  readonly endsAt: string | null;
}

/** The lots that an order or event opened. */
export function earnedBy(account: OpenAccount, ref: string): readonly EarnedLot[] {
  const earned: EarnedLot[] = [];
  for (const [type, ledger] of account.ledgers) {
    for (const lot of referencesOf(ledger).lots.get(ref) ?? []) {
      if (lot.terms === null) continue;
      earned.push({
        lot: lot.id,
        type,
        points: lot.points,
        terms: lot.terms,
        activeAt: lot.activeAt,
        endsAt: lot.endsAt,
      });
    }
  }
  return earned;
}

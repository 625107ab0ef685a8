import type { Decision } from "../../kernel/decision";
import { refuse } from "../../kernel/refusal";
import { type DayKey, dayKey, dayNumber } from "../../kernel/time/day";
import { isRequired } from "./day";
import type { CheckInDefinition } from "./definition";
import { type CheckInEntry, entriesOf } from "./entries";
import type { CheckInPrice } from "./input";
import { type CheckInMoment, type CheckInMemberCommand, momentOf, outsideTimes } from "./moment";
import { balanceIn, cannotPay, type BalanceBelowPrice } from "./price";
import { reasonsOf, settle, type SettlementReason } from "./settlement";
import { checkState, type CheckInState, type Streak } from "./state";

/** A member buys back the streak that ended last. */
export interface RestoreStreakCommand extends CheckInMemberCommand {
  /** Points of the type of the price that the member has. Default: 0. */
  readonly balance?: number | undefined;
}

/** What a restore comes to. */
export interface RestoreStreakResult {
  /** The streak, which goes on. */
  readonly streak: Streak;
  /** The missed days that are covered: up to yesterday. */
  readonly days: readonly DayKey[];
  /** What is to be taken; null: it is free. */
  readonly price: CheckInPrice | null;
}

/**
 * Why a streak cannot be restored, in the order in which reasons are looked for.
 *
 * 1. `no-restore`: the check-in has no restore
 * 2. `not-open`: the check-in opens later
 * 3. `closed`: it has closed
 * 4. `nothing-to-restore`: no streak has ended, it still goes on, or a new one began before today
 * 5. `gap-too-long`: more days were missed than a restore covers
 * 6. `insufficient-balance`: the balance of the command does not pay for it
 */
export type RestoreStreakRefusal =
  | { readonly code: "no-restore" }
  | { readonly code: "not-open"; readonly opensAt: string }
  | { readonly code: "closed"; readonly closedAt: string }
  | { readonly code: "nothing-to-restore" }
  | { readonly code: "gap-too-long"; readonly maxGapDays: number; readonly streak: Streak }
  | BalanceBelowPrice;

/** The codes of {@link RestoreStreakRefusal} in their order of precedence. */
export const RESTORE_STREAK_REFUSALS = [
  "no-restore",
  "not-open",
  "closed",
  "nothing-to-restore",
  "gap-too-long",
  "insufficient-balance",
] as const satisfies readonly RestoreStreakRefusal["code"][];

/** The answer to a {@link RestoreStreakCommand}. */
export type RestoreStreakDecision = Decision<
  RestoreStreakResult,
  CheckInEntry,
  RestoreStreakRefusal,
  | RestoreStreakRefusal
  | SettlementReason
  | { readonly code: "streak-restored"; readonly days: readonly DayKey[] }
>;

/**
 * Revives the streak that ended last and covers every missed day up to yesterday. Today itself still
 * needs a check-in, before or after the restore. Covered days do not add to the streak, and nothing
 * that was missed is paid.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { defineCheckIn, newCheckInState, restoreStreak } from "uptier/points";
 *
 * const definition = defineCheckIn({
 *   id: "daily",
 *   zone: "Asia/Shanghai",
 *   restore: { maxGapDays: 2, price: { type: "coin", points: 100 } },
 * });
 * const streak = { days: 9, from: "2026-11-10", to: "2026-11-18" };
 * const state = { ...newCheckInState(), streak };
 * const command = { id: "r1", at: "2026-11-21T09:30:00+08:00", member: "m1", balance: 100 };
 * const decision = restoreStreak(definition, state, command);
 * decision.ok && decision.value;
 * // => {
 * //   streak: { days: 9, from: "2026-11-10", to: "2026-11-20" },
 * //   days: ["2026-11-19", "2026-11-20"],
 * //   price: { type: "coin", points: 100 },
 * // }
 * ```
 */
export function restoreStreak(
  definition: CheckInDefinition,
  state: CheckInState,
  command: RestoreStreakCommand,
): RestoreStreakDecision {
  checkState(state);
  const moment = momentOf(definition, state, command);
  const balance = balanceIn(command.balance);
  const { restore } = definition;
  if (restore === null) return refuse({ code: "no-restore" });
  const outside = outsideTimes(definition, moment.at);
  if (outside !== null) return refuse(outside);

  const settlement = settle(definition, state, moment, false);
  const { streak: current, broken } = settlement.state;
  const ended = broken.at(-1);
  if (ended === undefined || (current !== null && current.from !== moment.day)) {
    return refuse({ code: "nothing-to-restore" });
  }
  const { maxGapDays, price } = restore;
  const days = missedSince(definition, ended, moment, maxGapDays);
  if (days.length > maxGapDays) return refuse({ code: "gap-too-long", maxGapDays, streak: ended });
  const unpaid = cannotPay(price, balance);
  if (unpaid !== null) return refuse(unpaid);

  const streak: Streak = {
    days: ended.days + (current?.days ?? 0),
    from: ended.from,
    to: current?.to ?? days.at(-1) ?? ended.to,
  };
  const bodies = [
    ...settlement.bodies,
    { kind: "streak-restored", ended, streak, days, price } as const,
  ];
  return {
    ok: true,
    value: { streak, days, price },
    entries: entriesOf(definition, command, moment.at, moment.zone, bodies),
    why: [...reasonsOf(settlement), { code: "streak-restored", days }],
  };
}

/** The missed days from the end of a streak to yesterday; one more than can be covered is enough. */
function missedSince(
  definition: CheckInDefinition,
  ended: Streak,
  { reach, zone }: CheckInMoment,
  most: number,
): readonly DayKey[] {
  const days: DayKey[] = [];
  for (let day = dayNumber(ended.to) + 1; day < reach && days.length <= most; day += 1) {
    if (isRequired(definition, day, zone)) days.push(dayKey(day));
  }
  return days;
}

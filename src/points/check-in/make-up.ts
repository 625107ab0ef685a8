import type { Decision } from "../../kernel/decision";
import { addSafely } from "../../kernel/money/amount";
import { refuse } from "../../kernel/refusal";
import { type DayKey, dayKey, type DayNumber, dayNumber } from "../../kernel/time/day";
import { firstDay, isRequired } from "./day";
import type { CheckInDefinition } from "./definition";
import { monthOf } from "./month";
import { type CheckInEntry, entriesOf } from "./entries";
import type { CheckInPrice, CheckInReward } from "./input";
import {
  type CheckInMoment,
  dayIn,
  type CheckInMemberCommand,
  momentOf,
  outsideTimes,
} from "./moment";
import { balanceIn, cannotPay, type BalanceBelowPrice } from "./price";
import {
  type CheckInCounters,
  type CheckInRewardShare,
  sharesOfMakeUp,
  sumOfShares,
} from "./reward";
import { reasonsOf, settle, type SettlementReason } from "./settlement";
import {
  checkState,
  type CheckInState,
  monthCount,
  type DayRecordKind,
  recordOf,
  type Streak,
} from "./state";

/** A member makes up a day that was missed. */
export interface MakeUpCommand extends CheckInMemberCommand {
  /** The day that was missed. */
  readonly day: DayKey;
  /** Points of the type of the price that the member has. Default: 0. */
  readonly balance?: number | undefined;
}

/** What a make-up comes to. */
export interface MakeUpResult {
  readonly day: DayKey;
  /** What is to be taken; null: it is free. */
  readonly price: CheckInPrice | null;
  /** What is to be booked. */
  readonly reward: readonly CheckInReward[];
  readonly counters: CheckInCounters;
  /** The streak that the day is part of now; null: days that are made up feed none. */
  readonly streak: Streak | null;
  /** Whether that streak still goes on. */
  readonly alive: boolean;
}

/**
 * Why a day cannot be made up, in the order in which reasons are looked for.
 *
 * 1. `no-make-up`: the check-in has no make-up cards
 * 2. `not-open`: the check-in opens later
 * 3. `closed`: it has closed
 * 4. `future-day`: the day is yet to come
 * 5. `not-over`: the day is today; check in
 * 6. `already-covered`: it is checked in, made up, frozen, restored or skipped
 * 7. `not-required`: it is a rest day, or a date that the zone never had
 * 8. `before-earliest`: it lies before the earliest date, or before the check-in opened
 * 9. `outside-window`: it is too long ago
 * 10. `over-monthly-limit`: the member has made up as many days this month as the limit allows
 * 11. `insufficient-balance`: the balance of the command does not pay for it
 */
export type MakeUpRefusal =
  | { readonly code: "no-make-up" }
  | { readonly code: "not-open"; readonly opensAt: string }
  | { readonly code: "closed"; readonly closedAt: string }
  | { readonly code: "future-day" | "not-over"; readonly day: DayKey; readonly today: DayKey }
  | { readonly code: "already-covered"; readonly day: DayKey; readonly by: DayRecordKind }
  | { readonly code: "not-required"; readonly day: DayKey }
  | {
      readonly code: "before-earliest" | "outside-window";
      readonly day: DayKey;
      /** The earliest day that could be made up. */
      readonly earliest: DayKey;
    }
  | { readonly code: "over-monthly-limit"; readonly limit: number; readonly month: string }
  | BalanceBelowPrice;

/** The codes of {@link MakeUpRefusal} in their order of precedence. */
export const MAKE_UP_REFUSALS = [
  "no-make-up",
  "not-open",
  "closed",
  "future-day",
  "not-over",
  "already-covered",
  "not-required",
  "before-earliest",
  "outside-window",
  "over-monthly-limit",
  "insufficient-balance",
] as const satisfies readonly MakeUpRefusal["code"][];

/** The answer to a {@link MakeUpCommand}. */
export type MakeUpDecision = Decision<
  MakeUpResult,
  CheckInEntry,
  MakeUpRefusal,
  MakeUpRefusal | CheckInRewardShare | SettlementReason
>;

/**
 * Makes up a day that was missed (补签). It gives its own reward, and what its count in its month and
 * in all reaches; never what depends on a streak, on the cycle or on the date. With `feedsStreak` it
 * joins the streaks on both sides, also one that had ended; the next check-in goes on from there.
 *
 * The day counts in its own month; the limit per month counts the month in which it is made up. The
 * library takes no points: `price` is what the shop takes, in the same transaction.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineCheckIn, makeUp, newCheckInState } from "uptier/points";
 *
 * const definition = defineCheckIn({
 *   id: "daily",
 *   zone: "Asia/Shanghai",
 *   makeUp: {
 *     windowDays: 7,
 *     price: { type: "coin", points: 50 },
 *     reward: [{ type: "growth", points: 1 }],
 *   },
 * });
 * const command = { id: "u1", at: "2026-11-21T09:30:00+08:00", member: "m1", day: "2026-11-20" };
 * const poor = makeUp(definition, newCheckInState(), command);
 * !poor.ok && poor.refusal.code; // => "insufficient-balance"
 * const rich = makeUp(definition, newCheckInState(), { ...command, balance: 80 });
 * rich.ok && rich.value.price; // => { type: "coin", points: 50 }
 * rich.ok && rich.value.reward; // => [{ type: "growth", points: 1 }]
 * ```
 */
export function makeUp(
  definition: CheckInDefinition,
  state: CheckInState,
  command: MakeUpCommand,
): MakeUpDecision {
  checkState(state);
  const moment = momentOf(definition, state, command);
  const day = dayIn("day", command.day);
  const balance = balanceIn(command.balance);
  const settlement = settle(definition, state, moment, false);
  const before = settlement.state;
  const refusal =
    cannotMakeUp(definition, before, moment, day) ?? cannotPay(definition.makeUp!.price, balance);
  if (refusal !== null) return refuse(refusal);

  const { price, feedsStreak } = definition.makeUp!;
  const joint = feedsStreak ? join(definition, before, moment, day) : NO_STREAK;
  const key = dayKey(day);
  const counters: CheckInCounters = {
    streak: joint.streak?.days ?? null,
    cycleDay: null,
    total: addSafely(before.total, 1),
    inMonth: monthCount(before, monthOf(key)).days + 1,
  };
  const shares = sharesOfMakeUp(definition, counters);
  const reward = sumOfShares(shares);
  const { streak, alive } = joint;
  const bodies = [
    ...settlement.bodies,
    {
      kind: "day-made-up",
      day: key,
      madeOn: moment.day,
      price,
      reward,
      shares,
      counters,
      ...joint,
    } as const,
  ];
  return {
    ok: true,
    value: { day: key, price, reward, counters, streak, alive },
    entries: entriesOf(definition, command, moment.at, moment.zone, bodies),
    why: [...reasonsOf(settlement), ...shares],
  };
}

/** Why a day cannot be made up, whatever it costs; null: it can. The state must be settled. */
export function cannotMakeUp(
  definition: CheckInDefinition,
  state: CheckInState,
  { at, day: today, dayNumber: todayNumber, zone }: CheckInMoment,
  dayNumber: DayNumber,
): MakeUpRefusal | null {
  const { makeUp: rule } = definition;
  if (rule === null) return { code: "no-make-up" };
  const outside = outsideTimes(definition, at);
  if (outside !== null) return outside;
  const day = dayKey(dayNumber);
  if (day > today) return { code: "future-day", day, today };
  if (day === today) return { code: "not-over", day, today };
  const record = recordOf(state, day);
  if (record !== null) return { code: "already-covered", day, by: record.kind };
  const opens = firstDay(definition, zone);
  if (dayNumber >= opens && !isRequired(definition, dayNumber, zone)) {
    return { code: "not-required", day };
  }
  const firstOpen = opens === -Infinity ? "" : dayKey(opens);
  const earliest = [rule.earliest ?? "", firstOpen].sort()[1]!;
  if (day < earliest) return { code: "before-earliest", day, earliest };
  const oldest = dayKey(todayNumber - rule.windowDays);
  if (day < oldest) return { code: "outside-window", day, earliest: oldest };
  const month = monthOf(today);
  if (rule.perMonth !== null && monthCount(state, month).makeUps >= rule.perMonth) {
    return { code: "over-monthly-limit", limit: rule.perMonth, month };
  }
  return null;
}

/** What a day that is made up joins. */
interface Joint {
  readonly streak: Streak | null;
  readonly joined: readonly Streak[];
  readonly alive: boolean;
}

const NO_STREAK: Joint = { streak: null, joined: [], alive: false };

/** The streak that a day is part of once it counts, and those that it was joined from. */
function join(
  definition: CheckInDefinition,
  state: CheckInState,
  { dayNumber: today, zone }: CheckInMoment,
  day: DayNumber,
): Joint {
  const key = dayKey(day);
  const all = state.streak === null ? state.broken : [...state.broken, state.streak];
  const isNext = (from: DayNumber, to: DayNumber): boolean =>
    isBridged(definition, state, zone, from, to);
  const joined = all.filter(
    ({ from, to }) =>
      (to < key && isNext(dayNumber(to), day)) ||
      (from > key && isNext(day, dayNumber(from))) ||
      (from < key && key < to),
  );
  const streak: Streak = {
    days: joined.reduce((sum, { days }) => sum + days, 1),
    from: [key, ...joined.map(({ from }) => from)].sort()[0]!,
    to: [key, ...joined.map(({ to }) => to)].sort().at(-1)!,
  };
  const alive =
    state.streak === null ? isNext(dayNumber(streak.to), today) : joined.includes(state.streak);
  return { streak, joined, alive };
}

/** Whether no required day between two days is uncovered. */
function isBridged(
  definition: CheckInDefinition,
  state: CheckInState,
  zone: string,
  from: DayNumber,
  to: DayNumber,
): boolean {
  for (let day = from + 1; day < to; day += 1) {
    const kind = recordOf(state, dayKey(day))?.kind;
    const covered = kind === "frozen" || kind === "restored" || kind === "skipped";
    if (!covered && isRequired(definition, day, zone)) return false;
  }
  return true;
}

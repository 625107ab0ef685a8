import { shown, UptierError } from "../../kernel/errors";
import { type DayKey, dayKey, type DayNumber, dayNumber } from "../../kernel/time/day";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import { claimAfter } from "./check-in";
import { checkZone, firstDay, isRequired, lastDay, weekdayOf } from "./day";
import type { CheckInDefinition } from "./definition";
import { monthOf } from "./month";
import type { CheckInReward } from "./input";
import { lookupOf } from "./lookup";
import { cannotMakeUp } from "./make-up";
import { type CheckInMoment, momentAt } from "./moment";
import { sharesOfClaim, sharesOfMakeUp, sumOfShares } from "./reward";
import { settle } from "./settlement";
import { checkState, type CheckInState, monthCount, type DayRecordKind, recordOf } from "./state";

/** A day of a month, as the page of a check-in shows it. */
export interface CalendarDay {
  readonly day: DayKey;
  /**
   * What a record says; or `today` (open, not checked in), `missed`, `rest`, `future`, or `outside`:
   * before the first check-in, while the check-in is not open, on a date that the zone never had, or
   * longer ago than states keep records.
   */
  readonly status: DayRecordKind | "today" | "missed" | "rest" | "future" | "outside";
  /** Whether it can be made up now, by a member whose balance pays for it. */
  readonly canMakeUp: boolean;
  /**
   * What the day gave; what making it up would give; what today and the days to come give to whom
   * checks in on each required day from now on. Null: more than a year ahead.
   */
  readonly reward: readonly CheckInReward[] | null;
}

/** How far ahead rewards are worked out, in days. */
const MAX_DAYS_AHEAD = 366;

/**
 * The days of a month for the page of a check-in. It only reads, and shows what the next command of
 * the member would find: a missed day that a freeze covers is `frozen`.
 *
 * @param month - `"2026-11"`
 * @param at - now
 * @param zone - Default: that of the last check-in, else of the definition
 * @throws UptierError in this order: `invalid-state`, `invalid-month`, `invalid-instant`,
 * `unknown-zone`
 *
 * @example
 * ```ts
 * import { calendarOf, defineCheckIn, newCheckInState } from "uptier/points";
 *
 * const definition = defineCheckIn({
 *   id: "daily",
 *   zone: "Asia/Shanghai",
 *   cycle: { length: 2, rewards: [{ day: 2, reward: [{ type: "coin", points: 5 }] }] },
 *   makeUp: { windowDays: 1 },
 * });
 * const now = "2026-11-21T09:30:00+08:00";
 * const days = calendarOf(definition, newCheckInState(), "2026-11", now);
 * days.slice(19, 22);
 * // => [
 * //   { day: "2026-11-20", status: "missed", canMakeUp: true, reward: [] },
 * //   { day: "2026-11-21", status: "today", canMakeUp: false, reward: [] },
 * //   { day: "2026-11-22", status: "future", canMakeUp: false, reward: [{ type: "coin", points: 5 }] },
 * // ]
 * ```
 */
export function calendarOf(
  definition: CheckInDefinition,
  state: CheckInState,
  month: string,
  at: Instant,
  zone?: string,
): readonly CalendarDay[] {
  checkState(state);
  const days = daysOf(month);
  const now = toMilliseconds(at);
  const moment = momentAt(definition, state, now, zone === undefined ? undefined : checkZone(zone));
  const settled = settle(definition, state, moment, true).state;
  const ahead = rewardsAhead(definition, settled, moment, days.at(-1)!);
  return days.map((number): CalendarDay => {
    const day = dayKey(number);
    const record = recordOf(settled, day);
    if (record !== null && day !== moment.day) {
      return { day, status: record.kind, canMakeUp: false, reward: record.reward };
    }
    if (number >= moment.dayNumber) return todayOrLater(definition, settled, moment, number, ahead);
    return missedDay(definition, settled, moment, number);
  });
}

function todayOrLater(
  definition: CheckInDefinition,
  state: CheckInState,
  { dayNumber: today, zone }: CheckInMoment,
  number: DayNumber,
  ahead: ReadonlyMap<DayNumber, readonly CheckInReward[]>,
): CalendarDay {
  const day = dayKey(number);
  const record = recordOf(state, day);
  if (record !== null) {
    return { day, status: record.kind, canMakeUp: false, reward: record.reward };
  }
  const rests = lookupOf(definition).isRestDay[weekdayOf(number)]!;
  const isOpen = number >= firstDay(definition, zone) && number <= lastDay(definition, zone);
  const status = !isOpen ? "outside" : number === today ? "today" : rests ? "rest" : "future";
  const tooFar = number > today + MAX_DAYS_AHEAD;
  const reward = status === "future" && tooFar ? null : (ahead.get(number) ?? []);
  return { day, status, canMakeUp: false, reward };
}

function missedDay(
  definition: CheckInDefinition,
  state: CheckInState,
  moment: CheckInMoment,
  number: DayNumber,
): CalendarDay {
  const day = dayKey(number);
  if (cannotMakeUp(definition, state, moment, number) === null) {
    const counters = {
      streak: null,
      cycleDay: null,
      total: state.total + 1,
      inMonth: monthCount(state, monthOf(day)).days + 1,
    };
    const reward = sumOfShares(sharesOfMakeUp(definition, counters));
    return { day, status: "missed", canMakeUp: true, reward };
  }
  const { first, keptFrom } = state;
  const isKnown = first !== null && day >= first && (keptFrom === null || day >= keptFrom);
  const rests = lookupOf(definition).isRestDay[weekdayOf(number)]!;
  const required = isRequired(definition, number, moment.zone);
  const status = !isKnown ? "outside" : required ? "missed" : rests ? "rest" : "outside";
  return { day, status, canMakeUp: false, reward: [] };
}

/** What each day from today on gives to a member who misses none that is required. */
function rewardsAhead(
  definition: CheckInDefinition,
  settled: CheckInState,
  { day: todayKey, dayNumber: today, zone }: CheckInMoment,
  to: DayNumber,
): ReadonlyMap<DayNumber, readonly CheckInReward[]> {
  const rewards = new Map<DayNumber, readonly CheckInReward[]>();
  let state = settled;
  const end = Math.min(to, today + MAX_DAYS_AHEAD);
  const last = lastDay(definition, zone);
  for (let number = today; number <= end && number <= last; number += 1) {
    const day = dayKey(number);
    if (recordOf(state, day)?.kind === "claimed" || day < todayKey) continue;
    if (number < firstDay(definition, zone)) continue;
    if (number !== today && !isRequired(definition, number, zone)) continue;
    const { counters, streak } = claimAfter(definition, state, day);
    rewards.set(number, sumOfShares(sharesOfClaim(definition, counters, number, null)));
    const month = monthOf(day);
    state = {
      ...state,
      streak,
      claims: state.claims + 1,
      total: counters.total,
      months: { ...state.months, [month]: { ...monthCount(state, month), days: counters.inMonth } },
    };
  }
  return rewards;
}

/** The days of a month. */
function daysOf(month: unknown): readonly DayNumber[] {
  const isMonth = typeof month === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  if (!isMonth || month.startsWith("0000")) {
    throw new UptierError(
      "invalid-month",
      `${shown(month)} is not a month; write it as "2026-11", in the years 0001 to 9999`,
    );
  }
  const first = dayNumber(`${month}-01`);
  return [28, 29, 30, 31]
    .map((length) => Array.from({ length }, (_, index) => first + index))
    .filter((days) => monthOf(dayKey(days.at(-1)!)) === month)
    .at(-1)!;
}

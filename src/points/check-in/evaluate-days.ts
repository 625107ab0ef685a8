import { safeInteger } from "../../kernel/money/amount";
import { checkDay, type DayNumber } from "../../kernel/time/day";
import { MILLISECONDS_PER_DAY } from "../../kernel/time/instant";
import { checkZone, isRequired } from "./day";
import type { CheckInDefinition } from "./definition";
import type { CheckInReward } from "./input";
import { lookupOf, type Rung } from "./lookup";
import { cycleDayOf, isReached, keyOfReward } from "./reward";

/** What a member's days come to. */
export interface DaysEvaluation {
  /** Days in all. */
  readonly total: number;
  /** Days of the streak that the last day is part of. */
  readonly streak: number;
  /** The most days that a streak had. */
  readonly longest: number;
  /** How many streaks ended before the last one. */
  readonly broken: number;
  /** The day of the cycle that the last day is; null: no cycle, or no day. */
  readonly cycleDay: number | null;
  /** Days in the month of the last day. */
  readonly inMonth: number;
  /** The sum of all rewards, in the order in which the definition names them. */
  readonly rewards: readonly CheckInReward[];
}

/**
 * What days of check-in come to, without entries and states: for reports on many members, and for
 * trying out a definition on what members did. CheckInCounters and rewards are those of `checkIn` day by
 * day, without make-ups, freezes, restores, moves to other zones and ranks.
 *
 * @param days - day numbers; ascending is fastest, any order and duplicates give the same result
 * @param zone - decides which dates there were. Default: that of the definition
 * @throws UptierError in this order: `unknown-zone`, `invalid-day`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { dayNumber } from "uptier/kernel";
 * import { defineCheckIn, evaluateDays } from "uptier/points";
 *
 * const definition = defineCheckIn({
 *   id: "daily",
 *   zone: "Asia/Shanghai",
 *   cycle: { length: 7, rewards: [{ day: 1, reward: [{ type: "coin", points: 5 }] }] },
 * });
 * const first = dayNumber("2026-11-21");
 * evaluateDays(definition, [first, first + 1, first + 3]);
 * // => {
 * //   total: 3, streak: 1, longest: 2, broken: 1, cycleDay: 1, inMonth: 3,
 * //   rewards: [{ type: "coin", points: 10 }],
 * // }
 * ```
 */
export function evaluateDays(
  definition: CheckInDefinition,
  days: ArrayLike<DayNumber>,
  zone: string = definition.zone,
): DaysEvaluation {
  checkZone(zone);
  const { rungs } = lookupOf(definition);
  const { parts, ofCycleDay, ofRung } = sheetOf(definition);
  const sums = parts.map(() => 0);
  const sorted = ascending(days);
  const { cycle } = definition;
  const byStreak = cycle?.by === "streak";
  let [total, streak, longest, broken, inMonth] = [0, 0, 0, 0, 0];
  let [before, nextMonth] = [-Infinity, -Infinity];
  for (let index = 0; index < sorted.length; index += 1) {
    const day = sorted[index]!;
    if (day === before) continue;
    if (day === before + 1 || isBridged(definition, before, day, zone)) streak += 1;
    else {
      if (streak > 0) broken += 1;
      streak = 1;
    }
    if (streak > longest) longest = streak;
    if (day >= nextMonth) {
      inMonth = 0;
      nextMonth = monthAfter(day);
    }
    total += 1;
    inMonth += 1;
    let rung = rungs.length - 1;
    for (; rung >= 0; rung -= 1) {
      if (!isReached(rungs[rung]!, streak, total, inMonth, day, null)) continue;
      add(sums, ofRung[rung]!);
      if (rungs[rung]!.overrides) break;
    }
    if (rung < 0 && cycle !== null) {
      add(sums, ofCycleDay[((byStreak ? streak : total) - 1) % cycle.length]!);
    }
    before = day;
  }
  return {
    total,
    streak,
    longest,
    broken,
    cycleDay: total === 0 ? null : cycleDayOf(definition, streak, total),
    inMonth,
    rewards: parts.flatMap((part, index): CheckInReward[] => {
      const sum = safeInteger(sums[index]!);
      if (sum === 0) return [];
      return ["type" in part ? { type: part.type, points: sum } : { item: part.item, count: sum }];
    }),
  };
}

/** What to add to which sum. */
type Additions = readonly { readonly part: number; readonly amount: number }[];

/** The rewards of a definition with a number for each type and item. */
interface Sheet {
  readonly parts: readonly CheckInReward[];
  readonly ofCycleDay: readonly Additions[];
  readonly ofRung: readonly Additions[];
}

const sheets = new WeakMap<CheckInDefinition, Sheet>();

function sheetOf(definition: CheckInDefinition): Sheet {
  const known = sheets.get(definition);
  if (known !== undefined) return known;
  const parts: CheckInReward[] = [];
  const numbers = new Map<string, number>();
  const additions = (reward: readonly CheckInReward[]): Additions =>
    reward.map((part) => {
      const key = keyOfReward(part);
      if (!numbers.has(key)) numbers.set(key, parts.push(part) - 1);
      return { part: numbers.get(key)!, amount: "type" in part ? part.points : part.count };
    });
  const ofCycleDay = (definition.cycle?.rewards ?? []).map(additions);
  const ofRung = lookupOf(definition).rungs.map(({ milestone }: Rung) =>
    additions(milestone.reward),
  );
  const sheet: Sheet = { parts, ofCycleDay, ofRung };
  sheets.set(definition, sheet);
  return sheet;
}

function add(sums: number[], additions: Additions): void {
  for (let index = 0; index < additions.length; index += 1) {
    const { part, amount } = additions[index]!;
    sums[part]! += amount;
  }
}

/** Whether no required day lies between two days. */
function isBridged(
  definition: CheckInDefinition,
  from: DayNumber,
  to: DayNumber,
  zone: string,
): boolean {
  if (from === -Infinity) return false;
  for (let day = from + 1; day < to; day += 1) {
    if (isRequired(definition, day, zone)) return false;
  }
  return true;
}

/** The days as they are where they are in order, else a copy in order. */
function ascending(days: ArrayLike<DayNumber>): ArrayLike<DayNumber> {
  let isAscending = true;
  for (let index = 0; index < days.length; index += 1) {
    checkDay(days[index]!);
    if (index > 0 && days[index]! < days[index - 1]!) isAscending = false;
  }
  return isAscending ? days : Array.from(days).sort((a, b) => a - b);
}

/** The first day of the next month. */
function monthAfter(day: DayNumber): DayNumber {
  const date = new Date(day * MILLISECONDS_PER_DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / MILLISECONDS_PER_DAY;
}

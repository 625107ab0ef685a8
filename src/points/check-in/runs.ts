import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { type Weekday, WEEKDAYS } from "../../kernel/time/calendar";
import { type DayKey, type DayNumber, dayNumber } from "../../kernel/time/day";
import { weekdayOf } from "./day";

/** Days as a shop has them: in any order, more than once, with gaps where there was none. */
export type DayList = readonly (DayKey | null | undefined)[];

/**
 * The lengths of all runs of days in a row, in calendar order. Rest days between do not end a run,
 * and count only where they are among the days.
 *
 * @param days - in any order; duplicates and nulls are left out
 * @param restDays - Default: none
 * @throws UptierError in this order: `invalid-days`, `invalid-unit` (a rest day), `invalid-day`
 *
 * @example
 * ```ts
 * import { runsOf } from "uptier/points";
 *
 * runsOf(["2018-01-02", "2018-01-01", null, "2018-01-04", "2018-01-02"]); // => [2, 1]
 * ```
 */
export function runsOf(days: DayList, restDays: readonly Weekday[] = []): readonly number[] {
  const isRest = restOf(restDays);
  const runs: number[] = [];
  let before: DayNumber | null = null;
  for (const day of numbersOf(days)) {
    if (before !== null && isBridged(before, day, isRest)) runs[runs.length - 1]! += 1;
    else runs.push(1);
    before = day;
  }
  return runs;
}

/**
 * The longest run of days in a row; 0 without any day.
 *
 * @throws UptierError as {@link runsOf}
 *
 * @example
 * ```ts
 * import { longestRun } from "uptier/points";
 *
 * longestRun(["2026-03-21", "2026-03-19", "2026-03-18", "2026-03-17", "2026-03-14"]); // => 3
 * ```
 */
export function longestRun(days: DayList, restDays: readonly Weekday[] = []): number {
  return runsOf(days, restDays).reduce((longest, run) => Math.max(longest, run), 0);
}

/**
 * The run that is alive on a day: it ends on that day, or, while the day is still open, on the last
 * required day before it; else 0. Days after it are left out.
 *
 * @throws UptierError as {@link runsOf}
 *
 * @example
 * ```ts
 * import { currentRun } from "uptier/points";
 *
 * currentRun(["2026-03-21", "2026-03-20", "2026-03-19", "2026-03-17"], "2026-03-22"); // => 3
 * ```
 */
export function currentRun(
  days: DayList,
  today: DayKey,
  restDays: readonly Weekday[] = [],
): number {
  const now = dayNumber(today);
  checkDays(days);
  const upToNow = days.filter((day) => isDay(day) && dayNumber(day) <= now);
  const last = numbersOf(upToNow).at(-1);
  if (last === undefined || !isBridged(last, now, restOf(restDays))) return 0;
  return runsOf(upToNow, restDays).at(-1)!;
}

function checkDays(days: DayList): void {
  if (isList(days)) return;
  throw new UptierError("invalid-days", `${shown(days)} is not a list of days; give day keys`);
}

function isDay(day: DayList[number]): day is DayKey {
  return day !== null && day !== undefined;
}

/** Ascending, each once. */
function numbersOf(days: DayList): readonly DayNumber[] {
  checkDays(days);
  const numbers = new Set<DayNumber>();
  for (const day of days) if (isDay(day)) numbers.add(dayNumber(day));
  return [...numbers].sort((a, b) => a - b);
}

function restOf(restDays: readonly Weekday[]): readonly boolean[] {
  for (const day of restDays) {
    if (WEEKDAYS.includes(day)) continue;
    throw new UptierError(
      "invalid-unit",
      `${shown(day)} is not a day of the week; name one of ${WEEKDAYS.join(", ")}`,
    );
  }
  return WEEKDAYS.map((weekday) => restDays.includes(weekday));
}

/** Whether all days between two days are rest days; a week has one that is not, or all are. */
function isBridged(from: DayNumber, to: DayNumber, isRest: readonly boolean[]): boolean {
  const end = Math.min(to, from + WEEKDAYS.length + 1);
  for (let day = from + 1; day < end; day += 1) if (!isRest[weekdayOf(day)]!) return false;
  return true;
}

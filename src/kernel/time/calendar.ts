import { UTCDateMini } from "@date-fns/utc/date/mini";
import type { Day } from "date-fns";
import { MILLISECONDS_PER_DAY } from "./instant";
import { addDays } from "date-fns/addDays";
import { addMonths } from "date-fns/addMonths";
import { startOfMonth } from "date-fns/startOfMonth";
import { startOfQuarter } from "date-fns/startOfQuarter";
import { startOfWeek } from "date-fns/startOfWeek";
import { startOfYear } from "date-fns/startOfYear";
import { shown, UptierError } from "../errors";
import type { DayNumber } from "./day";
import { instantOfWallClock, localDay, startOfDay, wallClock } from "./zone";

/** A unit of the calendar; its length varies, and that is the point of it. */
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/** All calendar units, for schemas and forms. */
export const CALENDAR_UNITS = ["day", "week", "month", "quarter", "half-year", "year"] as const;

/** The first day of a week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** All days of the week. */
export const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** The most units that one step may have, of either sign. */
const MAX_STEP = 100_000;

/**
 * The instant `count` calendar units after another one, by the wall clock of a zone: the time of
 * day stays, whether the days between have 23, 24 or 25 hours.
 *
 * Steps of months keep the day of the month and clamp to the month's end: 31 January and one month
 * is 28 or 29 February. For a series, always step from the first date ("anchored"): 31 January and
 * two months is 31 March, but 28 February and one month is 28 March.
 *
 * @param instant - milliseconds since 1970-01-01T00:00Z
 * @param count - a whole number, -100,000 to 100,000
 * @param zone - an IANA name
 * @returns milliseconds; where the wall clock skips the time, as {@link instantOfWallClock}
 * @throws UptierError in this order: `invalid-step`, `invalid-instant` (for a result beyond the
 * year 9999 too), `unknown-zone`, `invalid-unit`
 *
 * @example
 * ```ts
 * import { addCalendar, instantText, toMilliseconds } from "uptier/kernel";
 *
 * const joined = toMilliseconds("2023-01-31T10:00:00+08:00");
 * const after = (months: number) =>
 *   instantText(addCalendar(joined, months, "month", "Asia/Shanghai"));
 * after(1); // => "2023-02-28T02:00:00.000Z"
 * after(2); // => "2023-03-31T02:00:00.000Z"
 * ```
 */
export function addCalendar(
  instant: number,
  count: number,
  unit: CalendarUnit,
  zone: string,
): number {
  if (!Number.isInteger(count) || Math.abs(count) > MAX_STEP) {
    throw new UptierError(
      "invalid-step",
      `cannot step by ${shown(count)} units; give a whole number up to ${MAX_STEP}`,
    );
  }
  const stepped = step(new UTCDateMini(wallClock(instant, zone)), count, unit);
  return instantOfWallClock(Number(stepped), zone);
}

/**
 * The first instant of the calendar unit that an instant lies in. Half-years start in January and
 * July, quarters in January, April, July and October.
 *
 * @param zone - an IANA name
 * @param weekStart - for weeks; default monday (ISO 8601, and the custom in China)
 * @throws UptierError in this order: `invalid-instant`, `unknown-zone`, `invalid-unit` (for a
 * weekday too), `invalid-day` (a unit that reaches beyond the years 1 to 9999)
 *
 * @example
 * ```ts
 * import { instantText, startOfCalendar, toMilliseconds } from "uptier/kernel";
 *
 * const now = toMilliseconds("2026-11-21T09:30:00+08:00");
 * const month = startOfCalendar(now, "month", "Asia/Shanghai");
 * instantText(month); // => "2026-10-31T16:00:00.000Z"
 * const week = startOfCalendar(now, "week", "Asia/Shanghai", "sunday");
 * instantText(week); // => "2026-11-14T16:00:00.000Z"
 * ```
 */
export function startOfCalendar(
  instant: number,
  unit: CalendarUnit,
  zone: string,
  weekStart: Weekday = "monday",
): number {
  return startOfDay(firstDayOf(localDay(instant, zone), unit, weekStart), zone);
}

/**
 * The first instant of the calendar unit after the one that an instant lies in, which is the end of
 * that one: units are half-open.
 *
 * @throws UptierError as {@link startOfCalendar}
 */
export function endOfCalendar(
  instant: number,
  unit: CalendarUnit,
  zone: string,
  weekStart: Weekday = "monday",
): number {
  const first = firstDayOf(localDay(instant, zone), unit, weekStart);
  const next = step(new UTCDateMini(first * MILLISECONDS_PER_DAY), 1, unit);
  return startOfDay(dayNumberOf(next), zone);
}

function firstDayOf(day: DayNumber, unit: CalendarUnit, weekStart: Weekday): DayNumber {
  const date = new UTCDateMini(day * MILLISECONDS_PER_DAY);
  switch (unit) {
    case "day":
      return day;
    case "week":
      return dayNumberOf(startOfWeek(date, { weekStartsOn: weekdayIndex(weekStart) }));
    case "month":
      return dayNumberOf(startOfMonth(date));
    case "quarter":
      return dayNumberOf(startOfQuarter(date));
    case "half-year":
      return dayNumberOf(addMonths(startOfYear(date), date.getUTCMonth() < 6 ? 0 : 6));
    case "year":
      return dayNumberOf(startOfYear(date));
    default:
      throw invalidUnit(unit);
  }
}

function dayNumberOf(midnight: Date): DayNumber {
  return Number(midnight) / MILLISECONDS_PER_DAY;
}

/** Steps a wall clock, which has no clock changes. */
function step(wallClock: Date, count: number, unit: CalendarUnit): Date {
  switch (unit) {
    case "day":
      return addDays(wallClock, count);
    case "week":
      return addDays(wallClock, 7 * count);
    case "month":
      return addMonths(wallClock, count);
    case "quarter":
      return addMonths(wallClock, 3 * count);
    case "half-year":
      return addMonths(wallClock, 6 * count);
    case "year":
      return addMonths(wallClock, 12 * count);
    default:
      throw invalidUnit(unit);
  }
}

function weekdayIndex(weekday: Weekday): Day {
  const index = WEEKDAYS.indexOf(weekday);
  if (index < 0) {
    throw new UptierError(
      "invalid-unit",
      `${shown(weekday)} is not a day of the week; name one of ${WEEKDAYS.join(", ")}`,
    );
  }
  return index as Day;
}

function invalidUnit(unit: unknown): UptierError {
  return new UptierError(
    "invalid-unit",
    `${shown(unit)} is not a calendar unit; name one of ${CALENDAR_UNITS.join(", ")}`,
  );
}

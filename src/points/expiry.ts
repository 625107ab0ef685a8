import { addCalendar, endOfCalendar } from "../kernel/time/calendar";
import { dayKey, dayNumber } from "../kernel/time/day";
import { dayExists, MILLISECONDS_PER_HOUR, toMilliseconds } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { DurationInput, ExpiryInput, ExpiryRounding } from "./expiry-input";

/**
 * The instant from which points that become active at `activeAt` are gone; null: never. An end is
 * exclusive: "through 28 February" ends at 00:00 of 1 March.
 *
 * @param activeAt - milliseconds since 1970-01-01T00:00Z
 */
export function expiryOf(expiry: ExpiryInput, activeAt: number, zone: string): number | null {
  switch (expiry.mode) {
    case "never":
      return null;
    case "rolling": {
      // What was issued before the shop had an expiry is not taken in hindsight.
      const enabledAt =
        expiry.enabledAt === undefined ? -Infinity : toMilliseconds(expiry.enabledAt);
      return rounded(after(Math.max(activeAt, enabledAt), expiry.after, zone), expiry.round, zone);
    }
    case "calendar":
      return startOfDay(nextDate(expiry.dates, localDay(activeAt, zone)) + 1, zone);
    case "fixed":
      return toMilliseconds(expiry.at);
    case "inactivity":
      return rounded(after(activeAt, expiry.after, zone), expiry.round, zone);
  }
}

/** The instant some time after another; months clamp to their end and count from the first day. */
export function after(instant: number, duration: DurationInput, zone: string): number {
  if ("hours" in duration) return instant + duration.hours * MILLISECONDS_PER_HOUR;
  if ("days" in duration) return addCalendar(instant, duration.days, "day", zone);
  if ("weeks" in duration) return addCalendar(instant, duration.weeks, "week", zone);
  if ("months" in duration) return addCalendar(instant, duration.months, "month", zone);
  return addCalendar(instant, duration.years, "year", zone);
}

/** The number of the first of some days of the year that is not before a day. */
export function nextDate(dates: readonly string[], from: number): number {
  const year = Number(dayKey(from).slice(0, 4));
  const days = [year, year + 1].flatMap((each) => dates.map((date) => dayOfYear(each, date)));
  return Math.min(...days.filter((day) => day >= from));
}

/** 29 February is the 28th in common years. */
function dayOfYear(year: number, date: string): number {
  const exists = dayExists(year, Number(date.slice(0, 2)), Number(date.slice(3)));
  return dayNumber(`${String(year).padStart(4, "0")}-${exists ? date : "02-28"}`);
}

function rounded(end: number, round: ExpiryRounding | undefined, zone: string): number {
  switch (round) {
    case undefined:
      return end;
    case "start-of-day":
      return startOfDay(localDay(end, zone), zone);
    case "end-of-day":
      return endOfCalendar(end, "day", zone);
    case "end-of-week":
      return endOfCalendar(end, "week", zone);
    case "end-of-month":
      return endOfCalendar(end, "month", zone);
    case "end-of-quarter":
      return endOfCalendar(end, "quarter", zone);
    case "end-of-half-year":
      return endOfCalendar(end, "half-year", zone);
    case "end-of-year":
      return endOfCalendar(end, "year", zone);
    default: {
      const { endOfMonth } = round;
      const key = dayKey(localDay(end, zone));
      const year = Number(key.slice(0, 4)) + (Number(key.slice(5, 7)) > endOfMonth ? 1 : 0);
      const month = `${String(year).padStart(4, "0")}-${String(endOfMonth).padStart(2, "0")}-01`;
      return endOfCalendar(startOfDay(dayNumber(month), zone), "month", zone);
    }
  }
}

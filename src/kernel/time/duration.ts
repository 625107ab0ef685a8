import { addCalendar, type CalendarUnit, endOfCalendar } from "./calendar";
import { dayKey, type DayNumber, dayNumber } from "./day";
import { dayExists, MILLISECONDS_PER_HOUR } from "./instant";
import { localDay, startOfDay } from "./zone";

/** A length of time: calendar units by the wall clock of the zone, hours by the clock. */
export type Duration =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };

/**
 * Where an end is moved to. `end-of-...` is the start of the unit after the one that the computed end
 * lies in, also where it is the first instant of that unit; `{ endOfMonth: 3 }` is the end of the next
 * March.
 */
export type EndRounding =
  | "start-of-day"
  | "end-of-day"
  | "end-of-week"
  | "end-of-month"
  | "end-of-quarter"
  | "end-of-half-year"
  | "end-of-year"
  | { readonly endOfMonth: number };

/**
 * The instant some time after another; months clamp to their end and count from the first day.
 *
 * @param times - how often the duration is taken, counted from `instant` and not from the steps between:
 * 31 January and two times one month is 31 March. Default 1
 */
export function after(instant: number, duration: Duration, zone: string, times = 1): number {
  if ("hours" in duration) return instant + times * duration.hours * MILLISECONDS_PER_HOUR;
  if ("days" in duration) return addCalendar(instant, times * duration.days, "day", zone);
  if ("weeks" in duration) return addCalendar(instant, times * duration.weeks, "week", zone);
  if ("months" in duration) return addCalendar(instant, times * duration.months, "month", zone);
  return addCalendar(instant, times * duration.years, "year", zone);
}

/** An end, moved as a definition says. Undefined: it stays. */
export function roundEnd(end: number, round: EndRounding | undefined, zone: string): number {
  if (round === undefined) return end;
  if (round === "start-of-day") return startOfDay(localDay(end, zone), zone);
  if (typeof round === "string") {
    return endOfCalendar(end, round.slice("end-of-".length) as CalendarUnit, zone);
  }
  const key = dayKey(localDay(end, zone));
  const year = Number(key.slice(0, 4)) + (Number(key.slice(5, 7)) > round.endOfMonth ? 1 : 0);
  const month = `${fourDigits(year)}-${String(round.endOfMonth).padStart(2, "0")}-01`;
  return endOfCalendar(startOfDay(dayNumber(month), zone), "month", zone);
}

/** The number of the first of some days of the year, `12-31`, that is not before a day. */
export function nextDate(dates: readonly string[], from: DayNumber): DayNumber {
  const year = Number(dayKey(from).slice(0, 4));
  const days = [year, year + 1].flatMap((each) => dates.map((date) => dayOfYear(each, date)));
  return Math.min(...days.filter((day) => day >= from));
}

/** 29 February is the 28th in common years. */
function dayOfYear(year: number, date: string): DayNumber {
  const exists = dayExists(year, Number(date.slice(0, 2)), Number(date.slice(3)));
  return dayNumber(`${fourDigits(year)}-${exists ? date : "02-28"}`);
}

function fourDigits(year: number): string {
  return String(year).padStart(4, "0");
}

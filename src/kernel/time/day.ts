import { shown, UptierError } from "../errors";
import { dayExists, MILLISECONDS_PER_DAY } from "./instant";

/** A calendar date without a zone: `"2026-11-21"`. */
export type DayKey = string;

/** A calendar date as the number of days since 1970-01-01: what dates are computed with. */
export type DayNumber = number;

const dayPattern = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * The number of a date.
 *
 * @throws UptierError `invalid-day` for other notations and for days that do not exist
 *
 * @example
 * ```ts
 * import { dayNumber } from "uptier/kernel";
 *
 * dayNumber("1970-01-02"); // => 1
 * dayNumber("2024-03-01") - dayNumber("2024-02-28"); // => 2
 * ```
 */
export function dayNumber(key: DayKey): DayNumber {
  const parts = dayPattern.exec(key);
  const [year, month, day] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
  if (parts === null || !dayExists(year, month, day)) {
    throw new UptierError(
      "invalid-day",
      `${shown(key)} is not a day of the calendar; write it as "2026-11-21"`,
    );
  }
  return Date.parse(`${key}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

/** The earliest and latest day that has a key of ten characters. */
const FIRST_DAY = /* @__PURE__ */ dayNumber("0001-01-01");
const LAST_DAY = /* @__PURE__ */ dayNumber("9999-12-31");

/**
 * The key of a day number.
 *
 * @throws UptierError `invalid-day` for anything but a whole number within the years 1 to 9999
 *
 * @example
 * ```ts
 * import { dayKey } from "uptier/kernel";
 *
 * dayKey(20000); // => "2024-10-04"
 * ```
 */
export function dayKey(day: DayNumber): DayKey {
  return new Date(checkDay(day) * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** Refuses what is no day number, text for example. */
export function checkDay(day: DayNumber): DayNumber {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) {
    throw new UptierError(
      "invalid-day",
      `${shown(day)} is not a day number between 0001-01-01 and 9999-12-31; use dayNumber(...) or localDay(...)`,
    );
  }
  return day;
}

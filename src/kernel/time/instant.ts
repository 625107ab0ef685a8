import { shown, UptierError } from "../errors";

/** A moment: a Date, or ISO 8601 text with an offset ("2026-11-21T09:30:00+08:00"). */
export type Instant = string | Date;

/* Seconds and their fraction may be left out; the offset may not: without it the host's zone would decide. */
const isoPattern =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The first and last instant whose text in UTC has a year of four digits. */
const FIRST_INSTANT = -62_167_219_200_000;
const LAST_INSTANT = 253_402_300_799_999;

/**
 * Milliseconds since 1970-01-01T00:00Z. Digits beyond milliseconds are cut off.
 *
 * @throws UptierError `invalid-instant` for text without an offset, a day that does not exist
 * (30 February), an invalid Date, an instant before the year 0000 or after 9999 of UTC, or anything
 * else
 *
 * @example
 * ```ts
 * import { toMilliseconds } from "uptier/kernel";
 *
 * toMilliseconds("1970-01-01T08:00:01+08:00"); // => 1000
 * ```
 */
export function toMilliseconds(instant: Instant): number {
  const milliseconds = millisecondsOf(instant);
  if (isMilliseconds(milliseconds)) return milliseconds;
  throw new UptierError(
    "invalid-instant",
    `${shown(instant)} is not an instant; give a Date or ISO 8601 text with an offset, for example "2026-11-21T09:30:00+08:00", in the years 0000 to 9999`,
  );
}

/**
 * The one text of an instant in entries: UTC with milliseconds.
 *
 * @param milliseconds - since 1970-01-01T00:00Z
 * @throws UptierError `invalid-instant` for anything but a whole number within the years 0000 to 9999
 */
export function instantText(milliseconds: number): string {
  return new Date(checkMilliseconds(milliseconds)).toISOString();
}

/**
 * Refuses what is no instant in milliseconds: text, Dates, fractions, and years that
 * {@link instantText} cannot write.
 */
export function checkMilliseconds(value: number): number {
  if (isMilliseconds(value)) return value;
  throw new UptierError(
    "invalid-instant",
    `${shown(value)} is not an instant in whole milliseconds within the years 0000 to 9999; use toMilliseconds(...)`,
  );
}

function isMilliseconds(value: number): boolean {
  return Number.isInteger(value) && value >= FIRST_INSTANT && value <= LAST_INSTANT;
}

function millisecondsOf(instant: Instant): number {
  if (instant instanceof Date || Object.prototype.toString.call(instant) === "[object Date]") {
    return Number(instant);
  }
  const parts = typeof instant === "string" ? isoPattern.exec(instant) : null;
  return parts !== null && dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))
    ? Date.parse(instant)
    : Number.NaN;
}

/** Whether the Gregorian calendar has that day. Months count from 1. */
export function dayExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

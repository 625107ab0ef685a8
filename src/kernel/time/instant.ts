import { shown, UptierError } from "../errors";

/** A moment: a Date, or ISO 8601 text with an offset ("2026-11-21T09:30:00+08:00"). */
export type Instant = string | Date;

/* Seconds and their fraction may be left out; the offset may not: without it the host's zone would decide. */
const isoPattern =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The largest number of milliseconds that a Date can hold, on either side of 1970. */
const MAX_MILLISECONDS = 8.64e15;

/**
 * Milliseconds since 1970-01-01T00:00Z. Digits beyond milliseconds are cut off.
 *
 * @throws UptierError `invalid-instant` for text without an offset, a day that does not exist
 * (30 February), an invalid Date, or anything else
 *
 * @example
 * ```ts
 * import { toMilliseconds } from "uptier/kernel";
 *
 * toMilliseconds("1970-01-01T08:00:01+08:00"); // => 1000
 * ```
 */
export function toMilliseconds(instant: Instant): number {
  if (instant instanceof Date || Object.prototype.toString.call(instant) === "[object Date]") {
    const milliseconds = Number(instant);
    if (!Number.isNaN(milliseconds)) return milliseconds;
  } else if (typeof instant === "string") {
    const parts = isoPattern.exec(instant);
    if (parts !== null && dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))) {
      return Date.parse(instant);
    }
  }
  throw new UptierError(
    "invalid-instant",
    `${shown(instant)} is not an instant; give a Date or ISO 8601 text with an offset, for example "2026-11-21T09:30:00+08:00"`,
  );
}

/**
 * The one text of an instant in entries: UTC with milliseconds.
 *
 * @param milliseconds - since 1970-01-01T00:00Z
 * @throws UptierError `invalid-instant` beyond the years that a Date can hold
 */
export function instantText(milliseconds: number): string {
  if (!(Math.abs(milliseconds) <= MAX_MILLISECONDS)) {
    throw new UptierError(
      "invalid-instant",
      `${shown(milliseconds)} milliseconds are beyond what a Date can hold`,
    );
  }
  return new Date(milliseconds).toISOString();
}

/** Whether the Gregorian calendar has that day. Months count from 1. */
export function dayExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

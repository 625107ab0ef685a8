import { shown, UptierError } from "../errors";

export const MILLISECONDS_PER_DAY = 86_400_000;

export const MILLISECONDS_PER_HOUR = 3_600_000;

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
  if (milliseconds === remembered[READ]) return readText;
  if (milliseconds !== remembered[WRITTEN]) {
    writtenText = textOf(checkMilliseconds(milliseconds));
    remembered[WRITTEN] = milliseconds;
  }
  return writtenText;
}

/*
 * The last instant that was written is remembered, as the last one that was read is: a decision writes
 * the instant of its command many times. They are in an array of numbers because a variable would
 * make an object of each.
 */
const [READ, WRITTEN] = [0, 1];
const remembered = new Float64Array([Number.NaN, Number.NaN]);
let writtenText = "";
let readText = "";

function textOf(milliseconds: number): string {
  const day = Math.floor(milliseconds / MILLISECONDS_PER_DAY);
  if (day !== writtenDay) {
    dayText = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 11);
    writtenDay = day;
  }
  const rest = milliseconds - day * MILLISECONDS_PER_DAY;
  const [minutes, seconds] = [Math.floor(rest / 60_000), Math.floor(rest / 1_000)];
  return `${dayText}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}.${threeDigits(rest % 1_000)}Z`;
}

/**
 * The text of an instant that has been read: the instant itself where that is its text already, which
 * is what most commands bring. Of the forms that can be read, only that one has 24 characters and a Z.
 */
export function textOfInstant(instant: Instant, milliseconds: number): string {
  return typeof instant === "string" && instant.length === 24 && instant.charCodeAt(23) === ZULU
    ? instant
    : instantText(milliseconds);
}

/* Entries follow one another within a day, whose text is worked out once: that is most of the work. */
let [writtenDay, dayText] = [Number.NaN, ""];

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function threeDigits(value: number): string {
  return value < 10 ? `00${value}` : value < 100 ? `0${value}` : String(value);
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
  if (typeof instant === "string" && instant.length === 24) {
    const milliseconds = millisecondsOfCanonical(instant);
    if (!Number.isNaN(milliseconds)) return milliseconds;
  }
  if (instant instanceof Date || Object.prototype.toString.call(instant) === "[object Date]") {
    return Number(instant);
  }
  const parts = typeof instant === "string" ? isoPattern.exec(instant) : null;
  return parts !== null && dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))
    ? Date.parse(instant)
    : Number.NaN;
}

/**
 * The form that {@link instantText} writes, `2026-11-21T01:30:00.000Z`, read digit by digit: it is by
 * far the most frequent one, and the pattern is slow. NaN: it is another form. The last text is
 * remembered: an entry has the instant of its command, of a million draws in a second a thousand have
 * the same one.
 */
function millisecondsOfCanonical(text: string): number {
  if (text !== readText) {
    remembered[READ] = dayOfCanonical(text) * MILLISECONDS_PER_DAY + timeOfCanonical(text);
    readText = text;
  }
  return remembered[READ]!;
}

const HYPHEN = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
const T = 0x54;
const ZULU = 0x5a;

function dayOfCanonical(text: string): number {
  const century = twoDigitsAt(text, 0);
  const year = twoDigitsAt(text, 2);
  const month = twoDigitsAt(text, 5);
  const date = twoDigitsAt(text, 8);
  const isDate =
    (century | year | month | date) >= 0 &&
    text.charCodeAt(4) === HYPHEN &&
    text.charCodeAt(7) === HYPHEN &&
    text.charCodeAt(10) === T &&
    dayExists(century * 100 + year, month, date);
  return isDate ? daysFromCivil(century * 100 + year, month, date) : Number.NaN;
}

function timeOfCanonical(text: string): number {
  const hour = twoDigitsAt(text, 11);
  const minute = twoDigitsAt(text, 14);
  const second = twoDigitsAt(text, 17);
  const hundredths = twoDigitsAt(text, 20);
  const thousandth = text.charCodeAt(22) - 48;
  const isTime =
    (hour | minute | second | hundredths | thousandth) >= 0 &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    thousandth <= 9 &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    text.charCodeAt(19) === DOT &&
    text.charCodeAt(23) === ZULU;
  return isTime
    ? ((hour * 60 + minute) * 60 + second) * 1_000 + hundredths * 10 + thousandth
    : Number.NaN;
}

/** The number that two digits stand for; -1 where there is anything else. */
function twoDigitsAt(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48;
  const ones = text.charCodeAt(index + 1) - 48;
  return (tens | ones) >= 0 && tens <= 9 && ones <= 9 ? tens * 10 + ones : -1;
}

/**
 * Days since 1970-01-01 of a date of the Gregorian calendar, by counting years from March (Howard
 * Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */
function daysFromCivil(year: number, month: number, date: number): number {
  // In whole numbers of 32 bits: engines divide them several times as fast.
  const y = (month <= 2 ? year - 1 : year) | 0;
  const era = y < 0 ? -1 : (y / 400) | 0;
  const yearOfEra = y - era * 400;
  const dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0) + date - 1;
  const leapDays = ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** Whether the Gregorian calendar has that day. Months count from 1. */
export function dayExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

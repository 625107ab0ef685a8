import { tzOffset } from "@date-fns/tz/tzOffset";
import { shown, UptierError } from "../errors";
import { checkDay, type DayNumber } from "./day";
import { checkMilliseconds, MILLISECONDS_PER_DAY } from "./instant";

/*
 * Time zones from the runtime's zone database. Instants are milliseconds since 1970-01-01T00:00Z; a
 * wall clock is what a clock on a wall in the zone shows, as if it were UTC.
 *
 * Only the offsets come from @date-fns/tz. Its TZDate computes by way of the host's own zone and is
 * a day off on a host whose zone once skipped a day (Pacific/Apia, 2011-12-30).
 */

/**
 * What the wall clock of a zone shows at an instant.
 *
 * @param instant - milliseconds since 1970-01-01T00:00Z
 * @param zone - an IANA name
 * @returns milliseconds since 1970-01-01T00:00 of the wall clock
 * @throws UptierError in this order: `invalid-instant`, `unknown-zone`
 */
export function wallClock(instant: number, zone: string): number {
  return checkMilliseconds(instant) + offsetAt(instant, offsetsOf(zone));
}

/**
 * The instant at which the wall clock of a zone shows a time. A time that a clock change skips is
 * taken as it would be without the change, which is later by the skipped time; of a time that comes
 * twice, the first one.
 *
 * @param wallClock - milliseconds since 1970-01-01T00:00 of the wall clock
 * @param zone - an IANA name
 * @returns milliseconds since 1970-01-01T00:00Z
 * @throws UptierError in this order: `invalid-instant`, `unknown-zone`
 *
 * @example
 * ```ts
 * import { instantOfWallClock, instantText } from "uptier/kernel";
 *
 * const nine = Date.UTC(2026, 10, 21, 9);
 * instantText(instantOfWallClock(nine, "Asia/Shanghai")); // => "2026-11-21T01:00:00.000Z"
 * ```
 */
export function instantOfWallClock(wallClock: number, zone: string): number {
  checkMilliseconds(wallClock);
  const offsets = offsetsOf(zone);
  return firstShowing(wallClock, offsets) ?? withoutChange(wallClock, offsets);
}

/**
 * The local date of an instant.
 *
 * @param instant - milliseconds since 1970-01-01T00:00Z
 * @param zone - an IANA name
 * @throws UptierError in this order: `invalid-instant`, `unknown-zone`
 *
 * @example
 * ```ts
 * import { dayKey, localDay, toMilliseconds } from "uptier/kernel";
 *
 * dayKey(localDay(toMilliseconds("2026-11-20T16:00:00Z"), "Asia/Shanghai")); // => "2026-11-21"
 * ```
 */
export function localDay(instant: number, zone: string): DayNumber {
  return dayAt(checkMilliseconds(instant), offsetsOf(zone));
}

/**
 * The first instant of a local date: midnight, or later where a clock change skips midnight. A date
 * that the zone skips altogether starts, and ends, where the next one starts.
 *
 * @param zone - an IANA name
 * @returns milliseconds since 1970-01-01T00:00Z
 * @throws UptierError in this order: `invalid-day`, `unknown-zone`
 *
 * @example
 * ```ts
 * import { dayNumber, instantText, startOfDay } from "uptier/kernel";
 *
 * // In Amman the clocks went from 23:59 on the 28th to 01:00 on the 29th.
 * instantText(startOfDay(dayNumber("2019-03-29"), "Asia/Amman")); // => "2019-03-28T22:00:00.000Z"
 * ```
 */
export function startOfDay(day: DayNumber, zone: string): number {
  const midnight = checkDay(day) * MILLISECONDS_PER_DAY;
  const offsets = offsetsOf(zone);
  const exact = firstShowing(midnight, offsets);
  if (exact !== undefined) return exact;
  // Midnight is skipped: the day starts at the clock change, which lies in the day before.
  let high = withoutChange(midnight, offsets);
  let low = high - MILLISECONDS_PER_DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayAt(middle, offsets) < day) low = middle;
    else high = middle;
  }
  return high;
}

/** Whether the text is an IANA zone name that the platform knows; offsets ("+08:00") are none. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== "string" || !/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * How far a zone is ahead of UTC, remembered by the day of UTC: asking the platform is slow. NaN
 * marks a day on which the offset changes; there the platform is asked for each instant.
 */
interface Offsets {
  readonly zone: string;
  readonly byDay: Map<number, number>;
}

/** How many days' offsets are remembered: about 90 years. */
const REMEMBERED_DAYS = 32_768;

const knownZones = new Map<string, Offsets>();

function offsetsOf(zone: string): Offsets {
  const known = knownZones.get(zone);
  if (known !== undefined) return known;
  if (!isTimeZone(zone)) {
    throw new UptierError(
      "unknown-zone",
      `${shown(zone)} is not a time zone that this platform knows; give an IANA name such as "Asia/Shanghai"`,
    );
  }
  const offsets = { zone, byDay: new Map<number, number>() };
  knownZones.set(zone, offsets);
  return offsets;
}

function offsetAt(instant: number, { zone, byDay }: Offsets): number {
  const day = Math.floor(instant / MILLISECONDS_PER_DAY);
  let offset = byDay.get(day);
  if (offset === undefined) {
    const first = askPlatform(day * MILLISECONDS_PER_DAY, zone);
    const last = askPlatform((day + 1) * MILLISECONDS_PER_DAY, zone);
    offset = first === last ? first : Number.NaN;
    if (byDay.size >= REMEMBERED_DAYS) byDay.clear();
    byDay.set(day, offset);
  }
  return Number.isNaN(offset) ? askPlatform(instant, zone) : offset;
}

function askPlatform(instant: number, zone: string): number {
  return Math.round(tzOffset(zone, new Date(instant)) * 60_000);
}

function dayAt(instant: number, offsets: Offsets): DayNumber {
  return Math.floor((instant + offsetAt(instant, offsets)) / MILLISECONDS_PER_DAY);
}

/** The first instant at which the wall clock shows a time; undefined where it skips it. */
function firstShowing(wallClock: number, offsets: Offsets): number | undefined {
  const before = wallClock - offsetAt(wallClock - MILLISECONDS_PER_DAY, offsets);
  const after = wallClock - offsetAt(wallClock + MILLISECONDS_PER_DAY, offsets);
  const [earlier, later] = before < after ? [before, after] : [after, before];
  if (earlier + offsetAt(earlier, offsets) === wallClock) return earlier;
  if (later + offsetAt(later, offsets) === wallClock) return later;
  return undefined;
}

/** When the wall clock would show a time if it had not been changed since the day before. */
function withoutChange(wallClock: number, offsets: Offsets): number {
  return wallClock - offsetAt(wallClock - MILLISECONDS_PER_DAY, offsets);
}

import { type DayKey, dayKey, type DayNumber } from "../../kernel/time/day";
import {
  type Instant,
  instantText,
  MILLISECONDS_PER_DAY,
  MILLISECONDS_PER_HOUR,
  toMilliseconds,
} from "../../kernel/time/instant";
import { instantOfWallClock, startOfDay, wallClock } from "../../kernel/time/zone";
import type { CheckInDefinition } from "./definition";
import { lookupOf } from "./lookup";

/** A day of a check-in in one zone. */
export interface CheckInDay {
  readonly day: DayKey;
  readonly zone: string;
  /** Its first instant. */
  readonly startsAt: string;
  /** The first instant after it. */
  readonly endsAt: string;
}

/**
 * The day that an instant belongs to: the local date, after the hour at which days start is taken
 * off the wall clock. The page shows `endsAt` as the time that is left.
 *
 * @param definition - has the hour, and the zone of members who bring none
 * @param at - the instant
 * @param zone - an IANA name. Default: that of the definition
 * @throws UptierError in this order: `invalid-instant`, `unknown-zone`
 *
 * @example
 * ```ts
 * import { checkInDay, defineCheckIn } from "uptier/points";
 *
 * const definition = defineCheckIn({ id: "daily", zone: "Asia/Shanghai", dayStartsAt: 4 });
 * checkInDay(definition, "2026-11-21T03:59:00+08:00");
 * // => {
 * //   day: "2026-11-20",
 * //   zone: "Asia/Shanghai",
 * //   startsAt: "2026-11-19T20:00:00.000Z",
 * //   endsAt: "2026-11-20T20:00:00.000Z",
 * // }
 * ```
 */
export function checkInDay(
  definition: CheckInDefinition,
  at: Instant,
  zone: string = definition.zone,
): CheckInDay {
  const day = dayAt(definition, toMilliseconds(at), checkZone(zone));
  return {
    day: dayKey(day),
    zone,
    startsAt: instantText(startOf(definition, day, zone)),
    endsAt: instantText(startOf(definition, day + 1, zone)),
  };
}

/** The number of the day that an instant belongs to. */
export function dayAt({ dayStartsAt }: CheckInDefinition, at: number, zone: string): DayNumber {
  const local = wallClock(at, zone) - dayStartsAt * MILLISECONDS_PER_HOUR;
  return Math.floor(local / MILLISECONDS_PER_DAY);
}

/** The first instant of a day; where a day has none, that of the next one. */
function startOf(definition: CheckInDefinition, day: DayNumber, zone: string): number {
  if (definition.dayStartsAt === 0) return startOfDay(day, zone);
  const clock = day * MILLISECONDS_PER_DAY + definition.dayStartsAt * MILLISECONDS_PER_HOUR;
  let high = instantOfWallClock(clock, zone);
  if (wallClock(high, zone) === clock) return high;
  // The clock skips that hour: the day starts at the change, which lies in the day before.
  let low = high - MILLISECONDS_PER_DAY;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayAt(definition, middle, zone) < day) low = middle;
    else high = middle;
  }
  return high;
}

/** The index of the weekday of a day, from Sunday: 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

/**
 * Whether a streak needs a check-in on a day: not on rest days, not while the check-in is not open,
 * and not on a date that the zone never had.
 */
export function isRequired(definition: CheckInDefinition, day: DayNumber, zone: string): boolean {
  return (
    !lookupOf(definition).isRestDay[weekdayOf(day)]! &&
    day >= firstDay(definition, zone) &&
    day <= lastDay(definition, zone) &&
    exists(definition, day, zone)
  );
}

/** The day on which the check-in opens, in a zone. */
export function firstDay(definition: CheckInDefinition, zone: string): DayNumber {
  const { opensAt } = lookupOf(definition);
  return opensAt === -Infinity ? -Infinity : dayAt(definition, opensAt, zone);
}

/** The last day on which somebody can check in, in a zone. */
export function lastDay(definition: CheckInDefinition, zone: string): DayNumber {
  const { closesAt } = lookupOf(definition);
  return closesAt === Infinity ? Infinity : dayAt(definition, closesAt - 1, zone);
}

/** Zones that cross the date line skip a date: nobody can check in on it. */
function exists(definition: CheckInDefinition, day: DayNumber, zone: string): boolean {
  const { existing } = lookupOf(definition);
  let days = existing.get(zone);
  if (days === undefined) existing.set(zone, (days = new Map<DayNumber, boolean>()));
  let does = days.get(day);
  if (does === undefined) {
    does = startOf(definition, day, zone) < startOf(definition, day + 1, zone);
    if (days.size >= REMEMBERED_DAYS) days.clear();
    days.set(day, does);
  }
  return does;
}

/** How many days are remembered for each zone: about 90 years. */
const REMEMBERED_DAYS = 32_768;

/**
 * Refuses what is no time zone. By asking for a wall clock, because the kernel remembers zones that it
 * knows, and asking the platform is slow.
 *
 * @throws UptierError `unknown-zone`
 */
export function checkZone(zone: string): string {
  wallClock(0, zone);
  return zone;
}

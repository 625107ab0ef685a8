import { MILLISECONDS_PER_DAY } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";

/**
 * A local day from each instant of which it is equally long to the same time of another day. Of many
 * members' activities most are of the day that was looked up last.
 */
export interface MovingDay {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Whether a day is known, and an instant lies in it. */
export function isOf<Day extends MovingDay>(day: Day | null | undefined, at: number): day is Day {
  return day !== null && day !== undefined && at >= day.from && at < day.to;
}

/** The day of an instant; the instant alone where the clocks change on it, or on the other day. */
export function movingDay(at: number, end: number, zone: string): MovingDay {
  const length = end - at;
  const day = localDay(at, zone);
  const from = startOfDay(day, zone);
  const to = startOfDay(day + 1, zone);
  return to - from === MILLISECONDS_PER_DAY && isWhole(localDay(end, zone), zone)
    ? { from, to, length }
    : { from: at, to: at + 1, length };
}

function isWhole(day: number, zone: string): boolean {
  return startOfDay(day + 1, zone) - startOfDay(day, zone) === MILLISECONDS_PER_DAY;
}

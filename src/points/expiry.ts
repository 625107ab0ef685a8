import { after, nextDate, roundEnd } from "../kernel/time/duration";
import { toMilliseconds } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { ExpiryInput } from "./expiry-input";

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
      return roundEnd(after(Math.max(activeAt, enabledAt), expiry.after, zone), expiry.round, zone);
    }
    case "calendar":
      return startOfDay(nextDate(expiry.dates, localDay(activeAt, zone)) + 1, zone);
    case "fixed":
      return toMilliseconds(expiry.at);
    case "inactivity":
      return roundEnd(after(activeAt, expiry.after, zone), expiry.round, zone);
  }
}

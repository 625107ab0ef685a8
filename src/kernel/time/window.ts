import { shown, UptierError } from "../errors";
import {
  addCalendar,
  type CalendarUnit,
  endOfCalendar,
  startOfCalendar,
  type Weekday,
} from "./calendar";
import { checkMilliseconds, type Instant, toMilliseconds, MILLISECONDS_PER_DAY } from "./instant";

/**
 * How long an event counts. Plain JSON, part of definitions.
 *
 * - `lifetime`: for ever
 * - `calendar`: until the end of the calendar unit it falls in; `weekStart` (default monday) is for
 *   weeks
 * - `rolling`: for `length` units from the event itself
 * - `anniversary`: until the next anniversary of the member's anchor (joining, becoming gold),
 *   every `length` units
 * - `fixed`: from one instant until another, for events in between
 */
export type Window =
  | { readonly kind: "lifetime" }
  | {
      readonly kind: "calendar";
      readonly unit: CalendarUnit;
      readonly weekStart?: Weekday | undefined;
    }
  | { readonly kind: "rolling"; readonly length: number; readonly unit: CalendarUnit }
  | { readonly kind: "anniversary"; readonly length: number; readonly unit: CalendarUnit }
  | { readonly kind: "fixed"; readonly from: Instant; readonly to: Instant };

/** A half-open stretch of time, in milliseconds since 1970-01-01T00:00Z. */
export interface Span {
  /** The first instant in it; null: it has no beginning. */
  readonly from: number | null;
  /** The first instant after it; null: it has no end. */
  readonly to: number | null;
}

/**
 * The stretch of time in which an event counts under a window: the event counts at `asOf` exactly
 * when `event <= asOf` and `asOf` is before the end of the stretch.
 *
 * For calendar, anniversary and fixed windows it is the period that the event lies in, so that it
 * also answers "which period is it now". Anniversaries are stepped from the anchor itself, so that
 * one of 29 February falls on 28 February in common years and on the 29th again in leap years.
 *
 * @param event - milliseconds
 * @param zone - an IANA name
 * @param anchor - milliseconds; for anniversary windows, and there required
 * @returns null where the event lies outside a fixed window, or before the anchor
 * @throws UptierError in this order: `invalid-window` (no window), `invalid-instant` (the event),
 * `invalid-window` (unknown kind, length not 1 to 10,000, no anchor, a fixed window that ends before
 * it starts), `invalid-instant`, `unknown-zone`, `invalid-unit`, `invalid-day`
 *
 * @example
 * ```ts
 * import { instantText, toMilliseconds, windowOf } from "uptier/kernel";
 *
 * const order = toMilliseconds("2026-11-21T09:30:00+08:00");
 * const year = windowOf({ kind: "rolling", length: 12, unit: "month" }, order, "Asia/Shanghai");
 * instantText(year?.to ?? 0); // => "2027-11-21T01:30:00.000Z"
 * const quarter = windowOf({ kind: "calendar", unit: "quarter" }, order, "Asia/Shanghai");
 * instantText(quarter?.to ?? 0); // => "2026-12-31T16:00:00.000Z"
 * ```
 */
export function windowOf(
  window: Window,
  event: number,
  zone: string,
  anchor?: number,
): Span | null {
  if (typeof window !== "object" || window === null) {
    throw invalidWindow(`${shown(window)} is not a window; give { kind: "lifetime" }, for example`);
  }
  checkMilliseconds(event);
  switch (window.kind) {
    case "lifetime":
      return { from: null, to: null };
    case "calendar":
      return {
        from: startOfCalendar(event, window.unit, zone, window.weekStart),
        to: endOfCalendar(event, window.unit, zone, window.weekStart),
      };
    case "rolling":
      checkLength(window.length);
      return { from: event, to: addCalendar(event, window.length, window.unit, zone) };
    case "anniversary":
      checkLength(window.length);
      if (anchor === undefined) {
        throw invalidWindow("an anniversary window needs the anchor that is counted from");
      }
      return anniversary(window, event, zone, checkMilliseconds(anchor));
    case "fixed": {
      const [from, to] = [toMilliseconds(window.from), toMilliseconds(window.to)];
      if (to < from) throw invalidWindow("a fixed window must not end before it starts");
      return event >= from && event < to ? { from, to } : null;
    }
    default:
      throw invalidWindow(`${shown((window as Window).kind)} is not a kind of window`);
  }
}

/**
 * Whether an event counts at an instant.
 *
 * @param asOf - milliseconds
 * @throws UptierError as {@link windowOf}
 */
export function countsAt(
  window: Window,
  event: number,
  asOf: number,
  zone: string,
  anchor?: number,
): boolean {
  const span = windowOf(window, event, zone, anchor);
  checkMilliseconds(asOf);
  return span !== null && event <= asOf && (span.to === null || asOf < span.to);
}

/** The longest rolling or anniversary window, in its own units. */
const MAX_WINDOW_LENGTH = 10_000;

const longestDays: Readonly<Record<CalendarUnit, number>> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  "half-year": 184,
  year: 366,
};

function anniversary(
  { length, unit }: { readonly length: number; readonly unit: CalendarUnit },
  event: number,
  zone: string,
  anchor: number,
): Span | null {
  if (event < anchor) return null;
  const longest = length * longestDays[unit] * MILLISECONDS_PER_DAY;
  // A guess from below; one less, because a day may have 25 hours.
  let count = Math.max(0, Math.floor((event - anchor) / longest) - 1);
  let from = addCalendar(anchor, count * length, unit, zone);
  for (;;) {
    const to = addCalendar(anchor, (count + 1) * length, unit, zone);
    if (event < to) return { from, to };
    count += 1;
    from = to;
  }
}

function checkLength(length: number): void {
  if (!Number.isInteger(length) || length < 1 || length > MAX_WINDOW_LENGTH) {
    throw invalidWindow(
      `a window of ${shown(length)} units is none; give a whole number from 1 to ${MAX_WINDOW_LENGTH}`,
    );
  }
}

function invalidWindow(message: string): UptierError {
  return new UptierError("invalid-window", message);
}

import { addSafely } from "../kernel/money/amount";
import { MILLISECONDS_PER_DAY } from "../kernel/time/instant";
import { type Window, windowOf } from "../kernel/time/window";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { Metric } from "./program";

/*
 * Windowed sums that advance: what enters is added, what leaves is taken off, and nothing is summed
 * anew. An activity costs the same however long a member's history is.
 */

/** What an activity adds to one metric, as long as it counts. */
export interface Counted {
  readonly at: number;
  /** The first instant at which it no longer counts; Infinity: it counts for good. */
  readonly end: number;
  /** Before reversals. */
  readonly gross: number;
  /** After reversals. */
  net: number;
  /** The local day; for days alone. */
  readonly day: number;
}

/** One metric of a member: what counts now. */
export interface MetricSum {
  net: number;
  gross: number;
  /** By end. What stands before `first` no longer counts. */
  counted: Counted[];
  first: number;
  /** Of a metric of days: how many activities each day has, after and before reversals. */
  readonly days: Map<number, { net: number; gross: number }> | null;
  /** The period that was looked up last. */
  from: number;
  to: number;
}

/** A metric of somebody who has done nothing. */
export function emptySum({ kind }: Metric): MetricSum {
  const days = kind === "days" ? new Map<number, { net: number; gross: number }>() : null;
  return { net: 0, gross: 0, counted: [], first: 0, days, from: 0, to: 0 };
}

/** A copy that can be advanced on its own; what was counted is shared. */
export function copySum(sum: MetricSum): MetricSum {
  return {
    ...sum,
    days: sum.days && new Map([...sum.days].map(([day, numbers]) => [day, { ...numbers }])),
  };
}

/** Where the windows of a member are counted from. */
export interface WindowAnchors {
  /** Of anniversaries. */
  readonly anchor: number;
  /** When the tier last changed. */
  readonly changedAt: number;
}

/**
 * The end of what happened at an instant, in a metric's window; null: it never counts in it.
 */
export function endOf(
  metric: Metric,
  sum: MetricSum,
  at: number,
  zone: string,
  { anchor, changedAt }: WindowAnchors,
): number | null {
  const { window } = metric;
  switch (window.kind) {
    case "lifetime":
      return Infinity;
    case "since-change":
      return at >= changedAt ? Infinity : null;
    case "rolling":
      return rollingEnd(window, at, zone);
    default: {
      // Activities follow one another within a period, which is looked up once.
      if (at >= sum.from && at < sum.to) return sum.to;
      const span = windowOf(window, at, zone, anchor);
      if (span === null) return null;
      [sum.from, sum.to] = [span.from!, span.to!];
      return sum.to;
    }
  }
}

/** A day, in which the end of a rolling window moves with the instant. */
interface MovingDay {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** The day that was looked up last, by window: of many members' activities most are of one day. */
const movingDays = new WeakMap<object, MovingDay & { readonly zone: string }>();

/** The end of a rolling window, which is the same time of another day. */
function rollingEnd(
  window: Extract<Window, { kind: "rolling" }>,
  at: number,
  zone: string,
): number {
  const known = movingDays.get(window);
  if (known !== undefined && known.zone === zone && at >= known.from && at < known.to) {
    return at + known.length;
  }
  const { to: end } = windowOf(window, at, zone)!;
  const [day, last] = [dayOf(at, zone), dayOf(end!, zone)];
  // On days on which the clocks change each instant is worked out.
  if (day.length === MILLISECONDS_PER_DAY && last.length === MILLISECONDS_PER_DAY) {
    movingDays.set(window, { ...day, length: end! - at, zone });
  }
  return end!;
}

function dayOf(at: number, zone: string): MovingDay {
  const day = localDay(at, zone);
  const [from, to] = [startOfDay(day, zone), startOfDay(day + 1, zone)];
  return { from, to, length: to - from };
}

/** Takes in what an activity adds; what counts for good and is not dated needs no place in the list. */
export function countIn(metric: Metric, sum: MetricSum, counted: Counted): void {
  add(sum, counted.day, counted.gross, counted.net);
  if (counted.end === Infinity && metric.window.kind === "lifetime") return;
  const list = sum.counted;
  let place = list.length;
  while (place > sum.first && list[place - 1]!.end > counted.end) place -= 1;
  if (place === list.length) list.push(counted);
  else list.splice(place, 0, counted);
}

/** Changes what is left of an activity that counts. */
export function recount(sum: MetricSum, counted: Counted, net: number): void {
  if (sum.days === null) sum.net = addSafely(sum.net, net - counted.net);
  else if (net !== counted.net) change(sum, counted.day, net - counted.net, "net");
  counted.net = net;
}

/** Takes off what no longer counts at an instant. */
export function rollOff(sum: MetricSum, to: number): void {
  const { counted } = sum;
  while (sum.first < counted.length && counted[sum.first]!.end <= to) {
    const { day, gross, net } = counted[sum.first]!;
    add(sum, day, -gross, -net);
    sum.first += 1;
  }
  if (sum.first > 64 && sum.first * 2 > counted.length) {
    sum.counted = counted.slice(sum.first);
    sum.first = 0;
  }
}

/** The next instant at which something stops counting; Infinity: none. */
export function nextEnd({ counted, first }: MetricSum): number {
  return first < counted.length ? counted[first]!.end : Infinity;
}

/** Counts from an instant on alone. */
export function restart(sum: MetricSum, from: number): void {
  const kept = sum.counted.slice(sum.first).filter(({ at }) => at >= from);
  sum.net = 0;
  sum.gross = 0;
  sum.days?.clear();
  sum.counted = kept;
  sum.first = 0;
  for (const { day, gross, net } of kept) add(sum, day, gross, net);
}

/** The local day of an activity, where the metric asks for it. */
export function dayFor({ kind }: Metric, at: number, zone: string): number {
  return kind === "days" ? localDay(at, zone) : Math.floor(at / MILLISECONDS_PER_DAY);
}

function add(sum: MetricSum, day: number, gross: number, net: number): void {
  if (sum.days === null) {
    sum.gross = addSafely(sum.gross, gross);
    sum.net = addSafely(sum.net, net);
  } else {
    change(sum, day, gross, "gross");
    change(sum, day, net, "net");
  }
}

/** Changes how many activities a day has: it counts as one while there are any. */
function change(sum: MetricSum, day: number, by: number, side: "net" | "gross"): void {
  if (by === 0) return;
  const days = sum.days!;
  const numbers = days.get(day) ?? { net: 0, gross: 0 };
  const had = numbers[side] > 0;
  numbers[side] += by;
  if (numbers[side] > 0 !== had) sum[side] += had ? -1 : 1;
  if (numbers.net === 0 && numbers.gross === 0) days.delete(day);
  else days.set(day, numbers);
}

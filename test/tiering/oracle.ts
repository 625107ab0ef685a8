import type { TierWindow } from "uptier/tiering";

/*
 * What metrics come to, the slow way: every sum from scratch, by stepping from day to day, in a zone that
 * is always eight hours ahead. Nothing here is taken from the library.
 */

const DAY = 86_400_000;
const AHEAD = 8 * 3_600_000;

/** What a member did. */
export interface Done {
  readonly at: number;
  readonly kind: string;
  /** Cents. */
  readonly amount: number;
  /** Cents that were taken back. */
  readonly back: number;
}

/** A metric as the oracle knows it. */
export interface Counting {
  readonly kind: "money" | "count" | "days";
  readonly on: readonly string[];
  readonly window: Exclude<TierWindow, { kind: "since-change" | "fixed" }>;
}

/** The value of a metric at an instant. */
export function valueOf(
  metric: Counting,
  done: readonly Done[],
  anchor: number,
  now: number,
): number {
  const counted = done.filter(
    (one) =>
      metric.on.includes(one.kind) && one.at <= now && counts(metric.window, one.at, anchor, now),
  );
  const left = counted.filter(({ amount, back, kind }) => kind !== "order" || back < amount);
  if (metric.kind === "money") return counted.reduce((sum, one) => sum + one.amount - one.back, 0);
  return metric.kind === "count" ? left.length : new Set(left.map(({ at }) => dayOf(at))).size;
}

function counts(window: Counting["window"], at: number, anchor: number, now: number): boolean {
  switch (window.kind) {
    case "lifetime":
      return true;
    case "calendar":
      return unitOf(dayOf(at), window.unit) === unitOf(dayOf(now), window.unit);
    case "rolling":
      return now < stepped(at, window.length, window.unit);
    case "anniversary": {
      if (at < anchor) return false;
      let count = 0;
      while (stepped(anchor, (count + 1) * window.length, window.unit) <= at) count += 1;
      return now < stepped(anchor, (count + 1) * window.length, window.unit);
    }
  }
}

function dayOf(at: number): number {
  return Math.floor((at + AHEAD) / DAY);
}

function dateOf(day: number): { year: number; month: number; date: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
}

/** A name of the calendar unit that a day lies in. */
function unitOf(day: number, unit: string): string {
  const { year, month } = dateOf(day);
  if (unit === "day") return String(day);
  // 1 January 1970 was a Thursday; weeks begin on Mondays.
  if (unit === "week") return String(Math.floor((day + 3) / 7));
  if (unit === "month") return `${year}-${month}`;
  if (unit === "quarter") return `${year}-${Math.floor(month / 3)}`;
  return unit === "half-year" ? `${year}-${Math.floor(month / 6)}` : String(year);
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, "half-year": 6, year: 12 };

/** The same time of day some units later; in a shorter month its last day. */
function stepped(at: number, count: number, unit: string): number {
  const months = MONTHS[unit];
  if (months === undefined) return at + count * (unit === "week" ? 7 : 1) * DAY;
  const from = dateOf(dayOf(at));
  const target = from.year * 12 + from.month + count * months;
  let days = 0;
  for (;;) {
    const { year, month, date } = dateOf(dayOf(at) + days);
    const next = dateOf(dayOf(at) + days + 1);
    const isLast = next.month !== month;
    if (year * 12 + month === target && (date === from.date || (isLast && date < from.date))) {
      return at + days * DAY;
    }
    days += 1;
  }
}

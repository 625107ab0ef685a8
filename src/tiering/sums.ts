import { addSafely } from "../kernel/money/amount";
import type { Metric } from "./program";

/** One metric of a member: what counts now, after reversals and before them. */
export interface MetricSum {
  net: number;
  gross: number;
  /** Of a metric of days: how many activities each day has. */
  readonly days: Map<number, { net: number; gross: number }> | null;
}

/** A metric of somebody who has done nothing. */
export function emptySum({ kind }: Metric): MetricSum {
  return { net: 0, gross: 0, days: kind === "days" ? new Map() : null };
}

/** A copy that can be changed on its own. */
export function copySum({ net, gross, days }: MetricSum): MetricSum {
  return {
    net,
    gross,
    days: days && new Map([...days].map(([day, numbers]) => [day, { ...numbers }])),
  };
}

/** Makes a metric that of somebody who has done nothing. */
export function clearSum(sum: MetricSum): void {
  sum.net = 0;
  sum.gross = 0;
  sum.days?.clear();
}

/** Adds to a metric, or takes off it what is below 0. */
export function addTo(sum: MetricSum, day: number, gross: number, net: number): void {
  if (sum.days === null) {
    sum.gross = addSafely(sum.gross, gross);
    sum.net = addSafely(sum.net, net);
  } else {
    change(sum, day, gross, "gross");
    change(sum, day, net, "net");
  }
}

/** Changes what is left of an activity that counts. */
export function addLeft(sum: MetricSum, day: number, by: number): void {
  if (sum.days === null) sum.net = addSafely(sum.net, by);
  else change(sum, day, by, "net");
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

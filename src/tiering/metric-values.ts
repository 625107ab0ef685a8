import { addSafely } from "../kernel/money/amount";
import { scaled } from "../kernel/money/rate";
import type { ReadMetric } from "./condition";
import type { OpenMember } from "./member";
import type { Metric, TierProgram } from "./program";

/** Reads the metrics of a member: as they are, or as if nothing had been refunded. */
export function metricsOf(
  program: TierProgram,
  member: OpenMember,
  side: "net" | "gross" = "net",
): ReadMetric {
  const read: ReadMetric = (place) => {
    const sum = member.sums[place]!;
    const value = sum !== null ? sum[side] : weighted(program.metrics[place]!, read);
    const left = value - member.deducted[place]!;
    return left > 0 ? left : 0;
  };
  return read;
}

/** The value of a weighted metric: each term is rounded by itself. */
export function weighted({ terms, rounding }: Metric, read: ReadMetric): number {
  let value = 0;
  for (const { place, points, per } of terms) {
    value = addSafely(value, scaled(read(place), points, per, rounding));
  }
  return value;
}

import { fromMinor } from "../kernel/money/amount";
import { boundsOf, holds, isMet, leastOf, type ReadMetric, type Side } from "./condition";
import type { Bound, Condition, Tier, TierProgram } from "./program";

/** A quantity of a metric as it is shown: money as decimal text, everything else as a whole number. */
export type Quantity = string | number;

/** How far a member is from a tier. */
export interface TierProgress {
  readonly tier: string;
  /** Whether the conditions hold as they are. */
  readonly met: boolean;
  /** 0 to 100, rounded down; 100 exactly when they hold. */
  readonly percent: number;
  /** The bounds, from left to right; of a cap, which must not be met, nothing is missing. */
  readonly bounds: readonly BoundProgress[];
}

/** How far a member is from one bound. */
export interface BoundProgress {
  readonly metric: string;
  readonly value: Quantity;
  /** What is enough. */
  readonly min: Quantity;
  /** What is missing: 0 exactly when the bound is met, and enough to meet it. */
  readonly need: Quantity;
  readonly percent: number;
}

/**
 * How far the conditions of a tier are. Percentages to reach a tier run from the threshold of the tier
 * that is held, on the same metric, to that of the tier; those to keep one run from 0. Of several
 * conditions the smallest counts where all must hold, the largest where any must.
 *
 * @param held - the tier that is held; undefined: none
 */
export function progressTo(
  program: TierProgram,
  tier: Tier,
  side: Side,
  held: Tier | undefined,
  read: ReadMetric,
): TierProgress {
  const condition = side === "entry" ? tier.entry : tier.keep;
  const met = holds(condition, side, read);
  const passed = side === "entry" && held !== undefined ? boundsOf(held.entry) : [];
  const start = (bound: Bound): number => startOf(bound, passed);
  const bounds = boundsOf(condition).map((bound): BoundProgress => {
    const value = read(bound.place);
    const least = leastOf(bound, side);
    return {
      metric: bound.metric,
      value: shownAs(program, bound.place, value),
      min: shownAs(program, bound.place, least),
      need: shownAs(program, bound.place, Math.max(0, least - value)),
      percent: percentOf(bound, side, start(bound), value),
    };
  });
  const percent = met ? 100 : Math.min(99, percentOfAll(condition!, side, start, read));
  return { tier: tier.id, met, percent, bounds };
}

/** Money as decimal text, everything else as it is. */
export function shownAs(program: TierProgram, place: number, value: number): Quantity {
  return program.metrics[place]!.kind === "money" ? fromMinor(value, program.currency) : value;
}

/** The threshold on the metric of a bound among those that are passed. */
function startOf({ place, min }: Bound, passed: readonly Bound[]): number {
  const before = passed.find((one) => one.place === place);
  return before !== undefined && before.min < min ? before.min : 0;
}

function percentOf(bound: Bound, side: Side, start: number, value: number): number {
  if (isMet(bound, side, value)) return 100;
  const way = leastOf(bound, side) - start;
  const done = Math.max(0, value - start);
  const product = done * 100;
  const percent = Number.isSafeInteger(product)
    ? Math.floor(product / way)
    : Number((BigInt(done) * 100n) / BigInt(way));
  return Math.min(99, percent);
}

function percentOfAll(
  condition: Condition,
  side: Side,
  start: (bound: Bound) => number,
  read: ReadMetric,
): number {
  if (condition.kind === "bound") {
    return percentOf(condition, side, start(condition), read(condition.place));
  }
  if (condition.kind === "not") return holds(condition, side, read) ? 100 : 0;
  const percents = condition.of
    .map((one) => percentOfAll(one, side, start, read))
    .sort((a, b) => b - a);
  return percents[condition.count - 1]!;
}

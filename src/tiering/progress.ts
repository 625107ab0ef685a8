import { fromMinor } from "../kernel/money/amount";
import { boundsOf, holds, isMet, leastOf, type ReadMetric, type Side } from "./condition";
import { remembered } from "./lookup";
import type { Bound, Condition, TierProgram } from "./program";

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

/** A bound on the way to a tier, or to keeping it, with what does not depend on the member. */
interface Step {
  readonly bound: Bound;
  /** The smallest value that meets it, and how it is shown. */
  readonly least: number;
  readonly min: Quantity;
}

/** The steps to each tier of a programme, by rung: reports ask for them a million times a second. */
const stepsOf = remembered((program: TierProgram) => {
  const steps = (condition: Condition | null, side: Side): readonly Step[] =>
    boundsOf(condition).map((bound) => {
      const least = leastOf(bound, side);
      return { bound, least, min: shownAs(program, bound.place, least) };
    });
  return program.tiers.map(({ entry, keep }) => ({
    entry: steps(entry, "entry"),
    keep: steps(keep, "keep"),
  }));
});

/**
 * How far the conditions of a tier are. Percentages to reach a tier run from the threshold of the tier
 * that is held, on the same metric, to that of the tier; those to keep one run from 0. Of several
 * conditions the smallest counts where all must hold, the largest where any must.
 *
 * @param rung - of the tier
 * @param held - the rung of the tier that is held; -1: none
 */
export function progressTo(
  program: TierProgram,
  rung: number,
  side: Side,
  held: number,
  read: ReadMetric,
): TierProgress {
  const tier = program.tiers[rung]!;
  const condition = tier[side];
  const steps = stepsOf(program);
  const passed = side === "entry" && held >= 0 ? steps[held]!.entry : NONE;
  const met = holds(condition, side, read);
  const bounds = steps[rung]![side].map(({ bound, least, min }): BoundProgress => {
    const value = read(bound.place);
    return {
      metric: bound.metric,
      value: shownAs(program, bound.place, value),
      min,
      need: shownAs(program, bound.place, Math.max(0, least - value)),
      percent: isMet(bound, side, value) ? 100 : percentOf(startOf(bound, passed), value, least),
    };
  });
  const percent = met ? 100 : Math.min(99, percentOfAll(condition!, side, read, bounds.values()));
  return { tier: tier.id, met, percent, bounds };
}

const NONE: readonly Step[] = [];

/** Money as decimal text, everything else as it is. */
export function shownAs(program: TierProgram, place: number, value: number): Quantity {
  return program.metrics[place]!.kind === "money" ? fromMinor(value, program.currency) : value;
}

/** The threshold on the metric of a bound among those that are passed. */
function startOf({ place, min }: Bound, passed: readonly Step[]): number {
  const before = passed.find(({ bound }) => bound.place === place);
  return before !== undefined && before.bound.min < min ? before.bound.min : 0;
}

/** How much of the way a value is that is not there yet. */
function percentOf(start: number, value: number, least: number): number {
  const done = Math.max(0, value - start);
  const product = done * 100;
  const percent = Number.isSafeInteger(product)
    ? Math.floor(product / (least - start))
    : Number((BigInt(done) * 100n) / BigInt(least - start));
  return Math.min(99, percent);
}

/**
 * The percent of a condition.
 *
 * @param bounds - those that are left, from left to right: it takes as many as it has
 */
function percentOfAll(
  condition: Condition,
  side: Side,
  read: ReadMetric,
  bounds: Iterator<BoundProgress>,
): number {
  if (condition.kind === "bound") return (bounds.next().value as BoundProgress).percent;
  if (condition.kind === "not") return holds(condition, side, read) ? 100 : 0;
  const percents = condition.of.map((one) => percentOfAll(one, side, read, bounds));
  if (condition.kind === "all") return Math.min(...percents);
  if (condition.kind === "any") return Math.max(...percents);
  return percents.toSorted((a, b) => b - a)[condition.count - 1]!;
}

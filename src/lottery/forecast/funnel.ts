import { shown, UptierError } from "../../kernel/errors";
import type { Rate } from "../../kernel/money/rate";
import { checkRounding, type Rounding } from "../../kernel/money/rounding";
import { chanceOf, ratio, times } from "../ratio";
import { expected, type Expected } from "./expected";

/** A step of a funnel: of those who came to the step before, the share that comes to this one. */
export interface FunnelStep {
  readonly name: string;
  /** At most 1. */
  readonly rate: Rate;
}

/** What is expected at a step. */
export interface ExpectedStep {
  readonly name: string;
  /** Share of those who entered the funnel. */
  readonly rateFromStart: Expected;
  /** How many come to this step. */
  readonly count: Expected;
}

/** The most steps of a funnel. */
const MAX_STEPS = 100;

/**
 * What is expected of a funnel whose steps have known rates: card -> join -> purchase.
 *
 * @param entrants - how many enter it; a whole number of at least 0
 * @param steps - at most 100, in order
 * @param rounding - of the decimal texts, where a number has more than 10 decimals
 * @throws UptierError in this order: `unknown-rounding`, `not-an-integer` (entrants),
 * `too-many-steps`, `invalid-rate`, `invalid-chances` (a rate above 1), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { expectedFunnel } from "uptier/lottery";
 *
 * const steps = [
 *   { name: "join", rate: "11.9%" },
 *   { name: "purchase", rate: "20%" },
 * ];
 * const funnel = expectedFunnel(1000, steps, "half-even");
 * funnel.map(({ count }) => count.decimal); // => ["119", "23.8"]
 * funnel[1]?.rateFromStart; // => { exact: { num: 119, den: 5000 }, decimal: "0.0238" }
 * ```
 */
export function expectedFunnel(
  entrants: number,
  steps: readonly FunnelStep[],
  rounding: Rounding,
): ExpectedStep[] {
  checkRounding(rounding);
  if (!Number.isSafeInteger(entrants) || entrants < 0) {
    throw new UptierError(
      "not-an-integer",
      `${shown(entrants)} cannot enter a funnel; give a whole number of at least 0`,
    );
  }
  if (steps.length > MAX_STEPS) {
    throw new UptierError(
      "too-many-steps",
      `there are ${steps.length} steps; give ${MAX_STEPS} at most`,
    );
  }
  let rateFromStart = ratio(1);
  return steps.map(({ name, rate }) => {
    rateFromStart = times(rateFromStart, chanceOf(rate, `the rate of ${shown(name)}`));
    return {
      name,
      rateFromStart: expected(rateFromStart, rounding),
      count: expected(times(rateFromStart, ratio(entrants)), rounding),
    };
  });
}

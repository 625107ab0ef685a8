import { shown, UptierError } from "../../kernel/errors";
import { safeInteger } from "../../kernel/money/amount";
import { numberOf, ratio, times } from "../ratio";
import { checkDraws, type CostLaw, latticeLaw } from "./cost-law";
import { sumDistribution } from "./sum-distribution";

/** What to tell of the distribution of a cost. */
export interface CostQuestions {
  /** Above 0 and below 1; at most 1,000. Default: none. */
  readonly quantiles?: readonly number[];
  /** Costs in minor units; at most 1,000. Default: none. */
  readonly above?: readonly number[];
}

/** The distribution of the total cost of a number of draws, in minor units. */
export interface CostDistribution {
  readonly mean: number;
  /** In squared minor units. */
  readonly variance: number;
  readonly standardDeviation: number;
  readonly quantiles: readonly { readonly q: number; readonly costMinor: number }[];
  /** How likely it is that the draws cost strictly more. */
  readonly above: readonly { readonly costMinor: number; readonly probability: number }[];
}

/** The most quantiles, and the most costs, of one question. */
const MAX_QUESTIONS = 1_000;

/* How much less than q a sum of floats may be and still count as q: one fair coin, q = 0.5. */
const SLACK = 1e-12;

/**
 * What a number of independent draws costs in total: not by simulation, but exactly, with the
 * rounding of floats alone. Stocks and budgets play no part; a plan that must not run out needs the
 * cost without them.
 *
 * Mean and variance are computed with fractions and reported as the nearest number. Probabilities
 * are right to 1e-9 for up to 1,000,000,000 draws. A quantile is the smallest cost whose cumulative
 * probability is at least `q` (within 1e-12).
 *
 * @param law - at most 1,000 outcomes of one draw; what their chances leave of 1 costs nothing
 * @param draws - 0 to 1,000,000,000
 * @throws UptierError in this order: `invalid-draws`, `invalid-law`, `invalid-rate`,
 * `invalid-chances` (a sum above 1), `unsafe-integer` (a total cost beyond 2^53 - 1 is possible),
 * `invalid-quantile`, `not-an-integer` (in `above`), `lattice-too-large` (more than 2^22 different
 * totals to tell apart: the costs have too fine a common divisor)
 * @see {@link https://en.wikipedia.org/wiki/Characteristic_function_(probability_theory)} of a sum
 *
 * @example
 * ```ts
 * import { costDistribution } from "uptier/lottery";
 *
 * const law = [
 *   { chance: "0.1%", costMinor: 500 },
 *   { chance: "1%", costMinor: 50 },
 *   { chance: "10%", costMinor: 5 },
 * ];
 * const cost = costDistribution(law, 10_000, { quantiles: [0.5, 0.95], above: [17_500] });
 * cost.mean; // => 15000
 * cost.quantiles; // => [{ q: 0.5, costMinor: 14925 }, { q: 0.95, costMinor: 17855 }]
 * cost.above[0]?.probability.toFixed(9); // => "0.072306908"
 * ```
 */
export function costDistribution(
  law: CostLaw,
  draws: number,
  { quantiles = [], above = [] }: CostQuestions = {},
): CostDistribution {
  checkDraws(draws);
  const lattice = latticeLaw(law);
  const { baseMinor, stepMinor, outcomes } = lattice;
  const dearest = Math.max(...outcomes.map(({ point }) => point));
  safeInteger(BigInt(draws) * BigInt(baseMinor + stepMinor * dearest));
  checkQuantiles(quantiles);
  checkCosts(above);
  const { first, probabilities } = sumDistribution(lattice, draws);
  const lowestMinor = baseMinor * draws + stepMinor * first;
  const variance = numberOf(times(lattice.variance, ratio(draws)));
  const below = cumulated(probabilities);
  const beyond = cumulated(probabilities.reverse());
  return {
    mean: numberOf(times(lattice.mean, ratio(draws))),
    variance,
    standardDeviation: Math.sqrt(variance),
    quantiles: quantiles.map((q) => ({
      q,
      costMinor: lowestMinor + stepMinor * firstAtLeast(below, q - SLACK),
    })),
    above: above.map((costMinor) => {
      // The upper tail is summed by itself: 1 minus nearly 1 would lose its digits.
      const points = probabilities.length - Math.floor((costMinor - lowestMinor) / stepMinor) - 1;
      const index = Math.min(points, probabilities.length) - 1;
      return { costMinor, probability: index < 0 ? 0 : beyond[index]! };
    }),
  };
}

function cumulated(probabilities: Float64Array): Float64Array {
  let sum = 0;
  return probabilities.map((probability) => (sum = Math.min(1, sum + probability)));
}

/** The first position whose value is at least `q`, of values that do not fall. */
function firstAtLeast(values: Float64Array, q: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! >= q) high = middle;
    else low = middle + 1;
  }
  return low;
}

function checkQuantiles(quantiles: readonly number[]): void {
  const wrong = quantiles.find((q) => typeof q !== "number" || !(q > 0 && q < 1));
  if (wrong !== undefined || quantiles.length > MAX_QUESTIONS || quantiles.includes(undefined!)) {
    throw new UptierError(
      "invalid-quantile",
      `${shown(wrong ?? quantiles.length)} does not do; give at most ${MAX_QUESTIONS} numbers above 0 and below 1`,
    );
  }
}

function checkCosts(costs: readonly number[]): void {
  const wrong = costs.findIndex((cost) => !Number.isSafeInteger(cost));
  if (wrong >= 0 || costs.length > MAX_QUESTIONS) {
    throw new UptierError(
      "not-an-integer",
      `give at most ${MAX_QUESTIONS} costs, each a whole number of minor units${wrong < 0 ? "" : `; ${shown(costs[wrong])} is none`}`,
    );
  }
}

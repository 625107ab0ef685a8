import { shown, UptierError } from "../../kernel/errors";
import { greatestCommonDivisor, type Rate } from "../../kernel/money/rate";
import { chanceOf, minus, numberOf, plus, type Ratio, ratio, times } from "../ratio";

/** What one draw can cost: a chance and a cost. */
export interface CostOutcome {
  /** Of one draw. */
  readonly chance: Rate;
  /** In minor units; 0 or more. */
  readonly costMinor: number;
}

/** The outcomes of one draw that cost something; what the chances leave of 1 costs nothing. */
export type CostLaw = readonly CostOutcome[];

/** The most outcomes of a law. */
const MAX_OUTCOMES = 1_000;

/** The most draws that a forecast is made for. */
const MAX_DRAWS = 1_000_000_000;

/**
 * A law on the coarsest lattice that it fits on: an outcome costs `baseMinor + stepMinor x point`.
 * The points have no common divisor, and the smallest is 0.
 */
export interface LatticeLaw {
  readonly baseMinor: number;
  /** 1 where there is only one outcome. */
  readonly stepMinor: number;
  /** The most likely outcome first. */
  readonly outcomes: readonly { readonly chance: number; readonly point: number }[];
  /** Mean and population variance of the cost of one draw, in minor units. */
  readonly mean: Ratio;
  readonly variance: Ratio;
}

/**
 * Reads a law. Outcomes of one cost become one; those without a chance are left out.
 *
 * @throws UptierError in this order: `invalid-law` (no list, too long, a cost that is not a whole
 * number of at least 0), `invalid-rate`, `invalid-chances` (a sum above 1)
 */
export function latticeLaw(law: CostLaw): LatticeLaw {
  const chances = chancesByCost(law);
  const costs = [...chances.keys()].sort((a, b) => a - b);
  const base = costs[0]!;
  const step = costs.reduce((divisor, cost) => greatestCommonDivisor(divisor, cost - base), 0) || 1;
  let [mean, square] = [ratio(0), ratio(0)];
  for (const [cost, chance] of chances) {
    mean = plus(mean, times(chance, ratio(cost)));
    square = plus(square, times(chance, ratio(BigInt(cost) ** 2n)));
  }
  return {
    baseMinor: base,
    stepMinor: step,
    outcomes: costs
      .map((cost) => ({ chance: numberOf(chances.get(cost)!), point: (cost - base) / step }))
      .sort((a, b) => b.chance - a.chance),
    mean,
    variance: minus(square, times(mean, mean)),
  };
}

/**
 * Refuses what is not a number of draws.
 *
 * @throws UptierError `invalid-draws`
 */
export function checkDraws(draws: number): void {
  if (!Number.isInteger(draws) || draws < 0 || draws > MAX_DRAWS) {
    throw new UptierError(
      "invalid-draws",
      `${shown(draws)} is not a number of draws; give a whole number from 0 to ${MAX_DRAWS}`,
    );
  }
}

/** The chance of every cost that is possible, that of 0 included. */
function chancesByCost(law: CostLaw): Map<number, Ratio> {
  if (!Array.isArray(law) || law.length > MAX_OUTCOMES) {
    throw invalidLaw(`a law is a list of at most ${MAX_OUTCOMES} outcomes { chance, costMinor }`);
  }
  for (const [index, { costMinor }] of law.entries()) {
    if (!Number.isSafeInteger(costMinor) || costMinor < 0) {
      throw invalidLaw(
        `cost ${shown(costMinor)} at position ${index} is not a whole number of minor units of at least 0`,
      );
    }
  }
  const chances = new Map<number, Ratio>();
  let rest = ratio(1);
  (law as CostLaw).forEach(({ chance, costMinor }, index) => {
    const share = chanceOf(chance, `the chance at position ${index}`);
    rest = minus(rest, share);
    if (share.num > 0n) chances.set(costMinor, plus(chances.get(costMinor) ?? ratio(0), share));
  });
  if (rest.num < 0n) {
    throw new UptierError("invalid-chances", "the chances sum to more than 1; make them smaller");
  }
  if (rest.num > 0n) chances.set(0, plus(chances.get(0) ?? ratio(0), rest));
  return chances;
}

function invalidLaw(message: string): UptierError {
  return new UptierError("invalid-law", message);
}

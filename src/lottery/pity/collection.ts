import { shown, UptierError } from "../../kernel/errors";
import { checkQuantiles, type Quantile, QUANTILES, quantilesOf, reaches, sumOf } from "./quantiles";

/** The most types of a collection. */
const MAX_TYPES = 1_000;

/** How many draws a collection takes. */
export interface CollectionFigures {
  /** The mean. */
  readonly expectation: number;
  readonly variance: number;
  /** In the order in which they were asked for. */
  readonly quantiles: readonly Quantile[];
}

/**
 * How many draws it takes until each of n types came at least once, where each draw gives one of
 * them, all equally likely: lights of a nine-grid, cards of an album. The mean is
 * n x (1 + 1/2 + ... + 1/n) (the coupon collector's problem).
 *
 * @param types - 1 to 1,000
 * @param quantiles - up to 100 numbers above 0 and below 1; unless given 0.5, 0.9 and 0.99
 * @throws UptierError in this order: `invalid-collection`, `invalid-quantile`
 *
 * @example
 * ```ts
 * import { collectionFigures } from "uptier/lottery";
 *
 * const figures = collectionFigures(8);
 * figures.expectation.toFixed(6); // => "21.742857"
 * figures.quantiles; // => [{ q: 0.5, draws: 20 }, { q: 0.9, draws: 33 }, { q: 0.99, draws: 51 }]
 * ```
 */
export function collectionFigures(
  types: number,
  { quantiles = QUANTILES }: { readonly quantiles?: readonly number[] } = {},
): CollectionFigures {
  if (!Number.isInteger(types) || types < 1 || types > MAX_TYPES) {
    throw new UptierError(
      "invalid-collection",
      `a collection of ${shown(types)} types is not possible; give a whole number from 1 to ${MAX_TYPES}`,
    );
  }
  checkQuantiles(quantiles);
  const missing = Array.from({ length: types }, (_, index) => types - index);
  return {
    expectation: sumOf(missing.map((left) => types / left)),
    variance: sumOf(missing.map((left) => (types * (types - left)) / left ** 2)),
    quantiles: quantilesOf(completeWithin(types, Math.max(0, ...quantiles)), quantiles),
  };
}

/** The chance that all types came within 0, 1, 2, ... draws, up to where it reaches q. */
function completeWithin(types: number, q: number): number[] {
  // The chance of each number of types after the draws so far.
  const having = new Float64Array(types + 1);
  having[0] = 1;
  const within = [0];
  while (!reaches(within.at(-1)!, q)) {
    for (let count = types; count > 0; count -= 1) {
      const same = having[count]! * (count / types);
      having[count] = same + having[count - 1]! * ((types - count + 1) / types);
    }
    having[0] = 0;
    within.push(having[types]!);
  }
  return within;
}

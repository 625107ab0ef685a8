import { UptierError } from "../../kernel/errors";
import { type DecimalInput, parseDecimal } from "../../kernel/money/decimal";
import type { Rate } from "../../kernel/money/rate";
import {
  minus,
  numberOf,
  over,
  plus,
  type Ratio,
  ratio,
  ratioOf,
  ratioText,
  times,
} from "../ratio";

/** One outcome of a prize law: what it is worth, and its share of the weights. */
export interface ValueOutcome {
  /** Decimal text; may be negative. */
  readonly value: DecimalInput;
  /** Relative to the other weights; 0 is legal. */
  readonly weight: Rate;
}

/** An exact number and the float next to it. Plain JSON. */
export interface ExactNumber {
  /** In lowest terms: `"17/5"`, `"-3"`. */
  readonly exact: string;
  readonly value: number;
}

/** Mean and population variance of a law, in the unit of its values and in that unit squared. */
export interface ValueMoments {
  readonly mean: ExactNumber;
  readonly variance: ExactNumber;
}

/** The most outcomes of a law. */
const MAX_OUTCOMES = 1_000;

/**
 * What a draw is worth on average, and how far draws scatter: `sum of weight x value / sum of
 * weights`, and the population variance (divided by the weights, not by one less).
 *
 * @param law - 1 to 1,000 outcomes, of which at least one has a weight above 0
 * @throws UptierError in this order: `invalid-law` (none, too many), at the first outcome at fault
 * `invalid-decimal`, `invalid-rate`; then `all-zero-weights`
 *
 * @example
 * ```ts
 * import { valueMoments } from "uptier/lottery";
 *
 * const moments = valueMoments([
 *   { value: "20", weight: "1/4" },
 *   { value: "0", weight: "3/4" },
 * ]);
 * moments.mean; // => { exact: "5", value: 5 }
 * moments.variance; // => { exact: "75", value: 75 }
 * ```
 */
export function valueMoments(law: readonly ValueOutcome[]): ValueMoments {
  if (!Array.isArray(law) || law.length === 0 || law.length > MAX_OUTCOMES) {
    throw new UptierError("invalid-law", `give 1 to ${MAX_OUTCOMES} outcomes { value, weight }`);
  }
  let [weights, sum, squares] = [ratio(0), ratio(0), ratio(0)];
  for (const outcome of law as readonly ValueOutcome[]) {
    const { digits, scale } = parseDecimal(outcome.value);
    const value = ratio(digits, 10n ** BigInt(scale));
    const weight = ratioOf(outcome.weight);
    weights = plus(weights, weight);
    sum = plus(sum, times(weight, value));
    squares = plus(squares, times(weight, times(value, value)));
  }
  if (weights.num === 0n) {
    throw new UptierError("all-zero-weights", "all weights are 0; give at least one above 0");
  }
  const mean = over(sum, weights);
  const variance = minus(over(squares, weights), times(mean, mean));
  return { mean: exactNumber(mean), variance: exactNumber(variance) };
}

function exactNumber(value: Ratio): ExactNumber {
  return { exact: ratioText(value), value: numberOf(value) };
}

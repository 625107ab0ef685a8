import { shown, UptierError } from "../../kernel/errors";

/** After how many draws it has come in a share q of all cases. */
export interface Quantile {
  readonly q: number;
  /** The smallest number of draws within which it comes with a chance of at least q. */
  readonly draws: number;
}

/** The most quantiles of one call. */
const MAX_QUANTILES = 100;

/** Sums of floats are off by less than this; a chance this close to q counts as q. */
const CLOSE = 1e-12;

/** What is reported unless something else is asked for: the middle, and two that are unlucky. */
export const QUANTILES: readonly number[] = [0.5, 0.9, 0.99];

/** @throws UptierError `invalid-quantile` (not between 0 and 1, or more than 100) */
export function checkQuantiles(quantiles: readonly number[]): void {
  const wrong = quantiles.find((q) => typeof q !== "number" || !(q > 0 && q < 1));
  if (wrong !== undefined || quantiles.length > MAX_QUANTILES) {
    throw new UptierError(
      "invalid-quantile",
      `${quantiles.length > MAX_QUANTILES ? `${quantiles.length} quantiles` : shown(wrong)}: give up to ${MAX_QUANTILES} numbers above 0 and below 1`,
    );
  }
}

/** Whether a chance is q or more. */
export function reaches(chance: number, q: number): boolean {
  return chance >= q - CLOSE;
}

/** @param within - the chance that it has come within 0, 1, 2, ... draws */
export function quantilesOf(within: readonly number[], quantiles: readonly number[]): Quantile[] {
  return quantiles.map((q) => ({ q, draws: within.findIndex((chance) => reaches(chance, q)) }));
}

/** All partial sums, accurate to the last digits however many there are (Neumaier's method). */
export function runningSums(terms: readonly number[]): number[] {
  let [sum, lost] = [0, 0];
  return terms.map((term) => {
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
    return sum + lost;
  });
}

export function sumOf(terms: readonly number[]): number {
  return runningSums(terms).at(-1) ?? 0;
}

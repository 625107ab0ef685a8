import { chiSquare } from "../kernel/random/chi-square";

/** Draws of one chi-square gate, and its level: one honest gate in a thousand fails. */
export const GATE_DRAWS = 10_000;
const GATE_LEVEL = 0.001;

/** What a Kolmogorov-Smirnov distance times the root of the draws stays below, at the same level. */
export const KOLMOGOROV_999 = 1.95;

/** Whether counts agree with weights; cells of weight 0 must be empty and do not count. */
export function passesGate(counts: readonly number[], weights: readonly number[]): boolean {
  const cells = weights.filter((weight) => weight > 0).length;
  const statistic = chiSquare(counts, weights);
  return cells === 1 ? statistic === 0 : statistic < chiSquareQuantile(1 - GATE_LEVEL, cells - 1);
}

/** The largest difference between the shares of counts and of weights, added up from the first on. */
export function kolmogorovDistance(counts: readonly number[], weights: readonly number[]): number {
  const draws = counts.reduce((sum, count) => sum + count, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [drawn, due, largest] = [0, 0, 0];
  for (const [cell, weight] of weights.entries()) {
    drawn += counts[cell]!;
    due += weight;
    largest = Math.max(largest, Math.abs(drawn / draws - due / total));
  }
  return largest;
}

/** Below which a chi-square variable is with chance q: by halving. */
export function chiSquareQuantile(q: number, degrees: number): number {
  let [low, high] = [0, degrees + 1];
  while (chiSquareBelow(high, degrees) < q) high *= 2;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (chiSquareBelow(middle, degrees) < q) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The distribution function: the lower incomplete gamma function of degrees/2 at x/2, regularised, by
 * its series (NIST Digital Library of Mathematical Functions 8.11.4).
 */
function chiSquareBelow(x: number, degrees: number): number {
  const [shape, half] = [degrees / 2, x / 2];
  let term = Math.exp(shape * Math.log(half) - half - logGammaOfHalf(degrees + 2));
  let sum = 0;
  for (let k = 1; term > 1e-17 * sum; k += 1) {
    sum += term;
    term *= half / (shape + k);
  }
  return sum;
}

/** The logarithm of gamma(twice / 2), from gamma(1) = 1 and gamma(1/2) = the root of pi. */
function logGammaOfHalf(twice: number): number {
  let log = twice % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let argument = twice / 2 - 1; argument > 0; argument -= 1) log += Math.log(argument);
  return log;
}

import { numberOf, type Ratio, ratio, times } from "../ratio";

/** A binomial law: how many of `draws` draws hit, each with the same chance. */
export interface Binomial {
  readonly draws: number;
  /** The chance of a hit and of a miss, each as exact as a float can be. */
  readonly hit: number;
  readonly miss: number;
  /** The mean number of hits and of misses. */
  readonly hits: number;
  readonly misses: number;
}

/** The binomial law of `draws` draws with an exact chance. */
export function binomial(draws: number, chance: Ratio): Binomial {
  const rest = { num: chance.den - chance.num, den: chance.den };
  return {
    draws,
    hit: numberOf(chance),
    miss: numberOf(rest),
    hits: numberOf(times(chance, ratio(draws))),
    misses: numberOf(times(rest, ratio(draws))),
  };
}

/**
 * P(hits >= count). The smaller of the two tails is summed term by term, from the term next to the
 * mean outwards until the terms no longer count: a few times the standard deviation of additions,
 * and good relative accuracy however small the tail is.
 */
export function atLeast(law: Binomial, count: number): number {
  if (count <= 0) return 1;
  if (count > law.draws) return 0;
  return count > law.hits ? upperTail(law, count) : 1 - lowerTail(law, count - 1);
}

function upperTail(law: Binomial, from: number): number {
  if (law.miss === 0) return 1;
  const odds = law.hit / law.miss;
  let term = probabilityOf(law, from);
  let sum = term;
  for (let hits = from; hits < law.draws && term > sum * Number.EPSILON; hits += 1) {
    term *= ((law.draws - hits) / (hits + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}

function lowerTail(law: Binomial, from: number): number {
  if (law.hit === 0) return 1;
  const odds = law.miss / law.hit;
  let term = probabilityOf(law, from);
  let sum = term;
  for (let hits = from; hits > 0 && term > sum * Number.EPSILON; hits -= 1) {
    term *= (hits / (law.draws - hits + 1)) * odds;
    sum += term;
  }
  return Math.min(1, sum);
}

/*
 * P(hits = count) by the saddle-point expansion of Loader ("Fast and Accurate Computation of
 * Binomial Probabilities", 2000): logarithms of factorials are numbers near 2e10 for 1e9 draws, and
 * their differences have no digits left; here the large parts cancel on paper.
 */
function probabilityOf(law: Binomial, count: number): number {
  const { draws, hit, miss, hits, misses } = law;
  if (hit === 0) return count === 0 ? 1 : 0;
  if (miss === 0) return count === draws ? 1 : 0;
  if (count === 0) return Math.exp(draws * (hit < 0.5 ? Math.log1p(-hit) : Math.log(miss)));
  if (count === draws) return Math.exp(draws * (miss < 0.5 ? Math.log1p(-miss) : Math.log(hit)));
  const rest = draws - count;
  const exponent =
    stirlingError(draws) -
    stirlingError(count) -
    stirlingError(rest) -
    deviance(count, hits) -
    deviance(rest, misses);
  return Math.exp(exponent) * Math.sqrt(draws / (2 * Math.PI * count) / rest);
}

/** ln n! minus Stirling's formula ln(sqrt(2 pi n) (n / e)^n), for n of at least 1. */
function stirlingError(n: number): number {
  if (n < 16) {
    let factorial = 1;
    for (let factor = 2; factor <= n; factor += 1) factorial *= factor;
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - Math.log(2 * Math.PI) / 2;
  }
  const square = n * n;
  return (
    (1 / 12 -
      (1 / 360 -
        (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / square) / square) /
        square) /
    n
  );
}

/** `count ln(count / mean) + mean - count`, by a series where the two nearly cancel. */
function deviance(count: number, mean: number): number {
  if (Math.abs(count - mean) >= 0.1 * (count + mean)) {
    return count * Math.log(count / mean) + mean - count;
  }
  const ratio = (count - mean) / (count + mean);
  let sum = (count - mean) * ratio;
  let power = 2 * count * ratio;
  for (let odd = 3; ; odd += 2) {
    power *= ratio * ratio;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

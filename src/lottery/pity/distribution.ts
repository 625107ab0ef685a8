import { shown } from "../../kernel/errors";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";
import {
  checkQuantiles,
  type Quantile,
  QUANTILES,
  quantilesOf,
  runningSums,
  sumOf,
} from "./quantiles";
import { invalidPity, type PityTableInput, pityTable } from "./table";

/** `copies` times the length of the table, at most: what is counted is the square of it. */
const MAX_COPIES_TIMES_DRAWS = 10_000;

/** What is waited for. */
export interface PityQuestion {
  /** Draws since the last hit; 0 unless given. They are not counted again. */
  readonly spent?: number;
  /** Only hits of one item count, with a guarantee; unless given, every hit counts. */
  readonly featured?: FeaturedItem;
  /** How many are wanted; 1 unless given. */
  readonly copies?: number;
}

/** An item that a hit can be, and is for sure after a hit that was not. */
export interface FeaturedItem {
  /** Its share of the hits that carry no guarantee: `"50%"`. */
  readonly share: Rate;
  /** The last hit was another item, so that the next one is this; false unless given. */
  readonly guaranteed?: boolean;
}

/** How long it takes, in draws. */
export interface PityFigures {
  /** The mean. */
  readonly expectation: number;
  readonly variance: number;
  /**
   * How many of the wanted come per draw in the long run, whatever was spent or guaranteed at the
   * start: without `featured` one through the expectation of a fresh table.
   */
  readonly rate: number;
  /** In the order in which they were asked for. */
  readonly quantiles: readonly Quantile[];
}

/**
 * How many draws it takes until a hit, or until `copies` of a featured item, with the chances that
 * rise by a pity table. No simulation: the whole distribution is computed, see
 * {@link pityDistribution}.
 *
 * @param quantiles - up to 100 numbers above 0 and below 1; unless given 0.5, 0.9 and 0.99
 * @throws UptierError in this order: `invalid-pity`, `invalid-rate`, `invalid-quantile`
 *
 * @example
 * ```ts
 * import { pityFigures } from "uptier/lottery";
 *
 * const pity = { base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 };
 * const { expectation, quantiles } = pityFigures(pity);
 * expectation.toFixed(6); // => "62.297332"
 * quantiles; // => [{ q: 0.5, draws: 76 }, { q: 0.9, draws: 80 }, { q: 0.99, draws: 83 }]
 *
 * const featured = { share: "50%" };
 * pityFigures(pity, { featured }).expectation.toFixed(6); // => "93.445998"
 * pityFigures(pity, { featured, spent: 70 }).quantiles[0]?.draws; // => 13
 * ```
 */
export function pityFigures(
  pity: PityTableInput,
  {
    quantiles = QUANTILES,
    ...question
  }: PityQuestion & { readonly quantiles?: readonly number[] } = {},
): PityFigures {
  const table = pityTable(pity);
  const chances = pityDistribution(table, question);
  checkQuantiles(quantiles);
  const expectation = meanOf(chances);
  const share = shareOf(question.featured?.share);
  return {
    expectation,
    variance: sumOf(chances.map((chance, draws) => chance * (draws - expectation) ** 2)),
    rate: 1 / (meanOf(hitDistribution(table, 0)) * (2 - share)),
    quantiles: quantilesOf(runningSums(chances), quantiles),
  };
}

/**
 * The chance that it takes exactly n draws, for every n: at position n, from 0 to the number of
 * draws within which it is certain. They are exact but for the last digits of floats.
 *
 * A hit at draw k means k - 1 misses before it. An item of share u takes one hit, or with 1 - u two;
 * further copies are further waits, independent of the first.
 *
 * @throws UptierError in this order: `invalid-pity` (the table; `spent` not from 0 to its length
 * minus 1; `copies` below 1, or `copies` times the length above 10,000), `invalid-rate` (the share),
 * `invalid-pity` (a share above 100 %)
 *
 * @example
 * ```ts
 * import { pityDistribution } from "uptier/lottery";
 *
 * pityDistribution(["50%", "50%", "100%"]); // => [0, 0.5, 0.25, 0.25]
 * pityDistribution(["50%", "50%", "100%"], { spent: 1 }); // => [0, 0.5, 0.5]
 * pityDistribution(["50%", "100%"], { copies: 2 }); // => [0, 0, 0.25, 0.5, 0.25]
 * ```
 */
export function pityDistribution(
  pity: PityTableInput,
  { spent = 0, featured, copies = 1 }: PityQuestion = {},
): number[] {
  const table = pityTable(pity);
  checkSpent(spent, table);
  if (!Number.isInteger(copies) || copies < 1 || copies * table.length > MAX_COPIES_TIMES_DRAWS) {
    throw invalidPity(
      `${shown(copies)} copies are too many or none; give 1 or more, times the ${table.length} draws of the table up to ${MAX_COPIES_TIMES_DRAWS}`,
    );
  }
  const share = shareOf(featured?.share);
  const hit = hitDistribution(table, 0);
  let chances = itemDistribution(
    hitDistribution(table, spent),
    hit,
    featured?.guaranteed === true ? 1 : share,
  );
  if (copies === 1) return chances;
  const next = itemDistribution(hit, hit, share);
  for (let copy = 1; copy < copies; copy += 1) chances = convolution(chances, next);
  return chances;
}

/**
 * The chance that what is waited for comes within a number of draws.
 *
 * @param draws - 0 and more, beside those already spent
 * @throws UptierError in this order: `invalid-pity` (the draws), then those of
 * {@link pityDistribution}
 *
 * @example
 * ```ts
 * import { pityChanceWithin } from "uptier/lottery";
 *
 * const pity = { base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 };
 * pityChanceWithin(pity, 73).toFixed(6); // => "0.355525"
 * pityChanceWithin(pity, 90); // => 1
 * ```
 */
export function pityChanceWithin(
  pity: PityTableInput,
  draws: number,
  question: PityQuestion = {},
): number {
  if (!Number.isSafeInteger(draws) || draws < 0) {
    throw invalidPity(`${shown(draws)} draws are not possible; give a whole number of at least 0`);
  }
  const chances = pityDistribution(pity, question);
  return draws >= chances.length - 1 ? 1 : sumOf(chances.slice(0, draws + 1));
}

/** @throws UptierError `invalid-pity` */
export function checkSpent(spent: number, table: readonly Fraction[]): void {
  if (!Number.isInteger(spent) || spent < 0 || spent >= table.length) {
    throw invalidPity(
      `${shown(spent)} draws cannot have been spent; give a whole number from 0 to ${table.length - 1}`,
    );
  }
}

/**
 * A share of the hits as a number; nothing is all of them.
 *
 * @throws UptierError in this order: `invalid-rate`, `invalid-pity`
 */
export function shareOf(rate: Rate = "100%"): number {
  const { num, den } = toFraction(rate);
  if (num > den) throw invalidPity(`the share ${num}/${den} is above 100%; make it smaller`);
  return num / den;
}

/** Draws until the next hit. */
function hitDistribution(table: readonly Fraction[], spent: number): number[] {
  let missed = 1;
  const chances = table.slice(spent).map(({ num, den }) => {
    const chance = missed * (num / den);
    missed *= (den - num) / den;
    return chance;
  });
  return [0, ...chances];
}

/** Draws until the item: with its share the first hit, else a second one. */
function itemDistribution(
  first: readonly number[],
  second: readonly number[],
  share: number,
): number[] {
  if (share === 1) return [...first];
  return convolution(first, second).map(
    (both, draws) => share * (first[draws] ?? 0) + (1 - share) * both,
  );
}

/** Of the sum of two independent numbers of draws. */
function convolution(a: readonly number[], b: readonly number[]): number[] {
  const sums = new Float64Array(a.length + b.length - 1);
  const factors = Float64Array.from(b);
  a.forEach((factor, i) => {
    if (factor === 0) return;
    for (let j = 0; j < factors.length; j += 1) sums[i + j] = sums[i + j]! + factor * factors[j]!;
  });
  return Array.from(sums);
}

function meanOf(chances: readonly number[]): number {
  return sumOf(chances.map((chance, draws) => draws * chance));
}

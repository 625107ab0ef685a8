import { shown, UptierError } from "../errors";
import { isList } from "../list";
import { uniformInteger, uniformUnder } from "./integer";
import type { RandomSource } from "./source";

/** The most weights of one sampler, and of one table of dynamic weights. */
export const MAX_WEIGHTS = 1_000_000;

const TWO_TO_32 = 2 ** 32;

/**
 * Picks positions by exact integer weights. A pick is a roll, which is chance alone, and the
 * position that the roll stands for, which is arithmetic alone; a record that holds the roll can be
 * checked later.
 */
export interface Sampler {
  /** Method and version; the same name means the same position for the same roll, for ever. */
  readonly name: "alias/1" | "ranges/1";
  /** The sum of the weights. */
  readonly total: number;
  /**
   * A uniform integer, 0 or more, below a bound that the weights decide.
   *
   * @throws UptierError `invalid-random`
   */
  roll(random: RandomSource): number;
  /**
   * The position that a roll of this sampler stands for.
   *
   * @throws UptierError `invalid-roll` for a number that {@link Sampler.roll} cannot give
   */
  at(roll: number): number;
  /** The weights, worked out from the table that `at` reads: proof that it is right. */
  weights(): number[];
}

/**
 * A sampler in constant time: each pick is one roll, one division and one comparison, for 8 prizes
 * and for 1,000 (Walker's alias method with Vose's construction, in integers). Where `count x sum`
 * exceeds 2^53 - 1 it is {@link rangeSampler} instead, whose picks take log2(count) steps.
 *
 * A weight of 0 is never picked; a single weight above 0 always is.
 *
 * @param weights - 1 to 1,000,000 integers of at least 0
 * @throws UptierError in this order: `no-weights`, `invalid-weight` (negative, fractional, NaN,
 * infinite), `weight-overflow` (a sum beyond 2^53 - 1), `all-zero-weights`
 *
 * @example
 * ```ts
 * import { seededRandom, weightedSampler } from "uptier/kernel";
 *
 * const sampler = weightedSampler([10, 2, 8, 0]);
 * sampler.weights(); // => [10, 2, 8, 0]
 *
 * const random = seededRandom("spring");
 * sampler.at(sampler.roll(random)); // => 0
 * ```
 */
export function weightedSampler(weights: readonly number[]): Sampler {
  const total = checkedSum(weights);
  return Number.isSafeInteger(weights.length * total)
    ? aliasSampler(weights, total)
    : rangeSampler(weights);
}

/**
 * A sampler that anybody can check with a pencil: the rolls from 0 to the sum of the weights minus
 * 1 are dealt out in order, the first `weights[0]` of them to position 0, and so on.
 *
 * @throws UptierError as {@link weightedSampler}
 *
 * @example
 * ```ts
 * import { rangeSampler } from "uptier/kernel";
 *
 * const sampler = rangeSampler([10, 45, 45]);
 * [9, 10, 54, 55, 99].map((roll) => sampler.at(roll)); // => [0, 1, 1, 2, 2]
 * ```
 */
export function rangeSampler(weights: readonly number[]): Sampler {
  const total = checkedSum(weights);
  const ends = new Float64Array(weights.length);
  weights.reduce((before, weight, index) => (ends[index] = before + weight), 0);
  return {
    name: "ranges/1",
    total,
    roll: (random) => uniformInteger(random, total),
    at(roll) {
      checkRoll(roll, total);
      let [low, high] = [0, ends.length - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (ends[middle]! > roll) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    weights: () => Array.from(ends, (end, index) => end - (index === 0 ? 0 : ends[index - 1]!)),
  };
}

/*
 * Each position has a column of `total` units. A position whose weight fills less than its column
 * keeps that much (`kept`) and leaves the rest to one other position (`alias`). A roll is uniform
 * over all units of all columns, each counted `grain` times so that it fits the source's 2^32 (or
 * 2^53) values with the fewest thrown away; the column is found by division alone.
 */
function aliasSampler(weights: readonly number[], total: number): Sampler {
  const { kept, alias } = aliasTable(weights, total);
  const count = weights.length;
  const units = count * total;
  const grain = Math.floor((units <= TWO_TO_32 ? TWO_TO_32 : Number.MAX_SAFE_INTEGER) / units);
  const width = total * grain;
  const limit = count * width;
  const edges = kept.map((units, index) => index * width + units * grain);
  return {
    name: "alias/1",
    total,
    roll: (random) => uniformUnder(random, limit),
    at(roll) {
      checkRoll(roll, limit);
      const column = Math.floor(roll / width);
      return roll < edges[column]! ? column : alias[column]!;
    },
    weights() {
      const sums = new Float64Array(count);
      edges.forEach((edge, column) => {
        const own = (edge - column * width) / grain;
        sums[column] = sums[column]! + own;
        sums[alias[column]!] = sums[alias[column]!]! + (total - own);
      });
      return Array.from(sums, (sum) => sum / count);
    },
  };
}

function aliasTable(
  weights: readonly number[],
  total: number,
): { kept: Float64Array; alias: Uint32Array } {
  const count = weights.length;
  const kept = Float64Array.from(weights, (weight) => weight * count);
  const alias = Uint32Array.from(weights, (_, index) => index);
  const left = Float64Array.from(kept);
  const short: number[] = [];
  const long: number[] = [];
  left.forEach((units, index) => (units < total ? short : long).push(index));
  while (short.length > 0) {
    const needy = short.pop()!;
    const donor = long[long.length - 1]!;
    kept[needy] = left[needy]!;
    alias[needy] = donor;
    left[donor] = left[donor]! - (total - left[needy]!);
    if (left[donor] < total) short.push(long.pop()!);
  }
  for (const full of long) kept[full] = total;
  return { kept, alias };
}

/** A roll from a record may be anything; it must not pass for a prize. */
function checkRoll(roll: number, below: number): void {
  if (Number.isInteger(roll) && roll >= 0 && roll < below) return;
  throw new UptierError(
    "invalid-roll",
    `${shown(roll)} is not a roll of this sampler; its rolls are the whole numbers from 0 to ${below - 1}`,
  );
}

function checkedSum(weights: readonly number[]): number {
  if (!isList(weights)) {
    throw new UptierError("no-weights", `${shown(weights)} is not a list of weights`);
  }
  if (weights.length === 0 || weights.length > MAX_WEIGHTS) {
    throw new UptierError(
      "no-weights",
      `there are ${weights.length} weights; give 1 to ${MAX_WEIGHTS}`,
    );
  }
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    if (!Number.isSafeInteger(weight) || weight < 0) {
      throw new UptierError(
        "invalid-weight",
        `weight ${shown(weight)} at position ${index} is not a whole number of at least 0`,
      );
    }
    sum += weight;
  }
  if (!Number.isSafeInteger(sum)) {
    throw new UptierError(
      "weight-overflow",
      "the weights sum to more than 2^53 - 1; divide them by a common factor",
    );
  }
  if (sum === 0) {
    throw new UptierError("all-zero-weights", "all weights are 0; give at least one above 0");
  }
  return sum;
}

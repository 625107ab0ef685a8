import { shown, UptierError } from "../errors";
import type { RandomSource } from "./source";

/** How many values one call of the source has. */
const TWO_TO_32 = 2 ** 32;
const TWO_TO_53 = 2 ** 53;

/**
 * A uniform integer from 0 to `below - 1`, by rejection: values of the source that would favour
 * some results are thrown away. `x % n` alone is biased.
 *
 * Up to 2^32 one value of the source is one try; above, two are (21 bits high, 32 bits low).
 *
 * @param below - 1 to 2^53 - 1
 * @throws UptierError in this order: `invalid-range`, `invalid-random` (no source, or one that
 * gives anything but whole numbers of 32 bits)
 *
 * @example
 * ```ts
 * import { seededRandom, uniformInteger } from "uptier/kernel";
 *
 * const random = seededRandom("dice");
 * [1, 2, 3, 4].map(() => uniformInteger(random, 6) + 1); // => [5, 1, 2, 4]
 * ```
 */
export function uniformInteger(random: RandomSource, below: number): number {
  if (!Number.isSafeInteger(below) || below < 1) {
    throw new UptierError(
      "invalid-range",
      `cannot draw below ${shown(below)}; give a whole number from 1 to 2^53 - 1`,
    );
  }
  const values = below <= TWO_TO_32 ? TWO_TO_32 : TWO_TO_53;
  return uniformUnder(random, values - (values % below)) % below;
}

/**
 * A uniform integer from 0 to `limit - 1`: a value of 32 bits where that is enough, else of 53,
 * and another one as long as it is not below the limit. Fast when the limit is just below 2^32 or
 * 2^53.
 */
export function uniformUnder(random: RandomSource, limit: number): number {
  if (typeof (random as Partial<RandomSource> | null | undefined)?.nextUint32 !== "function") {
    throw new UptierError(
      "invalid-random",
      `${shown(random)} is not a random source; pass cryptoRandom(), for example`,
    );
  }
  if (limit <= TWO_TO_32) {
    let value = next(random);
    while (value >= limit) value = next(random);
    return value;
  }
  for (;;) {
    const high = next(random) >>> 11;
    const value = high * TWO_TO_32 + next(random);
    if (value < limit) return value;
  }
}

/** A source that gives fractions, as Math.random does, would let the first prize win every time. */
function next(random: RandomSource): number {
  const value = random.nextUint32();
  if (value >>> 0 !== value) {
    throw new UptierError(
      "invalid-random",
      `the random source gave ${shown(value)}; nextUint32 must give whole numbers from 0 to 2^32 - 1`,
    );
  }
  return value;
}

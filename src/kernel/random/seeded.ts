import alea from "seedrandom/lib/alea.js";
import { shown, UptierError } from "../errors";
import { isPlainText } from "../text";
import type { RandomSource } from "./source";

/** As it is written into records; the version is that of the algorithm, fixed since 2010. */
export const SEEDED_GENERATOR = "seedrandom/alea@3";

/**
 * A repeatable source for simulations and tests: the same seed gives the same sequence, on every
 * platform. Not for real prizes: who knows the seed, or sees some draws, knows the rest.
 *
 * Building one costs as much as hundreds of draws; build it once per run. Parallel runs take seeds
 * of their own (`"2026-11/1"`, `"2026-11/2"`), never turns with one source.
 *
 * @param seed - any text without control characters and halves of surrogate pairs
 * @throws UptierError `invalid-seed`
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 *
 * seededRandom("spring").nextUint32() === seededRandom("spring").nextUint32(); // => true
 * ```
 */
export function seededRandom(seed: string): RandomSource {
  if (!isPlainText(seed)) {
    throw new UptierError(
      "invalid-seed",
      `${shown(seed)} is not a seed; give text without control characters and halves of surrogate pairs`,
    );
  }
  const next = alea(seed);
  return {
    record: { kind: "seeded", generator: SEEDED_GENERATOR, seed },
    nextUint32: () => next.int32() >>> 0,
  };
}

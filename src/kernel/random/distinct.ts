import { shown, UptierError } from "../errors";
import { dynamicWeights } from "./dynamic";
import { uniformInteger } from "./integer";
import type { RandomSource } from "./source";

/** The most positions of one call. */
const MAX_PICKS = 1_000_000;

/**
 * Different positions, all equally likely: winners of a list in which everybody stands once. Every
 * order of every choice has the same chance, so that each position is picked with the chance
 * `picks / count`.
 *
 * It is the beginning of a Fisher-Yates shuffle: pick k swaps position k with a uniform one from k
 * on. Time and memory depend on the picks, not on the count.
 *
 * @param count - 0 to 2^53 - 1: the positions are 0 to `count - 1`
 * @param picks - 0 to 1,000,000, and no more than the count
 * @returns positions in the order in which they were drawn
 * @throws UptierError in this order: `invalid-count`, `invalid-picks`, `invalid-random`
 *
 * @example
 * ```ts
 * import { pickDistinct, seededRandom } from "uptier/kernel";
 *
 * pickDistinct(seededRandom("spring"), 1_000, 3); // => [429, 288, 755]
 * ```
 */
export function pickDistinct(random: RandomSource, count: number, picks: number): number[] {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new UptierError(
      "invalid-count",
      `cannot pick of ${shown(count)} positions; give a whole number from 0 to 2^53 - 1`,
    );
  }
  checkPicks(picks, count);
  const moved = new Map<number, number>();
  const occupant = (position: number): number => moved.get(position) ?? position;
  return Array.from({ length: picks }, (_, place) => {
    const other = place + uniformInteger(random, count - place);
    const picked = occupant(other);
    moved.set(other, occupant(place));
    return picked;
  });
}

/**
 * Different positions by exact integer weights: each pick is in proportion to the weights that are
 * left, as if what was drawn were taken out of the drum. A weight of 0 is never picked.
 *
 * Mind what this means: with 2 picks of the weights 2, 1 and 1 the first position is picked in 5 of
 * 6 cases, not twice as often as each of the others.
 *
 * @param weights - up to 1,000,000 integers of at least 0
 * @param picks - 0 to the number of weights above 0
 * @returns positions in the order in which they were drawn
 * @throws UptierError in this order: `too-many-weights`, `invalid-weight`, `weight-overflow`,
 * `invalid-picks`, `invalid-random`
 *
 * @example
 * ```ts
 * import { pickWithoutReplacement, seededRandom } from "uptier/kernel";
 *
 * pickWithoutReplacement(seededRandom("spring"), [5, 0, 3, 1], 3); // => [0, 3, 2]
 * ```
 */
export function pickWithoutReplacement(
  random: RandomSource,
  weights: readonly number[],
  picks: number,
): number[] {
  const table = dynamicWeights(weights);
  checkPicks(picks, weights.filter((weight) => weight > 0).length);
  return Array.from({ length: picks }, () => {
    const picked = table.at(table.roll(random)!);
    table.set(picked, 0);
    return picked;
  });
}

function checkPicks(picks: number, available: number): void {
  const most = Math.min(available, MAX_PICKS);
  if (!Number.isSafeInteger(picks) || picks < 0 || picks > most) {
    throw new UptierError(
      "invalid-picks",
      `cannot pick ${shown(picks)} different positions; give a whole number from 0 to ${most}`,
    );
  }
}

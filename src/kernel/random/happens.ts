import { type Rate, toFraction } from "../money/rate";
import { uniformInteger } from "./integer";
import type { RandomSource } from "./source";

/**
 * Yes or no with an exact chance. From 100 % on it is always yes, from 0 down always no; neither
 * takes anything from the source, so that what follows is the same as without the question.
 *
 * The chance is num/den in lowest terms; yes is a uniform integer below den that is below num.
 *
 * @param rate - as rates are written; here it may be negative too (`"-5%"`), which is no
 * @throws UptierError in this order: `invalid-rate`, `invalid-random`
 *
 * @example
 * ```ts
 * import { happens, seededRandom } from "uptier/kernel";
 *
 * const random = seededRandom("spring");
 * happens(random, "120%"); // => true
 * [1, 2, 3, 4].map(() => happens(random, "1/3")); // => [true, false, true, false]
 * ```
 */
export function happens(random: RandomSource, rate: Rate): boolean {
  const { negative, size } = signed(rate);
  const { num, den } = toFraction(size);
  if (negative || num === 0) return false;
  return num >= den || uniformInteger(random, den) < num;
}

function signed(rate: Rate): { negative: boolean; size: Rate } {
  if (typeof rate === "string") {
    return rate.startsWith("-")
      ? { negative: true, size: rate.slice(1) }
      : { negative: false, size: rate };
  }
  return rate?.num < 0
    ? { negative: true, size: { ...rate, num: -rate.num } }
    : { negative: false, size: rate };
}

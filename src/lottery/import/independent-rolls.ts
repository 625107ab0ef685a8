import { UptierError } from "../../kernel/errors";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";

/** What members really face where prizes are rolled one after another. */
export interface RollOdds {
  /** The chance of each prize, in the order of the rolls. */
  readonly prizes: readonly Fraction[];
  /** The chance of no prize at all. */
  readonly none: Fraction;
}

/** The most rolls in a row. */
const MAX_ROLLS = 1_000;

/**
 * Explains a configuration that rolls for each prize separately, in order, until one hits: a prize
 * gets its chance only where all before it missed. Three prizes of 10, 20 and 30 % are won in 10,
 * 18 and 21.6 % of the draws, not in 60 %.
 *
 * Rolling each weight against the sum of the weights not yet rolled is another matter: that gives
 * every prize exactly its weight, as one roll on one table does.
 *
 * @param chances - 0 to 1,000, each at most 100 %
 * @returns fractions that sum to 1 together with `none`
 * @throws UptierError in this order: `invalid-chances` (too many), and at the first chance at fault
 * `invalid-rate`, `invalid-chances` (above 100 %), `unsafe-integer` (a result that two integers up
 * to 2^53 - 1 cannot hold)
 *
 * @example
 * ```ts
 * import { oddsOfIndependentRolls } from "uptier/lottery";
 *
 * const { prizes, none } = oddsOfIndependentRolls(["10%", "20%", "30%"]);
 * prizes.map(({ num, den }) => num / den); // => [0.1, 0.18, 0.216]
 * none; // => { num: 63, den: 125 }
 * ```
 */
export function oddsOfIndependentRolls(chances: readonly Rate[]): RollOdds {
  if (chances.length > MAX_ROLLS) {
    throw invalidChances(`there are ${chances.length} chances; give at most ${MAX_ROLLS}`);
  }
  let missed = { num: 1n, den: 1n };
  const prizes = chances.map((chance, index) => {
    const { num, den } = toFraction(chance);
    if (num > den) throw invalidChances(`the chance at position ${index} is above 100 %`);
    const odds = { num: missed.num * BigInt(num), den: missed.den * BigInt(den) };
    missed = reduced({ num: missed.num * BigInt(den - num), den: odds.den });
    return fractionOf(reduced(odds));
  });
  return { prizes, none: fractionOf(missed) };
}

interface BigFraction {
  readonly num: bigint;
  readonly den: bigint;
}

function reduced({ num, den }: BigFraction): BigFraction {
  let [x, y] = [num, den];
  while (y !== 0n) [x, y] = [y, x % y];
  return { num: num / x, den: den / x };
}

function fractionOf({ num, den }: BigFraction): Fraction {
  if (den > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new UptierError(
      "unsafe-integer",
      "these odds cannot be written as a fraction of integers up to 2^53 - 1; pass fewer prizes, or chances with fewer digits",
    );
  }
  return { num: Number(num), den: Number(den) };
}

function invalidChances(message: string): UptierError {
  return new UptierError("invalid-chances", message);
}

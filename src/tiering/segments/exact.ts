import { UptierError } from "../../kernel/errors";
import { decimalText } from "../../kernel/money/decimal";
import { type Fraction, greatestCommonDivisor } from "../../kernel/money/rate";
import { roundQuotient } from "../../kernel/money/rounding";

/** A fraction of integers of any size, `den > 0`. */
export interface ExactFraction {
  readonly num: bigint;
  readonly den: bigint;
}

/** Below 0, 0 or above 0, as `a` is below, equal to or above `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.num * b.den, b.num * a.den];
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  return compareExact(exactly(a), exactly(b));
}

/** The same for integers of any size. */
function compareExact(a: ExactFraction, b: ExactFraction): number {
  const [left, right] = a.den === b.den ? [a.num, b.num] : [a.num * b.den, b.num * a.den];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether `value >= bound`. */
export function isAtLeast(value: Fraction, bound: ExactFraction): boolean {
  return compareExact(exactly(value), bound) >= 0;
}

/**
 * As safe integers in lowest terms.
 *
 * @throws UptierError `unsafe-integer`
 */
export function toSafe(fraction: ExactFraction): Fraction {
  let [x, y] = [fraction.num < 0n ? -fraction.num : fraction.num, fraction.den];
  while (y !== 0n) [x, y] = [y, x % y];
  const [num, den] = [fraction.num / x, fraction.den / x];
  const safe = { num: Number(num), den: Number(den) };
  if (Number.isSafeInteger(safe.num) && Number.isSafeInteger(safe.den)) return safe;
  throw new UptierError(
    "unsafe-integer",
    `${num}/${den} has more digits than can be kept exactly; give smaller values`,
  );
}

/** In lowest terms, of numbers that are safe. */
export function lowestTerms(num: number, den: number): Fraction {
  const divisor = greatestCommonDivisor(num, den);
  return { num: num / divisor + 0, den: den / divisor };
}

/** How many decimals of its unit a fraction is shown with, at most. */
const SHOWN_DECIMALS = 6;

/**
 * For people: rounded half-even to six decimals of its unit, zeros at the end left out.
 *
 * @param unitDecimals - the decimals of the unit that the fraction counts: 2 for fen
 */
export function fractionText({ num, den }: ExactFraction, unitDecimals = 0): string {
  const digits = roundQuotient(num * 10n ** BigInt(SHOWN_DECIMALS), den, "half-even");
  return decimalText(digits, SHOWN_DECIMALS + unitDecimals).replace(/\.?0+$/, "");
}

/** A fraction of safe integers, to be computed with. */
export function exactly({ num, den }: Fraction): ExactFraction {
  return { num: BigInt(num), den: BigInt(den) };
}

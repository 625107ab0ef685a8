import { UptierError } from "../kernel/errors";
import { decimalText } from "../kernel/money/decimal";
import { type Fraction, type Rate, toFraction } from "../kernel/money/rate";
import { type Rounding, roundQuotient } from "../kernel/money/rounding";

/**
 * An exact number of any size and sign, for what is computed with fractions before it is reported.
 * Not in lowest terms while it is computed with; `den > 0`.
 */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/** How many decimals a fraction is shown with at most. */
const SHOWN_DECIMALS = 10;

/** The ratio of two integers; `den` is not 0. */
export function ratio(num: number | bigint, den: number | bigint = 1n): Ratio {
  const [above, below] = [BigInt(num), BigInt(den)];
  return below < 0n ? { num: -above, den: -below } : { num: above, den: below };
}

/**
 * The ratio that a rate stands for.
 *
 * @throws UptierError `invalid-rate`
 */
export function ratioOf(rate: Rate): Ratio {
  const { num, den } = toFraction(rate);
  return ratio(num, den);
}

/**
 * The ratio that a chance stands for.
 *
 * @param what - names it in the message
 * @throws UptierError in this order: `invalid-rate`, `invalid-chances` (above 1)
 */
export function chanceOf(chance: Rate, what: string): Ratio {
  const value = ratioOf(chance);
  if (value.num > value.den) {
    throw new UptierError("invalid-chances", `${what} is above 1; give 100 % or less`);
  }
  return value;
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return a.den === b.den
    ? { num: a.num + b.num, den: a.den }
    : lowest({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, { num: -b.num, den: b.den });
}

export function times(a: Ratio, b: Ratio): Ratio {
  return lowest({ num: a.num * b.num, den: a.den * b.den });
}

/** `b` is not 0. */
export function over(a: Ratio, b: Ratio): Ratio {
  return lowest(ratio(a.num * b.den, a.den * b.num));
}

/** Negative, 0 or positive, as `a` is below, at or above `b`. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The largest integer that is not above the ratio. */
export function floorOf({ num, den }: Ratio): bigint {
  return roundQuotient(num, den, "floor");
}

/**
 * The fraction in lowest terms, as plain JSON; it may be negative.
 *
 * @throws UptierError `unsafe-integer` where numerator or denominator is beyond 2^53 - 1
 */
export function fractionOf(value: Ratio): Fraction {
  const { num, den } = lowest(value);
  const fraction = { num: Number(num), den: Number(den) };
  if (!Number.isSafeInteger(fraction.num) || !Number.isSafeInteger(fraction.den)) {
    throw new UptierError(
      "unsafe-integer",
      "a fraction would need more digits than 2^53 - 1 has; give rates and amounts with fewer digits",
    );
  }
  return fraction;
}

/** The text of the fraction in lowest terms, of any size: `"17/5"`, `"-3"`. */
export function ratioText(value: Ratio): string {
  const { num, den } = lowest(value);
  return den === 1n ? String(num) : `${num}/${den}`;
}

/** Decimal text with as many decimals as the number has, but rounded to 10. */
export function shortDecimal({ num, den }: Ratio, rounding: Rounding): string {
  const digits = roundQuotient(num * 10n ** BigInt(SHOWN_DECIMALS), den, rounding);
  return decimalText(digits, SHOWN_DECIMALS).replace(/\.?0+$/, "");
}

/** The binary float next to the ratio. */
export function numberOf(value: Ratio): number {
  const { num, den } = lowest(value);
  // Numerator and denominator can be beyond the range of floats although their quotient is not.
  const shift = Math.max(0, 80 + bitsOf(den) - bitsOf(num));
  const scaled = Number((num << BigInt(shift)) / den);
  const half = shift >> 1; // In two steps: 2 ** -shift alone could be too small for a float.
  return scaled * 2 ** -half * 2 ** -(shift - half);
}

function lowest({ num, den }: Ratio): Ratio {
  const divisor = commonDivisor(num < 0n ? -num : num, den);
  return { num: num / divisor, den: den / divisor };
}

/** The greatest common divisor of two integers of at least 0. */
export function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function bitsOf(value: bigint): number {
  return 4 * (value < 0n ? -value : value).toString(16).length;
}

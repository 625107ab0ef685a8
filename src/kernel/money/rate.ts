import { shown, UptierError } from "../errors";
import { safeInteger } from "./amount";
import { MAX_DECIMAL_LENGTH, parseDecimal } from "./decimal";
import { checkRounding, quotientOfNumbers, type Rounding, roundQuotient } from "./rounding";

/** An exact fraction of two safe integers in lowest terms, `den > 0`. Plain JSON. */
export interface Fraction {
  /** Numerator. */
  readonly num: number;
  /** Denominator. */
  readonly den: number;
}

/**
 * A rate, never a binary float: text (`"2.5%"`, `"0.025"`, `"1/40"` are the same rate) or a
 * fraction. Unset is `null` and is not the same as zero.
 */
export type Rate = string | Fraction;

/**
 * The fraction that a rate stands for. Rates are not negative; more than 100 % is allowed.
 *
 * @throws UptierError `invalid-rate` for a number, for text in another notation, for a negative
 * rate, for a zero denominator, and for a rate with more digits than 2^53 - 1 can hold
 *
 * @example
 * ```ts
 * import { toFraction } from "uptier/kernel";
 *
 * toFraction("2.5%"); // => { num: 1, den: 40 }
 * toFraction("0.079375 %"); // => { num: 127, den: 160000 }
 * toFraction("2/6"); // => { num: 1, den: 3 }
 * ```
 */
export function toFraction(rate: Rate): Fraction {
  if (typeof rate === "string") return parseRate(rate);
  if (
    typeof rate !== "object" ||
    rate === null ||
    !Number.isSafeInteger(rate.num) ||
    !Number.isSafeInteger(rate.den) ||
    rate.num < 0 ||
    rate.den < 1
  ) {
    throw invalidRate(rate, 'give text such as "2.5%" or whole numbers { num, den }');
  }
  const divisor = greatestCommonDivisor(rate.num, rate.den);
  return { num: rate.num / divisor + 0, den: rate.den / divisor }; // + 0 turns -0 into 0
}

/**
 * A rate in hundredths of a percent: 250 is 2.5 %.
 *
 * @throws UptierError `invalid-rate` for anything but a whole number of at least 0
 */
export function basisPoints(points: number): Fraction {
  return wholeParts(points, 10_000);
}

/**
 * A rate in millionths: 79 is 0.0079 %. Real rate tables go finer; give those as text.
 *
 * @throws UptierError `invalid-rate` for anything but a whole number of at least 0
 */
export function partsPerMillion(parts: number): Fraction {
  return wholeParts(parts, 1_000_000);
}

/**
 * A rate of a base: one exact multiplication, one rounding at the very end.
 *
 * @param base - an integer (minor units, points)
 * @param rate - of the base; the base is already the line total, so quantity plays no part
 * @returns an integer in the unit of the base
 * @throws UptierError in this order: `unknown-rounding`, `invalid-rate`, `unsafe-integer` (base or
 * result)
 *
 * @example
 * ```ts
 * import { amountOf } from "uptier/kernel";
 *
 * amountOf(500, "2.9%", "half-away-from-zero"); // => 15
 * amountOf(-500, "2.9%", "half-away-from-zero"); // => -15
 * ```
 */
export function amountOf(base: number, rate: Rate, rounding: Rounding): number {
  checkRounding(rounding);
  const { num, den } = toFraction(rate);
  return scaled(safeInteger(base), num, den, rounding);
}

/** A fraction as text, which `toFraction` reads again: `"3/2"`, `"2"`. */
export function fractionText({ num, den }: Fraction): string {
  return den === 1 ? String(num) : `${num}/${den}`;
}

/** `value x num / den`, rounded; through bigint only where the product needs it. */
export function scaled(value: number, num: number, den: number, rounding: Rounding): number {
  const product = value * num;
  return Number.isSafeInteger(product)
    ? quotientOfNumbers(product, den, rounding)
    : safeInteger(roundQuotient(BigInt(value) * BigInt(num), BigInt(den), rounding));
}

/** Whether a fraction is less than another; exact, also where products leave the safe integers. */
export function isLess(a: Fraction, b: Fraction): boolean {
  return BigInt(a.num) * BigInt(b.den) < BigInt(b.num) * BigInt(a.den);
}

/** Euclid's algorithm; of two integers of which at least one is not 0. */
export function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function wholeParts(num: number, den: number): Fraction {
  if (!Number.isSafeInteger(num) || num < 0) {
    throw invalidRate(num, "give a whole number of at least 0, or the rate as text");
  }
  return toFraction({ num, den });
}

const ratePattern = /^(?<num>\d+)\/(?<den>\d+)$|^(?<decimal>\d+(?:\.\d+)?)(?<percent> ?%)?$/;

function parseRate(text: string): Fraction {
  const parts = text.length > MAX_DECIMAL_LENGTH ? undefined : ratePattern.exec(text)?.groups;
  if (parts === undefined) {
    throw invalidRate(text, 'write "2.5%", "0.025" or "1/40"');
  }
  if (parts["decimal"] === undefined) {
    return lowestTerms(BigInt(parts["num"] ?? ""), BigInt(parts["den"] ?? ""), text);
  }
  const { digits, scale } = parseDecimal(parts["decimal"]);
  const whole = parts["percent"] === undefined ? 1n : 100n;
  return lowestTerms(digits, whole * 10n ** BigInt(scale), text);
}

function lowestTerms(num: bigint, den: bigint, text: string): Fraction {
  if (den === 0n) throw invalidRate(text, "the denominator must not be 0");
  let [x, y] = [num, den];
  while (y !== 0n) [x, y] = [y, x % y];
  const fraction = { num: Number(num / x), den: Number(den / x) };
  if (!Number.isSafeInteger(fraction.num) || !Number.isSafeInteger(fraction.den)) {
    throw invalidRate(text, "it has more digits than can be computed with exactly; shorten it");
  }
  return fraction;
}

function invalidRate(rate: unknown, advice: string): UptierError {
  return new UptierError("invalid-rate", `${shown(rate)} is not a rate: ${advice}`);
}

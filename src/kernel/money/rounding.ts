import { shown, UptierError } from "../errors";
import { type DecimalInput, decimalText, parseDecimal } from "./decimal";

/**
 * How a number between two integers becomes one of them. The names say what happens to negative
 * numbers, because "half up" means different things in different libraries.
 *
 * - `half-away-from-zero`: nearest; a tie goes away from zero (what shops call "round half up")
 * - `half-toward-zero`: nearest; a tie goes toward zero
 * - `half-even`, `half-odd`: nearest; a tie goes to the even or odd neighbour
 * - `half-ceil`, `half-floor`: nearest; a tie goes toward +infinity or -infinity
 * - `ceil`, `floor`: toward +infinity or -infinity
 * - `away-from-zero`, `toward-zero`
 */
export type Rounding = (typeof ROUNDINGS)[number];

/** All rounding modes, for schemas and forms. */
export const ROUNDINGS = [
  "half-away-from-zero",
  "half-toward-zero",
  "half-even",
  "half-odd",
  "half-ceil",
  "half-floor",
  "ceil",
  "floor",
  "away-from-zero",
  "toward-zero",
] as const;

/** The most decimals that a rounded text may be asked to have. */
const MAX_DECIMALS = 1_000;

/**
 * The integer that `dividend / divisor` rounds to: the one primitive behind every rate, share and
 * conversion. Exact for all safe integers and for bigint of any size; never -0.
 *
 * @param dividend - an integer; number and bigint are not mixed
 * @param divisor - an integer other than 0
 * @throws UptierError in this order: `unknown-rounding`, `not-an-integer` (fractions, NaN and
 * numbers beyond 2^53 - 1), `division-by-zero`
 *
 * @example
 * ```ts
 * import { roundQuotient } from "uptier/kernel";
 *
 * roundQuotient(25, 10, "half-even"); // => 2
 * roundQuotient(-25, 10, "half-away-from-zero"); // => -3
 * ```
 */
export function roundQuotient(dividend: number, divisor: number, rounding: Rounding): number;
export function roundQuotient(dividend: bigint, divisor: bigint, rounding: Rounding): bigint;
export function roundQuotient(
  dividend: number | bigint,
  divisor: number | bigint,
  rounding: Rounding,
): number | bigint {
  checkRounding(rounding);
  if (typeof dividend === "bigint" && typeof divisor === "bigint") {
    if (divisor === 0n) throw divisionByZero();
    return quotientOfBigInts(dividend, divisor, rounding);
  }
  if (!Number.isSafeInteger(dividend) || !Number.isSafeInteger(divisor)) {
    throw new UptierError(
      "not-an-integer",
      `cannot divide ${dividend} by ${divisor}: both must be whole numbers up to 2^53 - 1, or both bigint`,
    );
  }
  if (divisor === 0) throw divisionByZero();
  return quotientOfNumbers(dividend as number, divisor as number, rounding);
}

/**
 * A decimal number rounded to a number of decimals, as text that shows them all.
 *
 * @param value - decimal text or a Decimal
 * @param decimals - 0 to 1000
 * @throws UptierError in this order: `unknown-rounding`, `invalid-decimals`, `invalid-decimal`
 *
 * @example
 * ```ts
 * import { roundDecimal } from "uptier/kernel";
 *
 * roundDecimal("1.235", 2, "half-away-from-zero"); // => "1.24"
 * roundDecimal("7", 2, "half-even"); // => "7.00"
 * ```
 */
export function roundDecimal(value: DecimalInput, decimals: number, rounding: Rounding): string {
  checkRounding(rounding);
  checkDecimals(decimals);
  const { digits, scale } = parseDecimal(value);
  return decimalText(
    quotientOfBigInts(digits * 10n ** BigInt(decimals), 10n ** BigInt(scale), rounding),
    decimals,
  );
}

/**
 * `dividend / divisor` rounded to a number of decimals, as text that shows them all.
 *
 * @param decimals - 0 to 1000
 * @throws UptierError in this order: `unknown-rounding`, `invalid-decimals`, `invalid-decimal`,
 * `division-by-zero`
 *
 * @example
 * ```ts
 * import { divideDecimals } from "uptier/kernel";
 *
 * divideDecimals("1", "7", 10, "half-away-from-zero"); // => "0.1428571429"
 * ```
 */
export function divideDecimals(
  dividend: DecimalInput,
  divisor: DecimalInput,
  decimals: number,
  rounding: Rounding,
): string {
  checkRounding(rounding);
  checkDecimals(decimals);
  const above = parseDecimal(dividend);
  const below = parseDecimal(divisor);
  if (below.digits === 0n) throw divisionByZero();
  return decimalText(
    quotientOfBigInts(
      above.digits * 10n ** BigInt(below.scale + decimals),
      below.digits * 10n ** BigInt(above.scale),
      rounding,
    ),
    decimals,
  );
}

/** As {@link roundQuotient}, for arguments that are known to be right. */
export function quotientOfNumbers(dividend: number, divisor: number, rounding: Rounding): number {
  const rest = dividend % divisor;
  const whole = (dividend - rest) / divisor + 0; // + 0 turns -0 into 0
  if (rest === 0) return whole;
  const twice = 2 * Math.abs(rest);
  const size = Math.abs(divisor);
  const negative = dividend < 0 !== divisor < 0;
  const half = twice < size ? "below" : twice > size ? "above" : "tie";
  if (!goesAwayFromZero(rounding, half, negative, whole % 2 !== 0)) return whole;
  return negative ? whole - 1 : whole + 1;
}

function quotientOfBigInts(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const rest = dividend % divisor;
  const whole = dividend / divisor;
  if (rest === 0n) return whole;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const size = divisor < 0n ? -divisor : divisor;
  const negative = dividend < 0n !== divisor < 0n;
  const half = twice < size ? "below" : twice > size ? "above" : "tie";
  if (!goesAwayFromZero(rounding, half, negative, whole % 2n !== 0n)) return whole;
  return negative ? whole - 1n : whole + 1n;
}

/** Where a fraction lies between its integer neighbours, and how it leaves zero or returns to it. */
function goesAwayFromZero(
  rounding: Rounding,
  half: "below" | "tie" | "above",
  negative: boolean,
  odd: boolean,
): boolean {
  switch (rounding) {
    case "ceil":
      return !negative;
    case "floor":
      return negative;
    case "away-from-zero":
      return true;
    case "toward-zero":
      return false;
    default:
      if (half !== "tie") return half === "above";
  }
  switch (rounding) {
    case "half-away-from-zero":
      return true;
    case "half-toward-zero":
      return false;
    case "half-even":
      return odd;
    case "half-odd":
      return !odd;
    case "half-ceil":
      return !negative;
    case "half-floor":
      return negative;
  }
}

/** Refuses a rounding that only an untyped caller can pass. */
export function checkRounding(rounding: Rounding): void {
  if (!ROUNDINGS.includes(rounding)) {
    throw new UptierError(
      "unknown-rounding",
      `${shown(rounding)} is not a rounding; name one of ${ROUNDINGS.join(", ")}`,
    );
  }
}

function checkDecimals(decimals: number): void {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS) {
    throw new UptierError(
      "invalid-decimals",
      `cannot round to ${decimals} decimals; give a whole number from 0 to ${MAX_DECIMALS}`,
    );
  }
}

function divisionByZero(): UptierError {
  return new UptierError("division-by-zero", "cannot divide by zero; give another divisor");
}

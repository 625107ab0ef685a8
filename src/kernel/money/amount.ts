import { shown, UptierError } from "../errors";
import { currencyDecimals } from "./currency";
import { type DecimalInput, decimalText, parseDecimal } from "./decimal";

/** An amount as it leaves the library: `{ amount: "29.90", currency: "CNY" }`. Plain JSON. */
export interface Money {
  /** Decimal text with all decimals of the currency. */
  readonly amount: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** An amount as it enters: decimal text or a Decimal, or a whole number of minor units. */
export type AmountInput = DecimalInput | MinorUnits;

/** A whole number of minor units: `{ minor: 2990 }` is 29.90 CNY, 2990 JPY or 2.990 KWD. */
export interface MinorUnits {
  /** A safe integer. */
  readonly minor: number;
}

/**
 * The integer of minor units that an amount stands for. Sums and shares are made of these.
 *
 * Trailing zeros are free ("29.9" and "29.900" are both 2990 fen), but a digit that the currency
 * cannot hold is refused, never rounded away.
 *
 * @param amount - decimal text, a Decimal, or `{ minor }`
 * @param currency - an ISO 4217 code
 * @returns a safe integer, never -0
 * @throws UptierError in this order: `unknown-currency`, `invalid-decimal`, `too-many-decimals`,
 * `unsafe-integer` (beyond 2^53 - 1 minor units)
 *
 * @example
 * ```ts
 * import { toMinor } from "uptier/kernel";
 *
 * toMinor("29.90", "CNY"); // => 2990
 * toMinor("1200", "JPY"); // => 1200
 * toMinor({ minor: 5 }, "CNY"); // => 5
 * ```
 */
export function toMinor(amount: AmountInput, currency: string): number {
  const decimals = currencyDecimals(currency);
  if (typeof amount === "string") {
    const minor = shortMinor(amount, decimals);
    if (minor !== null) return minor;
  } else if (typeof amount === "object" && amount !== null && "minor" in amount) {
    return safeInteger(amount.minor);
  }
  const { digits, scale } = parseDecimal(amount);
  if (scale > decimals) {
    throw new UptierError(
      "too-many-decimals",
      `${decimalText(digits, scale)} has more decimals than ${currency} (${decimals}); round it by a rule of your own first`,
    );
  }
  return safeInteger(digits * 10n ** BigInt(decimals - scale));
}

/** The longest text whose digits, with four decimals, are an exact number. */
const SHORT_LENGTH = 11;

const [DOT, ZERO] = [0x2e, 0x30];

/**
 * The minor units of a short amount such as `29.90`, read digit by digit: it is by far the most frequent
 * form, and decimals of any length are slow. Null: it is another form, or none.
 */
function shortMinor(text: string, decimals: number): number | null {
  if (text.length > SHORT_LENGTH) return null;
  let minor = 0;
  let dot = -1;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit >= 0 && digit <= 9) minor = minor * 10 + digit;
    else if (digit === DOT - ZERO && dot < 0 && index > 0) dot = index;
    else return null;
  }
  const given = dot < 0 ? 0 : text.length - dot - 1;
  if (text === "" || given > decimals || dot === text.length - 1) return null;
  for (let place = given; place < decimals; place += 1) minor *= 10;
  return minor;
}

/**
 * The decimal text of an integer of minor units, with all the decimals of the currency.
 *
 * @param minor - an integer; bigint for sums beyond 2^53 - 1
 * @throws UptierError in this order: `unknown-currency`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { fromMinor } from "uptier/kernel";
 *
 * fromMinor(2990, "CNY"); // => "29.90"
 * fromMinor(-5, "KWD"); // => "-0.005"
 * ```
 */
export function fromMinor(minor: number | bigint, currency: string): string {
  const decimals = currencyDecimals(currency);
  return decimalText(typeof minor === "bigint" ? minor : safeInteger(minor), decimals);
}

/**
 * The exact sum of amounts of one currency.
 *
 * @param first - decides the currency
 * @throws UptierError in this order, at the first amount at fault: `invalid-money` (no object), those
 * of {@link toMinor}, `currency-mismatch`; then `unsafe-integer` for the sum
 *
 * @example
 * ```ts
 * import { addMoney } from "uptier/kernel";
 *
 * addMoney({ amount: "29.9", currency: "CNY" }, { amount: "-20", currency: "CNY" });
 * // => { amount: "9.90", currency: "CNY" }
 * ```
 */
export function addMoney(first: Money, ...others: readonly Money[]): Money {
  checkMoney(first);
  const { currency } = first;
  let minor = toMinor(first.amount, currency);
  for (const other of others) {
    checkMoney(other);
    const part = toMinor(other.amount, other.currency);
    if (other.currency !== currency) {
      throw new UptierError(
        "currency-mismatch",
        `cannot add ${other.currency} to ${currency}; convert it first, at a rate that you keep with the entry`,
      );
    }
    minor = addSafely(minor, part);
  }
  return { amount: fromMinor(minor, currency), currency };
}

function checkMoney(money: Money): void {
  if (typeof money !== "object" || money === null) {
    throw new UptierError(
      "invalid-money",
      `${shown(money)} is not money; give { amount: "29.90", currency: "CNY" }`,
    );
  }
}

/** The sum of two safe integers, or the error `unsafe-integer` where it would stop being exact. */
export function addSafely(a: number, b: number): number {
  return safeInteger(a + b);
}

/** Refuses what is not an exact integer; turns bigint into number and -0 into 0. */
export function safeInteger(value: number | bigint): number {
  const number = typeof value === "bigint" ? Number(value) : value;
  if (!Number.isSafeInteger(number)) {
    throw new UptierError(
      "unsafe-integer",
      `${shown(value)} is not a whole number that can be kept exactly; stay within +-(2^53 - 1) minor units`,
    );
  }
  return number + 0;
}

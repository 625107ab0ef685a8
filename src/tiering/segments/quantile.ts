import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { type DecimalInput, parseDecimal } from "../../kernel/money/decimal";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";
import { type ExactFraction, toSafe } from "./exact";
import { MAX_MEMBERS } from "./members";

/**
 * The quantile of a list of numbers, exactly: with the list sorted and `h = (n - 1) p`, the value at
 * position h, counted from 0, interpolated linearly between its two neighbours. It is type 7 of R. J.
 * Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50(4),
 * 1996, the default of R, NumPy and spreadsheets.
 *
 * The fraction is what cut points are compared with; for people, divide it with `divideDecimals`.
 *
 * @param values - 1 to 1,000,000, each a whole number or decimal text, in any order
 * @param p - from 0 to 1: `"20%"`, `"0.2"`, `"1/5"`
 * @throws UptierError in this order: `no-values` (no list, an empty one, too long a one),
 * `invalid-rate`, `invalid-quantile` (p above 1), `invalid-decimal` (a number that is not whole),
 * `unsafe-integer` (the result needs integers beyond 2^53 - 1)
 *
 * @example
 * ```ts
 * import { quantile } from "uptier/tiering";
 *
 * quantile([21, "22.8", "14.3", 30], "40%"); // => { num: 534, den: 25 }
 * ```
 */
export function quantile(values: readonly (number | DecimalInput)[], p: Rate): Fraction {
  if (!isList(values) || values.length < 1 || values.length > MAX_MEMBERS) {
    throw new UptierError(
      "no-values",
      `a quantile needs a list of 1 to ${MAX_MEMBERS} values, not ${isList(values) ? values.length : shown(values)}`,
    );
  }
  const at = toFraction(p);
  if (at.num > at.den) {
    throw new UptierError("invalid-quantile", `${shown(p)} is above 1; give "0%" to "100%"`);
  }
  const read = values.map((value) =>
    parseDecimal(
      typeof value === "number" && Number.isSafeInteger(value)
        ? value.toFixed()
        : (value as DecimalInput),
    ),
  );
  const scale = read.reduce((most, one) => Math.max(most, one.scale), 0);
  const sorted = read
    .map((one) => one.digits * 10n ** BigInt(scale - one.scale))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const unit = 10n ** BigInt(scale);
  return toSafe(interpolated(sorted.length, (index) => ({ num: sorted[index]!, den: unit }), at));
}

/**
 * The quantile of a sorted list of which `valueAt` gives the items; p is at most 1, the list not
 * empty.
 */
export function interpolated(
  count: number,
  valueAt: (index: number) => ExactFraction,
  p: Fraction,
): ExactFraction {
  const [position, den] = [BigInt(count - 1) * BigInt(p.num), BigInt(p.den)];
  const [index, rest] = [Number(position / den), position % den];
  const low = valueAt(index);
  if (rest === 0n) return low;
  const high = valueAt(index + 1);
  return {
    num: low.num * high.den * (den - rest) + high.num * low.den * rest,
    den: low.den * high.den * den,
  };
}

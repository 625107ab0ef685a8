import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { type AmountInput, toMinor } from "../../kernel/money/amount";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";

/**
 * Refuses what has no members.
 *
 * @throws UptierError `invalid-input`
 */
export function checkInput(what: string, value: unknown): void {
  if (typeof value !== "object" || value === null || isList(value)) {
    throw new UptierError("invalid-input", `the ${what} must be an object, not ${shown(value)}`);
  }
}

/**
 * A number of points.
 *
 * @throws UptierError `invalid-points`
 */
export function pointsIn(name: string, value: unknown, least = 0): number {
  if (Number.isSafeInteger(value) && Number(value) >= least) return Number(value) + 0;
  const bound = least === -Infinity ? "" : ` of at least ${least}`;
  throw new UptierError(
    "invalid-points",
    `"${name}" is ${shown(value)}; points are whole numbers${bound}, up to 2^53 - 1`,
  );
}

/**
 * An amount of at least 0 in minor units.
 *
 * @throws UptierError as `toMinor`, then `negative-amount`
 */
export function amountIn(name: string, value: AmountInput, currency: string): number {
  const minor = toMinor(value, currency);
  if (minor >= 0) return minor;
  throw new UptierError("negative-amount", `"${name}" is below 0; give an amount of at least 0`);
}

/**
 * A share of points that are expected to be redeemed.
 *
 * @throws UptierError `invalid-rate`, above 100 % too
 */
export function shareIn(name: string, value: Rate): Fraction {
  const share = toFraction(value);
  if (share.num <= share.den) return share;
  throw new UptierError(
    "invalid-rate",
    `"${name}" is above 100 %; more points cannot be redeemed than there are`,
  );
}

import { shown, UptierError } from "../../kernel/errors";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";

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

import { checkInput } from "../../kernel/argument";
import { fromMinor, safeInteger } from "../../kernel/money/amount";
import { currencyDecimals } from "../../kernel/money/currency";
import { type Rate, toFraction } from "../../kernel/money/rate";
import { checkRounding, type Rounding, roundQuotient } from "../../kernel/money/rounding";
import { pointsIn, shareIn } from "./input";

/** An exact amount of minor units: `num / den`, `den > 0`. */
export interface ExactMinor {
  readonly num: bigint;
  readonly den: bigint;
}

/** What points are worth to those who hold them. */
export interface PointsValueInput {
  /** ISO 4217 code. */
  readonly currency: string;
  /** A whole number of at least 0. */
  readonly points: number;
  /**
   * What one point buys, in the unit of the currency (yuan, not fen), as decimal text or a fraction:
   * `"0.01"`, `"1/120"`.
   */
  readonly pointValue: Rate;
  /** The share of the points that is expected to be redeemed, 0 to 100 %. */
  readonly redemptionRate: Rate;
  /** How a fraction of a minor unit is rounded. */
  readonly rounding: Rounding;
}

/** The value of points, as decimal text. */
export interface PointsValue {
  readonly currency: string;
  readonly points: number;
  /** If all of them were redeemed. */
  readonly face: string;
  /** Of those that are expected to be redeemed. */
  readonly expected: string;
  /** The rest of the face value: what breakage is expected to leave. */
  readonly breakage: string;
}

/**
 * What outstanding points are worth at face value, and with expected breakage taken off. An aid for
 * planning: a contract liability is what was allocated to the points, see {@link liabilitySchedule}.
 *
 * @throws UptierError in this order: `invalid-input`, `unknown-rounding`, `invalid-points`,
 * `unknown-currency`, `invalid-rate`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { valueOfPoints } from "uptier/points";
 *
 * const value = valueOfPoints({
 *   currency: "CNY",
 *   points: 125_000,
 *   pointValue: "0.01",
 *   redemptionRate: "80%",
 *   rounding: "half-even",
 * });
 * [value.face, value.expected, value.breakage]; // => ["1250.00", "1000.00", "250.00"]
 * ```
 */
export function valueOfPoints(input: PointsValueInput): PointsValue {
  checkInput("value of points", input);
  const { currency, pointValue, redemptionRate, rounding } = input;
  checkRounding(rounding);
  const points = pointsIn("points", input.points);
  const minorOf = (rate: Rate): number => {
    const { num, den } = exactValue(points, pointValue, rate, currency);
    return safeInteger(roundQuotient(num, den, rounding));
  };
  const face = minorOf("1");
  const expected = minorOf(redemptionRate);
  return {
    currency,
    points,
    face: fromMinor(face, currency),
    expected: fromMinor(expected, currency),
    breakage: fromMinor(face - expected, currency),
  };
}

/** Points x value of a point x redemption rate, in minor units, unrounded. */
export function exactValue(
  points: number,
  pointValue: Rate,
  redemptionRate: Rate,
  currency: string,
): ExactMinor {
  const unit = 10n ** BigInt(currencyDecimals(currency));
  const value = toFraction(pointValue);
  const share = shareIn("redemptionRate", redemptionRate);
  return {
    num: BigInt(points) * BigInt(value.num) * BigInt(share.num) * unit,
    den: BigInt(value.den) * BigInt(share.den),
  };
}

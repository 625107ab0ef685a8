import { amountIn, checkInput } from "../../kernel/argument";
import { UptierError } from "../../kernel/errors";
import { type AmountInput, fromMinor, safeInteger } from "../../kernel/money/amount";
import type { Rate } from "../../kernel/money/rate";
import { checkRounding, type Rounding, roundQuotient } from "../../kernel/money/rounding";
import { pointsIn } from "./input";
import { exactValue } from "./value";

/** A sale that comes with points. */
export interface PriceAllocationInput {
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** What the customer pays: the price that is divided. */
  readonly price: AmountInput;
  /** What the goods cost when they are sold without points. */
  readonly goodsStandAlone: AmountInput;
  /** The points that the sale gives. */
  readonly points: number;
  /** What one point buys, in the unit of the currency: `"0.01"`, `"1/120"`. */
  readonly pointValue: Rate;
  /** The share of the points that is expected to be redeemed, 0 to 100 %. */
  readonly redemptionRate: Rate;
  /** How a fraction of a minor unit is rounded. */
  readonly rounding: Rounding;
}

/** A price, divided; decimal text. `goods` and `points` sum to `price`. */
export interface PriceAllocation {
  readonly currency: string;
  readonly price: string;
  /** The part that the goods earn at once. */
  readonly goods: string;
  /** The part that is deferred until the points are redeemed. */
  readonly points: string;
  /** The stand-alone value of the points, breakage taken off; rounded here, not in the division. */
  readonly pointsStandAlone: string;
}

/**
 * Divides the price of a sale between the goods and the points that come with it, in proportion to
 * their stand-alone values: `price x value of the points / (goods + value of the points)`, where the
 * value of the points is points x point value x redemption rate. Rounded once; the goods take the
 * rest. The part of the points is never restated: later changes of the estimate change when it
 * becomes revenue, not what it is.
 *
 * An aid for accounting, not advice. Source: IFRS 15 B39-B43 and IE267-IE270; ASC 606 has the same
 * rule.
 *
 * @throws UptierError in this order: `invalid-input`, `unknown-rounding`, `unknown-currency`,
 * `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `negative-amount` (price, then goods),
 * `invalid-points`, `invalid-rate`, `nothing-to-allocate` (neither goods nor points are worth
 * anything), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { allocatePrice } from "uptier/points";
 *
 * const { goods, points } = allocatePrice({
 *   currency: "USD",
 *   price: "100000",
 *   goodsStandAlone: "100000",
 *   points: 10_000,
 *   pointValue: "1",
 *   redemptionRate: "95%",
 *   rounding: "half-even",
 * });
 * [goods, points]; // => ["91324.20", "8675.80"]
 * ```
 */
export function allocatePrice(input: PriceAllocationInput): PriceAllocation {
  checkInput("sale", input);
  const { currency, pointValue, redemptionRate, rounding } = input;
  checkRounding(rounding);
  const price = amountIn("price", input.price, currency);
  const goods = amountIn("goodsStandAlone", input.goodsStandAlone, currency);
  const points = pointsIn("points", input.points);
  const value = exactValue(points, pointValue, redemptionRate, currency);
  const whole = BigInt(goods) * value.den + value.num;
  if (whole === 0n) {
    throw new UptierError(
      "nothing-to-allocate",
      "neither the goods nor the points are worth anything; give what the goods cost without points",
    );
  }
  const part = safeInteger(roundQuotient(BigInt(price) * value.num, whole, rounding));
  return {
    currency,
    price: fromMinor(price, currency),
    goods: fromMinor(price - part, currency),
    points: fromMinor(part, currency),
    pointsStandAlone: fromMinor(roundQuotient(value.num, value.den, rounding), currency),
  };
}

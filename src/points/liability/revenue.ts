import { releasedShare } from "../../kernel/allocation/release";
import { amountIn, checkInput } from "../../kernel/argument";
import { type AmountInput, fromMinor, safeInteger } from "../../kernel/money/amount";
import { checkRounding, type Rounding } from "../../kernel/money/rounding";
import { checkExpected } from "./estimate";
import { pointsIn } from "./input";

/** What is known at the end of a period of points that a price was allocated to. */
export interface RevenueInput {
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** The part of the price that was allocated to the points; see {@link allocatePrice}. */
  readonly allocated: AmountInput;
  /** All points redeemed so far. */
  readonly redeemedToDate: number;
  /** All points that will have been redeemed in the end, as it is estimated now. */
  readonly expectedTotal: number;
  /** Where the period before ended. Default: nothing was redeemed and nothing recognised. */
  readonly before?: { readonly redeemed: number; readonly revenue: AmountInput } | undefined;
  /** How a fraction of a minor unit is rounded. */
  readonly rounding: Rounding;
}

/** The revenue of a period; decimal text. */
export interface Revenue {
  readonly currency: string;
  /** `allocated x redeemed to date / expected total`, rounded. */
  readonly revenueToDate: string;
  /** Of this period: `released` and `caughtUp`. Below 0 where the estimate rose by more. */
  readonly revenue: string;
  /** For the points redeemed in this period, at the estimate of now. */
  readonly released: string;
  /** For those redeemed before: what the changed estimate makes of them. */
  readonly caughtUp: string;
  /** What is left for points to be redeemed later: allocated less revenue to date. */
  readonly liability: string;
}

/** The same in minor units. */
export interface RevenueMinor {
  readonly revenueToDate: number;
  readonly released: number;
  readonly caughtUp: number;
}

/**
 * The revenue of one period from points redeemed. It is a difference of running totals, so that a
 * changed estimate is caught up in the period in which it changes, and the total ends at exactly
 * what was allocated once all points that are expected are redeemed. Breakage lies within the
 * estimate: book nothing again when points expire. Where no redemption is expected any more and
 * none was made (0 of 0), all is revenue.
 *
 * An aid for accounting, not advice. Source: IFRS 15 IE267-IE270; ASC 606 has the same rule.
 *
 * @throws UptierError in this order: `invalid-input`, `unknown-rounding`, `unknown-currency`,
 * `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `negative-amount` (allocated),
 * `invalid-points`, `expected-below-redeemed`; for `before`, those of amounts and points
 *
 * @example
 * ```ts
 * import { recogniseRevenue } from "uptier/points";
 *
 * const { revenue, released, caughtUp, liability } = recogniseRevenue({
 *   currency: "USD",
 *   allocated: "8676",
 *   before: { redeemed: 4_500, revenue: "4109.68" }, // of 9,500 expected then
 *   redeemedToDate: 8_500,
 *   expectedTotal: 9_700,
 *   rounding: "half-even",
 * });
 * [revenue, released, caughtUp, liability]; // => ["3493.00", "3577.73", "-84.73", "1073.32"]
 * ```
 */
export function recogniseRevenue(input: RevenueInput): Revenue {
  checkInput("period", input);
  const { currency, rounding } = input;
  checkRounding(rounding);
  const allocated = amountIn("allocated", input.allocated, currency);
  const redeemed = pointsIn("redeemedToDate", input.redeemedToDate);
  const expectedTotal = pointsIn("expectedTotal", input.expectedTotal);
  checkExpected(expectedTotal, redeemed);
  const { before } = input;
  if (before !== undefined) checkInput("period before", before);
  const redeemedBefore = before === undefined ? 0 : pointsIn("before.redeemed", before.redeemed);
  const revenueBefore =
    before === undefined ? 0 : amountIn("before.revenue", before.revenue, currency);
  const minor = revenueOf(
    allocated,
    { redeemed, expectedTotal },
    { redeemed: redeemedBefore, revenue: revenueBefore },
    rounding,
  );
  const text = (value: number): string => fromMinor(value, currency);
  return {
    currency,
    revenueToDate: text(minor.revenueToDate),
    revenue: text(minor.released + minor.caughtUp),
    released: text(minor.released),
    caughtUp: text(minor.caughtUp),
    liability: text(allocated - minor.revenueToDate),
  };
}

/** The revenue of a period in minor units, from totals that are known to be right. */
export function revenueOf(
  allocated: number,
  now: { readonly redeemed: number; readonly expectedTotal: number },
  before: { readonly redeemed: number; readonly revenue: number },
  rounding: Rounding,
): RevenueMinor {
  const share = (redeemed: number): number =>
    releasedShare(allocated, redeemed, now.expectedTotal, rounding);
  const revenueToDate = share(now.redeemed);
  // Redemptions that were given back can leave an estimate below what was redeemed before.
  const restated = share(Math.min(before.redeemed, now.expectedTotal));
  return {
    revenueToDate,
    released: revenueToDate - restated,
    caughtUp: safeInteger(restated - before.revenue),
  };
}

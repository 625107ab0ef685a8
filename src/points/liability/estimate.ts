import { checkInput } from "../../kernel/argument";
import { shown, UptierError } from "../../kernel/errors";
import { amountOf, type Rate } from "../../kernel/money/rate";
import { checkRounding, type Rounding } from "../../kernel/money/rounding";
import { pointsIn, shareIn } from "./input";

/**
 * How many points will have been redeemed in the end, as it is estimated now.
 *
 * - `rate-of-outstanding`: those redeemed so far, and this share of those outstanding. It fits at any
 *   time, to the last day
 * - `rate-of-issued`: this share of all that were issued and not clawed back
 * - `total`: this many
 */
export type RedemptionEstimate =
  | { readonly kind: "rate-of-outstanding"; readonly rate: Rate }
  | { readonly kind: "rate-of-issued"; readonly rate: Rate }
  | { readonly kind: "total"; readonly points: number };

/** Where points stand: totals since they were first issued. */
export interface PointsToDate {
  /** Issued and not clawed back. */
  readonly issued: number;
  /** Redeemed and not given back. */
  readonly redeemed: number;
  /** Still to be redeemed, or to expire. */
  readonly outstanding: number;
}

/** What becomes of points, in points. */
export interface BreakageEstimate {
  /** Those that will have been redeemed in the end. */
  readonly expectedTotal: number;
  /** Of these, those still to come. */
  readonly expectedToCome: number;
  /** Issued points that will never be redeemed, those that have expired included. */
  readonly breakage: number;
  /** Of these, those that are still outstanding. */
  readonly breakageToCome: number;
}

/**
 * The points that are expected to be redeemed and those that are not (breakage), from an estimate.
 *
 * An aid for accounting, not advice.
 *
 * @param rounding - of a fraction of a point; unused where the estimate states the total
 * @throws UptierError in this order: `unknown-rounding`, `invalid-input`, `invalid-points` (also
 * where more are redeemed and outstanding than were issued), `unknown-estimate`, `invalid-rate` or
 * `invalid-points` of the estimate, `expected-below-redeemed`, `expected-above-possible`
 *
 * @example
 * ```ts
 * import { expectedBreakage } from "uptier/points";
 *
 * const soFar = { issued: 10_000, redeemed: 4_500, outstanding: 5_500 };
 * expectedBreakage(soFar, { kind: "rate-of-issued", rate: "95%" }, "half-even");
 * // => { expectedTotal: 9500, expectedToCome: 5000, breakage: 500, breakageToCome: 500 }
 * ```
 */
export function expectedBreakage(
  toDate: PointsToDate,
  estimate: RedemptionEstimate,
  rounding: Rounding,
): BreakageEstimate {
  checkRounding(rounding);
  checkInput("points to date", toDate);
  const issued = pointsIn("issued", toDate.issued);
  const redeemed = pointsIn("redeemed", toDate.redeemed);
  const outstanding = pointsIn("outstanding", toDate.outstanding);
  if (redeemed + outstanding > issued) {
    throw new UptierError(
      "invalid-points",
      `${redeemed} points redeemed and ${outstanding} outstanding are more than the ${issued} issued; pass totals of the same points`,
    );
  }
  const expectedTotal = totalOf(estimate, { issued, redeemed, outstanding }, rounding);
  checkExpected(expectedTotal, redeemed);
  if (expectedTotal > redeemed + outstanding) {
    throw new UptierError(
      "expected-above-possible",
      `${expectedTotal} points are expected to be redeemed, but ${redeemed} are and only ${outstanding} are left; lower the estimate, or estimate a rate of those outstanding`,
    );
  }
  const expectedToCome = expectedTotal - redeemed;
  return {
    expectedTotal,
    expectedToCome,
    breakage: issued - expectedTotal,
    breakageToCome: outstanding - expectedToCome,
  };
}

/** Refuses an estimate that the facts have overtaken. */
export function checkExpected(expectedTotal: number, redeemed: number): void {
  if (expectedTotal >= redeemed) return;
  throw new UptierError(
    "expected-below-redeemed",
    `${expectedTotal} points are expected to be redeemed in all, but ${redeemed} are already; raise the estimate`,
  );
}

function totalOf(
  estimate: RedemptionEstimate,
  { issued, redeemed, outstanding }: PointsToDate,
  rounding: Rounding,
): number {
  switch (estimate?.kind) {
    case "rate-of-outstanding":
      return redeemed + amountOf(outstanding, shareIn("rate", estimate.rate), rounding);
    case "rate-of-issued":
      return amountOf(issued, shareIn("rate", estimate.rate), rounding);
    case "total":
      return pointsIn("points", estimate.points);
    default:
      throw new UptierError(
        "unknown-estimate",
        `${shown((estimate as Partial<RedemptionEstimate> | undefined)?.kind)} is not a kind of estimate; name "rate-of-outstanding", "rate-of-issued" or "total"`,
      );
  }
}

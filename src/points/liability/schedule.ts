import { checkInput } from "../../kernel/argument";
import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { addSafely, type AmountInput, fromMinor, toMinor } from "../../kernel/money/amount";
import { currencyDecimals } from "../../kernel/money/currency";
import { checkRounding, type Rounding } from "../../kernel/money/rounding";
import { isPlainText } from "../../kernel/text";
import { expectedBreakage, type RedemptionEstimate } from "./estimate";
import { pointsIn } from "./input";
import { revenueOf } from "./revenue";

/** The most periods of one schedule. */
export const MAX_PERIODS = 10_000;

/** The movements of points in a period, as the ledger sums them. */
export interface PointsPeriod {
  /** Names it, uniquely in the list: `"2026-11"`. */
  readonly period: string;
  readonly issued: number;
  /** Those given back taken off; below 0 where more were given back. */
  readonly redeemed: number;
  /** Those revived taken off; below 0 where more were revived. */
  readonly expired: number;
  readonly clawedBack: number;
  /** At the end: outstanding before, and issued, less redeemed, expired and clawed back. */
  readonly outstanding: number;
}

/** A period with the money that belongs to it, and the estimate of its end. */
export interface LiabilityPeriod extends PointsPeriod {
  /**
   * What was allocated to the points issued in this period; less what refunds of sales took back, so
   * that it can be below 0.
   */
  readonly allocated: AmountInput;
  readonly estimate: RedemptionEstimate;
}

/** Periods of one cohort of points, or of a pool that is estimated as one. */
export interface LiabilityInput {
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** From the first points on, in order. */
  readonly periods: readonly LiabilityPeriod[];
  /** How fractions of a minor unit, and of a point, are rounded. */
  readonly rounding: Rounding;
}

/** A line of the schedule: amounts as decimal text, points as whole numbers. */
export interface LiabilityRow {
  readonly period: string;
  readonly currency: string;
  /** The liability before; 0 in the first period. */
  readonly opening: string;
  /** What came in with the points issued. */
  readonly allocated: string;
  /** Revenue for the points redeemed in the period. */
  readonly released: string;
  /** Revenue that changed estimates move into this period; below 0 where they move it out. */
  readonly caughtUp: string;
  /** Opening and allocated, less released and caught up. */
  readonly closing: string;
  readonly revenueToDate: string;
  readonly pointsOpening: number;
  readonly pointsIssued: number;
  readonly pointsRedeemed: number;
  readonly pointsExpired: number;
  readonly pointsClawedBack: number;
  readonly pointsOutstanding: number;
  /** Points that will have been redeemed in the end, by the estimate of this period. */
  readonly expectedTotal: number;
  /** Outstanding points that will not. */
  readonly breakageToCome: number;
}

/**
 * The liability for points, period by period: opening, allocated, released, caught up, closing, with
 * the movements of points beside it. Flat rows, for a journal or a spreadsheet.
 *
 * Revenue to date is always `allocated to date x redeemed to date / expected total`. For a pool that
 * points keep coming into, `caughtUp` also holds what a changed mix of old and new points does.
 * Expiry is no booking of its own: it changes what is outstanding, and so the estimate.
 *
 * An aid for accounting, not advice. Source: IFRS 15 B39-B43 and IE267-IE270; ASC 606 has the same
 * rules.
 *
 * @param input - at most 10,000 periods
 * @returns one row per period
 * @throws UptierError in this order: `invalid-input`, `unknown-rounding`, `unknown-currency`,
 * `invalid-periods` (no list, too many); then at the first period at fault `invalid-input`,
 * `invalid-periods` (a name that is no text, or comes twice), `invalid-points`,
 * `outstanding-mismatch`, those of an amount, `negative-amount` (refunds above what was allocated),
 * those of {@link expectedBreakage}
 *
 * @example
 * ```ts
 * import { liabilitySchedule } from "uptier/points";
 *
 * const rows = liabilitySchedule({
 *   currency: "USD",
 *   rounding: "half-even",
 *   periods: [
 *     {
 *       period: "2026-01",
 *       issued: 10_000,
 *       redeemed: 4_500,
 *       expired: 0,
 *       clawedBack: 0,
 *       outstanding: 5_500,
 *       allocated: "8676",
 *       estimate: { kind: "rate-of-issued", rate: "95%" },
 *     },
 *     {
 *       period: "2026-02",
 *       issued: 0,
 *       redeemed: 4_000,
 *       expired: 0,
 *       clawedBack: 0,
 *       outstanding: 1_500,
 *       allocated: "0",
 *       estimate: { kind: "rate-of-outstanding", rate: "80%" },
 *     },
 *   ],
 * });
 * rows.map((row) => [row.opening, row.released, row.caughtUp, row.closing]);
 * // => [["0.00", "4109.68", "0.00", "4566.32"], ["4566.32", "3577.73", "-84.73", "1073.32"]]
 * ```
 */
export function liabilitySchedule(input: LiabilityInput): LiabilityRow[] {
  checkInput("schedule", input);
  const { currency, periods, rounding } = input;
  checkRounding(rounding);
  currencyDecimals(currency);
  checkPeriods(periods);
  const text = (minor: number): string => fromMinor(minor, currency);
  const seen = new Set<string>();
  let [issued, redeemed, expired, outstanding] = [0, 0, 0, 0];
  let [allocated, revenue] = [0, 0];
  return periods.map((period) => {
    checkName(period, seen);
    const moved = movementsOf(period, outstanding);
    const before = { redeemed, outstanding, allocated, revenue };
    issued = addSafely(issued, moved.issued - moved.clawedBack);
    redeemed = toDateIn(period, "redeemed", addSafely(redeemed, moved.redeemed));
    expired = toDateIn(period, "expired", addSafely(expired, moved.expired));
    outstanding = moved.outstanding;
    const added = toMinor(period.allocated, currency);
    allocated = addSafely(allocated, added);
    if (allocated < 0) {
      throw new UptierError(
        "negative-amount",
        `refunds up to period "${period.period}" take back more than was allocated`,
      );
    }
    const toDate = { issued, redeemed, outstanding };
    const { expectedTotal, breakageToCome } = expectedBreakage(toDate, period.estimate, rounding);
    const minor = revenueOf(allocated, { redeemed, expectedTotal }, before, rounding);
    revenue = minor.revenueToDate;
    return {
      period: period.period,
      currency,
      opening: text(before.allocated - before.revenue),
      allocated: text(added),
      released: text(minor.released),
      caughtUp: text(minor.caughtUp),
      closing: text(allocated - revenue),
      revenueToDate: text(revenue),
      pointsOpening: before.outstanding,
      pointsIssued: moved.issued,
      pointsRedeemed: moved.redeemed,
      pointsExpired: moved.expired,
      pointsClawedBack: moved.clawedBack,
      pointsOutstanding: outstanding,
      expectedTotal,
      breakageToCome,
    };
  });
}

function checkPeriods(periods: readonly unknown[]): void {
  if (!isList(periods) || periods.length > MAX_PERIODS) {
    throw new UptierError(
      "invalid-periods",
      `the periods must be a list of at most ${MAX_PERIODS}, in order`,
    );
  }
}

function checkName(period: PointsPeriod, seen: Set<string>): void {
  checkInput("period", period);
  const { period: name } = period;
  if (!isPlainText(name) || name === "" || seen.has(name)) {
    throw new UptierError(
      "invalid-periods",
      `${shown(name)} does not name a period; give each a text of its own, such as "2026-11"`,
    );
  }
  seen.add(name);
}

function movementsOf(period: PointsPeriod, before: number): Omit<PointsPeriod, "period"> {
  const issued = pointsIn("issued", period.issued);
  const redeemed = pointsIn("redeemed", period.redeemed, -Infinity);
  const expired = pointsIn("expired", period.expired, -Infinity);
  const clawedBack = pointsIn("clawedBack", period.clawedBack);
  const outstanding = pointsIn("outstanding", period.outstanding);
  const sum = [-redeemed, -expired, -clawedBack].reduce(addSafely, addSafely(before, issued));
  if (sum !== outstanding) {
    throw new UptierError(
      "outstanding-mismatch",
      `period "${period.period}" ends with ${outstanding} points outstanding, but its movements lead from ${before} to ${sum}; a movement is missing or counted twice`,
    );
  }
  return { issued, redeemed, expired, clawedBack, outstanding };
}

/** More cannot be given back than was ever redeemed, nor revived than ever expired. */
function toDateIn(period: PointsPeriod, name: "redeemed" | "expired", toDate: number): number {
  return pointsIn(`${name} up to period ${period.period}`, toDate);
}

import { checkIsCommand, countIn } from "../../kernel/command";
import { UptierError } from "../../kernel/errors";
import { fromMinor, safeInteger, toMinor } from "../../kernel/money/amount";
import { amountOf } from "../../kernel/money/rate";
import { roundQuotient } from "../../kernel/money/rounding";
import { conversionOf, type RedemptionPlan } from "./plan";

/** A wish to pay an order, or a part of it, with points. */
export interface RedeemableQuestion {
  readonly type: string;
  /** Points. Default: as many as possible. */
  readonly requested?: number | undefined;
  /** Points that the member can spend. */
  readonly available: number;
  /** What there is to pay, decimal text. */
  readonly order: string;
}

/** Why fewer points are redeemed than were asked for. */
export type RedeemableReason =
  | { readonly code: "no-value" }
  | { readonly code: "over-available"; readonly available: number }
  | { readonly code: "over-share"; readonly points: number; readonly money: string }
  | { readonly code: "not-whole-steps"; readonly step: number }
  | { readonly code: "below-minimum"; readonly minimum: number };

/** Points that can be redeemed, and what they pay. */
export interface Redeemable {
  readonly points: number;
  /** Decimal text. */
  readonly money: string;
  readonly moneyMinor: number;
  /** Each cut, in the order in which they were made. */
  readonly why: readonly RedeemableReason[];
}

/**
 * How many points can pay a part of an order, and how much. Cuts are made in this order: what the
 * member has (`over-available`); the share of the order that points may pay, in whole steps
 * (`over-share`); whole steps (`not-whole-steps`); the minimum, below which nothing is redeemed
 * (`below-minimum`). A conversion that is switched off gives 0 (`no-value`).
 *
 * @throws UptierError in this order: `invalid-command` (no object), `no-conversion`, `invalid-command` (a
 * number of points is none), the codes of `toMinor`, `negative-amount`
 *
 * @example
 * ```ts
 * import { defineRedemption, redeemable } from "uptier/points";
 *
 * const redemption = defineRedemption({
 *   currency: "CNY",
 *   conversions: [{ type: "points", points: 100, money: "1.00", maxShare: "50%" }],
 * });
 * const question = { type: "points", available: 5_250, order: "99.00" };
 * const { points, money, why } = redeemable(redemption, question);
 * [points, money]; // => [4900, "49.00"]
 * why[0]?.code; // => "over-share"
 * ```
 */
export function redeemable(plan: RedemptionPlan, question: RedeemableQuestion): Redeemable {
  checkIsCommand(question);
  const { stepPoints, stepMinor, minimum, maxShare } = conversionOf(plan, question.type);
  const available = countIn("available", question.available, 0);
  const requested =
    question.requested === undefined ? available : countIn("requested", question.requested, 0);
  const order = toMinor(question.order, plan.currency);
  if (order < 0) {
    throw new UptierError("negative-amount", "an order costs at least 0; give what is to pay");
  }
  if (stepPoints === 0 || stepMinor === 0) return paidWith(plan, 0, 0, [{ code: "no-value" }]);
  const why: RedeemableReason[] = [];
  if (requested > available) why.push({ code: "over-available", available });
  const most = amountOf(order, maxShare, "floor");
  const steps = Math.floor(most / stepMinor);
  const share = safeInteger(BigInt(steps) * BigInt(stepPoints));
  let points = Math.min(requested, available);
  if (points > share) {
    why.push({ code: "over-share", points: share, money: fromMinor(most, plan.currency) });
    points = share;
  }
  if (points % stepPoints !== 0) {
    why.push({ code: "not-whole-steps", step: stepPoints });
    points -= points % stepPoints;
  }
  if (points < minimum) {
    why.push({ code: "below-minimum", minimum });
    points = 0;
  }
  return paidWith(plan, points, (points / stepPoints) * stepMinor, why);
}

/**
 * How many points pay a price: whole steps, rounded up, so that the shop loses no fraction.
 *
 * @param price - decimal text in the currency of the plan
 * @throws UptierError in this order: `no-conversion`, the codes of `toMinor`, `negative-amount`,
 * `no-value` (the conversion is switched off), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineRedemption, pointsForPrice } from "uptier/points";
 *
 * const redemption = defineRedemption({
 *   currency: "CNY",
 *   conversions: [{ type: "points", points: 100, money: "1.00" }],
 * });
 * pointsForPrice(redemption, "points", "12.34"); // => 1300
 * ```
 */
export function pointsForPrice(plan: RedemptionPlan, type: string, price: string): number {
  const { stepPoints, stepMinor } = conversionOf(plan, type);
  const minor = toMinor(price, plan.currency);
  if (minor < 0) throw new UptierError("negative-amount", "a price is at least 0");
  if (stepPoints === 0 || stepMinor === 0) {
    throw new UptierError("no-value", `the conversion of "${type}" is switched off`);
  }
  const steps = roundQuotient(minor, stepMinor, "ceil");
  return safeInteger(BigInt(steps) * BigInt(stepPoints));
}

/**
 * What points are worth as money: that of their whole steps, and the points left over.
 *
 * @param points - 0 to 1,000,000,000
 * @throws UptierError in this order: `no-conversion`, `invalid-command` (the points), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineRedemption, moneyForPoints } from "uptier/points";
 *
 * const redemption = defineRedemption({
 *   currency: "CNY",
 *   conversions: [{ type: "points", points: 100, money: "1.00" }],
 * });
 * moneyForPoints(redemption, "points", 1_250);
 * // => { points: 1200, money: "12.00", moneyMinor: 1200, left: 50 }
 * ```
 */
export function moneyForPoints(
  plan: RedemptionPlan,
  type: string,
  points: number,
): {
  readonly points: number;
  readonly money: string;
  readonly moneyMinor: number;
  readonly left: number;
} {
  const { stepPoints, stepMinor } = conversionOf(plan, type);
  countIn("points", points, 0);
  const left = stepPoints === 0 || stepMinor === 0 ? points : points % stepPoints;
  const steps = stepPoints === 0 ? 0 : (points - left) / stepPoints;
  const moneyMinor = safeInteger(BigInt(steps) * BigInt(stepMinor));
  return { points: points - left, money: fromMinor(moneyMinor, plan.currency), moneyMinor, left };
}

function paidWith(
  { currency }: RedemptionPlan,
  points: number,
  moneyMinor: number,
  why: readonly RedeemableReason[],
): Redeemable {
  return { points, money: fromMinor(moneyMinor, currency), moneyMinor, why };
}

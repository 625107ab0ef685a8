import { MAX_ID_LENGTH } from "../../../kernel/command";
import { shown, UptierError } from "../../../kernel/errors";
import { isList } from "../../../kernel/list";
import { addSafely, type AmountInput, fromMinor, toMinor } from "../../../kernel/money/amount";
import { isPlainText } from "../../../kernel/text";
import { type Instant, toMilliseconds } from "../../../kernel/time/instant";
import { localDay } from "../../../kernel/time/zone";
import { byText } from "../members";
import type { Rfm } from "./definition";

/** The most orders of one call. */
const MAX_ORDERS = 10_000_000;

/** A paid order. */
export interface RfmOrder {
  readonly id: string;
  readonly member: string;
  /** When it was placed. */
  readonly at: Instant;
  /** At least 0. An order that cost nothing, paid with points for example, is an order. */
  readonly amount: AmountInput;
  /** ISO 4217 code. Default: the currency of the definition, which it must be. */
  readonly currency?: string | undefined;
  /** What was given back, and when. Together at most the amount. */
  readonly refunds?: readonly RfmRefund[] | undefined;
}

/** Money of an order that was given back. */
export interface RfmRefund {
  readonly at: Instant;
  /** Above 0. */
  readonly amount: AmountInput;
}

/** The three figures of a member. Plain JSON. */
export interface RfmMember {
  readonly member: string;
  /** Calendar days since the last valid order; null: there is none. */
  readonly recencyDays: number | null;
  /** Valid orders. */
  readonly orders: number;
  /** What they came to, refunds taken off. */
  readonly money: AmountInput;
}

/** The figures as {@link rfmInputs} works them out: money is decimal text. */
export interface RfmFigures extends RfmMember {
  readonly money: string;
}

/**
 * Recency, frequency and money of every member, from raw orders, as they stood at an instant: orders
 * and refunds after it have not happened yet.
 *
 * An order that was refunded completely is not valid: it counts for nothing. One that was refunded in
 * part counts as an order, with what is left of it. Recency is the difference of local dates, so that an
 * order of yesterday evening is a day ago this morning. A member of whom no order is valid has 0 orders
 * and no recency. Pass the orders of the time that you want to judge, those of the last year for example.
 *
 * @param orders - at most 10,000,000, in any order
 * @param asOf - the analysis instant; an order at that instant counts
 * @returns the members of the orders that had been placed by then, by id ascending
 * @throws UptierError in this order: `invalid-instant` (asOf), then at the first order at fault
 * `invalid-orders` (no list or object, ids, one that comes twice, amounts below 0, refunds that are not
 * above 0 or come to more than the amount), `currency-mismatch`, `invalid-instant`, those of `toMinor`
 *
 * @example
 * ```ts
 * import { defineRfm, rfmInputs, rfmTable } from "uptier/tiering";
 *
 * const rfm = defineRfm({
 *   id: "tea-shop",
 *   zone: "Asia/Shanghai",
 *   currency: "CNY",
 *   scores: {
 *     recency: { kind: "quantiles" },
 *     frequency: { kind: "quantiles" },
 *     monetary: { kind: "quantiles" },
 *   },
 *   segments: rfmTable("table-a"),
 * });
 * rfmInputs(
 *   rfm,
 *   [
 *     { id: "o1", member: "m1", at: "2026-11-01T12:00:00+08:00", amount: "59.90" },
 *     {
 *       id: "o2",
 *       member: "m1",
 *       at: "2026-11-20T23:30:00+08:00",
 *       amount: "100",
 *       refunds: [{ at: "2026-11-22T10:00:00+08:00", amount: "40" }],
 *     },
 *   ],
 *   "2026-11-23T08:00:00+08:00",
 * );
 * // => [{ member: "m1", recencyDays: 3, orders: 2, money: "119.90" }]
 * ```
 */
export function rfmInputs(
  { zone, currency }: Rfm,
  orders: readonly RfmOrder[],
  asOf: Instant,
): RfmFigures[] {
  const now = toMilliseconds(asOf);
  const today = localDay(now, zone);
  if (!isList(orders) || orders.length > MAX_ORDERS) {
    throw invalid(`orders must be a list of at most ${MAX_ORDERS}`);
  }
  const seen = new Set<string>();
  const totals = new Map<string, { lastAt: number; orders: number; minor: number }>();
  for (const order of orders) {
    checkOrder(order, currency, seen);
    const at = toMilliseconds(order.at);
    const left = leftOf(order, currency, now);
    if (at > now) continue;
    const total = totals.get(order.member) ?? { lastAt: -Infinity, orders: 0, minor: 0 };
    totals.set(order.member, total);
    if (left === null) continue;
    total.lastAt = Math.max(total.lastAt, at);
    total.orders += 1;
    total.minor = addSafely(total.minor, left);
  }
  return [...totals]
    .sort(([a], [b]) => byText(a, b))
    .map(([member, total]) => ({
      member,
      recencyDays: total.orders === 0 ? null : today - localDay(total.lastAt, zone),
      orders: total.orders,
      money: fromMinor(total.minor, currency),
    }));
}

/** Minor units of an order that were not refunded by an instant; null: it was refunded completely. */
function leftOf(
  { id, amount, refunds = [] }: RfmOrder,
  currency: string,
  now: number,
): number | null {
  const paid = toMinor(amount, currency);
  if (paid < 0) throw invalid(`the amount of order "${id}" must not be below 0`);
  if (!isList(refunds)) throw invalid(`the refunds of order "${id}" must be a list`);
  let [refunded, inAll] = [0, 0];
  for (const refund of refunds) {
    if (typeof refund !== "object" || refund === null) {
      throw invalid(`a refund of order "${id}" must be an object, not ${shown(refund)}`);
    }
    const minor = toMinor(refund.amount, currency);
    if (minor <= 0) throw invalid(`a refund of order "${id}" must be above 0`);
    inAll = addSafely(inAll, minor);
    if (toMilliseconds(refund.at) <= now) refunded += minor;
  }
  if (inAll > paid) throw invalid(`more of order "${id}" was refunded than paid`);
  return refunded > 0 && refunded === paid ? null : paid - refunded;
}

function checkOrder(order: RfmOrder, currency: string, seen: Set<string>): void {
  if (typeof order !== "object" || order === null) {
    throw invalid(`an order must be an object, not ${shown(order)}`);
  }
  for (const key of ["id", "member"] as const) {
    const value: unknown = order[key];
    if (!isPlainText(value) || value === "" || value.length > MAX_ID_LENGTH) {
      throw invalid(
        `the ${key} of an order must be a text of 1 to ${MAX_ID_LENGTH} characters, not ${shown(value)}`,
      );
    }
  }
  if (seen.has(order.id)) throw invalid(`order "${order.id}" comes twice; pass each order once`);
  seen.add(order.id);
  if (order.currency !== undefined && order.currency !== currency) {
    throw new UptierError(
      "currency-mismatch",
      `order "${order.id}" is in ${shown(order.currency)}, not in ${currency}; convert it first, at a rate that you keep`,
    );
  }
}

function invalid(message: string): UptierError {
  return new UptierError("invalid-orders", message);
}

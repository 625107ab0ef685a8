import { allocate } from "../../kernel/allocation/allocate";
import { releasedShare } from "../../kernel/allocation/release";
import type { Issue } from "../../kernel/errors";
import { invalidFacts, type PlainFacts, type PlainLine } from "./facts";
import type { EarningBasis, ItemFilter } from "./plan";

/** A line with its shares of what is stated for the order as a whole. */
export interface OrderPart extends PlainLine {
  /** The discount of the line and its share of that of the order. */
  readonly discountMinor: number;
  /** What it costs after all discounts, however it was paid: what can be refunded. */
  readonly paidMinor: number;
  /** The share of that which was paid with points. */
  readonly pointsPaidMinor: number;
}

/** An order with everything spread over its parts. */
export interface OrderParts {
  readonly lines: readonly OrderPart[];
  readonly shipping: OrderPart;
  /** What the lines cost after all discounts. */
  readonly goodsMinor: number;
}

/**
 * Spreads over the lines, by largest remainder, what is taken off the order and what was paid with
 * points; what goes beyond the lines falls on the shipping.
 *
 * @throws UptierError `invalid-facts` where a line has more tax than it costs
 */
export function partsOf(order: NonNullable<PlainFacts["order"]>): OrderParts {
  const plain = [...order.lines, order.shipping];
  const afterOwn = plain.map(({ amountMinor, discountMinor }) => amountMinor - discountMinor);
  const discounts = spread(order.discountMinor, afterOwn);
  const paid = afterOwn.map((minor, index) => minor - discounts[index]!);
  const points = spread(order.pointsPaidMinor, paid);
  const parts = plain.map((line, index) => ({
    ...line,
    discountMinor: line.discountMinor + discounts[index]!,
    paidMinor: paid[index]!,
    pointsPaidMinor: points[index]!,
  }));
  const issues = parts.flatMap((part, index): Issue[] => {
    if (part.taxMinor <= part.paidMinor) return [];
    const path = part.id === null ? ["shippingTax"] : ["lines", index, "tax"];
    return [
      { path, code: "invalid-value", message: "must be at most what is paid after discounts" },
    ];
  });
  if (issues.length > 0) throw invalidFacts(issues);
  const shipping = parts.pop()!;
  const goodsMinor = parts.reduce((before, { paidMinor }) => before + paidMinor, 0);
  return { lines: parts, shipping, goodsMinor };
}

/** What counts of a part, in minor units. */
export function basisOf(part: OrderPart, { tax, discounts, pointsPaid }: EarningBasis): number {
  const withTax = part.amountMinor - (discounts === "after" ? part.discountMinor : 0);
  const basis = withTax - (tax === "excluded" ? part.taxMinor : 0);
  if (pointsPaid || part.pointsPaidMinor === 0) return basis;
  // Points paid a part of the tax too; without tax, only the rest of what they paid goes off.
  return basis - releasedShare(basis, part.pointsPaidMinor, withTax, "half-away-from-zero");
}

/** Whether a line is of the kind that a filter selects. */
export function isSelected({ product, category }: PlainLine, filter: ItemFilter): boolean {
  if (filter === null) return true;
  return (
    (product !== null && filter.products.includes(product)) ||
    (category !== null && filter.categories.includes(category))
  );
}

/** Shares of the lines; the last part is the shipping. */
function spread(total: number, costs: readonly number[]): number[] {
  const goods = costs.slice(0, -1);
  const sum = goods.reduce((before, cost) => before + cost, 0);
  const onGoods = Math.min(total, sum);
  const shares = sum === 0 ? goods.map(() => 0) : allocate(onGoods, goods, { tie: "index" });
  return [...shares, total - onGoods];
}

import { seededRandom, split, uniformInteger } from "uptier/kernel";
import type { Order, OrderLog, Refund } from "./order-log";

/** A refund of which the order is known. */
export interface OrderRefund {
  readonly id: string;
  readonly order: Order;
  /** Milliseconds. */
  readonly at: number;
  readonly amountMinor: number;
}

/** The refunds of a log. */
export interface MatchedRefunds {
  readonly matched: readonly OrderRefund[];
  /** Those that no order of the member is large enough for. */
  readonly unmatched: readonly Refund[];
}

/** The refunds of a log with their orders; those that are made up where it has none. */
export function refundsOf({
  orders,
  refunds,
}: Pick<OrderLog, "orders" | "refunds">): MatchedRefunds {
  return refunds.length === 0
    ? { matched: makeUpRefunds(orders), unmatched: [] }
    : matchRefunds(orders, refunds);
}

/**
 * Finds the order of each refund: that of its line, else the member's latest one until then of which
 * enough is left.
 */
export function matchRefunds(orders: readonly Order[], refunds: readonly Refund[]): MatchedRefunds {
  const byMember = new Map<string, Order[]>();
  for (const order of orders) {
    const known = byMember.get(order.member);
    if (known === undefined) byMember.set(order.member, [order]);
    else known.push(order);
  }
  const left = new Map(orders.map(({ id, amountMinor }) => [id, amountMinor]));
  const matched: OrderRefund[] = [];
  const unmatched: Refund[] = [];
  for (const refund of refunds) {
    const order = byMember
      .get(refund.member)
      ?.findLast(
        ({ id, at }) =>
          (refund.order === null ? at <= refund.at : id === refund.order) &&
          left.get(id)! >= refund.amountMinor,
      );
    if (order === undefined) {
      unmatched.push(refund);
      continue;
    }
    left.set(order.id, left.get(order.id)! - refund.amountMinor);
    matched.push({ id: refund.id, order, at: refund.at, amountMinor: refund.amountMinor });
  }
  return { matched, unmatched };
}

const DAY = 86_400_000;

/**
 * Refunds for a log that has none, made from a seed: of one order in twelve all goes back at once, or
 * half of it, or all of it in three parts, 1 to 14 days later. What would come after the end of the
 * log has not come yet.
 */
export function makeUpRefunds(orders: readonly Order[]): readonly OrderRefund[] {
  const random = seededRandom("uptier demo refunds");
  const end = orders.at(-1)?.at ?? -Infinity;
  const refunds = orders.flatMap((order): OrderRefund[] => {
    if (uniformInteger(random, 12) !== 0) return [];
    const { id, at, amountMinor } = order;
    const slices = [[amountMinor], [Math.ceil(amountMinor / 2)], split(amountMinor, 3)];
    const chosen = slices[uniformInteger(random, slices.length)]!;
    const first = at + (1 + uniformInteger(random, 14)) * DAY;
    return chosen
      .map((slice, index) => ({
        id: `${id}-refund-${index + 1}`,
        order,
        at: first + index * DAY,
        amountMinor: slice,
      }))
      .filter((refund) => refund.amountMinor > 0 && refund.at <= end);
  });
  return refunds.sort((a, b) => a.at - b.at);
}

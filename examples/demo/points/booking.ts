import {
  endOfCalendar,
  fromMinor,
  instantText,
  seededRandom,
  toMinor,
  uniformInteger,
} from "uptier/kernel";
import {
  type AccountState,
  openPoints,
  type PointsEntry,
  type PointsProgram,
  type RefundDecision,
} from "uptier/points";
import type { Order } from "../order-log";
import { TYPE } from "./program";
import type { OrderRefund } from "../refunds";

/** An order, and what of it points paid. */
interface Sale {
  readonly order: Order;
  readonly pointsPaidMinor: number;
}

/** A refund that was settled. */
export interface Settled {
  readonly refund: OrderRefund;
  readonly decision: Extract<RefundDecision, { ok: true }>;
}

/** What became of a log. */
export interface Booked {
  readonly entries: readonly PointsEntry[];
  readonly sales: readonly Sale[];
  readonly settled: readonly Settled[];
  /** How often, by verb and code: `pay: nothing-redeemable`. */
  readonly refusals: ReadonlyMap<string, number>;
  /** The accounts at the end of the last day, by member. */
  readonly accounts: Readonly<Record<string, AccountState>>;
  /** The last millisecond of that day. */
  readonly end: number;
}

/**
 * Books a log: each order earns, some members pay a part of their next order with points, refunds are
 * settled. After an order one member in three decides, by a seed, to use points for the next.
 */
export function book(
  program: PointsProgram,
  orders: readonly Order[],
  refunds: readonly OrderRefund[],
  showProgress: (done: number) => void = () => {},
): Booked {
  const session = openPoints(program);
  const random = seededRandom("uptier demo payments");
  const entries: PointsEntry[] = [];
  const sales: Sale[] = [];
  const settled: Settled[] = [];
  const refusals = new Map<string, number>();
  const willing = new Set<string>();
  const money = (minor: number): string => fromMinor(minor, program.currency);

  const keep = (
    verb: string,
    decision:
      | { readonly ok: true; readonly entries: readonly PointsEntry[] }
      | { readonly ok: false; readonly refusal: { readonly code: string } },
  ): void => {
    if (decision.ok) {
      entries.push(...decision.entries);
      return;
    }
    const reason = `${verb}: ${decision.refusal.code}`;
    refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
  };

  const sell = (order: Order): void => {
    const { id, member, amountMinor } = order;
    const about = { at: instantText(order.at), member };
    let pointsPaidMinor = 0;
    if (willing.has(member)) {
      const total = money(amountMinor);
      const paid = session.pay({ ...about, id: `pay-${id}`, type: TYPE, order: id, total });
      keep("pay", paid);
      if (paid.ok) pointsPaidMinor = toMinor(paid.value.money, program.currency);
    }
    const lines = [{ id: "goods", amount: money(amountMinor) }];
    const pointsPaid = money(pointsPaidMinor);
    const facts = { kind: "order", id, at: about.at, lines, pointsPaid };
    keep("earn", session.earn({ ...about, id: `earn-${id}`, facts }));
    sales.push({ order, pointsPaidMinor });
    if (uniformInteger(random, 3) === 0) willing.add(member);
    else willing.delete(member);
  };

  const settle = (refund: OrderRefund): void => {
    const { order, amountMinor } = refund;
    const decision = session.refund({
      id: refund.id,
      at: instantText(refund.at),
      member: order.member,
      order: order.id,
      refund: { amount: money(amountMinor) },
      total: money(order.amountMinor),
    });
    keep("refund", decision);
    if (decision.ok) settled.push({ refund, decision });
  };

  // Orders come before refunds of the same instant, so that an order is there when it is refunded.
  const happenings = [
    ...orders.map((order) => ({ at: order.at, happen: () => sell(order) })),
    ...refunds.map((refund) => ({ at: refund.at, happen: () => settle(refund) })),
  ].sort((a, b) => a.at - b.at);
  for (const [index, { happen }] of happenings.entries()) {
    happen();
    showProgress(index + 1);
  }
  const end = endOfCalendar(happenings.at(-1)?.at ?? 0, "day", program.zone) - 1;
  for (const { member } of orders) session.balanceOf(member, TYPE, new Date(end));
  return { entries, sales, settled, refusals, accounts: session.history(), end };
}

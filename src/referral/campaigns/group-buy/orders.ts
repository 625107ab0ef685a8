import { fromMinor } from "../../../kernel/money/amount";
import type { GroupBuy } from "./definition";
import type { BuyGroup, GroupOrder } from "./state";

/** A member's own order, for the shop to deliver or to refund under its own id. */
export interface GroupOrderLine {
  readonly order: string;
  readonly member: string;
  readonly quantity: number;
  /** What it paid; what a refund gives back. */
  readonly paid: string;
}

/** What a group comes to with a decision. */
export interface GroupResult {
  readonly group: string;
  readonly status: "forming" | "success" | "failed";
  /** How many orders are missing; 0 once the group has ended. */
  readonly missing: number;
  readonly expiresAt: string;
  /** How many orders were missing when it succeeded all the same. */
  readonly virtual: number;
  /** Once it has ended: every order that is to be delivered, or refunded. Close each of them. */
  readonly orders: readonly GroupOrderLine[];
}

/** The orders of a group that have a status, with what belongs to them. */
export function ordersOf(
  { orders }: BuyGroup,
  status: GroupOrder["status"],
): (GroupOrder & { readonly id: string })[] {
  return Object.entries(orders).flatMap(([id, order]) =>
    order.status === status ? [{ id, ...order }] : [],
  );
}

/** A group as a decision shows it. */
export function resultOf({ currency }: GroupBuy, group: string, state: BuyGroup): GroupResult {
  const status = state.status as GroupResult["status"];
  const count = ordersOf(state, "paid-not-formed").length;
  return {
    group,
    status,
    missing: status === "forming" ? state.size - count : 0,
    expiresAt: state.expiresAt!,
    virtual: state.virtual,
    orders:
      status === "forming"
        ? []
        : ordersOf(state, status).map(({ id: order, member, paidMinor, quantity }) => ({
            order,
            member,
            quantity,
            paid: fromMinor(paidMinor, currency),
          })),
  };
}

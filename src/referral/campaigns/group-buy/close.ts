import { checkCommand } from "../../../kernel/command";
import type { Accepted, Decision } from "../../../kernel/decision";
import { fromMinor } from "../../../kernel/money/amount";
import { refuse } from "../../../kernel/refusal";
import { entriesOf, type EntryBody } from "../entry";
import { checkState, own } from "../part";
import type { GroupBuy } from "./definition";
import { groupBuyKind } from "./fold";
import { ordersOf } from "./orders";
import {
  type BuyGroup,
  type GroupBuyEntry,
  type GroupBuyState,
  type GroupOrder,
  type GroupOrderCommand,
  NO_GROUP,
} from "./state";

/** What became of a member's own order. */
export interface ClosedGroupOrder {
  readonly order: string;
  readonly member: string;
  readonly status: "success" | "refunded";
  /** What goes back under this order; null: nothing does. */
  readonly refund: string | null;
  /** Whether the group ended with it, because nobody is left. */
  readonly groupFailed: boolean;
}

/** There is no such order of this member in the group. */
export interface UnknownGroupOrder {
  readonly code: "unknown-order";
  readonly group: string;
  readonly order: string;
}

/**
 * Why an order was not closed, in the order in which reasons are looked for.
 *
 * 1. `unknown-order`: the group has no such order of this member
 * 2. `group-forming`: nobody knows yet how it ends
 */
export type CloseGroupOrderRefusal =
  | UnknownGroupOrder
  | { readonly code: "group-forming"; readonly group: string; readonly expiresAt: string | null };

/** The codes of {@link CloseGroupOrderRefusal} in their order of precedence. */
export const CLOSE_GROUP_ORDER_REFUSALS = [
  "unknown-order",
  "group-forming",
] as const satisfies readonly CloseGroupOrderRefusal["code"][];

/**
 * Why an order was not refunded, in the order in which reasons are looked for.
 *
 * 1. `unknown-order`: the group has no such order of this member
 * 2. `already-refunded`: by another command
 */
export type RefundGroupOrderRefusal =
  UnknownGroupOrder | { readonly code: "already-refunded"; readonly order: string };

/** The codes of {@link RefundGroupOrderRefusal} in their order of precedence. */
export const REFUND_GROUP_ORDER_REFUSALS = [
  "unknown-order",
  "already-refunded",
] as const satisfies readonly RefundGroupOrderRefusal["code"][];

/** A reason that a decision about a member's own order may give. */
export type GroupOrderReason =
  | { readonly code: "order-confirmed"; readonly order: string }
  | { readonly code: "order-refunded"; readonly order: string; readonly before: string }
  | { readonly code: "group-failed"; readonly group: string }
  | { readonly code: "exists" };

/** The answer to the wish to close an order. */
export type CloseGroupOrderDecision = Decision<
  ClosedGroupOrder,
  GroupBuyEntry,
  CloseGroupOrderRefusal,
  CloseGroupOrderRefusal | GroupOrderReason
>;

/** The answer to the wish to refund an order. */
export type RefundGroupOrderDecision = Decision<
  ClosedGroupOrder,
  GroupBuyEntry,
  RefundGroupOrderRefusal,
  RefundGroupOrderRefusal | GroupOrderReason
>;

/**
 * Books what the end of a group means for a member's own order: confirmed where the group succeeded,
 * refunded where it failed, in full and under the id of this order. From then on the member can join
 * another group, and what was refunded no longer counts as bought. Closed twice is closed once.
 *
 * @param state - with the activity, the group and the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function closeGroupOrder(
  groupBuy: GroupBuy,
  state: GroupBuyState,
  command: GroupOrderCommand,
): CloseGroupOrderDecision {
  const at = checkCommand(command, ["group", "member", "order"]);
  checkState(groupBuyKind, state);
  const { group } = command;
  const { found, order } = orderIn(state, command);
  if (order === undefined) return refuse(unknown(command));
  const { status } = order;
  if (order.closed) return done(groupBuy, command, order);
  if (status === "success") return confirm(groupBuy, command, at, order);
  if (status === "failed") return giveBack(groupBuy, command, at, found, order);
  return refuse({ code: "group-forming", group, expiresAt: found.expiresAt });
}

/**
 * Refunds a member's own order, in full. While the group is forming, the member leaves it and their place
 * is free again; when nobody is left, the group fails. After the group has succeeded, it stays a success
 * for the others: one refund does not make it look as if it were forming.
 *
 * @param state - with the activity, the group and the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function refundGroupOrder(
  groupBuy: GroupBuy,
  state: GroupBuyState,
  command: GroupOrderCommand,
): RefundGroupOrderDecision {
  const at = checkCommand(command, ["group", "member", "order"]);
  checkState(groupBuyKind, state);
  const { found, order } = orderIn(state, command);
  if (order === undefined) return refuse(unknown(command));
  if (order.status !== "refunded") return giveBack(groupBuy, command, at, found, order);
  if (order.refund === command.id) return done(groupBuy, command, order);
  return refuse({ code: "already-refunded", order: command.order });
}

type Done = Accepted<ClosedGroupOrder, GroupBuyEntry, GroupOrderReason>;

function orderIn(
  { groups }: GroupBuyState,
  { group, member, order: id }: GroupOrderCommand,
): { readonly found: BuyGroup; readonly order: GroupOrder | undefined } {
  const found = own(groups, group) ?? NO_GROUP;
  const order = own(found.orders, id);
  return { found, order: order?.member === member ? order : undefined };
}

function unknown({ group, order }: GroupOrderCommand): UnknownGroupOrder {
  return { code: "unknown-order", group, order };
}

function confirm(
  groupBuy: GroupBuy,
  command: GroupOrderCommand,
  at: number,
  { quantity }: GroupOrder,
): Done {
  const { group, member, order } = command;
  const body = { kind: "group-order-confirmed", group, member, order, quantity } as const;
  return {
    ok: true,
    value: { order, member, status: "success", refund: null, groupFailed: false },
    entries: entriesOf<GroupBuyEntry>(groupBuy, command, at, [body]),
    why: [{ code: "order-confirmed", order }],
  };
}

function giveBack(
  groupBuy: GroupBuy,
  command: GroupOrderCommand,
  at: number,
  found: BuyGroup,
  { paidMinor: refundedMinor, quantity, status }: GroupOrder,
): Done {
  const { group, member, order } = command;
  const before = status as Exclude<GroupOrder["status"], "refunded">;
  const bodies: EntryBody<GroupBuyEntry>[] = [
    { kind: "group-order-refunded", group, member, order, quantity, refundedMinor, before },
  ];
  const groupFailed = found.status === "forming" && ordersOf(found, "paid-not-formed").length === 1;
  if (groupFailed) {
    bodies.push({ kind: "group-failed", group, reason: "abandoned", orders: [], quantity: 0 });
  }
  const refund = fromMinor(refundedMinor, groupBuy.currency);
  return {
    ok: true,
    value: { order, member, status: "refunded", refund, groupFailed },
    entries: entriesOf<GroupBuyEntry>(groupBuy, command, at, bodies),
    why: [
      { code: "order-refunded", order, before },
      ...(groupFailed ? [{ code: "group-failed", group } as const] : []),
    ],
  };
}

/** It was closed before: what it came to. */
function done(
  { currency }: GroupBuy,
  { member, order }: GroupOrderCommand,
  { paidMinor, status: ended }: GroupOrder,
): Done {
  const status = ended === "refunded" ? "refunded" : "success";
  const refund = status === "refunded" ? fromMinor(paidMinor, currency) : null;
  return {
    ok: true,
    value: { order, member, status, refund, groupFailed: false },
    entries: [],
    why: [{ code: "exists" }],
  };
}

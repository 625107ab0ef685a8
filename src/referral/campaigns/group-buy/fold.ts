import { addSafely } from "../../../kernel/money/amount";
import type { Instant } from "../../../kernel/time/instant";
import { applyTo, replayOf } from "../fold";
import { type CampaignKind, emptyState, own, withMember } from "../part";
import type { GroupBuy } from "./definition";
import {
  type BuyGroup,
  type GroupBuyActivity,
  type GroupBuyCommand,
  type GroupBuyEntry,
  type GroupBuyer,
  type GroupBuyState,
  type GroupOrder,
  groupOf,
  NO_BUYER,
  NO_GROUP,
} from "./state";

const ORDER = ["group", "member", "order", "quantity"];

/** How a group-buy is kept: a stream for the stock, for each group and for each member. */
export const groupBuyKind: CampaignKind<GroupBuyState, GroupBuyCommand, GroupBuyEntry> = {
  name: "group-buy",
  parts: {
    activity: {
      label: null,
      idOf: () => null,
      initial: (): GroupBuyActivity => ({ taken: 0, paidMinor: 0, refundedMinor: 0 }),
      fold: foldActivity,
    },
    groups: { label: "group", idOf: groupOf, initial: () => NO_GROUP, fold: foldGroup },
    members: {
      label: "member",
      idOf: (about) => ("member" in about ? about.member : null),
      initial: () => NO_BUYER,
      fold: foldMember,
    },
  },
  fields: {
    "group-opened": ["group", "member", "size", "expiresAt"],
    "group-order-joined": [...ORDER, "paidMinor", "until"],
    "group-filled": ["group", "orders", "virtual"],
    "group-failed": ["group", "orders", "quantity"],
    "group-order-confirmed": ORDER,
    "group-order-refunded": [...ORDER, "refundedMinor", "before"],
  },
};

function foldActivity(state: GroupBuyActivity, entry: GroupBuyEntry): GroupBuyActivity {
  const { paidMinor, refundedMinor, taken } = state;
  switch (entry.kind) {
    case "group-order-joined":
      return {
        ...state,
        taken: taken + entry.quantity,
        paidMinor: addSafely(paidMinor, entry.paidMinor),
      };
    case "group-failed":
      return { ...state, taken: taken - entry.quantity };
    case "group-order-refunded":
      return {
        ...state,
        // What a failed group had taken is back already.
        taken: entry.before === "failed" ? taken : taken - entry.quantity,
        refundedMinor: addSafely(refundedMinor, entry.refundedMinor),
      };
    default:
      return state;
  }
}

function foldGroup(state: BuyGroup, entry: GroupBuyEntry): BuyGroup {
  const { at } = entry;
  switch (entry.kind) {
    case "group-opened": {
      const { expiresAt, member: head, size } = entry;
      return { ...state, status: "forming", head, size, openedAt: at, expiresAt };
    }
    case "group-order-joined": {
      const { member, order, paidMinor, quantity } = entry;
      const status = "paid-not-formed";
      const joined = { member, quantity, paidMinor, status, closed: false, refund: null } as const;
      return { ...state, orders: withMember(state.orders, order, joined) };
    }
    case "group-filled": {
      const orders = withStatus(state.orders, entry.orders, "success");
      return { ...state, status: "success", endedAt: at, virtual: entry.virtual, orders };
    }
    case "group-failed": {
      const orders = withStatus(state.orders, entry.orders, "failed");
      return { ...state, status: "failed", endedAt: at, orders };
    }
    case "group-order-confirmed":
      return withOrder(state, entry.order, { closed: true });
    case "group-order-refunded":
      return withOrder(state, entry.order, {
        status: "refunded",
        closed: true,
        refund: entry.cause,
      });
  }
}

function foldMember(state: GroupBuyer, entry: GroupBuyEntry): GroupBuyer {
  switch (entry.kind) {
    case "group-order-joined": {
      const { group, order, quantity, until } = entry;
      return {
        bought: state.bought + quantity,
        running: { group, order, until },
        orders: withMember(state.orders, order, group),
      };
    }
    case "group-order-confirmed":
    case "group-order-refunded": {
      const { kind, order, quantity } = entry;
      const { running } = state;
      return {
        ...state,
        bought: kind === "group-order-refunded" ? state.bought - quantity : state.bought,
        running: running?.order === order ? null : running,
      };
    }
    default:
      return state;
  }
}

function withStatus(
  orders: BuyGroup["orders"],
  ids: readonly string[],
  status: GroupOrder["status"],
): BuyGroup["orders"] {
  return Object.fromEntries(
    Object.entries(orders).map(([id, order]) => [
      id,
      ids.includes(id) ? { ...order, status } : order,
    ]),
  );
}

function withOrder(state: BuyGroup, id: string, change: Partial<GroupOrder>): BuyGroup {
  const order = own(state.orders, id);
  if (order === undefined) return state;
  return { ...state, orders: withMember(state.orders, id, { ...order, ...change }) };
}

/** A group-buy before its first order. */
export function newGroupBuyState(): GroupBuyState {
  return emptyState(groupBuyKind);
}

/**
 * The state of a group-buy after one more entry. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry`, `unsafe-integer`
 */
export function applyGroupBuy(
  groupBuy: GroupBuy,
  state: GroupBuyState,
  entry: GroupBuyEntry,
): GroupBuyState {
  return applyTo(groupBuyKind, groupBuy, state, entry);
}

/**
 * The state of a group-buy from its entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayGroupBuy(
  groupBuy: GroupBuy,
  entries: Iterable<GroupBuyEntry>,
  asOf?: Instant,
): GroupBuyState {
  return replayOf(groupBuyKind, groupBuy, entries, asOf);
}

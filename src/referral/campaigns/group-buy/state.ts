import type { Command } from "../../../kernel/decision";
import type { AmountInput } from "../../../kernel/money/amount";
import type { CampaignEntry } from "../entry";

/** What a group-buy has come to. A verb looks at no more than the command names. Plain JSON. */
export interface GroupBuyState {
  readonly activity: GroupBuyActivity;
  /** By the order that opened them. */
  readonly groups: Readonly<Record<string, BuyGroup>>;
  readonly members: Readonly<Record<string, GroupBuyer>>;
}

/** What all groups have taken. */
export interface GroupBuyActivity {
  /** Units of orders that have not failed and were not refunded. */
  readonly taken: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
}

/** A group. */
export interface BuyGroup {
  /**
   * - `unopened`: there is no such group
   * - `forming`: it has room, and time
   * - `success`: it was filled; refunds of single orders do not change that
   * - `failed`: its time ran out, or everybody left
   */
  readonly status: "unopened" | "forming" | "success" | "failed";
  /** Who opened it; null: nobody. */
  readonly head: string | null;
  /** How many orders fill it, by the definition under which it was opened. */
  readonly size: number;
  readonly openedAt: string | null;
  readonly expiresAt: string | null;
  readonly endedAt: string | null;
  /** How many orders were missing when it succeeded all the same. */
  readonly virtual: number;
  /** By the id of the order, in the order in which they came. */
  readonly orders: Readonly<Record<string, GroupOrder>>;
}

/** A member's own order in a group. */
export interface GroupOrder {
  readonly member: string;
  readonly quantity: number;
  readonly paidMinor: number;
  /**
   * - `paid-not-formed`: paid, and the group is forming
   * - `success`: the group was filled: deliver
   * - `failed`: the group failed: refund
   * - `refunded`: the money went back
   */
  readonly status: "paid-not-formed" | "success" | "failed" | "refunded";
  /** Whether the member's own count knows how it ended. */
  readonly closed: boolean;
  /** The command that refunded it. */
  readonly refund: string | null;
}

/** What a member buys in all groups. */
export interface GroupBuyer {
  /** Units of orders that were not refunded. */
  readonly bought: number;
  /** The group that they are in; null: none that is known to run. */
  readonly running: {
    readonly group: string;
    readonly order: string;
    readonly until: string;
  } | null;
  /** The group of each of their orders. At most 1,000. */
  readonly orders: Readonly<Record<string, string>>;
}

/** The entries of a group-buy. */
export type GroupBuyEntry =
  | GroupOpened
  | GroupOrderJoined
  | GroupFilled
  | GroupFailed
  | GroupOrderConfirmed
  | GroupOrderRefunded;

/** What every entry of a group says. */
export interface GroupEntry extends CampaignEntry {
  /** The order that opened the group. */
  readonly group: string;
}

/** What every entry of an order in a group says. */
export interface GroupOrderEntry extends GroupEntry {
  readonly member: string;
  readonly order: string;
  readonly quantity: number;
}

/** A member opened a group. */
export interface GroupOpened extends GroupEntry {
  readonly kind: "group-opened";
  readonly member: string;
  readonly size: number;
  readonly expiresAt: string;
}

/** An order came into a group. */
export interface GroupOrderJoined extends GroupOrderEntry {
  readonly kind: "group-order-joined";
  readonly paidMinor: number;
  /** When the group expires. */
  readonly until: string;
}

/** A group succeeded: all its orders at once. */
export interface GroupFilled extends GroupEntry {
  readonly kind: "group-filled";
  /** The orders that succeed, each somebody's own. */
  readonly orders: readonly string[];
  /** How many were missing. */
  readonly virtual: number;
}

/** A group failed: all its orders at once. */
export interface GroupFailed extends GroupEntry {
  readonly kind: "group-failed";
  readonly reason: "expired" | "abandoned";
  /** The orders to refund, each somebody's own. */
  readonly orders: readonly string[];
  /** Their units, back in stock. */
  readonly quantity: number;
}

/** A member's own order is settled: it is to be delivered. */
export interface GroupOrderConfirmed extends GroupOrderEntry {
  readonly kind: "group-order-confirmed";
}

/** A member's own order was refunded, in full. */
export interface GroupOrderRefunded extends GroupOrderEntry {
  readonly kind: "group-order-refunded";
  readonly refundedMinor: number;
  /** What the order was before. */
  readonly before: "paid-not-formed" | "success" | "failed";
}

/** A member's order joins a group, or opens one. */
export interface JoinGroupCommand extends Command {
  readonly member: string;
  /** The member's own order, paid: its id names it in refunds. Each order has an id of its own. */
  readonly order: string;
  readonly quantity: number;
  /** What the order paid, coupons taken off: this is what a refund gives back. */
  readonly paid: AmountInput;
  /** The order that opened the group. Null or 0, and the default: this order opens a new one. */
  readonly group?: string | 0 | null | undefined;
}

/** A group's time is over. */
export interface ExpireGroupCommand extends Command {
  readonly group: string;
}

/** About a member's own order in a group. */
export interface GroupOrderCommand extends Command {
  readonly group: string;
  readonly member: string;
  readonly order: string;
}

/** Any command of a group-buy. */
export type GroupBuyCommand = JoinGroupCommand | ExpireGroupCommand | GroupOrderCommand;

/** Before a group is opened. */
export const NO_GROUP: BuyGroup = Object.freeze({
  status: "unopened",
  head: null,
  size: 0,
  openedAt: null,
  expiresAt: null,
  endedAt: null,
  virtual: 0,
  orders: Object.freeze({}),
});

/** Before a member has bought anything. */
export const NO_BUYER: GroupBuyer = Object.freeze({
  bought: 0,
  running: null,
  orders: Object.freeze({}),
});

/** The group that a command or an entry is about. */
export function groupOf(about: GroupBuyCommand | GroupBuyEntry): string {
  const { group } = about;
  return typeof group === "string" ? group : (about as JoinGroupCommand).order;
}

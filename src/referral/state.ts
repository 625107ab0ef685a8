import { addSafely } from "../kernel/money/amount";
import type { HoldInput } from "./input";
import type { OrderEvent } from "./order";
import type { ShareReason, ShareRole } from "./shares";

/** What a plan knows: settled orders, accounts of earners, what caps have used up. Plain JSON. */
export interface ReferralState {
  /** By id of the order. */
  readonly orders: Readonly<Record<string, SettledOrder>>;
  /** By {@link referralAccountKey}. */
  readonly accounts: Readonly<Record<string, ReferralAccount>>;
  /** Earned under caps, in minor units, by cap, period and whom it is counted for. */
  readonly caps: Readonly<Record<string, number>>;
}

/** An order that was settled. */
export interface SettledOrder {
  readonly order: string;
  readonly buyer: string;
  readonly currency: string;
  readonly at: string;
  /** A short hash of the order as it was read: tells a double send from another order. */
  readonly content: string;
  readonly events: Readonly<Record<OrderEvent, string | null>>;
  /** What its rewards wait for, and the zone in which days are counted, as they were. */
  readonly hold: HoldInput & { readonly zone: string };
  /** How long refunds take rewards back, in the same zone; null: for ever. */
  readonly clawbackWindow: HoldInput | null;
  readonly lines: readonly SettledLine[];
  readonly shares: readonly SettledShare[];
  /** By line, what nobody gets, in minor units. */
  readonly burned: readonly number[];
  /** Why each candidate is paid or not. */
  readonly why: readonly ShareReason[];
  readonly refunds: readonly KeptRefund[];
}

/** A line of a settled order, in minor units. */
export interface SettledLine {
  readonly id: string;
  readonly paid: number;
  readonly base: number;
  /** What went back of it. */
  readonly refunded: number;
  /** What of that takes rewards back. */
  readonly clawed: number;
}

/** A share of a settled order, as it was priced. */
export interface SettledShare {
  /** `level-1`, `referee-0`: unique in its order. */
  readonly id: string;
  readonly role: ShareRole;
  readonly level: number;
  /** Null: the pool. */
  readonly earner: string | null;
  readonly risk: boolean;
  /** By line, in minor units. */
  readonly lines: readonly number[];
  readonly rules: readonly (string | null)[];
  readonly rates: readonly (string | null)[];
  /** By line, what was taken back. */
  readonly reversed: readonly number[];
  /** What it used of caps, by key. */
  readonly caps: Readonly<Record<string, number>>;
  /** The id of the share that is to be paid out before it; null: none. */
  readonly waitsFor: string | null;
}

/** A reward and whose it is. */
export interface RewardRef {
  /** Null: the pool. */
  readonly earner: string | null;
  readonly reward: string;
}

/** A refund that was settled. */
export interface KeptRefund {
  readonly id: string;
  /** What it was asked for. */
  readonly of: "all" | "amount" | "lines";
  /** By line, in minor units. */
  readonly lines: readonly number[];
  /** `late`: it came after the window and takes nothing back. */
  readonly clawback: "auto" | "goodwill" | "late";
}

/** What an earner has in one currency. */
export interface ReferralAccount {
  readonly earner: string | null;
  readonly currency: string;
  /** By order and share, `o1/level-1`, and by adjustment, `a1/adjustment`. */
  readonly rewards: Readonly<Record<string, AccountReward>>;
  /** By id. */
  readonly batches: Readonly<Record<string, PayoutBatch>>;
}

/** A reward, or an adjustment by hand, in minor units. */
export interface AccountReward {
  readonly kind: "reward" | "adjustment";
  /** Null: an adjustment. */
  readonly order: string | null;
  readonly level: number;
  readonly amount: number;
  readonly reversed: number;
  /** From when on it can be paid out; null: what it waits for has not happened. */
  readonly availableAt: string | null;
  /** Whether it is kept back because of a risk. */
  readonly risk: RiskState;
  /** What batches have taken of it; more than what is left of it when it was refunded after. */
  readonly claimed: number;
  /** Whether the reward of the first level is to be paid out before it. */
  readonly waits: boolean;
  /** Rewards of other levels that wait until this one is paid out. */
  readonly followers: readonly RewardRef[];
  /** Of an adjustment. */
  readonly reason: string | null;
}

/** Nobody looked; is kept back; was looked at and may be paid; will not be paid. */
export type RiskState = "none" | "held" | "released" | "denied";

/** Rewards that are paid out together. */
export interface PayoutBatch {
  readonly id: string;
  readonly at: string;
  readonly status: "open" | "paid" | "cancelled";
  readonly amount: number;
  readonly items: readonly PayoutItem[];
}

/** One line of a statement: what is claimed of a reward; below 0: what was refunded after it was paid. */
export interface PayoutItem {
  readonly reward: string;
  readonly amount: number;
}

/** The most rewards and adjustments of one account. */
export const MAX_REWARDS = 1_000_000;

/** A plan before the first order. */
export function newReferralState(): ReferralState {
  return { orders: {}, accounts: {}, caps: {} };
}

/**
 * The key of an account in a state: one for each earner and currency; null: the pool.
 */
export function referralAccountKey(earner: string | null, currency: string): string {
  return earner === null ? `${currency}/pool` : `${currency}/member/${earner}`;
}

/** An account before the first reward. */
export function emptyAccount(earner: string | null, currency: string): ReferralAccount {
  return { earner, currency, rewards: {}, batches: {} };
}

/** The id of a reward in its account. */
export function rewardId(order: string, share: string): string {
  return `${order}/${share}`;
}

/** The id of an adjustment in its account: no share of an order is called that. */
export function adjustmentId(command: string): string {
  return rewardId(command, "adjustment");
}

/** A member of a record, and not what records inherit. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The exact sum of integers. */
export function sum(parts: readonly number[]): number {
  let total = 0;
  for (const part of parts) total = addSafely(total, part);
  return total;
}

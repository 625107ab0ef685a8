import type { Command, Entry } from "../kernel/decision";
import { instantText } from "../kernel/time/instant";
import type { OrderEvent } from "./order";
import type { ReferralPlan } from "./plan";
import type { KeptRefund, PayoutItem, RewardRef, RiskState, SettledOrder } from "./state";

/** The entries of a referral plan. */
export type ReferralEntry =
  | OrderSettled
  | OrderMoved
  | OrderRefunded
  | RewardJudged
  | PayoutOpened
  | PayoutClosed
  | BalanceAdjusted;

/** What every entry of a plan says. */
export interface ReferralEntryBase extends Entry {
  /** The id of the plan. */
  readonly plan: string;
  /** Of the definition. */
  readonly version: string;
}

/** An order was settled: who gets what of it, on the chain and the terms as they were. */
export interface OrderSettled extends ReferralEntryBase {
  readonly kind: "order-settled";
  readonly settled: SettledOrder;
  /** By share: from when on it can be paid out; null: what it waits for has not happened. */
  readonly availableAt: readonly (string | null)[];
}

/** Something happened to an order that rewards may wait for. */
export interface OrderMoved extends ReferralEntryBase {
  readonly kind: "order-moved";
  readonly order: string;
  readonly currency: string;
  readonly event: OrderEvent;
  readonly eventAt: string;
  /** The rewards that wait for it, and from when on they can be paid out. */
  readonly rewards: readonly RewardRef[];
  readonly availableAt: string;
}

/** Money went back, and with it what was earned on it. */
export interface OrderRefunded extends ReferralEntryBase {
  readonly kind: "order-refunded";
  readonly order: string;
  readonly currency: string;
  readonly refund: KeptRefund;
  /** By share of the order. */
  readonly reversals: readonly ShareReversal[];
  /** Rewards that no longer wait, because nothing is left of what was to be paid out before them. */
  readonly releases: readonly RewardRef[];
}

/** What is taken back of a share, in minor units. */
export interface ShareReversal extends RewardRef {
  readonly amount: number;
  /** By line of the order. */
  readonly lines: readonly number[];
  /** What its caps get back, by key. */
  readonly caps: Readonly<Record<string, number>>;
}

/** A reward was kept back, released or denied. */
export interface RewardJudged extends ReferralEntryBase {
  readonly kind: "reward-judged";
  readonly earner: string | null;
  readonly currency: string;
  readonly reward: string;
  readonly risk: Exclude<RiskState, "none">;
  readonly reason: string | null;
}

/** Rewards were claimed to be paid out together. */
export interface PayoutOpened extends ReferralEntryBase {
  readonly kind: "payout-opened";
  readonly earner: string | null;
  readonly currency: string;
  readonly batch: string;
  readonly amount: number;
  readonly items: readonly PayoutItem[];
}

/** A payout was made, or given up: what it had claimed can then be claimed again. */
export interface PayoutClosed extends ReferralEntryBase {
  readonly kind: "payout-paid" | "payout-cancelled";
  readonly earner: string | null;
  readonly currency: string;
  readonly batch: string;
  /** Rewards of other levels that waited for it; of one that was given up: none. */
  readonly releases: readonly RewardRef[];
}

/** A balance was changed by hand. */
export interface BalanceAdjusted extends ReferralEntryBase {
  readonly kind: "balance-adjusted";
  readonly earner: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly reason: string;
}

/** What an entry starts with. A command makes one. */
export function entryHead(
  plan: ReferralPlan,
  command: Command,
  at: number,
): Omit<ReferralEntryBase, "kind"> {
  return {
    id: `${command.id}/1`,
    at: instantText(at),
    cause: command.id,
    plan: plan.id,
    version: plan.version,
  };
}

import { addSafely, fromMinor } from "../kernel/money/amount";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import { checkReferralState } from "./soundness";
import {
  type AccountReward,
  emptyAccount,
  own,
  type ReferralAccount,
  referralAccountKey,
  type ReferralState,
} from "./state";

/** What an earner has in one currency at an instant, as decimal text. */
export interface ReferralBalance {
  readonly earner: string | null;
  readonly currency: string;
  /** All that was earned, refunds and denials not yet taken off. */
  readonly accrued: string;
  /** What refunds took back. */
  readonly reversed: string;
  /** What was denied. */
  readonly denied: string;
  /** Changed by hand. */
  readonly adjusted: string;
  /** Waits for its time, or for what it depends on. */
  readonly pending: string;
  /** Kept back because of a risk. */
  readonly held: string;
  /** Can be paid out; below 0: what refunds took back after it was paid. */
  readonly payable: string;
  /** Claimed by payouts that are not made yet. */
  readonly inPayout: string;
  readonly paid: string;
  /** `accrued - reversed - denied + adjusted - paid`. */
  readonly balance: string;
}

/**
 * What somebody has earned, and what of it can be paid out, at an instant. Nothing has to run in between:
 * holds end by themselves.
 *
 * @param earner - null: the pool
 * @throws UptierError in this order: `invalid-state`, `invalid-instant`
 *
 * @example
 * ```ts
 * import { newReferralState, referralBalance } from "uptier/referral";
 *
 * referralBalance(newReferralState(), "friend", "CNY", "2026-11-21T09:30:00+08:00").payable;
 * // => "0.00"
 * ```
 */
export function referralBalance(
  state: ReferralState,
  earner: string | null,
  currency: string,
  at: Instant,
): ReferralBalance {
  checkReferralState(state);
  return balanceOfAccount(accountIn(state, earner, currency), toMilliseconds(at));
}

/** The account of an earner; an empty one where there is none. */
export function accountIn(
  state: ReferralState,
  earner: string | null,
  currency: string,
): ReferralAccount {
  return (
    own(state.accounts, referralAccountKey(earner, currency)) ?? emptyAccount(earner, currency)
  );
}

/** {@link referralBalance} of an account. */
export function balanceOfAccount(account: ReferralAccount, at: number): ReferralBalance {
  const { earner, currency, rewards, batches } = account;
  const sums = { accrued: 0, reversed: 0, denied: 0, adjusted: 0 };
  const open: Record<RewardStanding, number> = { pending: 0, held: 0, payable: 0, denied: 0 };
  for (const reward of Object.values(rewards)) {
    if (reward.kind === "adjustment") sums.adjusted = addSafely(sums.adjusted, reward.amount);
    else {
      sums.accrued = addSafely(sums.accrued, reward.amount);
      sums.reversed = addSafely(sums.reversed, reward.reversed);
    }
    const standing = standingOf(reward, at);
    open[standing] = addSafely(open[standing], openOf(reward));
  }
  let [inPayout, paid] = [0, 0];
  for (const { status, amount } of Object.values(batches)) {
    if (status === "open") inPayout = addSafely(inPayout, amount);
    if (status === "paid") paid = addSafely(paid, amount);
  }
  const balance = sums.accrued - sums.reversed - open.denied + sums.adjusted - paid;
  const money = (minor: number): string => fromMinor(minor, currency);
  return {
    earner,
    currency,
    accrued: money(sums.accrued),
    reversed: money(sums.reversed),
    denied: money(open.denied),
    adjusted: money(sums.adjusted),
    pending: money(open.pending),
    held: money(open.held),
    payable: money(open.payable),
    inPayout: money(inPayout),
    paid: money(paid),
    balance: money(balance),
  };
}

/** Where what is open of a reward stands. */
export type RewardStanding = "pending" | "held" | "payable" | "denied";

/** Where what is open of a reward stands at an instant. What is owed back is always due. */
export function standingOf(reward: AccountReward, at: number): RewardStanding {
  if (reward.risk === "denied") return "denied";
  if (openOf(reward) < 0) return "payable";
  if (reward.risk === "held") return "held";
  const { availableAt, waits } = reward;
  return !waits && availableAt !== null && toMilliseconds(availableAt) <= at
    ? "payable"
    : "pending";
}

/** What is left of a reward and was not claimed; below 0: it was refunded after it was paid. */
export function openOf({ amount, reversed, claimed }: AccountReward): number {
  return amount - reversed - claimed;
}

/** What became of one reward. */
export type RewardStatus =
  | RewardStanding
  | "in-payout"
  | "paid"
  /** A part was refunded before it was paid. */
  | "partially-refunded"
  | "refunded";

/** One line of a statement. */
export interface StatementLine {
  readonly reward: string;
  readonly kind: AccountReward["kind"];
  readonly order: string | null;
  readonly level: number;
  readonly amount: string;
  readonly reversed: string;
  readonly open: string;
  readonly status: RewardStatus;
  readonly availableAt: string | null;
  /** Whether the reward of the first level is to be paid out before it. */
  readonly waits: boolean;
  readonly reason: string | null;
}

/**
 * All rewards of somebody with what became of them, in the order in which they were earned.
 *
 * @param earner - null: the pool
 * @throws UptierError in this order: `invalid-state`, `invalid-instant`
 */
export function referralStatement(
  state: ReferralState,
  earner: string | null,
  currency: string,
  at: Instant,
): readonly StatementLine[] {
  checkReferralState(state);
  const instant = toMilliseconds(at);
  const account = accountIn(state, earner, currency);
  const money = (minor: number): string => fromMinor(minor, currency);
  return Object.entries(account.rewards).map(([id, reward]) => ({
    reward: id,
    kind: reward.kind,
    order: reward.order,
    level: reward.level,
    amount: money(reward.amount),
    reversed: money(reward.reversed),
    open: money(openOf(reward)),
    status: statusOf(account, id, reward, instant),
    availableAt:
      reward.availableAt === null ? null : instantText(toMilliseconds(reward.availableAt)),
    waits: reward.waits,
    reason: reward.reason,
  }));
}

function statusOf(
  { batches }: ReferralAccount,
  id: string,
  reward: AccountReward,
  at: number,
): RewardStatus {
  if (reward.claimed === 0) {
    if (reward.reversed !== 0 && reward.reversed === reward.amount) return "refunded";
    const standing = standingOf(reward, at);
    return reward.reversed === 0 || standing === "denied" ? standing : "partially-refunded";
  }
  const isOpen = Object.values(batches).some(
    ({ status, items }) => status === "open" && items.some((item) => item.reward === id),
  );
  return isOpen ? "in-payout" : "paid";
}

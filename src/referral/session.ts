import { type Instant, toMilliseconds } from "../kernel/time/instant";
import { accountIn, balanceOfAccount, type ReferralBalance } from "./balance";
import type { ReferralEntry } from "./entries";
import { checkReferralEntry, foldReferral, openState } from "./fold";
import {
  decideJudge,
  decideMove,
  type JudgeRewardCommand,
  type JudgeRewardDecision,
  type MoveOrderCommand,
  type MoveOrderDecision,
} from "./hold";
import type { SettleOrderCommand } from "./order";
import {
  type AdjustBalanceCommand,
  type AdjustBalanceDecision,
  type ClosePayoutCommand,
  type ClosePayoutDecision,
  decideAdjust,
  decideClosePayout,
  decideOpenPayout,
  type OpenPayoutCommand,
  type OpenPayoutDecision,
} from "./payout";
import type { ReferralPlan } from "./plan";
import { decideRefund, type RefundOrderCommand, type RefundOrderDecision } from "./refund";
import { currencyOf, decideSettle, type SettleOrderDecision } from "./settle";
import { checkReferralState, newReferralState, type ReferralState } from "./state";

/**
 * A plan held in memory, for services that keep it, for imports and for simulations. It makes the same
 * decisions as the verbs and keeps the state itself, changed in place.
 */
export interface ReferralSession {
  /** Works out what an order pays: `settleOrder`. */
  settleOrder(command: SettleOrderCommand): SettleOrderDecision;
  /** Takes back what was earned on a refund: `refundOrder`. */
  refundOrder(command: RefundOrderCommand): RefundOrderDecision;
  /** Notes what happened to an order: `moveOrder`. */
  moveOrder(command: MoveOrderCommand): MoveOrderDecision;
  /** Keeps a reward back, releases or denies it: `judgeReward`. */
  judgeReward(command: JudgeRewardCommand): JudgeRewardDecision;
  /** Claims what can be paid out: `openPayout`. */
  openPayout(command: OpenPayoutCommand): OpenPayoutDecision;
  /** Says what became of a payout: `closePayout`. */
  closePayout(command: ClosePayoutCommand): ClosePayoutDecision;
  /** Changes a balance by hand: `adjustBalance`. */
  adjustBalance(command: AdjustBalanceCommand): AdjustBalanceDecision;
  /** Folds an entry that was decided elsewhere. */
  apply(entry: ReferralEntry): void;
  /** What somebody has at an instant; in the only currency of the plan, unless it is stated. */
  balanceOf(earner: string | null, at: Instant, currency?: string): ReferralBalance;
  /** A copy of the state. */
  state(): ReferralState;
}

/**
 * Opens a session.
 *
 * @param state - to go on from; it stays as it is. Default: a new one
 * @throws UptierError `invalid-state`
 *
 * @example
 * ```ts
 * import { defineReferral, openReferral } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }],
 *   hold: { from: "receipt", days: 7 },
 * });
 * const session = openReferral(plan);
 * session.settleOrder({
 *   id: "s1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "buyer",
 *   order: "o1",
 *   lines: [{ id: "tea", amount: "100.00" }],
 *   chain: [{ member: "friend" }],
 * });
 * session.moveOrder({ id: "m1", at: "2026-11-24T18:00:00+08:00", order: "o1", event: "receipt" });
 * session.balanceOf("friend", "2026-12-01T17:59:59+08:00").pending; // => "10.00"
 * session.balanceOf("friend", "2026-12-01T18:00:00+08:00").payable; // => "10.00"
 * ```
 */
export function openReferral(
  plan: ReferralPlan,
  state: ReferralState = newReferralState(),
): ReferralSession {
  checkReferralState(state);
  const open = openState(state);
  const verb =
    <
      C,
      D extends
        { readonly ok: true; readonly entries: readonly ReferralEntry[] } | { readonly ok: false },
    >(
      decide: (plan: ReferralPlan, state: ReferralState, command: C) => D,
    ): ((command: C) => D) =>
    (command) => {
      const decision = decide(plan, open, command);
      if (decision.ok) for (const entry of decision.entries) foldReferral(open, entry);
      return decision;
    };
  return {
    settleOrder: verb(decideSettle),
    refundOrder: verb(decideRefund),
    moveOrder: verb(decideMove),
    judgeReward: verb(decideJudge),
    openPayout: verb(decideOpenPayout),
    closePayout: verb(decideClosePayout),
    adjustBalance: verb(decideAdjust),
    apply(entry) {
      checkReferralEntry(plan, entry);
      foldReferral(open, entry);
    },
    balanceOf: (earner, at, currency) =>
      balanceOfAccount(
        accountIn(open, earner, currencyOf(plan, currency) ?? String(currency)),
        toMilliseconds(at),
      ),
    state: () => openState(open),
  };
}

/**
 * Referral: who earns what of an order, when it is released, and how every cent comes back.
 *
 * Define a plan with `defineReferral`, decide with `settleOrder`, `refundOrder` and the other verbs, keep
 * their entries, and fold them with `apply` or `replay`. To make a plan durable, hand
 * `referralDeciders` to a store.
 *
 * @module
 */
export {
  type ReferralBalance,
  referralBalance,
  referralStatement,
  type RewardStanding,
  type RewardStatus,
  type StatementLine,
} from "./balance";
export { type BulkSettlement, type OrderColumns, type ReferralTree, settleInBulk } from "./bulk";
export {
  accountStream,
  capStream,
  type OnSettledOrder,
  orderStream,
  type ReferralDeciders,
  referralDeciders,
} from "./decider";
export { defineReferral, referralJsonSchema } from "./definition";
export type {
  BalanceAdjusted,
  OrderMoved,
  OrderRefunded,
  OrderSettled,
  PayoutClosed,
  PayoutOpened,
  ReferralEntry,
  ReferralEntryBase,
  RewardJudged,
  RewardRef,
  ShareReversal,
} from "./entries";
export { apply, replay } from "./fold";
export {
  JUDGE_REWARD_REFUSALS,
  judgeReward,
  type JudgeRewardCommand,
  type JudgeRewardDecision,
  type JudgeRewardRefusal,
  type JudgeRewardResult,
  MOVE_ORDER_REFUSALS,
  moveOrder,
  type MoveOrderCommand,
  type MoveOrderDecision,
  type MoveOrderRefusal,
  type MoveOrderResult,
} from "./hold";
export type {
  AmountsInput,
  BaseInput,
  CapInput,
  HoldInput,
  LevelInput,
  OnIneligible,
  QualificationInput,
  ReferralInput,
  RewardRuleInput,
  RuleConditionInput,
  RuleMatching,
  TermsInput,
  UnclaimedTo,
} from "./input";
export type { ChainMemberInput, OrderEvent, OrderLineInput, SettleOrderCommand } from "./order";
export {
  ADJUST_BALANCE_REFUSALS,
  adjustBalance,
  type AdjustBalanceCommand,
  type AdjustBalanceDecision,
  type AdjustBalanceRefusal,
  type AdjustBalanceResult,
  CLOSE_PAYOUT_REFUSALS,
  closePayout,
  type ClosePayoutCommand,
  type ClosePayoutDecision,
  type ClosePayoutRefusal,
  type ClosePayoutResult,
  OPEN_PAYOUT_REFUSALS,
  openPayout,
  type OpenPayoutCommand,
  type OpenPayoutDecision,
  type OpenPayoutRefusal,
  type PayoutResult,
} from "./payout";
export type {
  MinorAmounts,
  ReferralPlan,
  RewardCap,
  RewardLevel,
  RewardRule,
  RewardTerms,
  RuleDimensions,
} from "./plan";
export { type RewardRange, rewardRange, type RewardRangeQuestion } from "./range";
export {
  REFUND_ORDER_REFUSALS,
  refundOrder,
  type RefundOrderCommand,
  type RefundOrderDecision,
  type RefundOrderRefusal,
  type RefundOrderResult,
} from "./refund";
export { openReferral, type ReferralSession } from "./session";
export {
  SETTLE_ORDER_REFUSALS,
  type SettledShareResult,
  settleOrder,
  type SettleOrderDecision,
  type SettleOrderRefusal,
  type SettleOrderResult,
} from "./settle";
export type { ShareCode, ShareReason, ShareRole } from "./shares";
export {
  type AccountReward,
  type KeptRefund,
  newReferralState,
  type PayoutBatch,
  type PayoutItem,
  type ReferralAccount,
  referralAccountKey,
  type ReferralState,
  type RiskState,
  type SettledLine,
  type SettledOrder,
  type SettledShare,
} from "./state";

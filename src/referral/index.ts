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
export type { BilingualText } from "../kernel/finding";
export {
  type LadderFacts,
  type PlanFacts,
  type Safeguard,
  SAFEGUARDS,
  type TreeFacts,
} from "./lint/facts";
export {
  type Finding,
  FINDING_CODES,
  type FindingCode,
  LINT_REGIONS,
  type LintRegion,
} from "./lint/finding";
export type { LintOptions } from "./lint/lint-case";
export { lintReferral } from "./lint/lint-referral";
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
export {
  type Band,
  type BandEdge,
  type BandEnd,
  type BandEvaluation,
  type BandMeasure,
  bandPay,
  type BandPay,
  type BandQuantity,
  type BandReason,
  type BandRules,
  type BandRulesBase,
  type BandRulesInput,
  type Bands,
  type BandsInput,
  benefitFactors,
  type BenefitFactors,
  type BenefitTier,
  type BenefitTierInput,
  type BonusAnswer,
  type BonusPeriodInput,
  type BonusPool,
  type BonusPoolInput,
  type BonusShareInput,
  type BonusShares,
  type BonusTarget,
  type BonusTargetInput,
  type Cliff,
  type CliffOptions,
  commissionOfDeals,
  type Contribution,
  type CountedReason,
  countedVolume,
  type CountedVolume,
  type Deal,
  type DealLine,
  type DealReason,
  type DealsCommission,
  type DealsInput,
  defineBands,
  defineBonusPool,
  defineDoubleSided,
  defineFeeSharing,
  definePayoutFee,
  definePayPlan,
  type DoubleSided,
  type DoubleSidedInput,
  type DrawInput,
  type FactorReason,
  type Factors,
  type FactorsInput,
  FEE_SHARING_REFUSALS,
  type FeeLine,
  type FeeSharing,
  type FeeSharingAnswer,
  type FeeSharingInput,
  type FeeSharingReason,
  type FeeSharingRefusal,
  type FeesInput,
  type FeeSplitReason,
  type FeeTransfer,
  findCliffs,
  type InterpolatedBandsInput,
  type PartnerShare,
  type PayCommission,
  type PayCommissionInput,
  type PayDefinition,
  payJsonSchema,
  payOfPeriod,
  payoutFee,
  type PayoutFee,
  type PayoutFeeInput,
  type PayoutFeeReason,
  type PayoutFees,
  type PayoutInput,
  type PayPeriodInput,
  type PayPlan,
  type PayPlanInput,
  type PayReason,
  type PeriodPay,
  type PoolAnswer,
  type PoolInput,
  type PoolMember,
  type PoolPart,
  type PoolReason,
  type PoolRefusal,
  type PoolShares,
  shareBonusPool,
  type SharedFees,
  type SharedLine,
  shareFees,
  type SplitFee,
  splitFees,
  type SplitFees,
  splitPool,
  type StakeTier,
  type StakeTierInput,
  type StandingInput,
  type StepBandsInput,
  type UnlockedPool,
  unlockPool,
  type UnlockReason,
  type WholeBandsInput,
  windowVolume,
} from "./pay/index";
export { type AbuseAssessment, type AbuseEvidence, assessReferral } from "./relations/abuse/assess";
export {
  type AbuseCheck,
  type AbuseRules,
  abuseRulesJsonSchema,
  defineAbuseRules,
} from "./relations/abuse/definition";
export {
  companyDomain,
  emailKey,
  FREE_MAIL_DOMAINS,
  type GooglemailAlias,
} from "./relations/abuse/email";
export type { AbuseFacts, AbuseMember, AbuseParty } from "./relations/abuse/facts";
export {
  ABUSE_KEYS,
  ABUSE_RELATIONS,
  type AbuseAction,
  type AbuseCheckInput,
  type AbuseKey,
  type AbuseRelation,
  type AbuseRulesInput,
  type CompanyCheck,
  type CoolDownCheck,
  type SharedKeyCheck,
  type VelocityCheck,
} from "./relations/abuse/input";
export { type KeyHolder, type ReferralRing, referralRings } from "./relations/abuse/rings";
export {
  attribute,
  type Attribution,
  type AttributionCredit,
  DROP_CODES,
  type DroppedTouch,
} from "./relations/attribute";
export {
  bind,
  BIND_REFUSALS,
  type BindCommand,
  type BindDecision,
  type BindRefusal,
} from "./relations/bind";
export type { RelationDecision, RelationReason } from "./relations/booking";
export { chainOf, type ChainNode, relationMonths } from "./relations/chain";
export {
  CREATE_CODE_REFUSALS,
  createCode,
  type CreateCodeCommand,
  type CreateCodeDecision,
  type CreateCodeRefusal,
  type CreateCodeResult,
  referrerOfCode,
  suggestCode,
} from "./relations/code";
export {
  type BindingDeciders,
  bindingDeciders,
  codeStream,
  type RelationDecider,
  relationStream,
} from "./relations/decider";
export {
  bindingJsonSchema,
  type BindingPolicy,
  type Channel,
  defineBinding,
} from "./relations/definition";
export type {
  CodeCreated,
  MemberBound,
  MemberUnbound,
  RelationEntry,
  RelationEntryBase,
} from "./relations/entries";
export { applyRelations, replayRelations } from "./relations/fold";
export {
  BINDING_MODES,
  type BindingInput,
  type BindingMode,
  type ChannelInput,
  type PositionWeights,
  type TouchChoice,
} from "./relations/input";
export {
  type BindResult,
  type PlaceRefusal,
  type PlacingCommand,
  REFERRER_STATUSES,
  type ReferrerStatus,
  type UplineChanged,
} from "./relations/place";
export {
  rebind,
  REBIND_REFUSALS,
  type RebindCommand,
  type RebindDecision,
  type RebindRefusal,
} from "./relations/rebind";
export { openRelations, type RelationsSession } from "./relations/session";
export {
  type Binding,
  type BindingChange,
  type MemberRelation,
  newRelations,
  type Relations,
} from "./relations/state";
export type { Conversion, ReferrerFacts, Touch } from "./relations/touch";
export {
  indexRelations,
  linksOf,
  type ReferralLink,
  type RelationTree,
} from "./relations/tree/index-relations";
export {
  type GenerationGrowth,
  type InvitationCounts,
  kByGeneration,
  type KFactor,
  kFactor,
  type ProjectedGeneration,
  projectReach,
  type ReachProjection,
} from "./relations/tree/k-factor";
export { leaderboard, type LeaderboardRow } from "./relations/tree/leaderboard";
export {
  type MemberSales,
  salesByPlace,
  type TeamRollUp,
  teamRollUp,
  type TeamRow,
  teamRow,
} from "./relations/tree/roll-up";
export { type TeamMember, teamOf } from "./relations/tree/team";
export {
  unbind,
  UNBIND_REFUSALS,
  type UnbindCommand,
  type UnbindDecision,
  type UnbindRefusal,
  type UnbindResult,
} from "./relations/unbind";

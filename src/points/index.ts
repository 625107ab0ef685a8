/**
 * Points: a ledger of lots that is right at every instant, earning and redemption, refunds, expiry,
 * liability, check-ins and badges.
 *
 * @module
 */
export type { OverCap } from "./earning/caps";
export type { SkipCause } from "./earning/conditions";
export { defineEarning, type Earning } from "./earning/definition";
export { earnedAgain } from "./earning/earned-again";
export type { EarningFacts, EventFacts, OrderFacts, OrderLine } from "./earning/facts";
export type { FrozenEarning, FrozenRate, FrozenRule } from "./earning/frozen";
export {
  advanceEarningHistory,
  type EarningCount,
  type EarningHistory,
  newEarningHistory,
} from "./earning/history";
export type {
  EarnInput,
  EarningBasisInput,
  EarningCapInput,
  EarningCapScope,
  EarningConditionsInput,
  EarningDefinitionInput,
  EarningInput,
  EarningRounding,
  EarningRuleInput,
  EarningWindowInput,
  ItemFilterInput,
  MultiplierInput,
  TypeCapInput,
} from "./earning/input";
export type {
  Earn,
  EarningBasis,
  EarningCap,
  EarningContext,
  EarningPlan,
  EarningRule,
  EarningTerms,
  ItemFilter,
  Multiplier,
} from "./earning/plan";
export {
  type Earned,
  EARNING_REFUSALS,
  type EarningQuote,
  type EarningRefusal,
  quoteEarning,
} from "./earning/quote";
export type { EarningReason } from "./earning/reasons";
export type { Refunded } from "./earning/remaining";
export { defineRedemption, type Redemption } from "./redemption/definition";
export type {
  ConversionInput,
  RedemptionDefinitionInput,
  RedemptionInput,
  CatalogueRewardInput,
} from "./redemption/input";
export type { Conversion, RedemptionPlan, CatalogueReward } from "./redemption/plan";
export {
  quoteReward,
  REWARD_REFUSALS,
  type RewardOffer,
  type RewardQuestion,
  type RewardQuote,
  type RewardRefusal,
} from "./redemption/quote-reward";
export {
  moneyForPoints,
  pointsForPrice,
  redeemable,
  type Redeemable,
  type RedeemableQuestion,
  type RedeemableReason,
} from "./redemption/redeemable";
export {
  type SplitLine,
  splitOverLines,
  type SplitPart,
  type SplitRounding,
} from "./redemption/split-over-lines";

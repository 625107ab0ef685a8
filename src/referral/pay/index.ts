export { bandPay, type BandPay, type BandReason } from "./bands/band-pay";
export { type Cliff, type CliffOptions, findCliffs } from "./bands/cliffs";
export {
  commissionOfDeals,
  type Deal,
  type DealLine,
  type DealReason,
  type DealsCommission,
  type DealsInput,
} from "./bands/deals";
export { type Band, type BandRules, type Bands, defineBands } from "./bands/definition";
export type {
  BandEdge,
  BandEnd,
  BandEvaluation,
  BandMeasure,
  BandRulesBase,
  BandRulesInput,
  BandsInput,
  InterpolatedBandsInput,
  StepBandsInput,
  WholeBandsInput,
} from "./bands/input";
export type { BandQuantity } from "./bands/quantity";
export {
  type BenefitTier,
  defineDoubleSided,
  type DoubleSided,
  type Factors,
  type StakeTier,
} from "./double-sided/definition";
export {
  type BenefitFactors,
  benefitFactors,
  type FactorReason,
  type StandingInput,
} from "./double-sided/factors";
export type {
  BenefitTierInput,
  DoubleSidedInput,
  FactorsInput,
  StakeTierInput,
} from "./double-sided/input";
export {
  type FeesInput,
  type FeeSplitReason,
  type FeeTransfer,
  type SplitFee,
  type SplitFees,
  splitFees,
} from "./double-sided/split-fees";
export {
  type Contribution,
  type CountedReason,
  type CountedVolume,
  countedVolume,
  windowVolume,
} from "./double-sided/volume";
export { defineFeeSharing, type FeeSharing } from "./fees/fee-sharing";
export type { FeeSharingInput, PayoutFeeInput } from "./fees/input";
export {
  definePayoutFee,
  type PayoutFee,
  payoutFee,
  type PayoutFeeReason,
  type PayoutFees,
  type PayoutInput,
} from "./fees/payout-fee";
export {
  FEE_SHARING_REFUSALS,
  type FeeLine,
  type FeeSharingAnswer,
  type FeeSharingReason,
  type FeeSharingRefusal,
  type PartnerShare,
  type SharedFees,
  type SharedLine,
  shareFees,
} from "./fees/share-fees";
export { type PayDefinition, payJsonSchema } from "./json-schema";
export { definePayPlan, type PayCommission, type PayPlan } from "./plan/definition";
export type { DrawInput, PayCommissionInput, PayPlanInput } from "./plan/input";
export { payOfPeriod, type PayPeriodInput, type PayReason, type PeriodPay } from "./plan/period";
export { type BonusPool, type BonusTarget, defineBonusPool } from "./pool/definition";
export type { BonusPoolInput, BonusTargetInput } from "./pool/input";
export {
  type BonusAnswer,
  type BonusShareInput,
  type BonusShares,
  shareBonusPool,
} from "./pool/share";
export {
  type PoolAnswer,
  type PoolInput,
  type PoolMember,
  type PoolPart,
  type PoolReason,
  type PoolRefusal,
  type PoolShares,
  splitPool,
} from "./pool/split-pool";
export {
  type BonusPeriodInput,
  type UnlockedPool,
  unlockPool,
  type UnlockReason,
} from "./pool/unlock";

/**
 * Tiers: membership programmes as data, standings that explain themselves, and segments.
 *
 * Define a programme with `defineTiers`, decide with `recordActivity`, `reverseActivity`, `grantTier` and
 * the other verbs, keep their entries, and fold them with `apply` or `replay`. `standingAt` tells where a
 * member stands at any instant. To make memberships durable, hand `tierDeciders` to a store.
 *
 * @module
 */
export {
  RECORD_ACTIVITY_REFUSALS,
  recordActivity,
  type RecordActivityCommand,
  type RecordActivityDecision,
  type RecordActivityRefusal,
} from "./activity";
export { benefitsGained, type BenefitsGained } from "./benefits/gained";
export type {
  BenefitInput,
  BenefitRulesInput,
  DiscountInput,
  DiscountStacking,
  MultiplierInput,
  PerkInput,
  PriceStacking,
  PricesInput,
  PromotionStacking,
  RewardPriceInput,
} from "./benefits/input";
export type { BenefitLine, BenefitOrder, LineAmount } from "./benefits/order";
export type {
  Benefit,
  BenefitRules,
  Discount,
  MemberPrices,
  Multiplier,
  Perk,
  RewardPrice,
} from "./benefits/plan";
export { earnFactor, rewardPrice } from "./benefits/points";
export type { BenefitProgram } from "./benefits/program";
export {
  type BenefitCapReason,
  type BenefitQuote,
  type BenefitQuoteLine,
  quoteBenefits,
} from "./benefits/quote";
export type { BenefitReason } from "./benefits/reasons";
export type {
  TierBookingReason,
  TierCommand,
  TierDecision,
  TierReason,
  TierResult,
} from "./booking";
export { type TierDeciders, tierDeciders, tierStream } from "./decider";
export { defineTiers, tiersJsonSchema } from "./definition";
export type {
  ActivityRecorded,
  ActivityReversed,
  ChangeReason,
  EffectiveChange,
  MemberJoined,
  MemberLeft,
  MetricDeducted,
  ReviewMoved,
  TierChange,
  TierChangeDropped,
  TierChanged,
  TierChangePlanned,
  TierEntry,
  TierEntryBase,
  TierGranted,
  TierGrantTurned,
} from "./entries";
export { apply, replay } from "./fold";
export {
  END_GRANT_REFUSALS,
  endGrant,
  type EndGrantCommand,
  type EndGrantDecision,
  type EndGrantRefusal,
  GRANT_TIER_REFUSALS,
  grantTier,
  type GrantTierCommand,
  type GrantTierDecision,
  type GrantTierRefusal,
} from "./grant";
export type {
  BoundInput,
  ConditionInput,
  DeductionInput,
  Downgrade,
  EffectiveInput,
  GraceInput,
  ManualMode,
  MetricInput,
  OnEdit,
  RefundEffect,
  Renewal,
  TierInput,
  TierProgramInput,
  TierWindow,
  ValidityInput,
  WeightedTermInput,
} from "./input";
export {
  join,
  type JoinCommand,
  type JoinDecision,
  leave,
  type LeaveCommand,
  type LeaveDecision,
  type LeaveRefusal,
} from "./membership";
export type {
  Bound,
  Condition,
  Deduction,
  Metric,
  Several,
  Tier,
  TierProgram,
  WeightedTerm,
} from "./program";
export { type ChangePreview, previewChange, type TierMove } from "./preview";
export type { BoundProgress, Quantity, TierProgress } from "./progress";
export {
  REVERSE_ACTIVITY_REFUSALS,
  reverseActivity,
  type ReverseActivityCommand,
  type ReverseActivityDecision,
  type ReverseActivityRefusal,
  type ReverseActivityResult,
} from "./reversal";
export { review, type ReviewCommand, type ReviewDecision } from "./review";
export { openTiers, type TierSession } from "./session";
export {
  explainStanding,
  type KeepProgress,
  type MetricValue,
  type ProjectedTier,
  type StackedTier,
  type Standing,
  standingAt,
  type TierTrace,
} from "./standing";
export {
  type EarnedTier,
  GRANT_SOURCES,
  type GrantSource,
  type KeptActivity,
  type KeptReversal,
  type Membership,
  newTierState,
  type PendingTier,
  type TierGrant,
  type TierState,
  type UsedBenefit,
} from "./state";
export { keepsTier, type MetricTotals, standingFromTotals, type TotalsStanding } from "./totals";
export type { ConditionTrace } from "./trace";
export {
  type Axis,
  type AxisInput,
  type BarInput,
  type Candidate,
  type Choice,
  CHOICE_STATUSES,
  type ChoiceAxis,
  type ChoiceAxisInput,
  type ChoiceGroup,
  type ChoiceInput,
  choiceJsonSchema,
  type ChoiceReason,
  type ChoiceReport,
  type ChoiceResult,
  type ChoiceState,
  type ChoiceStatus,
  choose,
  classifyMatrix,
  classifyQuadrant,
  DEFAULT_GROUP,
  defineChoice,
  defineLookAlike,
  defineMatrix,
  defineQuadrant,
  defineRfm,
  HIGH_LOW_CELLS,
  type HighLowCell,
  lintRfm,
  type LookAlike,
  type LookAlikeFeature,
  type LookAlikeInput,
  lookAlikeJsonSchema,
  type LookAlikeReason,
  type LookAlikeReport,
  type LookAlikeResult,
  type Matrix,
  MATRIX_PHASES,
  MATRIX_TAGS,
  MATRIX_WEIGHTS,
  type MatrixInput,
  matrixJsonSchema,
  type MatrixPhase,
  type MatrixPool,
  type MatrixPoolInput,
  type MatrixReason,
  type MatrixReport,
  type MatrixResult,
  type MatrixWeights,
  type Measure,
  type MeasuredMember,
  type MeasureInput,
  type MeasureUnit,
  type MeasureValue,
  newChoiceState,
  type PersistenceInput,
  type Quadrant,
  QUADRANT_STRATEGIES,
  type QuadrantInput,
  quadrantJsonSchema,
  type QuadrantMember,
  type QuadrantReason,
  type QuadrantReport,
  type QuadrantResult,
  quantile,
  type RankedReason,
  type Rfm,
  RFM_AXES,
  RFM_TABLES,
  type RfmAxis,
  type RfmBounds,
  type RfmBox,
  type RfmBoxInput,
  type RfmCuts,
  type RfmFigures,
  type RfmFinding,
  type RfmInput,
  rfmInputs,
  rfmJsonSchema,
  type RfmLint,
  type RfmMember,
  type RfmOrder,
  type RfmReason,
  type RfmRefund,
  type RfmReport,
  type RfmResult,
  type RfmScaleInput,
  type RfmScores,
  type RfmSegment,
  type RfmSegmentInput,
  rfmTable,
  type RfmTable,
  scoreLookAlikes,
  scoreRfm,
  type SegmentMember,
} from "./segments/index";

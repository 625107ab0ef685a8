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
export { TIER_PRESETS, tierPreset, type TierPresetName } from "./presets/preset";
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

/**
 * Points: a ledger of lots that is right at every instant, earning and redemption, refunds, expiry,
 * liability, check-ins and badges.
 *
 * @module
 */
export type { ActivityCommand } from "./badges/activity";
export { badgeDeciders, type BadgeDeciders, badgeStream } from "./badges/decider";
export {
  type Badge,
  type Badges,
  badgesJsonSchema,
  type BadgeTier,
  defineBadges,
  type BadgePrerequisite,
} from "./badges/definition";
export type {
  ActivityCounted,
  ActivityUndone,
  BadgeAwarded,
  BadgeEntry,
  BadgeRevoked,
  BadgesEntry,
  CountChange,
} from "./badges/entries";
export { applyBadges, replayBadges } from "./badges/fold";
export type {
  ActivityFilter,
  ActivityAttribute,
  BadgeCounter,
  BadgeInput,
  BadgeReward,
  BadgeSeason,
  BadgesInput,
  BadgeTierInput,
  BadgeRefundPolicy,
} from "./badges/input";
export { badgeProgress, type BadgeProgress, type NextBadgeTier } from "./badges/progress";
export {
  ACTIVITY_REFUSALS,
  type ActivityDecision,
  type ActivityRefusal,
  type ActivityResult,
  type BadgeCount,
  type BadgeTierChange,
  recordActivity,
} from "./badges/record";
export type { BadgeSeasonSpan } from "./badges/season";
export {
  type BadgeStanding,
  type BadgeState,
  type CountedActivity,
  type HeldBadgePrerequisite,
  type HeldBadgeTier,
  type KeptActivity,
  newBadgeState,
} from "./badges/state";
export {
  UNDO_ACTIVITY_REFUSALS,
  undoActivity,
  type UndoActivityCommand,
  type UndoActivityDecision,
  type UndoActivityRefusal,
  type UndoActivityResult,
} from "./badges/undo";
export {
  allocatePrice,
  type PriceAllocation,
  type PriceAllocationInput,
} from "./liability/allocation";
export {
  type BreakageEstimate,
  expectedBreakage,
  type PointsToDate,
  type RedemptionEstimate,
} from "./liability/estimate";
export { recogniseRevenue, type Revenue, type RevenueInput } from "./liability/revenue";
export {
  type LiabilityInput,
  type LiabilityPeriod,
  type LiabilityRow,
  liabilitySchedule,
  type PointsPeriod,
} from "./liability/schedule";
export { type PointsValue, type PointsValueInput, valueOfPoints } from "./liability/value";
export {
  estimateRedemption,
  type RedemptionPattern,
  type Vintage,
  type VintageEstimate,
} from "./liability/vintages";

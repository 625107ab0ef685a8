/**
 * Points: a ledger of lots that is right at every instant, earning and redemption, refunds, expiry,
 * liability, check-ins and badges.
 *
 * Define a programme with `definePoints`, decide with `credit`, `redeem`, `reserve`, `restore` and
 * the other verbs, keep their entries, and fold them with `apply` or `replay`. `balanceOf` tells what
 * a member has at any instant: points become active and lapse by themselves, without a job that would
 * have to run. To make accounts durable, hand `pointsDeciders` to a store.
 *
 * @module
 */
export {
  KEEP_ACTIVE_REFUSALS,
  type KeepActiveCommand,
  type KeepActiveDecision,
  type KeepActiveRefusal,
  type KeepActiveResult,
  keepActive,
} from "./activity";
export {
  type Balance,
  balanceOf,
  lotsAt,
  type PlannedBreakage,
  plannedBreakage,
  upcomingExpiries,
  type UpcomingExpiry,
} from "./balance";
export type {
  AccountCommand,
  BookingReason,
  BookingRefusal,
  PointsDecision,
  UnknownType,
} from "./booking";
export { type CalendarDay, calendarOf } from "./check-in/calendar";
export {
  CHECK_IN_REFUSALS,
  checkIn,
  type CheckInCommand,
  type CheckInDecision,
  type CheckInReason,
  type CheckInRefusal,
  type CheckInResult,
} from "./check-in/check-in";
export { type CheckInDay, checkInDay } from "./check-in/day";
export {
  type CheckInDecider,
  type CheckInDeciders,
  checkInDeciders,
  checkInStream,
} from "./check-in/decider";
export { type CheckInDefinition, checkInJsonSchema, defineCheckIn } from "./check-in/definition";
export type {
  CheckedIn,
  CheckInEntry,
  CheckInEntryBase,
  DayMadeUp,
  DaysFrozen,
  FreezesGranted,
  FreezeUseSet,
  StreakEnded,
  StreakRestored,
} from "./check-in/entries";
export { type DaysEvaluation, evaluateDays } from "./check-in/evaluate-days";
export { applyCheckIn, type CheckInHistory, replayCheckIn } from "./check-in/fold";
export {
  FREEZE_REFUSALS,
  type FreezeRefusal,
  type FreezeUseCommand,
  type FreezeUseDecision,
  grantFreezes,
  type GrantFreezesCommand,
  type GrantFreezesDecision,
  type GrantFreezesResult,
  setFreezeUse,
} from "./check-in/freezes";
export type {
  CheckInInput,
  MakeUpInput,
  CheckInMilestone,
  CheckInMilestoneTerms,
  CheckInPrice,
  CheckInReward,
  MilestoneMode,
} from "./check-in/input";
export {
  MAKE_UP_REFUSALS,
  makeUp,
  type MakeUpCommand,
  type MakeUpDecision,
  type MakeUpRefusal,
  type MakeUpResult,
} from "./check-in/make-up";
export type { CheckInMemberCommand } from "./check-in/moment";
export type { BalanceBelowPrice } from "./check-in/price";
export {
  RESTORE_STREAK_REFUSALS,
  type RestoreStreakCommand,
  type RestoreStreakDecision,
  type RestoreStreakRefusal,
  type RestoreStreakResult,
  restoreStreak,
} from "./check-in/restore";
export type { CheckInCounters, CheckInRewardShare } from "./check-in/reward";
export { currentRun, longestRun, runsOf, type DayList } from "./check-in/runs";
export { checkInSchema } from "./check-in/schema";
export { type SettleDecision, settleDay, type SettleResult } from "./check-in/settle-day";
export type { SettlementReason } from "./check-in/settlement";
export {
  type CheckInState,
  type DayRecord,
  type CheckInMonth,
  newCheckInState,
  type DayRecordKind,
  type Streak,
} from "./check-in/state";
export { streakAt, type StreakView } from "./check-in/streak-at";
export {
  credit,
  CREDIT_REFUSALS,
  type CreditCommand,
  type CreditDecision,
  type CreditRefusal,
  type CreditResult,
} from "./credit";
export {
  accountStream,
  catalogueStream,
  type PointsDecider,
  type PointsDeciders,
  pointsDeciders,
} from "./decider";
export { definePoints, pointsJsonSchema } from "./definition";
export {
  earn,
  EARN_REFUSALS,
  type EarnCommand,
  type EarnDecision,
  type EarnRefusal,
  type EarnResult,
} from "./earn";
export type {
  AccountEntry,
  BalanceReset,
  ClaimedReward,
  KnownCommand,
  CreditSource,
  DebitPurpose,
  ExpiriesBooked,
  ExpiryMoved,
  LedgerEntry,
  LotPart,
  LotSource,
  LotVoided,
  OrderRefunded,
  PointsActivated,
  PointsClawedBack,
  PointsCredited,
  PointsDebited,
  PointsEntry,
  PointsReserved,
  PointsRestored,
  Recurrence,
  ReservationPosted,
  ReservationVoided,
  Said,
  Told,
} from "./entries";
export type { ExpiryInput, LotExpiryInput } from "./expiry-input";
export { apply, replay, replayEach, type ReplayOptions } from "./fold";
export type {
  Clawback,
  HoldInput,
  OnShortage,
  PointsInput,
  PointTypeInput,
  RestoreExpiredInput,
  RestoreOnPartial,
  TransferExpiry,
} from "./input";
export {
  reinstate,
  REINSTATE_REFUSALS,
  type ReinstateCommand,
  type ReinstateDecision,
  type ReinstateRefusal,
  type ReinstateResult,
} from "./reinstate";
export type { ExpiryByType } from "./stated-expiry";
export type { IdConflict } from "../kernel/refusal";
export type { AccountFull } from "./identity";
export {
  activateLot,
  type ExtendCommand,
  extendLot,
  LOT_REFUSALS,
  type LotCommand,
  type LotDecision,
  type LotRefusal,
  type LotResult,
  voidLot,
} from "./lots";
export {
  PAY_REFUSALS,
  type PayCommand,
  type PayDecision,
  type PayRefusal,
  type PayResult,
  payWithPoints,
} from "./pay";
export type { PointsProgram, PointType } from "./program";
export {
  type ExceedsAvailable,
  redeem,
  REDEEM_REFUSALS,
  type RedeemCommand,
  type RedeemDecision,
  type RedeemRefusal,
  type RedeemResult,
  type SpendingReason,
} from "./redeem";
export {
  refund,
  REFUND_REFUSALS,
  type RefundCommand,
  type RefundDecision,
  type RefundReason,
  type RefundRefusal,
  type RefundResult,
} from "./refund";
export {
  type PostCommand,
  postReservation,
  RESERVATION_REFUSALS,
  type ReservationCommand,
  type ReservationDecision,
  type ReservationRefusal,
  type ReservationResult,
  reserve,
  RESERVE_REFUSALS,
  type ReserveCommand,
  type ReserveDecision,
  type ReserveRefusal,
  type ReserveResult,
  voidReservation,
} from "./reservation";
export {
  bookExpiries,
  type BookResult,
  resetBalance,
  type ResetCommand,
  type ResetResult,
} from "./reset";
export {
  restore,
  RESTORE_REFUSALS,
  type RestoreCommand,
  type RestoreDecision,
  type RestoreRefusal,
  type RestoreResult,
} from "./restore";
export {
  applyToCatalogue,
  CANCEL_REWARD_REFUSALS,
  cancelReward,
  type CancelRewardCommand,
  type CancelRewardDecision,
  type CancelRewardRefusal,
  type CancelRewardResult,
  type CatalogueState,
  claimReward,
  type ClaimRewardCommand,
  type ClaimRewardDecision,
  type ClaimRewardRefusal,
  type ClaimRewardResult,
  newCatalogue,
  type RewardState,
} from "./reward";
export { pointsSchema } from "./schema";
export { openPoints, type PointsSession } from "./session";
export type { ClawedBackReason, RestoredReason } from "./settlement";
export {
  type AccountState,
  type Allocation,
  type Debit,
  type LedgerState,
  type Lot,
  type LotStatus,
  newAccount,
  type RefundedPart,
  type Reservation,
  type Restoration,
} from "./state";
export { type StatementLine, statementOf } from "./statement";
export { switchOnExpiry, type SwitchOnResult } from "./switch-on";
export {
  transfer,
  TRANSFER_REFUSALS,
  type TransferCommand,
  type TransferDecision,
  type TransferRefusal,
  type TransferResult,
  type TransferState,
} from "./transfer";
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
export {
  type PeriodEnd,
  type PeriodMovements,
  pointsMovements,
  type PointsMovements,
} from "./liability/movements";
export { recogniseRevenue, type Revenue, type RevenueInput } from "./liability/revenue";
export {
  type LiabilityInput,
  type LiabilityPeriod,
  type LiabilityRow,
  liabilitySchedule,
  type PointsPeriod,
} from "./liability/schedule";
export type { PointsTotals } from "./liability/totals";
export { type PointsValue, type PointsValueInput, valueOfPoints } from "./liability/value";
export {
  estimateRedemption,
  type RedemptionPattern,
  type Vintage,
  type VintageEstimate,
} from "./liability/vintages";
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

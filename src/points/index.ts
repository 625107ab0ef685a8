/**
 * Points: a ledger of lots that is right at every instant, earning and redemption, refunds, expiry,
 * liability, check-ins and badges.
 *
 * @module
 */
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
  RESTORE_REFUSALS,
  type RestoreCommand,
  type RestoreDecision,
  type RestoreRefusal,
  type RestoreResult,
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

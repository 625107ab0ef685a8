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
  ACTIVITY_REFUSALS,
  type ActivityCommand,
  type ActivityDecision,
  type ActivityRefusal,
  type ActivityResult,
  recordActivity,
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
  IdConflict,
  PointsDecision,
  UnknownType,
} from "./booking";
export {
  credit,
  CREDIT_REFUSALS,
  type CreditCommand,
  type CreditDecision,
  type CreditRefusal,
  type CreditResult,
} from "./credit";
export { accountStream, type PointsDecider, type PointsDeciders, pointsDeciders } from "./decider";
export { definePoints, pointsJsonSchema } from "./definition";
export type {
  AccountEntry,
  BalanceReset,
  CreditSource,
  ExpiriesBooked,
  ExpiryMoved,
  LotPart,
  LotVoided,
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
} from "./entries";
export { apply, replay, type ReplayOptions } from "./fold";
export type {
  Clawback,
  DurationInput,
  ExpiryInput,
  ExpiryRounding,
  HoldInput,
  OnShortage,
  PointsInput,
  PointTypeInput,
  RestoreExpiredInput,
  RestoreOnPartial,
  TransferExpiry,
} from "./input";
export {
  activateLot,
  type ExtendCommand,
  extendLot,
  LOT_REFUSALS,
  type LotCommand,
  type LotDecision,
  type LotRefusal,
  type LotResult,
  reinstate,
  REINSTATE_REFUSALS,
  type ReinstateCommand,
  type ReinstateDecision,
  type ReinstateRefusal,
  type ReinstateResult,
  switchOnExpiry,
  type SwitchOnResult,
  voidLot,
} from "./lots";
export type { PointsProgram, PointType } from "./program";
export {
  type ExceedsAvailable,
  redeem,
  REDEEM_REFUSALS,
  type RedeemCommand,
  type RedeemDecision,
  type RedeemRefusal,
  type RedeemResult,
} from "./redeem";
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
export { pointsSchema } from "./schema";
export { openPoints, type PointsSession } from "./session";
export {
  type AccountState,
  type Allocation,
  type Debit,
  type LedgerState,
  type Lot,
  type LotStatus,
  newAccount,
  type Reservation,
} from "./state";
export { type StatementLine, statementOf } from "./statement";
export {
  transfer,
  TRANSFER_REFUSALS,
  type TransferCommand,
  type TransferDecision,
  type TransferRefusal,
  type TransferResult,
  type TransferState,
} from "./transfer";

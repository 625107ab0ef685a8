import type { Command, Decider, Decision, Reason, Stream } from "../kernel/decision";
import {
  type KeepActiveCommand,
  type KeepActiveRefusal,
  type KeepActiveResult,
  keepActive,
} from "./activity";
import type { AccountCommand, BookingRefusal } from "./booking";
import { credit, type CreditCommand, type CreditRefusal, type CreditResult } from "./credit";
import { earn, type EarnCommand, type EarnRefusal, type EarnResult } from "./earn";
import type { PointsEntry } from "./entries";
import { applyToAccount } from "./fold";
import {
  activateLot,
  type ExtendCommand,
  extendLot,
  type LotCommand,
  type LotRefusal,
  type LotResult,
  voidLot,
} from "./lots";
import { type PayCommand, type PayRefusal, type PayResult, payWithPoints } from "./pay";
import type { PointsProgram } from "./program";
import { redeem, type RedeemCommand, type RedeemRefusal, type RedeemResult } from "./redeem";
import { refund, type RefundCommand, type RefundRefusal, type RefundResult } from "./refund";
import {
  reinstate,
  type ReinstateCommand,
  type ReinstateRefusal,
  type ReinstateResult,
} from "./reinstate";
import {
  bookExpiries,
  type BookResult,
  resetBalance,
  type ResetCommand,
  type ResetResult,
} from "./reset";
import {
  type PostCommand,
  postReservation,
  type ReservationCommand,
  type ReservationRefusal,
  type ReservationResult,
  reserve,
  type ReserveCommand,
  type ReserveRefusal,
  type ReserveResult,
  voidReservation,
} from "./reservation";
import { restore, type RestoreCommand, type RestoreRefusal, type RestoreResult } from "./restore";
import {
  applyToCatalogue,
  cancelReward,
  type CancelRewardCommand,
  type CancelRewardRefusal,
  type CancelRewardResult,
  type CatalogueState,
  claimReward,
  type ClaimRewardCommand,
  type ClaimRewardRefusal,
  type ClaimRewardResult,
  newCatalogue,
  type RewardState,
} from "./reward";
import { type AccountState, newAccount } from "./state";
import { switchOnExpiry, type SwitchOnResult } from "./switch-on";
import {
  transfer,
  type TransferCommand,
  type TransferRefusal,
  type TransferResult,
} from "./transfer";

/** A decider of one verb of a programme of points. */
export type PointsDecider<C extends Command, Value, Refusal extends Reason> = Decider<
  C,
  Value,
  PointsEntry,
  Refusal,
  Reason
>;

/** What a runner needs to make a programme durable: a decider for each verb. */
export interface PointsDeciders {
  readonly credit: PointsDecider<CreditCommand, CreditResult, CreditRefusal>;
  readonly earn: PointsDecider<EarnCommand, EarnResult, EarnRefusal>;
  readonly redeem: PointsDecider<RedeemCommand, RedeemResult, RedeemRefusal>;
  readonly payWithPoints: PointsDecider<PayCommand, PayResult, PayRefusal>;
  readonly refund: PointsDecider<RefundCommand, RefundResult, RefundRefusal>;
  readonly claimReward: PointsDecider<ClaimRewardCommand, ClaimRewardResult, ClaimRewardRefusal>;
  readonly cancelReward: PointsDecider<
    CancelRewardCommand,
    CancelRewardResult,
    CancelRewardRefusal
  >;
  readonly reserve: PointsDecider<ReserveCommand, ReserveResult, ReserveRefusal>;
  readonly postReservation: PointsDecider<PostCommand, ReservationResult, ReservationRefusal>;
  readonly voidReservation: PointsDecider<
    ReservationCommand,
    ReservationResult,
    ReservationRefusal
  >;
  readonly restore: PointsDecider<RestoreCommand, RestoreResult, RestoreRefusal>;
  readonly transfer: PointsDecider<TransferCommand, TransferResult, TransferRefusal>;
  readonly activateLot: PointsDecider<LotCommand, LotResult, LotRefusal>;
  readonly voidLot: PointsDecider<LotCommand, LotResult, LotRefusal>;
  readonly extendLot: PointsDecider<ExtendCommand, LotResult, LotRefusal>;
  readonly reinstate: PointsDecider<ReinstateCommand, ReinstateResult, ReinstateRefusal>;
  readonly switchOnExpiry: PointsDecider<AccountCommand, SwitchOnResult, BookingRefusal>;
  readonly keepActive: PointsDecider<KeepActiveCommand, KeepActiveResult, KeepActiveRefusal>;
  readonly resetBalance: PointsDecider<ResetCommand, ResetResult, BookingRefusal>;
  readonly bookExpiries: PointsDecider<AccountCommand, BookResult, BookingRefusal>;
}

/**
 * The decisions of a programme for a runner such as the SQL store: a decider for each verb. All of
 * them share one name, so that no two of their commands may have the same id. A verb touches the
 * stream of its member; a transfer those of both, and a claim of a reward that of the catalogue too.
 *
 * @example
 * ```ts
 * import { definePoints, pointsDeciders } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 * });
 * const { redeem } = pointsDeciders(program);
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * redeem.streams({ ...about, id: "r1", points: 30 }).map((stream) => stream.key);
 * // => ["points/club/member/m1"]
 * ```
 */
export function pointsDeciders(program: PointsProgram): PointsDeciders {
  const name = `points/${program.id}`;
  const own = (member: string): Stream<AccountState, PointsEntry> =>
    accountStream(program.id, member);

  const catalogue = catalogueStream(program.id);

  const verb = <
    C extends Command & { readonly member: string },
    Value,
    R extends Reason,
    W extends Reason,
  >(
    decide: (
      program: PointsProgram,
      state: AccountState,
      command: C,
    ) => Decision<Value, PointsEntry, R, W>,
  ): Decider<C, Value, PointsEntry, R, W> => ({
    name,
    streams: (about) => [own(about.member)],
    decide: (read, command) => decide(program, read(own(command.member)), command),
  });

  const rewardVerb = <
    C extends Command & { readonly member: string },
    Value,
    R extends Reason,
    W extends Reason,
  >(
    decide: (
      program: PointsProgram,
      state: RewardState,
      command: C,
    ) => Decision<Value, PointsEntry, R, W>,
  ): Decider<C, Value, PointsEntry, R, W> => ({
    name,
    streams: (about) => [own(about.member), catalogue],
    decide: (read, command) =>
      decide(program, { account: read(own(command.member)), catalogue: read(catalogue) }, command),
  });

  return {
    credit: verb(credit),
    earn: verb(earn),
    redeem: verb(redeem),
    payWithPoints: verb(payWithPoints),
    refund: verb(refund),
    claimReward: rewardVerb(claimReward),
    cancelReward: rewardVerb(cancelReward),
    reserve: verb(reserve),
    postReservation: verb(postReservation),
    voidReservation: verb(voidReservation),
    restore: verb(restore),
    transfer: {
      name,
      streams: (about) =>
        "kind" in about ? [own(about.member)] : [own(about.member), own(about.to)],
      decide: (read, command) =>
        transfer(program, { from: read(own(command.member)), to: read(own(command.to)) }, command),
    },
    activateLot: verb(activateLot),
    voidLot: verb(voidLot),
    extendLot: verb(extendLot),
    reinstate: verb(reinstate),
    switchOnExpiry: verb(switchOnExpiry),
    keepActive: verb(keepActive),
    resetBalance: verb(resetBalance),
    bookExpiries: verb(bookExpiries),
  };
}

/** The stream of what all members have claimed of the catalogue. */
export function catalogueStream(program: string): Stream<CatalogueState, PointsEntry> {
  return { key: `points/${program}/catalogue`, initial: newCatalogue, apply: applyToCatalogue };
}

/** The stream of what a member has of a programme. */
export function accountStream(program: string, member: string): Stream<AccountState, PointsEntry> {
  return {
    key: `points/${program}/member/${member}`,
    initial: newAccount,
    apply: applyToAccount,
  };
}

import type { Command, Decider, Decision, Reason, Stream } from "../../kernel/decision";
import {
  checkIn,
  type CheckInCommand,
  type CheckInReason,
  type CheckInRefusal,
  type CheckInResult,
} from "./check-in";
import type { CheckInDefinition } from "./definition";
import type { CheckInEntry } from "./entries";
import { applyToCheckIn } from "./fold";
import {
  type FreezeRefusal,
  type FreezeUseCommand,
  grantFreezes,
  type GrantFreezesCommand,
  type GrantFreezesResult,
  setFreezeUse,
} from "./freezes";
import { makeUp, type MakeUpCommand, type MakeUpRefusal, type MakeUpResult } from "./make-up";
import type { CheckInMemberCommand } from "./moment";
import {
  restoreStreak,
  type RestoreStreakCommand,
  type RestoreStreakRefusal,
  type RestoreStreakResult,
} from "./restore";
import { settleDay, type SettleResult } from "./settle-day";
import type { SettlementReason } from "./settlement";
import { type CheckInState, newCheckInState } from "./state";

/** A decider of one verb of a check-in. */
export type CheckInDecider<
  C extends Command,
  Value,
  Refusal extends Reason,
  Why extends Reason = Reason,
> = Decider<C, Value, CheckInEntry, Refusal, Why>;

/** What a runner needs to make a check-in durable: a decider for each verb. */
export interface CheckInDeciders {
  readonly checkIn: CheckInDecider<CheckInCommand, CheckInResult, CheckInRefusal, CheckInReason>;
  readonly makeUp: CheckInDecider<MakeUpCommand, MakeUpResult, MakeUpRefusal>;
  readonly restoreStreak: CheckInDecider<
    RestoreStreakCommand,
    RestoreStreakResult,
    RestoreStreakRefusal
  >;
  readonly grantFreezes: CheckInDecider<GrantFreezesCommand, GrantFreezesResult, FreezeRefusal>;
  readonly setFreezeUse: CheckInDecider<FreezeUseCommand, { readonly use: boolean }, FreezeRefusal>;
  readonly settleDay: CheckInDecider<CheckInMemberCommand, SettleResult, never, SettlementReason>;
}

/**
 * The decisions of a check-in for a runner such as the SQL store: a decider for each verb. All of
 * them share one name, so that no two of their commands may have the same id, and touch one stream:
 * that of the member.
 *
 * @example
 * ```ts
 * import { checkInDeciders, defineCheckIn } from "uptier/points";
 *
 * const deciders = checkInDeciders(defineCheckIn({ id: "daily", zone: "Asia/Shanghai" }));
 * const command = { id: "c1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * deciders.checkIn.streams(command).map((stream) => stream.key);
 * // => ["check-in/daily/member/m1"]
 * ```
 */
export function checkInDeciders(definition: CheckInDefinition): CheckInDeciders {
  const own = (member: string): Stream<CheckInState, CheckInEntry> =>
    checkInStream(definition.id, member);

  const forMember = <C extends CheckInMemberCommand, Value, R extends Reason, W extends Reason>(
    verb: (
      definition: CheckInDefinition,
      state: CheckInState,
      command: C,
    ) => Decision<Value, CheckInEntry, R, W>,
  ): Decider<C, Value, CheckInEntry, R, W> => ({
    name: `check-in/${definition.id}`,
    streams: ({ member }) => [own(member)],
    decide: (read, command) => verb(definition, read(own(command.member)), command),
  });

  return {
    checkIn: forMember(checkIn),
    makeUp: forMember(makeUp),
    restoreStreak: forMember(restoreStreak),
    grantFreezes: forMember(grantFreezes),
    setFreezeUse: forMember(setFreezeUse),
    settleDay: forMember<CheckInMemberCommand, SettleResult, never, SettlementReason>(settleDay),
  };
}

/**
 * The stream of a member's check-ins.
 *
 * @example
 * ```ts
 * import { checkInStream } from "uptier/points";
 *
 * checkInStream("daily", "m1").key; // => "check-in/daily/member/m1"
 * ```
 */
export function checkInStream(
  checkInId: string,
  member: string,
): Stream<CheckInState, CheckInEntry> {
  return {
    key: `check-in/${checkInId}/member/${member}`,
    initial: newCheckInState,
    apply: applyToCheckIn,
  };
}

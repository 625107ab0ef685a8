import type { Decider, Decision, Reason, Stream } from "../kernel/decision";
import { recordActivity, type RecordActivityCommand, type RecordActivityRefusal } from "./activity";
import type { TierBookingReason, TierCommand, TierResult } from "./booking";
import type { TierEntry } from "./entries";
import { apply } from "./fold";
import {
  endGrant,
  type EndGrantCommand,
  type EndGrantRefusal,
  grantTier,
  type GrantTierCommand,
  type GrantTierRefusal,
} from "./grant";
import { join, type JoinCommand, leave, type LeaveCommand, type LeaveRefusal } from "./membership";
import type { TierProgram } from "./program";
import {
  reverseActivity,
  type ReverseActivityCommand,
  type ReverseActivityRefusal,
  type ReverseActivityResult,
} from "./reversal";
import { review, type ReviewCommand } from "./review";
import { newTierState, type TierGrant, type TierState } from "./state";

/** A decider of one verb. */
export type TierDecider<C extends TierCommand, Value, Refusal extends Reason> = Decider<
  C,
  Value,
  TierEntry,
  Refusal,
  Refusal | TierBookingReason
>;

/** What a runner needs to make memberships durable: a decider for each verb. */
export interface TierDeciders {
  readonly recordActivity: TierDecider<RecordActivityCommand, TierResult, RecordActivityRefusal>;
  readonly reverseActivity: TierDecider<
    ReverseActivityCommand,
    ReverseActivityResult,
    ReverseActivityRefusal
  >;
  readonly grantTier: TierDecider<
    GrantTierCommand,
    TierResult & { grant: TierGrant },
    GrantTierRefusal
  >;
  readonly endGrant: TierDecider<EndGrantCommand, TierResult, EndGrantRefusal>;
  readonly join: TierDecider<JoinCommand, TierResult, never>;
  readonly leave: TierDecider<LeaveCommand, TierResult, LeaveRefusal>;
  readonly review: TierDecider<ReviewCommand, TierResult, never>;
}

/**
 * The decisions of a programme for a runner such as the SQL store. All share one name, so that no two of
 * their commands may have the same id. Each touches the stream of one member.
 *
 * @example
 * ```ts
 * import { defineTiers, tierDeciders } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "orders", kind: "count", on: ["order"] }],
 *   tiers: [{ id: "basic", rank: 0 }],
 * });
 * const command = { id: "o1", at: "2026-11-21T09:30:00+08:00", member: "m1", kind: "order" };
 * tierDeciders(program).recordActivity.streams(command)[0]?.key; // => "tiering/mall/member/m1"
 * ```
 */
export function tierDeciders(program: TierProgram): TierDeciders {
  const decider = <C extends TierCommand, V, R extends Reason>(
    decide: (
      program: TierProgram,
      state: TierState,
      command: C,
    ) => Decision<V, TierEntry, R, R | TierBookingReason>,
  ): TierDecider<C, V, R> => ({
    name: `tiering/${program.id}`,
    streams: ({ member }) => [tierStream(program, member)],
    decide: (read, command) => decide(program, read(tierStream(program, command.member)), command),
  });
  return {
    recordActivity: decider(recordActivity),
    reverseActivity: decider(reverseActivity),
    grantTier: decider(grantTier),
    endGrant: decider(endGrant),
    join: decider(join),
    leave: decider(leave),
    review: decider(review),
  };
}

/** The stream of a member. */
export function tierStream(program: TierProgram, member: string): Stream<TierState, TierEntry> {
  return {
    key: `tiering/${program.id}/member/${member}`,
    initial: newTierState,
    apply: (state, entry) => apply(program, state, entry),
  };
}

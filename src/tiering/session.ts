import { type Instant, toMilliseconds } from "../kernel/time/instant";
import { decideRecord, type RecordActivityCommand, type RecordActivityDecision } from "./activity";
import type { TierEntry } from "./entries";
import { checkPlace, checkTierEntry } from "./entry-check";
import { foldEntry } from "./fold";
import {
  decideEndGrant,
  decideGrant,
  type EndGrantCommand,
  type EndGrantDecision,
  type GrantTierCommand,
  type GrantTierDecision,
} from "./grant";
import { closeMember, emptyMember, goBack, type OpenMember, openMember } from "./member";
import {
  decideJoin,
  decideLeave,
  type JoinCommand,
  type JoinDecision,
  type LeaveCommand,
  type LeaveDecision,
} from "./membership";
import type { TierProgram } from "./program";
import {
  decideReverse,
  type ReverseActivityCommand,
  type ReverseActivityDecision,
} from "./reversal";
import { decideReview, type ReviewCommand, type ReviewDecision } from "./review";
import { type Standing, standingOfMember } from "./standing";
import type { TierState } from "./state";
import { checkTierState } from "./state-check";

/**
 * Members held in memory, for services that keep them, for imports and for simulations. It makes the same
 * decisions as the verbs and keeps the states itself, changed in place: an activity costs the same
 * however many there are.
 */
export interface TierSession {
  /** Counts an activity: `recordActivity`. */
  recordActivity(command: RecordActivityCommand): RecordActivityDecision;
  /** Takes something back of an activity: `reverseActivity`. */
  reverseActivity(command: ReverseActivityCommand): ReverseActivityDecision;
  /** Gives a tier: `grantTier`. */
  grantTier(command: GrantTierCommand): GrantTierDecision;
  /** Ends a given tier: `endGrant`. */
  endGrant(command: EndGrantCommand): EndGrantDecision;
  /** Makes somebody a member: `join`. */
  join(command: JoinCommand): JoinDecision;
  /** Ends a membership: `leave`. */
  leave(command: LeaveCommand): LeaveDecision;
  /** Books what time has done: `review`. */
  review(command: ReviewCommand): ReviewDecision;
  /** Folds an entry that was decided elsewhere. */
  apply(entry: TierEntry): void;
  /** Where a member stands at an instant, or at that of the last entry if it is later: `standingAt`. */
  standingOf(member: string, at: Instant): Standing;
  /** A copy of the state of a member. */
  stateOf(member: string): TierState;
  /** A copy of the states of all members who have entries, by member. */
  history(): Readonly<Record<string, TierState>>;
}

/**
 * Opens a session.
 *
 * @param history - states to go on from, by member; they stay as they are. Default: nobody has any
 * @throws UptierError `invalid-state`
 *
 * @example
 * ```ts
 * import { defineTiers, openTiers } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "visits", kind: "days", on: ["visit"] }],
 *   tiers: [
 *     { id: "guest", rank: 0 },
 *     { id: "regular", rank: 1, entry: { metric: "visits", min: 2 } },
 *   ],
 * });
 * const session = openTiers(program);
 * const visit = { member: "m1", kind: "visit" };
 * session.recordActivity({ ...visit, id: "v1", at: "2026-11-20T09:30:00+08:00" });
 * session.recordActivity({ ...visit, id: "v2", at: "2026-11-20T19:30:00+08:00" });
 * session.standingOf("m1", "2026-11-20T20:00:00+08:00").tier; // => "guest"
 * session.recordActivity({ ...visit, id: "v3", at: "2026-11-21T09:30:00+08:00" });
 * session.standingOf("m1", "2026-11-21T20:00:00+08:00").tier; // => "regular"
 * ```
 */
export function openTiers(
  program: TierProgram,
  history: Readonly<Record<string, TierState>> = {},
): TierSession {
  const members = new Map<string, OpenMember>(
    Object.entries(history).map(([name, state]) => {
      checkTierState(state);
      return [name, openMember(program, state)];
    }),
  );
  const memberOf = (name: string): OpenMember => members.get(name) ?? emptyMember(program);
  /** Changes a member as a whole, or where there is an error not at all. */
  const change = <Command, Result>(
    name: string,
    ref: string,
    carryOut: (program: TierProgram, member: OpenMember, command: Command) => Result,
    command: Command,
  ): Result => {
    const member = memberOf(name);
    // Kept in variables: most commands succeed, and nothing is made of them.
    const { at, version, seq, membership, deducted, deductedBefore, earned, pending, grants } =
      member;
    const activity = member.activities.get(ref);
    try {
      return carryOut(program, member, command);
    } catch (error) {
      goBack(
        member,
        { at, version, seq, membership, deducted, deductedBefore, earned, pending, grants },
        ref,
        activity,
      );
      throw error;
    } finally {
      // Who has no entry is not kept: reading and refusing would fill the memory.
      if (seq === 0 && member.seq > 0) members.set(name, member);
    }
  };
  const verb =
    <
      C extends { readonly id: string; readonly member: string; readonly ref?: string | undefined },
      D,
    >(
      decide: (program: TierProgram, member: OpenMember, command: C) => D,
    ): ((command: C) => D) =>
    (command) =>
      change(command?.member, command?.ref ?? command?.id, decide, command);

  return {
    recordActivity: verb(decideRecord),
    reverseActivity: verb(decideReverse),
    grantTier: verb(decideGrant),
    endGrant: verb(decideEndGrant),
    join: verb(decideJoin),
    leave: verb(decideLeave),
    review: verb(decideReview),
    apply(entry) {
      checkTierEntry(program, entry);
      const ref = entry.kind === "activity-recorded" ? entry.activity.ref : entry.cause;
      change(entry.member, entry.kind === "activity-reversed" ? entry.ref : ref, foldNext, entry);
    },
    standingOf: (name, at) => standingOfMember(program, memberOf(name), toMilliseconds(at)),
    stateOf: (name) => closeMember(program, memberOf(name)),
    history: () =>
      Object.fromEntries(
        [...members]
          .filter(([, { seq }]) => seq > 0)
          .map(([name, member]) => [name, closeMember(program, member)]),
      ),
  };
}

function foldNext(program: TierProgram, member: OpenMember, entry: TierEntry): void {
  checkPlace(member, entry);
  foldEntry(program, member, entry);
}

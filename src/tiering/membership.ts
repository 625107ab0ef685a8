import { instantIn, invalidCommand } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import type { Instant } from "../kernel/time/instant";
import { bringUp, enrol } from "./arrival";
import {
  accept,
  arrive,
  book,
  exists,
  type TierCommand,
  type TierDecision,
  type TierResult,
} from "./booking";
import { type OpenMember, openMember } from "./member";
import type { TierProgram } from "./program";
import type { TierState } from "./state";
import { checkTierState } from "./state-check";

/** Somebody becomes a member. */
export interface JoinCommand extends TierCommand {
  /** When it happened, not after `at`. Default: `at`. */
  readonly joinedAt?: Instant | undefined;
  /** What anniversaries are counted from, a birthday for example. Default: `joinedAt`. */
  readonly anchor?: Instant | undefined;
}

/** The answer to a {@link JoinCommand}: there is nothing to refuse. */
export type JoinDecision = TierDecision<TierResult, never>;

/**
 * Makes somebody a member; who does something without having joined becomes one too. Who has left and
 * joins again starts from what they have done before. Who is a member already stays as they are.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, `invalid-instant` (where a
 * window or a term ends after the year 9999)
 *
 * @example
 * ```ts
 * import { defineTiers, join, newTierState } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "orders", kind: "count", on: ["order"] }],
 *   tiers: [{ id: "basic", rank: 0 }],
 * });
 * const command = { id: "j1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const decision = join(program, newTierState(), command);
 * decision.ok && decision.value.to; // => "basic"
 * ```
 */
export function join(program: TierProgram, state: TierState, command: JoinCommand): JoinDecision {
  checkTierState(state);
  return decideJoin(program, openMember(program, state), command);
}

/** {@link join} on a member that is open. */
export function decideJoin(
  program: TierProgram,
  member: OpenMember,
  command: JoinCommand,
): JoinDecision {
  const booking = arrive(program, member, command, ["member"]);
  const { at } = booking;
  const joinedAt = command.joinedAt === undefined ? at : instantIn("joinedAt", command.joinedAt);
  if (joinedAt > at) {
    throw invalidCommand("joinedAt", "an instant that is not after at", command.joinedAt);
  }
  const anchor = command.anchor === undefined ? joinedAt : instantIn("anchor", command.anchor);
  if (member.earned !== null) return exists(booking, {});
  bringUp(booking);
  enrol(booking, joinedAt, anchor);
  return accept(booking);
}

/** A member leaves. */
export type LeaveCommand = TierCommand;

/** Why somebody cannot leave: they are no member. */
export interface LeaveRefusal {
  readonly code: "not-a-member";
}

/** The answer to a {@link LeaveCommand}. */
export type LeaveDecision = TierDecision<TierResult, LeaveRefusal>;

/**
 * Ends a membership: tiers and grants end; what was done stays on record.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, `too-many-steps`,
 * `invalid-instant` (where a window or a term ends after the year 9999)
 */
export function leave(
  program: TierProgram,
  state: TierState,
  command: LeaveCommand,
): LeaveDecision {
  checkTierState(state);
  return decideLeave(program, openMember(program, state), command);
}

/** {@link leave} on a member that is open. */
export function decideLeave(
  program: TierProgram,
  member: OpenMember,
  command: LeaveCommand,
): LeaveDecision {
  const booking = arrive(program, member, command, ["member"]);
  if (member.earned === null) return refuse({ code: "not-a-member" });
  bringUp(booking);
  book(booking, booking.now, { kind: "member-left" });
  return accept(booking);
}

import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { refuse } from "../../../kernel/refusal";
import { entriesOf } from "../entry";
import { type GatheringResult, resultOf } from "../gathering/gathering";
import { type GatheringReason, reasonsOf } from "../gathering/reasons";
import { checkState, own } from "../part";
import { type NotOpen, notOpen } from "../period";
import { reachedRungs } from "../rungs/standing";
import type { InviteLadder } from "./definition";
import {
  type InviteCommand,
  type InviteEntry,
  inviteKind,
  type InviteState,
  NO_INVITER,
} from "./state";

/** The answer to the wish to enrol. */
export type EnrolInviterDecision = Decision<
  GatheringResult,
  InviteEntry,
  NotOpen,
  NotOpen | GatheringReason
>;

/**
 * Enrols a member: the task is taken, the poster drawn. Under `scope: "lifetime"` the friends who are there
 * already reach their rungs now. Enrolled twice is enrolled once.
 *
 * Refused as `not-open` before and after the period of the ladder.
 *
 * @param state - with the inviter
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import { defineInviteLadder, enrolInviter, newInviteState } from "uptier/referral";
 *
 * const ladder = defineInviteLadder({
 *   id: "bring-friends",
 *   currency: "CNY",
 *   to: "2026-12-01T00:00:00+08:00",
 *   rungs: [{ id: "three", friends: 3, reward: { type: "coupon", worth: "5.00" } }],
 * });
 * const command = { id: "e1", at: "2026-12-01T00:00:00+08:00", member: "m1" };
 * const decision = enrolInviter(ladder, newInviteState(), command);
 * decision.ok ? null : decision.refusal;
 * // => { code: "not-open", opensAt: null, closedAt: "2026-11-30T16:00:00.000Z" }
 * ```
 */
export function enrolInviter(
  ladder: InviteLadder,
  state: InviteState,
  command: InviteCommand,
): EnrolInviterDecision {
  const at = checkCommand(command, ["member"]);
  checkState(inviteKind, state);
  const { member } = command;
  const inviter = own(state.inviters, member) ?? NO_INVITER;
  if (inviter.enrolledAt !== null) {
    return { ok: true, value: resultOf(inviter, []), entries: [], why: [{ code: "exists" }] };
  }
  const closed = notOpen(ladder, at);
  if (closed !== null) return refuse(closed);
  const steps = reachedRungs(ladder, inviter.rungs, () => inviter.count);
  return {
    ok: true,
    value: resultOf(inviter, steps),
    entries: entriesOf<InviteEntry>(ladder, command, at, [
      { kind: "inviter-enrolled", member },
      ...steps.map((step) => ({ ...step, member })),
    ]),
    why: reasonsOf(steps),
  };
}

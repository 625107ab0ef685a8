import type { Stream } from "../../../kernel/decision";
import { deciderOf, streamOf } from "../decider";
import { claimInviteRung } from "./claim";
import type { InviteLadder } from "./definition";
import { enrolInviter } from "./enrol";
import { countFriend, uncountFriend } from "./friends";
import { type InviteEntry, inviteKind, type InviterState } from "./state";

/**
 * The decisions of an invite ladder for a runner such as the SQL store. All share one name, so that no two
 * of their commands may have the same id. Each touches the stream of the inviter; those about a friend
 * touch that of the friend too, so that nobody counts for two inviters at once.
 *
 * @example
 * ```ts
 * import { defineInviteLadder, inviteLadderDeciders } from "uptier/referral";
 *
 * const ladder = defineInviteLadder({
 *   id: "bring-friends",
 *   currency: "CNY",
 *   rungs: [{ id: "three", friends: 3, reward: { type: "coupon", worth: "5.00" } }],
 * });
 * const command = { id: "f1", at: "2026-11-21T09:30:00+08:00", member: "m1", friend: "m2" };
 * inviteLadderDeciders(ladder)
 *   .countFriend.streams(command)
 *   .map(({ key }) => key);
 * // => [
 * //   "referral/invite-ladder/bring-friends/member/m1",
 * //   "referral/invite-ladder/bring-friends/friend/m2",
 * // ]
 * ```
 */
export function inviteLadderDeciders(ladder: InviteLadder) {
  return {
    enrolInviter: deciderOf(inviteKind, ladder, enrolInviter),
    countFriend: deciderOf(inviteKind, ladder, countFriend),
    uncountFriend: deciderOf(inviteKind, ladder, uncountFriend),
    claimInviteRung: deciderOf(inviteKind, ladder, claimInviteRung),
  };
}

/** The stream of an inviter. */
export function inviterStream(
  ladder: InviteLadder,
  member: string,
): Stream<InviterState, InviteEntry> {
  return streamOf(inviteKind, ladder, "inviters", member);
}

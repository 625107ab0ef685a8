import { checkState, own } from "../part";
import { rungProgress, type RungProgress } from "../rungs/progress";
import type { InviteLadder } from "./definition";
import { inviteKind, type InviteState, NO_INVITER } from "./state";

/**
 * Every rung of an invite ladder as an inviter's page shows it; who counts, and why others do not, stands
 * in `state.inviters[member].friends`.
 *
 * @param state - with the inviter
 * @throws UptierError `invalid-state`
 *
 * @example
 * ```ts
 * import { defineInviteLadder, inviteProgress, newInviteState } from "uptier/referral";
 *
 * const ladder = defineInviteLadder({
 *   id: "bring-friends",
 *   currency: "CNY",
 *   rungs: [{ id: "three", friends: 3, reward: { type: "coupon", worth: "5.00" } }],
 * });
 * const [rung] = inviteProgress(ladder, newInviteState(), "m1");
 * [rung?.status, rung?.missing]; // => ["open", 3]
 * ```
 */
export function inviteProgress(
  ladder: InviteLadder,
  state: InviteState,
  member: string,
): readonly RungProgress[] {
  checkState(inviteKind, state);
  const { count, rungs } = own(state.inviters, member) ?? NO_INVITER;
  return rungProgress(ladder.rungs, rungs, () => count);
}

import { checkCommand } from "../../../kernel/command";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import { type ClaimDecision, decideClaim } from "../rungs/claim";
import type { InviteLadder } from "./definition";
import {
  type ClaimInviteRungCommand,
  type InviteEntry,
  inviteKind,
  type InviteState,
  NO_INVITER,
} from "./state";

/**
 * Claims the reward of a rung that was reached, as it was granted then. Possible after the ladder has
 * closed too. Refusals, in order: those of {@link ClaimRungRefusal}.
 *
 * @param state - with the inviter
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import { claimInviteRung, defineInviteLadder, newInviteState } from "uptier/referral";
 *
 * const ladder = defineInviteLadder({
 *   id: "bring-friends",
 *   currency: "CNY",
 *   rungs: [{ id: "three", friends: 3, reward: { type: "coupon", worth: "5.00" } }],
 * });
 * const command = { id: "c1", at: "2026-11-21T09:30:00+08:00", member: "m1", rung: "three" };
 * const decision = claimInviteRung(ladder, newInviteState(), command);
 * decision.ok ? null : decision.refusal;
 * // => { code: "not-reached", rung: "three", count: 0, threshold: 3 }
 * ```
 */
export function claimInviteRung(
  ladder: InviteLadder,
  state: InviteState,
  command: ClaimInviteRungCommand,
): ClaimDecision<InviteEntry> {
  const at = checkCommand(command, ["member", "rung"]);
  checkState(inviteKind, state);
  const { member } = command;
  const { count, rungs } = own(state.inviters, member) ?? NO_INVITER;
  return decideClaim(
    ladder.rungs,
    rungs,
    () => count,
    command,
    (claimed) => entriesOf<InviteEntry>(ladder, command, at, [{ ...claimed, member }]),
  );
}

import { checkCommand } from "../../../kernel/command";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import { type ClaimDecision, decideClaim } from "../rungs/claim";
import { countsOn } from "./count";
import type { EventLadder } from "./definition";
import {
  type ClaimEventRungCommand,
  type EventLadderEntry,
  type EventLadderState,
  eventKind,
  NOTHING_DONE,
} from "./state";

/**
 * Claims the reward of a rung that a friend has reached, for their inviter, as it was granted then.
 * Refusals, in order: those of {@link ClaimRungRefusal}; for who did not bring the friend nothing is
 * reached.
 *
 * @param state - with the friend
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function claimEventRung(
  ladder: EventLadder,
  state: EventLadderState,
  command: ClaimEventRungCommand,
): ClaimDecision<EventLadderEntry> {
  const at = checkCommand(command, ["member", "friend", "rung"]);
  checkState(eventKind, state);
  const { friend, member } = command;
  const known = own(state.friends, friend) ?? NOTHING_DONE;
  const { events, rungs } = known.inviter === member ? known : NOTHING_DONE;
  return decideClaim(ladder.rungs, rungs, countsOn(ladder, events), command, (claimed) =>
    entriesOf<EventLadderEntry>(ladder, command, at, [{ ...claimed, member, friend }]),
  );
}

import type { Stream } from "../../../kernel/decision";
import { deciderOf, streamOf } from "../decider";
import { claimEventRung } from "./claim";
import type { EventLadder } from "./definition";
import { recordFriendEvent, undoFriendEvent } from "./events";
import { type ClimbingFriend, type EventLadderEntry, eventKind } from "./state";

/**
 * The decisions of an event ladder for a runner such as the SQL store. All share one name, so that no two
 * of their commands may have the same id. Each touches the stream of one friend.
 */
export function eventLadderDeciders(ladder: EventLadder) {
  return {
    recordFriendEvent: deciderOf(eventKind, ladder, recordFriendEvent),
    undoFriendEvent: deciderOf(eventKind, ladder, undoFriendEvent),
    claimEventRung: deciderOf(eventKind, ladder, claimEventRung),
  };
}

/** The stream of a friend. */
export function climbingFriendStream(
  ladder: EventLadder,
  friend: string,
): Stream<ClimbingFriend, EventLadderEntry> {
  return streamOf(eventKind, ladder, "friends", friend);
}

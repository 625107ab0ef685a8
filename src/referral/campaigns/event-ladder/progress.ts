import { checkState, own } from "../part";
import { rungProgress, type RungProgress } from "../rungs/progress";
import { countsOn } from "./count";
import type { EventLadder } from "./definition";
import { type EventLadderState, eventKind, NOTHING_DONE } from "./state";

/**
 * Every rung of an event ladder as it stands with one friend. Counts and thresholds are minor units where
 * the rung sums amounts.
 *
 * @param state - with the friend
 * @throws UptierError `invalid-state`
 */
export function eventLadderProgress(
  ladder: EventLadder,
  state: EventLadderState,
  friend: string,
): readonly RungProgress[] {
  checkState(eventKind, state);
  const { events, rungs } = own(state.friends, friend) ?? NOTHING_DONE;
  return rungProgress(ladder.rungs, rungs, countsOn(ladder, events));
}

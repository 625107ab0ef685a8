import type { CountOf } from "../rungs/standing";
import type { EventLadder } from "./definition";
import type { FriendEvent } from "./state";

/** How far a friend has come on each rung: the sum of amounts that are left, or the number of events. */
export function countsOn(
  { rungs }: EventLadder,
  events: Readonly<Record<string, FriendEvent>>,
): CountOf {
  const all = Object.values(events).filter(({ undone }) => !undone);
  return (id) => {
    const rung = rungs.find((one) => one.id === id);
    if (rung === undefined) return 0;
    const counting = all.filter(({ event }) => event === rung.on);
    if (!rung.inMoney) return counting.length;
    return counting.reduce(
      (sum, { amountMinor, undoneMinor }) => sum + (amountMinor ?? 0) - undoneMinor,
      0,
    );
  };
}

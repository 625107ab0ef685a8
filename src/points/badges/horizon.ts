import { instantText, MILLISECONDS_PER_DAY } from "../../kernel/time/instant";
import type { Badges } from "./definition";
import type { BadgeState } from "./state";

/**
 * From when on activities are kept after a command: a midnight of UTC, so that it moves once a day, and
 * never backwards.
 */
export function keepFrom({ undoWithinDays }: Badges, { keptFrom }: BadgeState, at: number): string {
  const day = Math.floor(at / MILLISECONDS_PER_DAY) - undoWithinDays;
  const from = instantText(day * MILLISECONDS_PER_DAY);
  return keptFrom !== null && keptFrom > from ? keptFrom : from;
}

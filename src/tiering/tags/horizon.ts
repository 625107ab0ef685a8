import { instantText, MILLISECONDS_PER_DAY } from "../../kernel/time/instant";
import type { Tags } from "./definition";
import { endOf, type Tag, type TagState } from "./state";

/**
 * From when on tags that are over are kept after a command: a midnight of UTC, so that it moves once a
 * day, and never backwards.
 */
export function keepFrom({ keepDays }: Tags, { keptFrom }: TagState, at: number): string {
  const day = Math.floor(at / MILLISECONDS_PER_DAY) - keepDays;
  const from = instantText(day * MILLISECONDS_PER_DAY);
  return keptFrom !== null && keptFrom > from ? keptFrom : from;
}

/** Whether a tag is forgotten: it was over before an instant. */
export function isForgotten(tag: Tag, from: string): boolean {
  const end = endOf(tag);
  return end !== null && end < from;
}

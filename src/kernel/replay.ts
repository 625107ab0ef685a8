import type { Entry } from "./decision";
import { UptierError } from "./errors";

/** The error of a replay or a fold that meets an entry for the second time. */
export function duplicateEntry(id: string): UptierError {
  return new UptierError("duplicate-entry", `entry "${id}" occurs twice; pass each entry once`);
}

/**
 * Reads a little of each entry before the work on them begins. The entries of a long log lie all over
 * the memory, and work on one after the other waits for each of their parts; in loops as small as
 * these a processor waits for those of several entries at once. Anything is passed over that is no
 * entry: checks come later.
 */
export function readAhead(entries: readonly Entry[]): void {
  let texts = 0;
  for (let index = 0; index < entries.length; index += 1) {
    const { at, id, cause, kind } = entries[index]!;
    if (typeof at === "string") texts += 1;
    if (typeof id === "string") texts += 1;
    if (typeof cause === "string") texts += 1;
    if (typeof kind === "string") texts += 1;
  }
  seen[0] = texts;
}

/* Engines leave loops out whose result goes nowhere. */
const seen = new Uint32Array(1);

import { instantText, toMilliseconds } from "./instant";

/* Ends of what may never end: null in entries and states, Infinity in milliseconds. */

/** Infinity: never. */
export function millisecondsOrNever(text: string | null): number {
  return text === null ? Infinity : toMilliseconds(text);
}

/** Null: never. */
export function textOrNever(milliseconds: number): string | null {
  return milliseconds === Infinity ? null : instantText(milliseconds);
}

import { textOfInstant, toMilliseconds } from "../../kernel/time/instant";

/* Instants of lots and reservations: null is never. */

/** The one text of an instant that can be read; null: never. */
export function canonical(text: string | null): string | null {
  return text === null ? null : textOfInstant(text, toMilliseconds(text));
}

/** Whether one end comes before another; null is never. */
export function endsBefore(a: string | null, b: string | null): boolean {
  return a !== null && (b === null || a < b);
}

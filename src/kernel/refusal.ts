import type { Reason, Refused } from "./decision";
import { canonicalJson, contentHash } from "./json";

/** The same id was used before, for something else. */
export interface IdConflict {
  readonly code: "id-conflict";
  /** The first part of the command that differs. */
  readonly field: string;
  /** Null: the command did not say it. */
  readonly before: string | number | null;
  readonly now: string | number | null;
}

/** The first part of a command that differs from what its id stood for; null: none. */
export function conflictOf(
  parts: Readonly<Record<string, readonly [string | number | null, string | number | null]>>,
): IdConflict | null {
  for (const [field, [before, now]] of Object.entries(parts)) {
    if (before !== now) return { code: "id-conflict", field, before, now };
  }
  return null;
}

/** The longest part of a command that is compared as it is; of a longer one, its hash. */
const MAX_PART = 200;

/** A part of a command that is neither text nor number, as text that can be compared. */
export function partText(part: unknown): string {
  const text = canonicalJson(part);
  return text.length <= MAX_PART ? text : contentHash(part);
}

/** Refuses. */
export function refuse<Refusal extends Reason>(refusal: Refusal): Refused<Refusal, Refusal> {
  return { ok: false, refusal, why: [refusal] };
}

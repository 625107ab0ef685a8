/** The same id was used before, for something else. */
export interface CommandConflict {
  readonly code: "id-conflict";
  /** The first part of the command that differs. */
  readonly field: string;
  readonly before: string | number | null;
  readonly now: string | number | null;
}

/** The first part of a command that differs from what its id stood for; null: none. */
export function conflictOf(
  parts: Readonly<Record<string, readonly [string | number | null, string | number | null]>>,
): CommandConflict | null {
  for (const [field, [before, now]] of Object.entries(parts)) {
    if (before !== now) return { code: "id-conflict", field, before, now };
  }
  return null;
}

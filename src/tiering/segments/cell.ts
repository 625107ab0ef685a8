/** A cell of two axes, each high or low: first the first axis. */
export type HighLowCell = (typeof HIGH_LOW_CELLS)[number];

/** The four cells. */
export const HIGH_LOW_CELLS = ["hiHi", "hiLo", "loHi", "loLo"] as const;

/** The cell of two levels. */
export function cellOf(first: boolean, second: boolean): HighLowCell {
  return `${first ? "hi" : "lo"}${second ? "Hi" : "Lo"}`;
}

/** The levels of the cell that a member was in before; low where they were in none. */
export function levelsBefore(cell: string | null): {
  readonly first: boolean;
  readonly second: boolean;
} {
  return { first: cell === "hiHi" || cell === "hiLo", second: cell === "hiHi" || cell === "loHi" };
}

/** No members in any cell yet. */
export function noMembers(): Record<HighLowCell, number> {
  return { hiHi: 0, hiLo: 0, loHi: 0, loLo: 0 };
}

import {
  definePoints,
  openPoints,
  type PointsEntry,
  type PointsProgram,
  type PointsSession,
  type PointTypeInput,
} from "uptier/points";

/** A programme with one point type, "points", in Shanghai. */
export function club(type: Omit<PointTypeInput, "id"> = {}): PointsProgram {
  return definePoints({
    id: "club",
    currency: "CNY",
    zone: "Asia/Shanghai",
    types: [{ id: "points", ...type }],
  });
}

/** What every command of these tests says, at a local time in Shanghai. */
export function command<Id extends string>(
  id: Id,
  local: string,
): { readonly id: Id; readonly at: string; readonly member: string; readonly type: string } {
  return { id, at: `${local}:00+08:00`, member: "m1", type: "points" };
}

/** Accounts in memory of such a programme. */
export function clubSession(type: Omit<PointTypeInput, "id"> = {}): PointsSession {
  return openPoints(club(type));
}

interface Decided {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly entries?: readonly PointsEntry[];
}

/** The value of a decision that must have been accepted. */
export function valueOf<D extends Decided>(decision: D): Extract<D, { ok: true }>["value"] {
  if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision)}`);
  return decision.value;
}

/** The code of a refusal; null: it was accepted. */
export function codeOf(
  decision:
    { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } },
): string | null {
  return decision.ok ? null : decision.refusal.code;
}

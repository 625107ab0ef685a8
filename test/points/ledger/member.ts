import {
  apply,
  type AccountState,
  definePoints,
  newAccount,
  type PointsEntry,
  type PointsInput,
  type PointsProgram,
  type PointTypeInput,
} from "uptier/points";

/* A programme with one point type, a member, and days of one year to write commands with. */

export const AT = "2026-01-10T02:00:00.000Z";

/** A programme with one type "points". */
export function club(type: Partial<PointTypeInput> = {}, rest: Partial<PointsInput> = {}) {
  return definePoints({
    id: "club",
    currency: "CNY",
    zone: "Asia/Shanghai",
    types: [{ id: "points", ...type }],
    ...rest,
  });
}

/** What a command says beside its own. */
export const by = (id: string, at = AT, type = "points") => ({ id, at, member: "m1", type });

/** The entries of a decision; none where it was refused. */
export function entriesOf(decision: {
  readonly ok: boolean;
  readonly entries?: readonly PointsEntry[];
}): readonly PointsEntry[] {
  return decision.ok ? decision.entries! : [];
}

/** An account after decisions that each see what those before them did. */
export function accountAfter(
  program: PointsProgram,
  ...decide: readonly ((state: AccountState) => {
    readonly ok: boolean;
    readonly entries?: readonly PointsEntry[];
  })[]
): AccountState {
  let state = newAccount();
  for (const one of decide) {
    for (const entry of entriesOf(one(state))) state = apply(program, state, entry);
  }
  return state;
}

/** The same account with as many commands as one may have. */
export function fullOf(state: AccountState): AccountState {
  const command = { id: "earlier", said: { verb: "keepActive" }, told: null };
  return { ...state, commands: Array<typeof command>(1_000_000).fill(command) };
}

/** The code of the error that a call throws; null: it throws none. */
export function codeOf(call: () => unknown): unknown {
  try {
    call();
    return null;
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? error;
  }
}

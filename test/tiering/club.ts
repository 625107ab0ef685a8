import {
  defineTiers,
  openTiers,
  type TierProgram,
  type TierProgramInput,
  type TierSession,
} from "uptier/tiering";

/** A ladder of three on money spent, for tests to change. */
export const CLUB = {
  id: "club",
  currency: "CNY",
  zone: "Asia/Shanghai",
  metrics: [{ id: "spend", kind: "money", on: ["order"] }],
  tiers: [
    { id: "basic", rank: 0 },
    { id: "silver", rank: 1, entry: { metric: "spend", min: "100" } },
    { id: "gold", rank: 2, entry: { metric: "spend", min: "200" } },
  ],
} as const satisfies TierProgramInput;

/** A ladder of three on a balance of points. */
export const POINTS_CLUB = {
  ...CLUB,
  metrics: [{ id: "points", kind: "balance", on: ["points"] }],
  tiers: [
    { id: "basic", rank: 0 },
    { id: "silver", rank: 1, entry: { metric: "points", min: 100 } },
    { id: "gold", rank: 2, entry: { metric: "points", min: 200 } },
  ],
} as const satisfies TierProgramInput;

/** The programme of an input, changed. */
export function clubOf(
  input: TierProgramInput,
  change: Partial<TierProgramInput> = {},
): TierProgram {
  return defineTiers({ ...input, ...change });
}

/** One member who orders and gets points, on days of January 2026 at noon, and where they stand. */
export function memberOf(program: TierProgram): {
  readonly session: TierSession;
  order(day: number, amount: string, id?: string): string | null | undefined;
  points(day: number, units: number): string | null | undefined;
  does(day: number, kind: string): string | null | undefined;
  tierOn(day: number): string | null;
} {
  const session = openTiers(program);
  let commands = 0;
  const record = (
    day: number,
    what: { kind: string; id?: string; amount?: string; units?: number },
  ) => {
    commands += 1;
    const about = { id: `c${commands}`, at: noonOf(day), member: "m1" };
    const decision = session.recordActivity({ ...about, ...what });
    return decision.ok ? decision.value.to : undefined;
  };
  return {
    session,
    order: (day, amount, id) =>
      record(day, { kind: "order", amount, ...(id !== undefined && { id }) }),
    points: (day, units) => record(day, { kind: "points", units }),
    does: (day, kind) => record(day, { kind }),
    tierOn: (day) => session.standingOf("m1", noonOf(day)).tier,
  };
}

/** Noon in Shanghai of a day counted from 1 January 2026, which is day 1. */
export function noonOf(day: number): string {
  return new Date(Date.UTC(2026, 0, day, 4)).toISOString();
}

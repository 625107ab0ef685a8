import { fc } from "@fast-check/vitest";
import {
  type AccountState,
  definePoints,
  newAccount,
  openPoints,
  type PointsEntry,
  type PointsInput,
  type PointsProgram,
  type PointsSession,
} from "uptier/points";

/* Random programmes and random histories of one member, decided in the order of time. */

const DAY = 86_400_000;
const START = Date.parse("2026-01-20T16:00:00Z");

/** The instant some quarter days after the start. */
export function instantAt(quarters: number): string {
  return new Date(START + (quarters * DAY) / 4).toISOString();
}

/** The last instant that a history can reach, and some more. */
export const END = instantAt(4 * 400);

const durations = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 100 }) }),
);

const expiries = fc.oneof(
  fc.constant({ mode: "never" as const }),
  fc.record({ mode: fc.constant("rolling" as const), after: durations }),
  fc.record({
    mode: fc.constant("rolling" as const),
    after: durations,
    round: fc.constantFrom("end-of-day" as const, "end-of-month" as const),
  }),
  fc.constant({ mode: "calendar" as const, dates: ["02-28", "12-31"] }),
  fc.record({
    mode: fc.constant("inactivity" as const),
    after: durations,
    activities: fc.constant(["credit", "visit"]),
  }),
);

const holds = fc.oneof(
  fc.constant({ mode: "none" as const }),
  fc.record({ mode: fc.constant("duration" as const), after: durations }),
  fc.record({ mode: fc.constant("event" as const), within: durations }),
);

/** A programme with one point type. */
export const anyProgram: fc.Arbitrary<PointsInput> = fc
  .record({
    expiry: expiries,
    hold: holds,
    onShortage: fc.constantFrom("reject" as const, "clamp" as const, "overdraft" as const),
    restoreExpired: fc.oneof(
      fc.constantFrom("original" as const, "forfeit" as const),
      fc.record({ extendDays: fc.integer({ min: 1, max: 30 }) }),
    ),
  })
  .map((type) => ({
    id: "club",
    currency: "CNY",
    zone: "Asia/Shanghai",
    types: [{ id: "points", burnKinds: ["granted", "purchased"], ...type }],
  }));

/** One step: how long after the one before, and what. The numbers pick lots, debits, reservations. */
export type Step = readonly [wait: number, verb: string, points: number, pick: number];

const VERBS = [
  "credit",
  "credit",
  "redeem",
  "redeem",
  "restore",
  "reserve",
  "post",
  "void",
  "voidLot",
  "activate",
  "visit",
] as const;

export const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.constantFrom(...VERBS),
    fc.integer({ min: 0, max: 120 }),
    fc.nat(),
  ),
  { maxLength: 30 },
);

/** What a member did, and what came of it. */
export interface History {
  readonly program: PointsProgram;
  readonly entries: readonly PointsEntry[];
  readonly session: PointsSession;
  /** The instant of the last command. */
  readonly at: string;
}

/** Carries out steps; those that the programme refuses leave no entry. */
export function carryOut(input: PointsInput, steps: readonly Step[]): History {
  const program = definePoints(input);
  const session = openPoints(program);
  const entries: PointsEntry[] = [];
  let quarters = 0;
  steps.forEach(([wait, verb, points, pick], index) => {
    quarters += wait;
    const about = { id: `k${index}`, at: instantAt(quarters), member: "m1", type: "points" };
    const { lots, debits, reservations } = ledgerOf(session.stateOf("m1"));
    const one = (things: readonly { readonly id: string }[]): string =>
      things.length === 0 ? "none" : things[pick % things.length]!.id;
    const decision = (() => {
      switch (verb) {
        case "credit":
          return session.credit({
            ...about,
            points,
            burnPriority: pick % 3,
            lotKind: pick % 2 === 0 ? "granted" : "purchased",
          });
        case "redeem":
          return session.redeem({ ...about, points });
        case "restore":
          return session.restore({ ...about, debit: one(debits), points: Math.ceil(points / 4) });
        case "reserve":
          return session.reserve({
            ...about,
            points: points + 1,
            ...(pick % 2 === 0 ? { until: instantAt(quarters + 1 + (pick % 40)) } : {}),
          });
        case "post":
          return session.postReservation({
            ...about,
            reservation: one(reservations),
            points: Math.ceil(points / 2),
          });
        case "void":
          return session.voidReservation({ ...about, reservation: one(reservations) });
        case "voidLot":
          return session.voidLot({ ...about, lot: one(lots) });
        case "activate":
          return session.activateLot({ ...about, lot: one(lots) });
        default:
          return session.keepActive({ ...about, activity: "visit" });
      }
    })();
    if (decision.ok) entries.push(...decision.entries);
  });
  return { program, entries, session, at: instantAt(quarters) };
}

/** The ledger of the one type; an empty one before the first entry. */
export function ledgerOf(state: AccountState): AccountState["ledgers"][string] {
  return state.ledgers["points"] ?? { lots: [], debits: [], reservations: [] };
}

/** The state of the one member. */
export function only(states: Readonly<Record<string, AccountState>>): AccountState {
  return states["m1"] ?? newAccount();
}

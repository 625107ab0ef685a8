import { describe, expect, it } from "vitest";
import {
  type AccountState,
  credit,
  openPoints,
  redeem,
  reserve,
  restore,
  transfer,
} from "uptier/points";
import { accountAfter, by, club, fullOf } from "./member";

const program = club();
const LIMIT = 250_000;

/** An account with as many lots of one point as it may have. */
function withLots(count: number): AccountState {
  const state = accountAfter(program, (one) => credit(program, one, { ...by("c"), points: 1 }));
  const ledger = state.ledgers["points"]!;
  const [lot] = ledger.lots;
  const lots = Array.from({ length: count }, (_, index) => ({ ...lot!, id: `c${index}/1` }));
  return { ...state, ledgers: { points: { ...ledger, lots } } };
}

/** An account with debits and reservations that come to a number. */
function withDebits(debits: number, reservations: number): AccountState {
  const state = accountAfter(
    program,
    (one) => credit(program, one, { ...by("c"), points: 10 }),
    (one) => redeem(program, one, { ...by("r"), points: 0 }),
    (one) => reserve(program, one, { ...by("v"), points: 1, until: "2026-01-10T03:00:00Z" }),
  );
  const ledger = state.ledgers["points"]!;
  const [debit] = ledger.debits;
  const lapsed = { ...ledger.reservations[0]!, allocations: [], status: "lapsed" as const };
  const [lot] = ledger.lots;
  return {
    ...state,
    ledgers: {
      points: {
        lots: [{ ...lot!, left: 10, held: 0 }],
        debits: Array.from({ length: debits }, (_, index) => ({ ...debit!, id: `r${index}` })),
        reservations: Array.from({ length: reservations }, (_, index) => ({
          ...lapsed,
          id: `v${index}`,
        })),
      },
    },
  };
}

describe("an account that is as large as one may be [points-02]", () => {
  it("takes no more lots, and still spends those it has", () => {
    const state = withLots(LIMIT);
    const more = { ...by("x"), points: 1 };
    const refusal = { code: "account-full", of: "lots", limit: LIMIT };
    const session = openPoints(program, { m1: state });
    expect(session.credit(more)).toMatchObject({ ok: false, refusal, why: [refusal] });
    expect(session.reinstate({ ...by("x"), withinDays: 1 })).toMatchObject({ refusal });
    expect(session.resetBalance({ ...by("x"), minimum: 999_999 })).toMatchObject({ refusal });
    expect(session.redeem({ ...by("s"), points: 2 })).toMatchObject({ ok: true });
    expect(session.restore({ ...by("b"), debit: "s" })).toMatchObject({ refusal });
    const gift = { ...by("t"), member: "m2", to: "m1", points: 1 };
    const giver = accountAfter(program, (one) =>
      credit(program, one, { ...by("g"), member: "m2", points: 1 }),
    );
    expect(transfer(program, { from: giver, to: state }, gift)).toMatchObject({ refusal });
    const last = withLots(LIMIT - 1);
    expect(credit(program, last, more)).toMatchObject({ ok: true });
  });

  it("takes no more debits and reservations, and still more points", () => {
    const refusal = { code: "account-full", of: "debits", limit: LIMIT };
    const session = openPoints(program, { m1: withDebits(LIMIT - 100, 100) });
    expect(session.redeem({ ...by("x"), points: 1 })).toMatchObject({ refusal });
    expect(session.reserve({ ...by("x"), points: 1 })).toMatchObject({ refusal });
    expect(session.credit({ ...by("x"), points: 1 })).toMatchObject({ ok: true });
    const last = openPoints(program, { m1: withDebits(LIMIT - 101, 100) });
    expect(last.redeem({ ...by("x"), points: 1 })).toMatchObject({ ok: true });
  });

  it("takes no more commands, but answers those that it had", () => {
    const command = { ...by("c"), points: 1 };
    const state = accountAfter(program, (one) => credit(program, one, command));
    const full = { ...state, commands: [...state.commands, ...fullOf(state).commands.slice(1)] };
    const refusal = { code: "account-full", of: "commands", limit: 1_000_000 };
    expect(credit(program, full, { ...command, id: "x" })).toMatchObject({ refusal });
    expect(restore(program, full, { ...by("x"), debit: "none" })).toMatchObject({ refusal });
    expect(credit(program, full, command)).toMatchObject({ ok: true, why: [{ code: "exists" }] });
  });
});

import { describe, expect, it } from "vitest";
import {
  apply,
  balanceOf,
  credit,
  definePoints,
  lotsAt,
  newAccount,
  openPoints,
  type PointsEntry,
  redeem,
  replay,
  resetBalance,
  statementOf,
  switchOnExpiry,
  upcomingExpiries,
} from "uptier/points";
import { AT, by, club, entriesOf } from "./member";

describe("a lot that is made full again [points-21]", () => {
  it("keeps its hour over both changes of the clock, and the 31st at the end of months [PR14]", () => {
    const program = definePoints({
      id: "club",
      currency: "USD",
      zone: "America/New_York",
      types: [{ id: "points", onShortage: "overdraft" }],
    });
    const session = openPoints(program);
    const about = { member: "m1", type: "points" };
    // 31 January, 00:30 in New York.
    const at = "2026-01-31T05:30:00Z";
    session.credit({ ...about, id: "c", at, points: 10, recurs: { every: 1, unit: "month" } });
    const entries: PointsEntry[] = [];
    const spent = session.redeem({ ...about, id: "r", at, points: 10 });
    entries.push(...entriesOf(spent));
    const full = ["2026-02-28T05:30:00Z", "2026-03-31T04:30:00Z", "2026-11-30T05:30:00Z"];
    for (const [index, instant] of full.entries()) {
      const before = new Date(Date.parse(instant) - 1).toISOString();
      const state = session.stateOf("m1");
      expect(balanceOf(state, "points", before).available).toBe(0);
      expect(session.balanceOf("m1", "points", instant).available).toBe(10);
      session.redeem({ ...about, id: `r${index}`, at: instant, points: 10 });
      // Nothing is left until the next one, so look one instant before it.
      if (index === 1)
        session.redeem({ ...about, id: "s", at: "2026-10-31T04:30:00Z", points: 10 });
    }
  });

  it("is filled to its amount and no further: what came back beyond it lapses [points-21]", () => {
    const session = openPoints(club());
    session.credit({ ...by("c"), points: 100, recurs: { every: 1, unit: "day" } });
    session.redeem({ ...by("r"), points: 50 });
    session.restore({ ...by("b", "2026-01-11T03:00:00Z"), debit: "r" });
    expect(session.balanceOf("m1", "points", "2026-01-11T03:00:00Z").available).toBe(150);
    const after = session.balanceOf("m1", "points", "2026-01-12T03:00:00Z");
    expect(after).toMatchObject({ available: 100, expired: 50 });
    const [lot] = lotsAt(session.stateOf("m1"), "points", "2026-01-12T03:00:00Z");
    expect(lot).toMatchObject({ points: 150, left: 100, expired: 50 });
  });

  it("pays a debt by age, from a session and from a snapshot alike [points-10] [points-21]", () => {
    const program = club({ onShortage: "overdraft" });
    const session = openPoints(program);
    const entries = [
      session.credit({ ...by("day"), points: 10, recurs: { every: 1, unit: "day" } }),
      session.credit({ ...by("week"), points: 10, recurs: { every: 1, unit: "week" } }),
      session.redeem({ ...by("r", "2026-01-17T01:00:00Z"), points: 25 }),
    ].flatMap(entriesOf);
    const asOf = "2026-01-17T02:00:00Z";
    const direct = replay(program, entries, { asOf });
    for (const hour of ["10T03", "12T02", "15T00", "17T01"]) {
      const at = `2026-01-${hour}:00:00.000Z`;
      const from = replay(program, entries, { asOf: at });
      const rest = entries.filter((entry) => entry.at > at);
      expect(replay(program, rest, { asOf, from }), hour).toEqual(direct);
    }
    expect(session.balanceOf("m1", "points", asOf).debt).toBe(0);
    expect(session.stateOf("m1")).toEqual(direct["m1"]);
  });

  it("has one line of each recurrence in the statement, however often its end moved [points-21]", () => {
    const program = club({
      expiry: { mode: "inactivity", after: { days: 30 }, activities: ["visit"] },
    });
    const session = openPoints(program);
    const entries = [
      session.credit({ ...by("c"), points: 10, recurs: { every: 1, unit: "day" } }),
      ...["a", "b", "c"].map((id) => session.keepActive({ ...by(`k${id}`), activity: "visit" })),
      session.redeem({ ...by("r"), points: 4 }),
    ].flatMap(entriesOf);
    const lines = statementOf(program, entries, "m1", "points", "2026-01-12T02:00:00Z");
    expect(lines.filter(({ kind }) => kind === "refilled")).toHaveLength(2);
  });

  it("counts from when its event came [points-11] [points-21]", () => {
    const session = openPoints(club({ hold: { mode: "event", within: { days: 30 } } }));
    session.credit({ ...by("c"), points: 10, recurs: { every: 1, unit: "month" } });
    session.activateLot({ ...by("a", "2026-01-20T02:00:00Z"), lot: "c/1" });
    session.redeem({ ...by("r", "2026-01-20T02:00:00Z"), points: 10 });
    expect(session.balanceOf("m1", "points", "2026-02-15T02:00:00Z").available).toBe(0);
    expect(session.balanceOf("m1", "points", "2026-02-20T02:00:00Z").available).toBe(10);
  });
});

describe("the ends of lots", () => {
  it("are listed at the instant when the points go, never in the past [points-24]", () => {
    const program = club();
    const command = { ...by("c"), points: 5, activeAt: "2026-03-01T00:00:00Z" };
    const ended = credit(program, newAccount(), { ...command, endsAt: "2026-02-01T00:00:00Z" });
    const state = entriesOf(ended).reduce((one, entry) => apply(program, one, entry), newAccount());
    expect(upcomingExpiries(state, "points", "2026-02-10T00:00:00Z")).toEqual([
      { at: "2026-03-01T00:00:00.000Z", points: 5, lots: ["c/1"] },
    ]);
    expect(balanceOf(state, "points", "2026-03-01T00:00:00Z")).toMatchObject({ expired: 5 });
  });

  it("are not switched on in hindsight, whatever the mode [points-22]", () => {
    const before = entriesOf(credit(club(), newAccount(), { ...by("c"), points: 5 }));
    const program = club({ expiry: { mode: "fixed", at: "2026-01-01T00:00:00Z" } });
    let state = newAccount();
    for (const entry of before) state = apply(program, state, entry);
    const switched = switchOnExpiry(program, state, by("s", "2026-01-20T00:00:00Z"));
    for (const entry of entriesOf(switched)) state = apply(program, state, entry);
    expect(balanceOf(state, "points", "2026-01-20T00:00:00Z")).toMatchObject({
      available: 5,
      expired: 0,
    });
  });

  it("cut at a reset, with what is kept aside left alone and what is owed paid [points-21]", () => {
    const program = club({ onShortage: "overdraft" });
    const session = openPoints(program);
    session.credit({ ...by("c"), points: 100 });
    session.reserve({ ...by("v"), points: 30 });
    let state = session.stateOf("m1");
    const cut = resetBalance(program, state, { ...by("x"), maximum: 50 });
    expect(cut).toMatchObject({
      ok: true,
      value: { cut: 20, added: 0, balance: { reserved: 30, available: 50 } },
    });
    session.redeem({ ...by("r"), points: 90 });
    state = session.stateOf("m1");
    const filled = resetBalance(program, state, { ...by("y"), minimum: 30 });
    expect(filled).toMatchObject({
      ok: true,
      value: { added: 30, balance: { debt: 0, available: 10 } },
    });
  });
});

describe("pitfalls of peers", () => {
  it("points cannot be spent at or after their end, a debit before it can come later [points-04] [PR3] [PR4] [pitfall 1]", () => {
    const program = club({ expiry: { mode: "rolling", after: { days: 1 } } });
    const entries = entriesOf(credit(program, newAccount(), { ...by("c"), points: 10 }));
    const state = apply(program, newAccount(), entries[0]!);
    const spend = (at: string) => redeem(program, state, { ...by("r", at), points: 1 });
    expect(spend("2026-01-11T01:59:59.999Z").ok).toBe(true);
    expect(spend("2026-01-11T02:00:00.000Z")).toMatchObject({
      refusal: { code: "exceeds-available" },
    });
    const late = entriesOf(spend("2026-01-10T12:00:00Z"));
    const asOf = "2026-02-01T00:00:00Z";
    const m1 = replay(program, [...late, ...entries], { asOf })["m1"]!;
    expect(balanceOf(m1, "points", asOf)).toMatchObject({ expired: 9, debt: 0 });
  });

  it("an expired credit does not leave its debits behind [points-04] [points-06] [pitfall 11]", () => {
    const session = openPoints(club({ expiry: { mode: "rolling", after: { days: 1 } } }));
    session.credit({ ...by("a"), points: 100 });
    session.redeem({ ...by("r"), points: 80 });
    session.credit({ ...by("b", "2026-01-10T12:00:00Z"), points: 50 });
    expect(session.balanceOf("m1", "points", "2026-01-11T02:00:00Z")).toMatchObject({
      balance: 50,
      expired: 20,
      debt: 0,
    });
  });

  it("two debits of one state cannot both be booked: the second is refused on the new state [points-28] [pitfall 4] [pitfall 12]", () => {
    const session = openPoints(club());
    session.credit({ ...by("c"), points: 100 });
    const both = ["r1", "r2"].map((id) => session.redeem({ ...by(id), points: 60 }).ok);
    expect(both).toEqual([true, false]);
    expect(session.balanceOf("m1", "points", AT)).toMatchObject({ available: 40, debt: 0 });
  });

  it("a ledger that was only asked about leaves no trace in the state [points-01]", () => {
    const session = openPoints(club({}, { types: [{ id: "points" }, { id: "growth" }] }));
    session.credit({ ...by("c"), points: 1 });
    session.balanceOf("m1", "growth", AT);
    session.redeem({ ...by("r", AT, "growth"), points: 1 });
    expect(Object.keys(session.stateOf("m1").ledgers)).toEqual(["points"]);
  });
});

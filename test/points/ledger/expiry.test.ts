import { describe, expect, it } from "vitest";
import {
  apply,
  balanceOf,
  extendLot,
  type ExpiryInput,
  openPoints,
  reinstate,
  switchOnExpiry,
} from "uptier/points";
import { club, clubSession, codeOf, command, valueOf } from "./club";

const day = "2026-01-31T09:30";

function endOf(expiry: ExpiryInput): string | null {
  return valueOf(clubSession({ expiry }).credit({ ...command("c1", day), points: 10 })).endsAt;
}

describe("the end of points", () => {
  it("is never, some time later and rounded, a day of the year, or one instant [points-12]", () => {
    const month = { mode: "rolling", after: { months: 1 } } as const;
    expect(endOf({ mode: "never" })).toBeNull();
    expect(endOf(month)).toBe("2026-02-28T01:30:00.000Z");
    expect(endOf({ ...month, round: "end-of-day" })).toBe("2026-02-28T16:00:00.000Z");
    expect(endOf({ ...month, round: "end-of-quarter" })).toBe("2026-03-31T16:00:00.000Z");
    expect(endOf({ mode: "calendar", dates: ["06-30"] })).toBe("2026-06-30T16:00:00.000Z");
    expect(endOf({ mode: "fixed", at: "2026-12-31T18:00:00+08:00" })).toBe(
      "2026-12-31T10:00:00.000Z",
    );
  });

  it("moves with activities of the kinds that the type names, while points live [points-12]", () => {
    const session = clubSession({
      expiry: { mode: "inactivity", after: { days: 30 }, activities: ["visit"] },
    });
    session.credit({ ...command("c1", day), points: 10 });
    const visit = { ...command("k1", "2026-02-20T10:00"), activity: "visit" };
    expect(codeOf(session.keepActive({ ...visit, activity: "review" }))).toBe("not-an-activity");
    expect(valueOf(session.keepActive(visit)).endsAt).toBe("2026-03-22T02:00:00.000Z");
    expect(session.balanceOf("m1", "points", "2026-03-22T01:59:59Z").available).toBe(10);
    const late = valueOf(session.keepActive({ ...visit, id: "k2", at: "2026-03-22T02:00:00Z" }));
    expect([late.balance.available, late.balance.expired]).toEqual([0, 10]);
  });

  it("of one credit may be another than that of its type [points-12]", () => {
    const session = clubSession({ expiry: { mode: "rolling", after: { months: 1 } } });
    const own = { ...command("c1", day), points: 10 };
    expect(valueOf(session.credit({ ...own, endsAt: null })).endsAt).toBeNull();
    const endsAt = "2026-02-01T00:00:00.000Z";
    expect(valueOf(session.credit({ ...own, id: "c2", endsAt })).endsAt).toBe(endsAt);
  });

  it("goes together with a balance below zero [points-13]", () => {
    const session = clubSession({
      onShortage: "overdraft",
      expiry: { mode: "rolling", after: { days: 30 } },
    });
    session.credit({ ...command("c1", day), points: 20 });
    session.redeem({ ...command("r1", day), points: 50 });
    const next = valueOf(session.credit({ ...command("c2", day), points: 100 }));
    expect([next.paidDebt, next.balance.available]).toEqual([30, 70]);
    session.redeem({ ...command("r2", day), points: 90 });
    const later = session.balanceOf("m1", "points", "2026-12-31T00:00:00Z");
    expect([later.expired, later.debt, later.balance]).toEqual([0, 20, -20]);
  });

  it("that is switched on takes nothing in hindsight [points-22]", () => {
    const session = clubSession();
    session.credit({ ...command("c1", "2020-01-01T08:00"), points: 10 });
    const enabledAt = "2026-01-01T00:00:00+08:00";
    const later = club({ expiry: { mode: "rolling", after: { months: 6 }, enabledAt } });
    const on = { ...command("on1", "2026-01-01T00:00") };
    expect(valueOf(switchOnExpiry(later, session.stateOf("m1"), on)).lots).toEqual([
      { lot: "c1/1", endsAt: "2026-06-30T16:00:00.000Z" },
    ]);
    // Forgotten by the shop, the instant is that of the command.
    const forgotten = club({ expiry: { mode: "rolling", after: { months: 6 } } });
    expect(valueOf(switchOnExpiry(forgotten, session.stateOf("m1"), on)).lots).toEqual([
      { lot: "c1/1", endsAt: "2026-06-30T16:00:00.000Z" },
    ]);
  });
});

describe("more time", () => {
  const program = club({ expiry: { mode: "rolling", after: { days: 30 } } });

  it("is given to a lot that lives, and only more of it [points-23]", () => {
    const session = openPoints(program);
    session.credit({ ...command("c1", day), points: 10 });
    const state = session.stateOf("m1");
    const more = { ...command("x1", day), lot: "c1/1", endsAt: "2027-01-01T00:00:00Z" };
    const extended = extendLot(program, state, more);
    expect(valueOf(extended).endsAt).toBe("2027-01-01T00:00:00.000Z");
    expect(codeOf(extendLot(program, state, { ...more, endsAt: "2026-02-01T00:00:00Z" }))).toBe(
      "not-later",
    );
    const over = { ...more, at: "2026-06-01T00:00:00Z" };
    expect(codeOf(extendLot(program, state, over))).toBe("lot-over");
  });

  it("revives what lapsed within some days, each point once [points-23]", () => {
    const session = openPoints(program);
    const endsAt = (date: string) => ({ endsAt: `2026-01-${date}T00:00:00+08:00` });
    session.credit({ ...command("c1", "2026-01-01T08:00"), points: 1, ...endsAt("04") });
    session.credit({ ...command("c2", "2026-01-01T08:00"), points: 2, ...endsAt("05") });
    let state = session.stateOf("m1");
    const back = { ...command("i1", "2026-01-15T08:00"), withinDays: 10 };
    const revived = reinstate(program, state, back);
    expect(valueOf(revived).revives).toEqual([{ lot: "c2/1", points: 2 }]);
    if (revived.ok) for (const entry of revived.entries) state = apply(program, state, entry);
    expect(balanceOf(state, "points", back.at)).toMatchObject({ available: 2, expired: 1 });
    expect(codeOf(reinstate(program, state, { ...back, id: "i2" }))).toBe("nothing-lapsed");
  });
});

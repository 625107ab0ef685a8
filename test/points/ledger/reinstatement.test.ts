import { describe, expect, it } from "vitest";
import { openPoints } from "uptier/points";
import { by, club, codeOf } from "./member";

const expiry = { mode: "rolling", after: { days: 10 } } as const;

describe("points that lapsed [points-23]", () => {
  it("are reinstated once: what lapses a second time is gone", () => {
    const session = openPoints(club({ expiry }));
    session.credit({ ...by("c"), points: 100 });
    const first = session.reinstate({ ...by("n1", "2026-01-22T02:00:00Z"), withinDays: 5 });
    expect(first).toMatchObject({ value: { points: 100, revives: [{ lot: "c/1" }] } });
    // It lapses again on 1 February.
    const second = session.reinstate({ ...by("n2", "2026-02-02T02:00:00Z"), withinDays: 5 });
    expect(second).toMatchObject({
      ok: false,
      refusal: { code: "already-reinstated", lots: [{ lot: "n1/1", points: 100 }] },
    });
    expect(session.balanceOf("m1", "points", "2026-02-02T02:00:00Z")).toMatchObject({
      balance: 0,
      expired: 100,
    });
  });

  it("are reinstated without those that were before", () => {
    const session = openPoints(club({ expiry }));
    session.credit({ ...by("c"), points: 100 });
    session.reinstate({ ...by("n1", "2026-01-22T02:00:00Z"), withinDays: 5 });
    session.credit({ ...by("d", "2026-01-23T02:00:00Z"), points: 7 });
    const second = session.reinstate({ ...by("n2", "2026-02-02T03:00:00Z"), withinDays: 5 });
    expect(second).toMatchObject({
      value: { points: 7, revives: [{ lot: "d/1", points: 7 }], balance: { available: 7 } },
    });
  });

  it("come back as many as lapsed, where some were restored to the lot afterwards", () => {
    const session = openPoints(club({ expiry }));
    session.credit({ ...by("c"), points: 100 });
    session.redeem({ ...by("r"), points: 30 });
    session.reinstate({ ...by("n1", "2026-01-22T02:00:00Z"), withinDays: 5 });
    // Back to a lot that has ended: these 30 lapse for the first time.
    session.restore({ ...by("b", "2026-01-22T03:00:00Z"), debit: "r" });
    const second = session.reinstate({ ...by("n2", "2026-01-22T04:00:00Z"), withinDays: 5 });
    expect(second).toMatchObject({ value: { points: 30, balance: { available: 100 } } });
  });
});

describe("a balance that is filled up to a minimum [points-21]", () => {
  it("gets points that end as those of the type do", () => {
    const endOf = (type: Parameters<typeof club>[0]) => {
      const session = openPoints(club(type));
      const filled = session.resetBalance({ ...by("z"), minimum: 50 });
      expect(filled).toMatchObject({ ok: true, value: { added: 50 } });
      const [lot] = session.stateOf("m1").ledgers["points"]!.lots;
      expect(lot).toMatchObject({ points: 50, source: "reset", status: "active" });
      return lot!.endsAt;
    };
    expect(endOf({ expiry })).toBe("2026-01-20T02:00:00.000Z");
    expect(endOf({ expiry: { mode: "calendar", dates: ["12-31"] } })).toBe(
      "2026-12-31T16:00:00.000Z",
    );
    expect(endOf({})).toBeNull();
  });

  it("lapses with them, and keeps nothing of an entry that was damaged", () => {
    const session = openPoints(club({ expiry }));
    const filled = session.resetBalance({ ...by("z"), minimum: 50 });
    expect(session.balanceOf("m1", "points", "2026-01-20T02:00:00Z").expired).toBe(50);
    const [entry] = filled.ok ? filled.entries : [];
    const broken = { ...entry!, endsAt: 5 } as unknown as NonNullable<typeof entry>;
    expect(codeOf(() => openPoints(club()).apply(broken))).toBe("invalid-entry");
    const unsaid = { ...entry!, command: undefined } as unknown as NonNullable<typeof entry>;
    expect(codeOf(() => openPoints(club()).apply(unsaid))).toBe("invalid-entry");
  });
});

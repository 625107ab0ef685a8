import { describe, expect, it } from "vitest";
import { apply, balanceOf, openPoints, resetBalance } from "uptier/points";
import { club, clubSession, command, valueOf } from "./club";

describe("points that come again", () => {
  it("are made full at each recurrence; what was left does not add up [points-21]", () => {
    const session = clubSession({ onShortage: "overdraft" });
    const recurs = { every: 1, unit: "day" } as const;
    session.credit({ ...command("c1", "2026-01-01T00:00"), points: 100, recurs });
    expect(session.balanceOf("m1", "points", "2026-01-03T12:00:00+08:00").available).toBe(100);
    session.redeem({ ...command("r1", "2026-01-04T12:00"), points: 120 });
    // 20 are owed, and paid by the next full lot.
    expect(session.balanceOf("m1", "points", "2026-01-05T01:00:00+08:00").balance).toBe(80);
  });

  it("come on the day they began, or on the last one of a shorter month [points-21]", () => {
    const session = clubSession();
    const recurs = { every: 1, unit: "month" } as const;
    session.credit({ ...command("c1", "2026-01-31T00:00"), points: 10, recurs });
    const left = [
      ["2026-02-27T23:59", 0],
      ["2026-02-28T00:00", 10],
      ["2026-03-30T23:59", 0],
      ["2026-03-31T00:00", 10],
    ] as const;
    session.redeem({ ...command("r0", "2026-01-31T01:00"), points: 10 });
    left.forEach(([local, points], index) => {
      const about = command(`r${index + 1}`, local);
      expect(session.balanceOf("m1", "points", about.at).available).toBe(points);
      session.redeem({ ...about, points });
    });
  });
});

describe("the end of a period", () => {
  it("carries a balance over between a minimum and a maximum, then pays debts [points-21]", () => {
    const program = club({ onShortage: "overdraft" });
    const session = openPoints(program);
    const about = command("z1", "2026-01-31T09:30");
    session.credit({ ...about, id: "c1", points: 90 });
    const state = session.stateOf("m1");
    const cut = valueOf(resetBalance(program, state, { ...about, maximum: 50 }));
    expect([cut.cut, cut.added, cut.balance.available]).toEqual([40, 0, 50]);
    const filled = resetBalance(program, state, { ...about, minimum: 100 });
    expect(valueOf(filled)).toMatchObject({ cut: 0, added: 10, balance: { available: 100 } });
    session.redeem({ ...about, id: "r1", points: 110 });
    let owing = session.stateOf("m1");
    const paid = resetBalance(program, owing, { ...about, minimum: 30 });
    if (paid.ok) for (const entry of paid.entries) owing = apply(program, owing, entry);
    expect(balanceOf(owing, "points", about.at)).toMatchObject({ debt: 0, available: 10 });
  });
});

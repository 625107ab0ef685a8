import { describe, expect, it } from "vitest";
import { MAKE_UP_REFUSALS, RESTORE_STREAK_REFUSALS } from "uptier/points";
import { coins, memberOf } from "./member";

const day = (n: number): string => `2026-11-${String(n).padStart(2, "0")}`;
const codeOf = (decision: { ok: boolean; refusal?: { code: string } }): string =>
  decision.refusal?.code ?? "ok";

describe("make-up cards [points-33]", () => {
  const makeUp = { windowDays: 5, reward: coins(1), feedsStreak: true };

  it("give their own reward and never what depends on a streak, the cycle or the date [CR9]", () => {
    const member = memberOf({
      makeUp,
      cycle: { length: 2, rewards: [{ day: 2, reward: coins(10) }] },
      milestones: [
        { id: "a", kind: "every-day", reward: coins(100) },
        { id: "b", kind: "streak", n: 2, reward: coins(100) },
        { id: "c", kind: "every-streak", n: 2, reward: coins(100) },
        { id: "d", kind: "weekday", weekday: "monday", reward: coins(100) },
        { id: "e", kind: "date", date: day(2), reward: coins(100) },
      ],
    });
    member.claim(day(1));
    const decision = member.makeUp(day(3), day(2));
    if (!decision.ok) throw new Error(decision.refusal.code);
    expect(decision.value).toMatchObject({ reward: coins(1), streak: { days: 2 }, alive: true });
  });

  it("join the streaks on both sides; the next check-in goes on from there", () => {
    const member = memberOf({ makeUp });
    for (const n of [1, 2, 4, 5]) member.claim(day(n));
    expect(member.state()).toMatchObject({ streak: { days: 2 }, broken: [{ days: 2 }] });
    member.makeUp(day(5), day(3));
    expect(member.state()).toMatchObject({
      streak: { days: 5, from: day(1), to: day(5) },
      broken: [],
      longest: 5,
    });
    member.claim(day(6));
    expect(member.state().streak?.days).toBe(6);
  });

  it("join streaks that ended, without reviving what is still broken", () => {
    const member = memberOf({ makeUp });
    for (const n of [1, 3, 6]) member.claim(day(n));
    member.makeUp(day(6), day(2));
    expect(member.state()).toMatchObject({
      streak: { days: 1, from: day(6) },
      broken: [{ days: 3, from: day(1), to: day(3) }],
      longest: 3,
    });
    member.makeUp(day(6), day(5));
    member.makeUp(day(6), day(4));
    expect(member.state()).toMatchObject({ streak: { days: 6, from: day(1) }, broken: [] });
  });

  it("start a streak of their own where nothing is beside them", () => {
    const member = memberOf({ makeUp });
    member.makeUp(day(5), day(2));
    expect(member.state()).toMatchObject({ streak: null, broken: [{ days: 1, from: day(2) }] });
    member.makeUp(day(5), day(4));
    expect(member.state().streak).toEqual({ days: 1, from: day(4), to: day(4) });
    member.claim(day(5));
    expect(member.state().streak?.days).toBe(2);
  });

  it("leave the streak alone by default, and count in the month and in all", () => {
    const member = memberOf({ makeUp: { windowDays: 5 } });
    member.claim(day(1));
    member.makeUp(day(3), day(2));
    expect(member.view(day(3))).toMatchObject({ streak: 0, total: 2, inMonth: 2 });
    member.claim(day(3));
    expect(member.view(day(3))).toMatchObject({ streak: 1, total: 3, inMonth: 3, longest: 1 });
  });

  it("do not move a cumulative cycle, so that none of its rewards is passed over", () => {
    const cycle = { length: 3, rewards: [{ day: 2, reward: coins(7) }] };
    const member = memberOf({ makeUp, cycle, cycleBy: "cumulative" });
    member.claim(day(1));
    member.makeUp(day(3), day(2));
    expect(member.reward(day(3))).toEqual(coins(7));
  });

  it("count against the limit of the month in which they are made", () => {
    const member = memberOf({ makeUp: { windowDays: 9, perMonth: 1 } });
    expect([
      codeOf(member.makeUp("2026-10-31", "2026-10-30")),
      codeOf(member.makeUp("2026-10-31", "2026-10-29")),
      codeOf(member.makeUp("2026-11-01", "2026-10-29")),
      codeOf(member.makeUp("2026-11-02", "2026-11-01")),
    ]).toEqual(["ok", "over-monthly-limit", "ok", "over-monthly-limit"]);
  });

  it("state their refusals in their order", () => {
    const opens = { opensAt: `${day(3)}T00:00:00Z`, closesAt: `${day(20)}T00:00:00Z` };
    const member = memberOf({
      ...opens,
      restDays: ["sunday"], // 8 November
      makeUp: { windowDays: 3, perMonth: 1, price: { type: "coin", points: 5 }, earliest: day(5) },
    });
    member.claim(day(3));
    const codes = [
      codeOf(memberOf().makeUp(day(9), day(7))),
      codeOf(member.makeUp(day(2), day(9))),
      codeOf(member.makeUp(day(20), day(9))),
      codeOf(member.makeUp(day(7), day(9))),
      codeOf(member.makeUp(day(7), day(7))),
      codeOf(member.makeUp(day(7), day(3))),
      codeOf(member.makeUp(day(12), day(8))),
      codeOf(member.makeUp(day(12), day(4))),
      codeOf(member.makeUp(day(12), day(6))),
    ];
    member.makeUp(day(12), day(11), { balance: 5 });
    codes.push(
      codeOf(member.makeUp(day(12), day(10))),
      codeOf(
        memberOf({
          makeUp: { windowDays: 3, price: { type: "coin", points: 5 } },
        }).makeUp(day(12), day(10), { balance: 4 }),
      ),
    );
    expect(codes).toEqual(MAKE_UP_REFUSALS);
  });

  it("refuse a rest day, a day that a freeze covers, and a day twice", () => {
    const member = memberOf({ makeUp, restDays: ["sunday"], freezes: { max: 1 } });
    member.grant(day(5), 1);
    member.claim(day(5));
    expect(codeOf(member.makeUp(day(7), day(6)))).toBe("already-covered");
    expect(codeOf(member.makeUp(day(9), day(8)))).toBe("not-required");
    member.makeUp(day(10), day(9));
    expect(codeOf(member.makeUp(day(10), day(9)))).toBe("already-covered");
  });
});

describe("restore [points-34]", () => {
  const restore = { maxGapDays: 2, price: { type: "coin", points: 100 } };

  it("covers every missed day up to yesterday, and adds none of them [CR7]", () => {
    const member = memberOf({ restore });
    for (const n of [1, 2, 3]) member.claim(day(n));
    const decision = member.restore(day(6), 100);
    expect(decision).toMatchObject({ value: { days: [day(4), day(5)], streak: { days: 3 } } });
    expect(member.view(day(6))).toMatchObject({ streak: 3, checkedIn: false });
    member.claim(day(6));
    expect(member.state()).toMatchObject({ streak: { days: 4, from: day(1) }, broken: [] });
    expect(member.statuses("2026-11", day(6))[day(4)]).toBe("restored");
  });

  it("needs no check-in of a day that is a rest day [CR6] [CR7]", () => {
    const member = memberOf({ restore, restDays: ["sunday"] });
    member.claim("2026-11-06");
    member.restore("2026-11-08", 100); // Saturday was missed, Sunday is a rest day
    expect(member.view("2026-11-09").streak).toBe(1);
    expect(member.view("2026-11-10").streak).toBe(0);
  });

  it("can be made after the check-in that began a new streak today", () => {
    const member = memberOf({ restore });
    for (const n of [1, 2, 4]) member.claim(day(n));
    member.restore(day(4), 100);
    expect(member.state()).toMatchObject({
      streak: { days: 3, from: day(1), to: day(4) },
      longest: 3,
    });
  });

  it("states its refusals in their order", () => {
    const times = { opensAt: `${day(2)}T00:00:00Z`, closesAt: `${day(20)}T00:00:00Z` };
    const member = memberOf({ restore, ...times });
    const codes = [
      codeOf(memberOf().restore(day(1))),
      codeOf(member.restore(day(1))),
      codeOf(member.restore(day(20))),
      codeOf(member.restore(day(3))),
    ];
    member.claim(day(3));
    codes.push(codeOf(member.restore(day(9))), codeOf(member.restore(day(6), 99)));
    expect(codes).toEqual(RESTORE_STREAK_REFUSALS);
  });
});

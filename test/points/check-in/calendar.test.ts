import { describe, expect, it } from "vitest";
import { calendarOf } from "uptier/points";
import { coins, memberOf } from "./member";

describe("the month on the page [points-33]", () => {
  it("says what each day was and which ones can be made up", () => {
    const member = memberOf({ makeUp: { windowDays: 2, perMonth: 1, reward: coins(1) } });
    for (const at of ["2026-11-02", "2026-11-04"]) member.claim(at);
    const days = (): string[] =>
      calendarOf(member.definition, member.state(), "2026-11", "2026-11-06T10:00:00Z")
        .slice(0, 7)
        .map(({ status, canMakeUp }) => (canMakeUp ? `${status}, can be made up` : status));
    expect(days()).toEqual([
      "outside",
      "claimed",
      "missed",
      "claimed",
      "missed, can be made up",
      "today",
      "future",
    ]);
    member.makeUp("2026-11-06", "2026-11-05");
    member.claim("2026-11-06");
    expect(days().slice(4)).toEqual(["made-up", "claimed", "future"]);
  });

  it("promises what the coming days then give [points-30]", () => {
    const member = memberOf({
      cycle: { length: 3, rewards: [{ day: 3, reward: coins(9) }] },
      milestones: [{ id: "m", kind: "month", n: 5, reward: coins(50) }],
      restDays: ["sunday"],
    });
    member.claim("2026-11-03");
    const promised = calendarOf(
      member.definition,
      member.state(),
      "2026-11",
      "2026-11-04T10:00:00Z",
    ).filter(({ status }) => status === "today" || status === "future");
    expect(promised).toHaveLength(23);
    for (const { day, reward } of promised) expect(member.reward(day)).toEqual(reward);
  });

  it("does not guess more than a year ahead", () => {
    const { definition, state } = memberOf();
    const days = calendarOf(definition, state(), "2028-02", "2026-11-21T10:00:00Z");
    expect(days).toHaveLength(29);
    expect(days[0]).toEqual({
      day: "2028-02-01",
      status: "future",
      canMakeUp: false,
      reward: null,
    });
  });

  it.each(["2026-13", "0000-01", "2026-1", null])("refuses %j as a month", (month) => {
    const { definition, state } = memberOf();
    expect(() => calendarOf(definition, state(), month as never, "2026-11-21T10:00:00Z")).toThrow(
      expect.objectContaining({ code: "invalid-month" }),
    );
  });
});

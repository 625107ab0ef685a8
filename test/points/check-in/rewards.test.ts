import { describe, expect, it } from "vitest";
import type { CheckInMilestone } from "uptier/points";
import { coins, memberOf } from "./member";

const day = (n: number): string => `2026-11-${String(n).padStart(2, "0")}`;

describe("rewards by the day of a cycle [points-30]", () => {
  const cycle = {
    length: 7,
    rewards: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ day: n, reward: coins(n) })),
  };
  const rewardsOn = (days: readonly number[], cycleBy: "streak" | "cumulative"): unknown[] => {
    const member = memberOf({ cycle, cycleBy });
    return days.map((n) => member.reward(day(n)));
  };

  it("start again after the last day", () => {
    expect(rewardsOn([1, 2, 3, 4, 5, 6, 7, 8], "streak").slice(6)).toEqual([coins(7), coins(1)]);
  });

  it("start again after a break, or go on where the cycle is cumulative: nobody farms days 1 to 4 [CR8]", () => {
    expect(rewardsOn([1, 2, 3, 4, 6], "streak").at(-1)).toEqual(coins(1));
    expect(rewardsOn([1, 2, 3, 4, 6], "cumulative").at(-1)).toEqual(coins(5));
  });

  it("are nothing on days without one", () => {
    const member = memberOf({ cycle: { length: 365, rewards: [{ day: 2, reward: coins(5) }] } });
    expect([1, 2, 3].map((n) => member.reward(day(n)))).toEqual([[], coins(5), []]);
  });
});

describe("the counters are kept apart [points-31]", () => {
  it("a break ends the streak, not the month and not the total", () => {
    const member = memberOf({ cycle: { length: 3, rewards: [] }, cycleBy: "cumulative" });
    for (const at of ["2026-10-30", "2026-10-31", "2026-11-01", "2026-11-03"]) member.claim(at);
    expect(member.view("2026-11-03")).toMatchObject({
      streak: 1,
      cycleDay: 1,
      total: 4,
      inMonth: 2,
      longest: 3,
    });
  });

  it("the same day of another month is no day in a row [pitfall 10]", () => {
    const member = memberOf();
    member.claim("2026-01-31");
    member.claim("2026-02-01");
    expect(member.state().streak?.days).toBe(2);
    member.claim("2026-03-02");
    expect(member.state().streak?.days).toBe(1);
  });

  it("28 and 29 February and 1 March are three days in a row", () => {
    const member = memberOf();
    for (const at of ["2028-02-28", "2028-02-29", "2028-03-01"]) member.claim(at);
    expect(member.state().streak?.days).toBe(3);
  });
});

describe("milestones [points-32]", () => {
  const paidOn = (milestone: Omit<CheckInMilestone, "id" | "reward">, days: string[]): string[] => {
    const item = { ...milestone, id: "x", reward: coins(1) } as CheckInMilestone;
    const member = memberOf({ milestones: [item] });
    return days.filter((at) => member.reward(at).length > 0);
  };
  const broken = [1, 2, 3, 4, 6, 7, 8].map(day);

  it.each([
    [{ kind: "every-day" }, broken],
    [{ kind: "streak", n: 3 }, [day(3), day(8)]],
    [{ kind: "every-streak", n: 2 }, [day(2), day(4), day(7)]],
    [{ kind: "total", n: 6 }, [day(7)]],
    [{ kind: "every-total", n: 3 }, [day(3), day(7)]],
    [{ kind: "weekday", weekday: "sunday" }, [day(1), day(8)]],
    [{ kind: "date", date: day(6) }, [day(6)]],
    [{ kind: "rank", n: 3 }, []],
  ] as [Omit<CheckInMilestone, "id" | "reward">, string[]][])("%j", (milestone, expected) => {
    expect(paidOn(milestone, broken)).toEqual(expected);
  });

  it("of the month count its days, consecutive or not, and start again with the next", () => {
    const days = ["2026-10-01", "2026-10-15", "2026-11-30", "2026-12-01", "2026-12-02"];
    expect(paidOn({ kind: "month", n: 2 } as never, days)).toEqual(["2026-10-15", "2026-12-02"]);
  });

  it("of the rank go by what the command states", () => {
    const member = memberOf({ milestones: [{ id: "x", kind: "rank", n: 3, reward: coins(1) }] });
    expect([
      member.reward(day(1), { rank: 3 }),
      member.reward(day(2), { rank: 4 }),
      member.reward(day(3)),
    ]).toEqual([coins(1), [], []]);
  });

  it("add up by type, and an override stands in place of what is before it", () => {
    const member = memberOf({
      cycle: {
        length: 2,
        rewards: [{ day: 1, reward: [...coins(5), { item: "card", count: 1 }] }],
      },
      milestones: [
        { id: "a", kind: "every-day", reward: [...coins(1), { item: "card", count: 2 }] },
        { id: "b", kind: "streak", n: 2, mode: "override", reward: coins(20) },
        { id: "c", kind: "every-day", reward: [{ item: "coin", count: 1 }] },
      ],
    });
    expect(member.reward(day(1))).toEqual([
      { type: "coin", points: 6 },
      { item: "card", count: 3 },
      { item: "coin", count: 1 },
    ]);
    expect(member.reward(day(2))).toEqual([
      { type: "coin", points: 20 },
      { item: "coin", count: 1 },
    ]);
  });
});

import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { FREEZE_REFUSALS } from "uptier/points";
import { coins, type Member, memberOf } from "./member";

const day = (n: number): string => `2026-11-${String(n).padStart(2, "0")}`;

describe("freezes and rest days [points-34]", () => {
  it("bridge a missed day, and what is done after it counts [CR3] [pitfall 9]", () => {
    const member = memberOf({ freezes: { max: 5 } });
    member.grant(day(1), 1);
    member.claim(day(1));
    member.claim(day(3));
    member.claim(day(4));
    expect(member.state()).toMatchObject({ streak: { days: 3, from: day(1) }, freezes: 0 });
  });

  it("cover all of a gap or nothing of it [CR5]", () => {
    const member = memberOf({ freezes: { max: 5 } });
    member.grant(day(1), 2);
    member.claim(day(1));
    member.claim(day(5));
    expect(member.state()).toMatchObject({
      streak: { days: 1 },
      freezes: 2,
      broken: [{ days: 1 }],
    });
  });

  it("come back after nights on which the gap was still short enough", () => {
    const member = memberOf({ freezes: { max: 5 } });
    member.grant(day(1), 1);
    member.claim(day(1));
    expect(member.job(day(3)).value.frozen).toEqual([day(2)]);
    expect(member.view(day(3))).toMatchObject({ streak: 1, freezes: 0 });
    expect(member.job(day(4)).value).toMatchObject({
      frozen: [],
      returned: [day(2)],
      ended: { days: 1, from: day(1), to: day(1) },
    });
    expect(member.state()).toMatchObject({ freezes: 1, held: [], streak: null });
    expect(member.statuses("2026-11", day(4))[day(2)]).toBe("missed");
  });

  it("are left alone by who opted out, also those of later nights [CR5]", () => {
    const member = memberOf({ freezes: { max: 5 } });
    member.grant(day(1), 3);
    member.claim(day(1));
    member.use(day(1), false);
    member.claim(day(3));
    expect(member.state()).toMatchObject({ streak: { days: 1 }, freezes: 3 });
    member.use(day(3), true);
    member.claim(day(5));
    expect(member.state()).toMatchObject({ streak: { days: 2 }, freezes: 2 });
  });

  it("have a limit of the stock, in which those on missed days count", () => {
    const member = memberOf({ freezes: { max: 2 } });
    member.grant(day(1), 2);
    member.claim(day(1));
    member.job(day(3));
    const full = member.grant(day(3), 1);
    expect(full).toMatchObject({ refusal: { code: "over-freeze-limit", limit: 2, held: 2 } });
    const none = memberOf().grant(day(1), 1);
    expect([none, full].map((one) => !one.ok && one.refusal.code)).toEqual(FREEZE_REFUSALS);
  });

  it.each([
    [{ weekStart: "monday" } as const, "2026-11-06", "2026-11-09", "2026-11-10"],
    [{ weekStart: "sunday" } as const, "2026-11-05", "2026-11-08", "2026-11-09"],
    [["wednesday"] as const, "2026-11-03", "2026-11-05", "2026-11-06"],
  ])("rest days %j neither break, nor add", (restDays, last, open, over) => {
    const member = memberOf({ restDays });
    member.claim(last);
    expect([member.view(open).streak, member.view(over).streak]).toEqual([1, 0]);
    member.claim(open);
    expect(member.state().streak?.days).toBe(2);
  });

  it("a campaign that starts, or is cut short, in the middle of a streak asks for no day outside", () => {
    const member = memberOf({ closesAt: `${day(4)}T00:00:00Z` });
    for (const n of [1, 2, 3]) member.claim(day(n));
    expect(member.view("2026-12-24").streak).toBe(3);
    expect(member.job("2026-12-24").entries).toEqual([]);
  });
});

describe("streaks that ended [points-37]", () => {
  it("are kept with their days, their first and their last one, in calendar order", () => {
    const member = memberOf();
    for (const n of [1, 2, 3, 5, 8, 9]) member.claim(day(n));
    expect(member.state().broken).toEqual([
      { days: 3, from: day(1), to: day(3) },
      { days: 1, from: day(5), to: day(5) },
    ]);
  });

  it("are kept by the job as by the next check-in", () => {
    const member = memberOf();
    member.claim(day(1));
    expect(member.job(day(3)).why).toEqual([
      {
        code: "streak-ended",
        streak: { days: 1, from: day(1), to: day(1) },
        missed: day(2),
        freezes: 0,
        freezeUse: true,
      },
    ]);
    expect(member.job(day(3)).entries).toEqual([]);
    member.claim(day(3));
    expect(member.state().broken).toHaveLength(1);
  });

  it("are kept up to a limit in the state, all of them in the entries", () => {
    const member = memberOf();
    for (let n = 0; n < 410; n += 1) {
      member.claim(new Date(Date.UTC(2020, 0, 1 + 2 * n, 12)).toISOString());
    }
    expect(member.state().broken).toHaveLength(400);
    expect(member.entries.filter(({ kind }) => kind === "streak-ended")).toHaveLength(409);
  });
});

/** What happens on one day, and how often the job runs in the night before. */
const anyDay = fc.record({
  jobs: fc.nat({ max: 2 }),
  act: fc.oneof(
    { weight: 5, arbitrary: fc.constant("claim" as const) },
    { weight: 5, arbitrary: fc.constant("nothing" as const) },
    fc.constantFrom("grant", "make-up", "restore", "use", "no-use"),
  ),
});

describe("the nightly job [points-34]", () => {
  const input = {
    freezes: { max: 3 },
    makeUp: { windowDays: 4, feedsStreak: true },
    restore: { maxGapDays: 2 },
    restDays: ["sunday"] as const,
    milestones: [{ id: "s", kind: "every-streak", n: 3, reward: coins(1) }] as const,
  };

  test.prop([fc.array(anyDay, { maxLength: 40 })])(
    "changes nothing, however often it runs: the next command settles the same days",
    (days) => {
      const [withJobs, without] = [memberOf(input), memberOf(input)];
      days.forEach(({ act, jobs }, index) => {
        const at = new Date(Date.UTC(2026, 0, 1 + index, 12)).toISOString();
        const night = `${at.slice(0, 10)}T00:05:00Z`;
        for (let job = 0; job < jobs; job += 1) withJobs.job(night);
        if (jobs > 0) expect(withJobs.job(night).entries).toEqual([]);
        expect(withJobs.view(night)).toEqual(without.view(night));
        expect(perform(withJobs, act, at)).toEqual(perform(without, act, at));
      });
      const end = new Date(Date.UTC(2026, 0, 1 + days.length, 12)).toISOString();
      for (const member of [withJobs, without]) member.job(end);
      expect(comparable(withJobs)).toEqual(comparable(without));
    },
  );

  test.prop([fc.array(anyDay, { maxLength: 40 })])(
    "never overdraws or overfills the stock",
    (days) => {
      const member = memberOf(input);
      days.forEach(({ act, jobs }, index) => {
        const at = new Date(Date.UTC(2026, 0, 1 + index, 12)).toISOString();
        if (jobs > 0) member.job(at);
        perform(member, act, at);
        const { freezes, held, longest, streak, broken } = member.state();
        expect(freezes).toBeGreaterThanOrEqual(0);
        expect(freezes + held.length).toBeLessThanOrEqual(3);
        for (const { days: length } of broken) expect(longest).toBeGreaterThanOrEqual(length);
        expect(longest).toBeGreaterThanOrEqual(streak?.days ?? 0);
      });
    },
  );
});

/** Does what happens on a day; what comes of it apart from when days were settled. */
function perform(member: Member, act: string, at: string): unknown {
  const yesterday = new Date(Date.parse(at) - 86_400_000).toISOString().slice(0, 10);
  switch (act) {
    case "claim":
      return member.reward(at);
    case "grant":
      return member.grant(at, 1).ok;
    case "make-up":
      return member.makeUp(at, yesterday).ok;
    case "restore":
      return member.restore(at).ok;
    case "use":
    case "no-use":
      return member.use(at, act === "use").ok;
    default:
      return null;
  }
}

/** The state without the instants at which freezes were put on days. */
function comparable(member: Member): unknown {
  const { months, ...rest } = member.state();
  const kinds = Object.values(months).map(({ days, makeUps, records }) => ({
    days,
    makeUps,
    records: Object.entries(records)
      .map(([key, { kind, reward, counters }]) => ({ key, kind, reward, counters }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  }));
  // A month in which only a freeze came and went back has no other trace.
  return { ...rest, months: kinds.filter(({ days, records }) => days + records.length > 0) };
}

import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { dayKey, dayNumber } from "uptier/kernel";
import {
  type CheckInInput,
  type CheckInReward,
  currentRun,
  evaluateDays,
  longestRun,
  runsOf,
} from "uptier/points";
import { coins, type Member, memberOf } from "./member";

const start = dayNumber("2027-12-20");

const anyReward: fc.Arbitrary<CheckInReward[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constantFrom("coin", "growth"), points: fc.integer({ min: 1, max: 99 }) }),
    fc.record({ item: fc.constantFrom("coin", "card"), count: fc.integer({ min: 1, max: 9 }) }),
  ),
  { maxLength: 3 },
);

const anyMilestone = fc
  .record({
    mode: fc.constantFrom("add" as const, "override" as const),
    reward: anyReward,
    rule: fc.oneof(
      fc.record({
        kind: fc.constantFrom("streak", "every-streak", "month", "total", "every-total", "rank"),
        n: fc.integer({ min: 1, max: 12 }),
      }),
      fc.constant({ kind: "every-day" }),
      fc.record({ kind: fc.constant("weekday"), weekday: fc.constantFrom("monday", "sunday") }),
      fc.record({
        kind: fc.constant("date"),
        date: fc.nat({ max: 80 }).map((day) => dayKey(start + day)),
      }),
    ),
  })
  .map(({ mode, reward, rule }) => ({ mode, reward, ...rule }));

const anyInput: fc.Arbitrary<Partial<CheckInInput>> = fc
  .record({
    cycle: fc.option(
      fc.integer({ min: 2, max: 9 }).chain((length) =>
        fc.record({
          length: fc.constant(length),
          rewards: fc.uniqueArray(
            fc.record({ day: fc.integer({ min: 1, max: length }), reward: anyReward }),
            { selector: ({ day }) => day },
          ),
        }),
      ),
      { nil: undefined },
    ),
    by: fc.constantFrom("streak" as const, "cumulative" as const),
    milestones: fc.array(anyMilestone, { maxLength: 6 }),
    restDays: fc.subarray(["sunday", "monday", "wednesday"] as const),
  })
  .map(({ cycle, by, milestones, restDays }) => ({
    cycle,
    ...(cycle === undefined ? {} : { cycleBy: by }),
    milestones: milestones.map((one, index) => ({ ...one, id: `m${index}` })),
    restDays,
  }));

const anyDays = fc.array(fc.nat({ max: 80 }), { maxLength: 60 });

function claimEach(member: Member, days: readonly number[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const day of days) {
    const rewards = member.reward(dayKey(start + day));
    if (typeof rewards === "string") continue;
    addTo(sums, rewards);
  }
  return sums;
}

function addTo(sums: Record<string, number>, rewards: readonly CheckInReward[]): void {
  for (const one of rewards) {
    const key = "type" in one ? `type ${one.type}` : `item ${one.item}`;
    sums[key] = (sums[key] ?? 0) + ("type" in one ? one.points : one.count);
  }
}

describe("evaluating many days at once [points-31]", () => {
  test.prop([anyInput, anyDays])("is checking in day by day", (input, days) => {
    const member = memberOf(input);
    const sorted = [...new Set(days)].sort((a, b) => a - b);
    const sums = claimEach(member, sorted);
    const result = evaluateDays(
      member.definition,
      sorted.map((day) => start + day),
    );
    const { streak, longest, total, broken, last, months } = member.state();
    const counters =
      last === null ? null : months[last.day.slice(0, 7)]?.records[last.day]?.counters;
    expect(result).toMatchObject({
      total,
      streak: streak?.days ?? 0,
      longest,
      broken: broken.length,
      cycleDay: counters?.cycleDay ?? null,
      inMonth: counters?.inMonth ?? 0,
    });
    const bulk: Record<string, number> = {};
    addTo(bulk, result.rewards);
    expect(bulk).toEqual(sums);
  });

  test.prop([anyInput, anyDays])("does not depend on order or duplicates", (input, days) => {
    const { definition } = memberOf(input);
    const numbers = days.map((day) => start + day);
    const sorted = [...new Set(numbers)].sort((a, b) => a - b);
    const expected = evaluateDays(definition, sorted);
    expect(evaluateDays(definition, numbers)).toEqual(expected);
    expect(evaluateDays(definition, [...numbers, ...numbers.toReversed()])).toEqual(expected);
    expect(evaluateDays(definition, Int32Array.from(numbers))).toEqual(expected);
  });

  test.prop([anyInput, anyDays])("tapping again changes no counter", (input, days) => {
    const [once, often] = [memberOf(input), memberOf(input)];
    const sorted = [...new Set(days)].sort((a, b) => a - b);
    const sums = claimEach(once, sorted);
    const twice = claimEach(
      often,
      sorted.flatMap((day) => [day, day, day]),
    );
    expect(twice).toEqual(sums);
    const { streak, total, longest, broken } = once.state();
    expect(often.state()).toMatchObject({ streak, total, longest, broken });
  });

  it("leaves what is given as it is, and refuses sums that are not exact any more", () => {
    const days = [3, 1, 2].map((day) => start + day);
    const reward = [{ type: "coin", points: 1_000_000_000 }];
    const milestones = Array.from({ length: 100 }, (_, index) => ({
      id: `m${index}`,
      kind: "every-day" as const,
      reward,
    }));
    const { definition } = memberOf({ milestones });
    expect(evaluateDays(definition, days).rewards).toEqual([
      { type: "coin", points: 300_000_000_000 },
    ]);
    expect(days).toEqual([3, 1, 2].map((day) => start + day));
    const century = Array.from({ length: 100_000 }, (_, day) => day);
    expect(() => evaluateDays(definition, century)).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
  });
});

describe("runs of days [points-31]", () => {
  test.prop([anyDays, fc.subarray(["sunday", "wednesday"] as const)])(
    "are the streaks of who checks in on them [CR4]",
    (days, restDays) => {
      const member = memberOf({
        restDays,
        cycle: { length: 2, rewards: [{ day: 1, reward: coins(1) }] },
      });
      const keys = days.map((day) => dayKey(start + day));
      for (const key of [...keys].sort()) member.claim(key);
      const { broken, streak, longest } = member.state();
      const lengths = [...broken, ...(streak === null ? [] : [streak])].map((one) => one.days);
      expect(runsOf([null, ...keys, undefined], restDays)).toEqual(lengths);
      expect(longestRun(keys, restDays)).toBe(longest);
      const end = dayKey(start + 82);
      expect(currentRun(keys, end, restDays)).toBe(member.view(end).streak);
    },
  );

  it("leave out days after the one that is asked about", () => {
    expect(currentRun(["2026-03-20", "2026-03-21", "2026-03-23"], "2026-03-21")).toBe(2);
  });

  it("of a hundred thousand days are found", () => {
    const keys = Array.from({ length: 100_000 }, (_, day) => dayKey(2 * day));
    expect(longestRun(keys)).toBe(1);
  });
});

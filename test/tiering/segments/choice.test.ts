import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  type Candidate,
  CHOICE_STATUSES,
  type ChoiceInput,
  choose,
  defineChoice,
  newChoiceState,
} from "uptier/tiering";
import { byMember, numberOf, withOrder } from "./shuffled";

const input: ChoiceInput = {
  id: "koc",
  axes: [
    { id: "spend", unit: "count", weight: 7, floor: 2 },
    { id: "posts", unit: "count", weight: 3, floor: 1, leave: 0 },
  ],
  quota: 2,
  quotas: [{ group: "south", quota: 1 }],
  margin: "10%",
};

const open: ChoiceInput = {
  id: "open",
  axes: [
    { id: "spend", unit: "count", weight: 7 },
    { id: "posts", unit: "count", weight: 3 },
  ],
  quota: 3,
};

const anyCandidates: fc.Arbitrary<Candidate[]> = fc
  .array(
    fc.record({
      spend: fc.nat(6),
      posts: fc.nat(4),
      group: fc.constantFrom("north", "south"),
      flagged: fc.boolean(),
    }),
    { maxLength: 15 },
  )
  .map((list) =>
    list.map(({ spend, posts, group, flagged }, index) => ({
      member: `m${index}`,
      group,
      flagged,
      values: { spend, posts },
    })),
  );

const anyState = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.constantFrom("north", "south")), {
    maxLength: 6,
  })
  .map((pairs) => ({
    period: 1,
    chosen: Object.fromEntries(pairs.map(([index, group]) => [`m${index}`, group])),
    streaks: {},
  }));

describe("the score of a choice", () => {
  test.prop([anyCandidates])(
    "is the weighted percentile rank, by its definition [tiering-29]",
    (members) => {
      const { members: results } = choose(defineChoice(open), members, 1);
      const others = members.length - 1;
      const halves = (axis: "spend" | "posts", value: number) =>
        members.reduce((sum, { values }) => {
          const other = values[axis] as number;
          return sum + (other < value ? 2 : other === value ? 1 : 0);
        }, -1);
      for (const [index, { score }] of results.entries()) {
        const { spend, posts } = members[index]!.values as { spend: number; posts: number };
        const parts = 7 * halves("spend", spend) + 3 * halves("posts", posts);
        const [num, den] = others === 0 ? [1, 1] : [parts, 20 * others];
        expect(score.num * den).toBe(num * score.den);
      }
    },
  );

  test.prop([withOrder(anyCandidates), anyState])(
    "and the choice are the same in any order of members [tiering-29]",
    ({ list, shuffled }, state) => {
      const [first, second] = [list, shuffled].map((members) =>
        choose(defineChoice(input), members, 2, state),
      );
      expect(byMember(second!.members)).toEqual(byMember(first!.members));
      expect({ ...second, members: [] }).toEqual({ ...first, members: [] });
    },
  );

  test.prop([anyCandidates, fc.nat(14), fc.integer({ min: 1, max: 9 })])(
    "does not fall when a member gets better [tiering-29]",
    (members, at, more) => {
      fc.pre(at < members.length);
      const better = members.map((member, index) =>
        index === at
          ? {
              ...member,
              values: { ...member.values, spend: Number(member.values["spend"]) + more },
            }
          : member,
      );
      const choice = defineChoice(open);
      const scoreIn = (list: readonly Candidate[]) =>
        numberOf(choose(choice, list, 1).members[at]!.score);
      expect(scoreIn(better)).toBeGreaterThanOrEqual(scoreIn(members));
    },
  );

  test.prop([anyCandidates])(
    "orders the others as before when somebody far below joins [tiering-29]",
    (members) => {
      const shifted = members.map((member) => ({
        ...member,
        values: {
          spend: Number(member.values["spend"]) + 1,
          posts: Number(member.values["posts"]) + 1,
        },
      }));
      const last = { member: "zz", group: "north", values: { spend: 0, posts: 0 } };
      const choice = defineChoice({ ...open, quota: 100 });
      const [without, joined] = [shifted, [...shifted, last]].map((list) =>
        choose(choice, list, 1).groups.flatMap(({ chosen }) => chosen),
      );
      expect(joined!.filter((member) => member !== "zz")).toEqual(without);
    },
  );

  test.prop([anyCandidates])(
    "is not changed by floors: only who can be chosen is [tiering-29]",
    (members) => {
      const [free, bound] = [open, { ...open, axes: input.axes }].map(
        (one) => choose(defineChoice(one), members, 1).members,
      );
      expect(bound!.map(({ score }) => score)).toEqual(free!.map(({ score }) => score));
      for (const [index, { status }] of bound!.entries()) {
        const { flagged, values } = members[index]!;
        const reaches = Number(values["spend"]) >= 2 && Number(values["posts"]) >= 1;
        if (flagged) expect(status).toBe("flagged");
        else expect(status === "below-floor").toBe(!reaches);
      }
    },
  );

  it("gives the first status that applies [tiering-29]", () => {
    const choice = defineChoice({ ...input, persistence: { periods: 2 }, quota: 0 });
    const members: Candidate[] = [
      { member: "a", flagged: true, values: { spend: 0, posts: 0 } },
      { member: "b", values: { spend: 1, posts: 1 } },
      { member: "c", values: { spend: 2, posts: 1 } },
    ];
    const first = choose(choice, members, 1);
    const second = choose(choice, members, 2, first.state);
    expect([...first.members, ...second.members.slice(2)].map(({ status }) => status)).toEqual(
      CHOICE_STATUSES.slice(0, 4),
    );
    expect(first.members[0]!.why.map(({ code }) => code)).toEqual([
      "ranked",
      "ranked",
      "flagged",
      "below-floor",
      "below-floor",
      "waiting",
    ]);
  });
});

describe("the selection", () => {
  test.prop([anyCandidates, anyState])(
    "never exceeds a quota, nor leaves room while somebody could be chosen [tiering-47]",
    (members, state) => {
      const report = choose(defineChoice(input), members, 2, state);
      for (const { group, quota, eligible, chosen } of report.groups) {
        expect(quota).toBe(group === "south" ? 1 : 2);
        expect(chosen).toHaveLength(Math.min(quota, eligible));
      }
      const chosen = report.groups.flatMap((group) => group.chosen);
      expect(Object.keys(report.state.chosen).sort()).toEqual(chosen.toSorted());
      expect(new Set(chosen).size).toBe(chosen.length);
    },
  );

  test.prop([anyCandidates, anyState])(
    "changes nobody when nothing has changed [tiering-47]",
    (members, state) => {
      const choice = defineChoice(input);
      const first = choose(choice, members, 2, state);
      const again = choose(choice, members, 3, first.state);
      expect(again.state.chosen).toEqual(first.state.chosen);
      expect([again.entered, again.left]).toEqual([[], []]);
    },
  );

  test.prop([anyCandidates, anyState])(
    "replaces nobody by an equal one, nor by one who is better by the margin alone [tiering-47]",
    (members, state) => {
      const choice = defineChoice(input);
      const report = choose(choice, members, 2, state);
      const results = byMember(report.members);
      for (const member of report.left) {
        const result = results.get(member);
        if (result?.status !== "over-quota" || state.chosen[member] !== result.group) continue;
        for (const other of report.groups.find(({ group }) => group === result.group)!.chosen) {
          const wasChosen = state.chosen[other] === result.group;
          const lead = numberOf(results.get(other)!.score) - numberOf(result.score);
          // Scores are 1/280 apart at the least.
          if (!wasChosen) expect(lead).toBeGreaterThan(0.1 + 1e-9);
        }
      }
    },
  );

  test.prop([anyCandidates, anyState])(
    "says who entered and who left [tiering-47]",
    (members, state) => {
      const report = choose(defineChoice(input), members, 2, state);
      const now = report.state.chosen;
      const moved = (from: Record<string, string>, to: Record<string, string>) =>
        Object.keys(from)
          .filter((member) => to[member] !== from[member])
          .sort();
      expect(report.entered).toEqual(moved(now, state.chosen));
      expect(report.left).toEqual(moved(state.chosen, now));
    },
  );
});

describe("persistence", () => {
  const persistent = { ...open, persistence: { periods: 3, bar: "50%" } };

  test.prop([fc.array(fc.nat(4), { minLength: 1, maxLength: 10 })])(
    "lets a newcomer in exactly after n consecutive periods at the bar [tiering-31]",
    (values) => {
      const choice = defineChoice(persistent);
      let [state, run, inside] = [newChoiceState(), 0, false];
      for (const [period, spend] of values.entries()) {
        const members = [
          { member: "a", values: { spend, posts: 0 } },
          { member: "b", values: { spend: 2, posts: 0 } },
          { member: "c", values: { spend: 2, posts: 0 } },
        ];
        const report = choose(choice, members, period, state);
        // With 2 of 2 others to beat, a is at the bar from 2 on.
        run = spend >= 2 ? run + 1 : 0;
        inside ||= run >= 3;
        expect(report.members[0]!.status === "chosen").toBe(inside);
        state = report.state;
      }
    },
  );

  it("starts again where a period was left out [tiering-31]", () => {
    const choice = defineChoice(persistent);
    const members = [{ member: "a", values: { spend: 1, posts: 1 } }];
    let state = newChoiceState();
    for (const period of [1, 2, 4, 5]) state = choose(choice, members, period, state).state;
    expect(state.streaks).toEqual({ a: 2 });
    expect(choose(choice, members, 6, state).entered).toEqual(["a"]);
  });

  it("is carried as plain JSON [tiering-31]", () => {
    const choice = defineChoice(persistent);
    const members = [{ member: "__proto__", values: { spend: 1, posts: 1 } }];
    const first = choose(choice, members, 1);
    const restored = JSON.parse(JSON.stringify(first.state)) as typeof first.state;
    expect(choose(choice, members, 2, restored)).toEqual(choose(choice, members, 2, first.state));
    expect(Object.keys(restored.streaks)).toEqual(["__proto__"]);
  });
});

describe("limits of a choice", () => {
  it("are a million members [tiering-29]", () => {
    const choice = defineChoice(open);
    expect(() => choose(choice, new Array<Candidate>(1_000_001), 1)).toThrow(
      expect.objectContaining({ code: "invalid-members" }),
    );
  });

  it("leave room for full weights and the finest margin in exact integers [tiering-29]", () => {
    const axes = Array.from({ length: 10 }, (_, index) => ({
      id: `x${index}`,
      unit: "count" as const,
      weight: 100,
    }));
    const values = (first: number) =>
      Object.fromEntries(axes.map(({ id }, index) => [id, index === 0 ? first : 0]));
    const members = Array.from({ length: 20_001 }, (_, index) => ({
      member: `m${index}`,
      values: values(index),
    }));
    // The best leads the worst by 1/10 of the score, and the margin is a millionth less or more.
    const chosenWith = (margin: string) =>
      choose(defineChoice({ id: "c", axes, quota: 1, margin }), members, 2, {
        period: 1,
        chosen: { m0: "all" },
        streaks: {},
      }).groups[0]!.chosen;
    expect(chosenWith("0.099999")).toEqual(["m20000"]);
    expect(chosenWith("0.1")).toEqual(["m0"]);
  });
});

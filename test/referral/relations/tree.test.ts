import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  indexRelations,
  kByGeneration,
  leaderboard,
  linksOf,
  openRelations,
  projectReach,
  salesByPlace,
  teamOf,
  teamRollUp,
  teamRow,
} from "uptier/referral";
import { anyPolicy, anyWishes, carryOut, dayAt } from "./any-history";

/** A member's referrer is one of those before them, or nobody; the links come in any order. */
const anyForest = fc
  .array(
    fc.record({
      above: fc.integer({ min: -1, max: 40 }),
      sales: fc.integer({ min: -500, max: 500 }),
      place: fc.nat(),
    }),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .map((list) => {
    const rows = list.map(({ above, sales, place }, index) => ({
      member: `m${index}`,
      referrer: above >= 0 && index > 0 ? `m${above % index}` : null,
      minor: sales,
      place,
    }));
    return rows.toSorted((a, b) => a.place - b.place || (a.member < b.member ? -1 : 1));
  });

describe("reports on a tree of members", () => {
  test.prop([anyForest])("sum every team as a walk from each member does [referral-29]", (rows) => {
    const tree = indexRelations(rows);
    const rollUp = teamRollUp(tree, salesByPlace(tree, rows));
    const referrerOf = new Map(rows.map(({ member, referrer }) => [member, referrer]));
    const uplineOf = (member: string): string[] => {
      const above = referrerOf.get(member) ?? null;
      return above === null ? [] : [above, ...uplineOf(above)];
    };
    for (const { member, referrer, minor } of rows) {
      const team = rows.filter((row) => uplineOf(row.member).includes(member));
      const depthIn = (name: string): number => uplineOf(name).indexOf(member) + 1;
      expect(teamRow(tree, rollUp, member)).toEqual({
        member,
        referrer,
        depth: uplineOf(member).length,
        direct: rows.filter((row) => row.referrer === member).length,
        size: team.length,
        levels: Math.max(0, ...team.map((row) => depthIn(row.member))),
        ownSales: minor,
        teamSales: team.reduce((sum, row) => sum + row.minor, 0),
      });
      const listed = teamOf(tree, member, 100);
      expect(listed.map((row) => row.member).sort()).toEqual(team.map((row) => row.member).sort());
      expect(listed.every((row) => row.level === depthIn(row.member))).toBe(true);
      expect(listed.map(({ level }) => level)).toEqual(
        listed.map(({ level }) => level).sort((a, b) => a - b),
      );
    }
  });

  test.prop([anyForest, fc.integer({ min: 1, max: 50 })])(
    "rank members the same in whatever order they came up [referral-30]",
    (rows, top) => {
      const board = (list: typeof rows) => {
        const tree = indexRelations(list);
        return leaderboard(tree, teamRollUp(tree).size, top);
      };
      const result = board(rows);
      expect(board(rows.toReversed())).toEqual(result);
      const tree = indexRelations(rows);
      const { size } = teamRollUp(tree);
      const all = tree.members
        .map((member, place) => ({ member, value: size[place]! }))
        .sort((a, b) => b.value - a.value || (a.member < b.member ? -1 : 1));
      expect(result).toEqual(
        all.slice(0, top).map((row) => ({
          rank: all.filter(({ value }) => value > row.value).length + 1,
          ...row,
        })),
      );
    },
  );

  test.prop([anyForest])("count generations [referral-31]", (rows) => {
    const tree = indexRelations(rows);
    const { depth } = teamRollUp(tree);
    const generations = kByGeneration(tree);
    expect(generations.at(-1)).toMatchObject({ cumulative: rows.length, k: 0 });
    generations.forEach(({ generation, members, k, cumulative }, index) => {
      expect(members).toBe(depth.filter((one) => one === generation).length);
      const next = generations[index + 1];
      if (next === undefined) return;
      expect(k).toBe(next.members / members);
      expect(next.cumulative).toBe(cumulative + next.members);
    });
  });

  test.prop([fc.double({ min: 0, max: 3, noNaN: true }), fc.nat(50)])(
    "project reach as the closed form has it, and say that it knows no saturation [referral-31]",
    (k, generations) => {
      const { assumption, limit, generations: rows } = projectReach(k, generations, 100);
      expect(assumption).toBe("no-saturation");
      expect(rows).toHaveLength(generations + 1);
      const closed =
        k === 1 ? 100 * (generations + 1) : (100 * (k ** (generations + 1) - 1)) / (k - 1);
      if (Math.abs(k - 1) > 0.01) expect(rows.at(-1)!.cumulative / closed).toBeCloseTo(1, 6);
      if (limit !== null) {
        expect(k).toBeLessThan(1);
        expect(rows.at(-1)!.cumulative).toBeLessThanOrEqual(limit * (1 + 1e-12));
      }
    },
  );

  test.prop([anyPolicy, anyWishes, fc.nat(300)])(
    "find no circle in what the verbs have made [referral-07] [referral-29]",
    (policy, wishes, day) => {
      const session = openRelations(policy);
      for (const wish of wishes) carryOut(session, wish);
      const relations = session.relations();
      const tree = indexRelations(linksOf(relations, dayAt(day)));
      for (const member of Object.keys(relations.members)) {
        const { depth } = teamRow(tree, teamRollUp(tree), member);
        expect(depth).toBe(session.chainOf(member, 100, dayAt(day)).length);
      }
    },
  );

  it("names the circles of old data, the long ones in part [referral-29]", () => {
    const ring = (name: string, length: number) =>
      Array.from({ length }, (_, index) => ({
        member: `${name}${index}`,
        referrer: `${name}${(index + 1) % length}`,
      }));
    const links = [...ring("a", 2), { member: "outside", referrer: "a0" }, ...ring("b", 12)];
    let issues: readonly { message: string }[] = [];
    try {
      indexRelations(links);
    } catch (error) {
      issues = (error as { issues: readonly { message: string }[] }).issues;
    }
    expect(issues.map(({ message }) => message)).toEqual([
      '2 in a circle: "a0" under "a1"',
      expect.stringMatching(/^12 in a circle: "b0" under .* "b7" \.\.\.$/),
    ]);
    expect(() => indexRelations([{ member: "x", referrer: "x" }])).toThrow("circle");
  });

  it.each([
    ["invalid-link", () => indexRelations([{ member: "a" } as never])],
    ["unknown-member", () => teamOf(indexRelations([]), "a", 1)],
    ["invalid-limit", () => teamOf(indexRelations([{ member: "a", referrer: null }]), "a", 0)],
    ["invalid-limit", () => leaderboard(indexRelations([]), [], 0)],
    ["invalid-column", () => leaderboard(indexRelations([]), [1])],
    ["unknown-member", () => salesByPlace(indexRelations([]), [{ member: "a", minor: 1 }])],
    ["invalid-command", () => projectReach(-1, 1)],
    ["invalid-command", () => projectReach(Number.NaN, 1)],
    ["invalid-command", () => projectReach(1, 51)],
  ])("refuses with %s", (code, use) => {
    expect(use).toThrow(expect.objectContaining({ code }) as Error);
  });
});

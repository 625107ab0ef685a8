import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  defineLookAlike,
  type LookAlikeResult,
  type MeasuredMember,
  scoreLookAlikes,
} from "uptier/tiering";
import { byMember, numberOf, withOrder } from "./shuffled";

const alike = defineLookAlike({
  id: "like-our-koc",
  features: [
    { id: "spend", unit: "count", weight: 2 },
    { id: "posts", unit: "count" },
    { id: "views", unit: "count", weight: 3 },
  ],
  minKnown: "1/3",
});

const value = fc.option(fc.nat(6), { nil: null });

const anyMembers: fc.Arbitrary<MeasuredMember[]> = fc
  .array(fc.record({ spend: value, posts: value, views: value }), { minLength: 1, maxLength: 14 })
  .map((list) => list.map((values, index) => ({ member: `m${index}`, values })));

const seedsOf = (members: readonly unknown[], count: number): string[] =>
  Array.from({ length: Math.min(count, members.length) }, (_, index) => `m${index}`);

function contributionsOf({ why }: LookAlikeResult): number {
  return why.reduce(
    (sum, reason) => (reason.code === "compared" ? sum + numberOf(reason.contribution) : sum),
    0,
  );
}

describe("the distance to a seed group", () => {
  test.prop([withOrder(anyMembers), fc.integer({ min: 1, max: 4 })])(
    "is the same in any order of members and seeds [tiering-50]",
    ({ list, shuffled }, count) => {
      const seeds = seedsOf(list, count);
      const first = scoreLookAlikes(alike, list, seeds);
      const second = scoreLookAlikes(alike, shuffled, seeds.toReversed());
      expect(byMember(second.candidates)).toEqual(byMember(first.candidates));
      expect({ ...second, candidates: [] }).toEqual({ ...first, candidates: [] });
    },
  );

  test.prop([anyMembers, fc.integer({ min: 1, max: 4 })])(
    "is what its contributions add up to, and what its definition says [tiering-50]",
    (members, count) => {
      const seeds = seedsOf(members, count);
      const weights = { spend: 2, posts: 1, views: 3 } as const;
      const rankOf = (feature: string, index: number): number | null => {
        const known = members.map(({ values }) => values[feature] as number | null);
        const mine = known[index];
        if (mine === null || mine === undefined) return null;
        const all = known.filter((other) => other !== null);
        if (all.length === 1) return 1;
        const below = all.filter((other) => other < mine).length;
        const equal = all.filter((other) => other === mine).length - 1;
        return (below + equal / 2) / (all.length - 1);
      };
      for (const result of scoreLookAlikes(alike, members, seeds).candidates) {
        const index = members.findIndex(({ member }) => member === result.member);
        let [sum, weight] = [0, 0];
        for (const [feature, factor] of Object.entries(weights)) {
          const ranks = seeds.map((_, seed) => rankOf(feature, seed)).filter((one) => one !== null);
          const mine = rankOf(feature, index);
          if (ranks.length === 0 || mine === null) continue;
          const centre = ranks.reduce((total, rank) => total + rank, 0) / ranks.length;
          sum += factor * Math.abs(mine - centre);
          weight += factor;
        }
        expect(numberOf(result.known)).toBeCloseTo(weight / 6, 12);
        expect(result.distance === null).toBe(weight < 2);
        if (result.distance === null) continue;
        expect(Number(result.distance)).toBeCloseTo(sum / weight, 5);
        expect(contributionsOf(result)).toBeCloseTo(Number(result.distance), 5);
      }
    },
  );

  test.prop([anyMembers, fc.integer({ min: 1, max: 4 })])(
    "is from 0 to 1 and ranks the nearest first [tiering-50]",
    (members, count) => {
      const { candidates, ranking } = scoreLookAlikes(alike, members, seedsOf(members, count));
      const results = byMember(candidates);
      const distances = ranking.map((member) => Number(results.get(member)!.distance));
      expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      expect(distances.every((distance) => distance >= 0 && distance <= 1)).toBe(true);
      expect(ranking.map((member) => results.get(member)!.place)).toEqual(
        ranking.map((_, index) => index + 1),
      );
      expect(candidates.filter(({ place }) => place === null)).toHaveLength(
        candidates.length - ranking.length,
      );
    },
  );

  test.prop([anyMembers])(
    "depends on the order of values alone, not on their size [tiering-50]",
    (members) => {
      const stretched = members.map(({ member, values }) => ({
        member,
        values: Object.fromEntries(
          Object.entries(values).map(([feature, one]) => [
            feature,
            one === null ? null : Number(one) ** 3 + Number(one),
          ]),
        ),
      }));
      const placesIn = (list: readonly MeasuredMember[]) =>
        scoreLookAlikes(alike, list, ["m0"]).candidates.map(({ distance, place }) => [
          distance,
          place,
        ]);
      expect(placesIn(stretched)).toEqual(placesIn(members));
    },
  );

  test.prop([anyMembers])("is 0 for who is like the only seed in all [tiering-50]", (members) => {
    const seed = { member: "seed", values: { spend: 3, posts: 3, views: 3 } };
    const twin = { ...seed, member: "twin" };
    const report = scoreLookAlikes(alike, [seed, ...members, twin], ["seed"]);
    const found = byMember(report.candidates).get("twin");
    expect(found).toMatchObject({ distance: "0", known: { num: 1, den: 1 } });
    expect(report.seedDistance).toBe("0");
  });

  it("stays exact where features are known of different numbers of members [tiering-50]", () => {
    const members = Array.from({ length: 2_000 }, (_, index) => ({
      member: `m${index}`,
      values: {
        spend: index,
        posts: index % 3 === 0 ? null : index,
        views: index % 7 === 0 ? null : 2_000 - index,
      },
    }));
    const report = scoreLookAlikes(alike, members, ["m1000", "m1001"]);
    const [first] = report.ranking;
    expect(["m999", "m1002"]).toContain(first);
    expect(report.ranking).toHaveLength(1_998);
  });
});

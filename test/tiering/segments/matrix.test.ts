import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { classifyMatrix, defineMatrix, MATRIX_PHASES, type MeasuredMember } from "uptier/tiering";
import { byMember, numberOf, withOrder } from "./shuffled";

const matrix = defineMatrix({
  id: "community",
  currency: "CNY",
  consumption: {
    axes: [
      { id: "turnover", unit: "money", weight: 2 },
      { id: "gapDays", unit: "count", better: "lower" },
    ],
  },
  interaction: { axes: [{ id: "posts", unit: "count" }] },
});

const anyMembers: fc.Arbitrary<MeasuredMember[]> = fc
  .array(fc.record({ turnover: fc.nat(5), gapDays: fc.nat(5), posts: fc.nat(3) }), {
    maxLength: 15,
  })
  .map((list) =>
    list.map(({ turnover, gapDays, posts }, index) => ({
      member: `m${index}`,
      values: { turnover: { minor: turnover }, gapDays, posts },
    })),
  );

describe("the matrix of consumption and interaction", () => {
  test.prop([withOrder(anyMembers), fc.constantFrom(...MATRIX_PHASES)])(
    "is the same in any order of members [tiering-30]",
    ({ list, shuffled }, phase) => {
      const [first, second] = [list, shuffled].map((one) => classifyMatrix(matrix, one, phase));
      expect(byMember(second!.members)).toEqual(byMember(first!.members));
      expect({ ...second, members: [] }).toEqual({ ...first, members: [] });
    },
  );

  test.prop([anyMembers, fc.constantFrom(...MATRIX_PHASES)])(
    "weighs the pools exactly, and ranks by the result [tiering-30]",
    (members, phase) => {
      const { members: results, ranking } = classifyMatrix(matrix, members, phase);
      const weights = matrix.weights[phase];
      for (const { consumption, interaction, score, place } of results) {
        const num =
          weights.consumption * consumption.num * interaction.den +
          weights.interaction * interaction.num * consumption.den;
        expect(num * score.den).toBe(score.num * 100 * consumption.den * interaction.den);
        const better = results.filter((other) => numberOf(other.score) > numberOf(score) + 1e-9);
        expect(place).toBe(better.length + 1);
      }
      const places = ranking.map((member) => byMember(results).get(member)!.place);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    },
  );

  test.prop([anyMembers])(
    "puts members into cells that both phases agree on [tiering-30]",
    (members) => {
      const [promotion, ordinary] = MATRIX_PHASES.map((phase) =>
        classifyMatrix(matrix, members, phase).members.map(({ cell }) => cell),
      );
      expect(ordinary).toEqual(promotion);
    },
  );

  it("tags again after a refund, and keeps who is between the bounds [tiering-30] [tiering-51]", () => {
    const kept = defineMatrix({
      id: "community",
      consumption: {
        axes: [{ id: "orders", unit: "count" }],
        high: { kind: "cutoff", enter: "1", leave: "1/2" },
      },
      interaction: { axes: [{ id: "posts", unit: "count" }] },
    });
    const membersWith = (orders: number) => [
      { member: "a", values: { orders, posts: 1 } },
      { member: "b", values: { orders: 2, posts: 0 } },
      { member: "c", values: { orders: 0, posts: 0 } },
    ];
    const before = classifyMatrix(kept, membersWith(3), "ordinary");
    const previous = Object.fromEntries(before.members.map(({ member, cell }) => [member, cell]));
    expect(before.members[0]!.tag).toBe("super-user");
    const partly = classifyMatrix(kept, membersWith(1), "ordinary", previous);
    expect(partly.members[0]!.tag).toBe("super-user");
    expect(partly.members[0]!.why[1]).toEqual({
      code: "consumption-kept",
      score: { num: 1, den: 2 },
    });
    const fully = classifyMatrix(kept, membersWith(0), "ordinary", previous);
    expect(fully.members[0]!.tag).toBe("potential-koc");
  });
});

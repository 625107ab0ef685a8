import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  classifyQuadrant,
  defineQuadrant,
  HIGH_LOW_CELLS,
  type QuadrantMember,
} from "uptier/tiering";
import { byMember, withOrder } from "./shuffled";

const anyMembers: fc.Arbitrary<QuadrantMember[]> = fc
  .array(fc.record({ orders: fc.nat(5), minor: fc.nat(500) }), { maxLength: 20 })
  .map((list) =>
    list.map(({ orders, minor }, index) => ({
      member: `m${index}`,
      orders,
      money: { minor: orders === 0 ? 0 : minor },
    })),
  );

const cutoffs = defineQuadrant({
  id: "q",
  currency: "CNY",
  orderValue: { kind: "cutoff", enter: "1", leave: "0.80" },
  frequency: { kind: "cutoff", enter: 3 },
});
const medians = defineQuadrant({ id: "q", currency: "CNY" });

describe("the quadrant of order value and frequency", () => {
  test.prop([withOrder(anyMembers), fc.constantFrom(cutoffs, medians)])(
    "is the same in any order of members [tiering-23]",
    ({ list, shuffled }, quadrant) => {
      expect(byMember(classifyQuadrant(quadrant, shuffled).members)).toEqual(
        byMember(classifyQuadrant(quadrant, list).members),
      );
    },
  );

  test.prop([anyMembers])("compares averages without rounding them [tiering-23]", (members) => {
    const { members: results } = classifyQuadrant(cutoffs, members);
    for (const [index, { cell }] of results.entries()) {
      const { orders, money } = members[index]!;
      const isHigh = (money as { minor: number }).minor >= 100 * orders;
      const expected = `${isHigh ? "hi" : "lo"}${orders >= 3 ? "Hi" : "Lo"}`;
      expect(cell).toBe(orders === 0 ? null : expected);
    }
  });

  test.prop([anyMembers])(
    "takes medians that at least half of those with orders reach [tiering-23]",
    (members) => {
      const { cells, unclassified } = classifyQuadrant(medians, members);
      const ordering = members.length - unclassified;
      expect((cells.hiHi + cells.hiLo) * 2).toBeGreaterThanOrEqual(ordering);
      expect((cells.hiHi + cells.loHi) * 2).toBeGreaterThanOrEqual(ordering);
      expect(HIGH_LOW_CELLS.reduce((sum, cell) => sum + cells[cell], 0)).toBe(ordering);
    },
  );

  test.prop([anyMembers, fc.nat(500), fc.integer({ min: 1, max: 5 })])(
    "calls no better member low where a worse one is high [tiering-23]",
    (members, minor, orders) => {
      const better = { member: "better", orders, money: { minor: minor * orders } };
      const worse = { member: "worse", orders, money: { minor: Math.max(0, minor - 7) * orders } };
      const found = byMember(classifyQuadrant(medians, [...members, better, worse]).members);
      const isHigh = (member: string) => found.get(member)!.cell!.startsWith("hi");
      expect(isHigh("better") || !isHigh("worse")).toBe(true);
    },
  );

  it("keeps who was high down to the lower bound, and says so [tiering-51]", () => {
    const member = { member: "a", orders: 4, money: "3.20" };
    const before = classifyQuadrant(cutoffs, [member]);
    const after = classifyQuadrant(cutoffs, [member], { a: "hiHi" });
    expect(before.members[0]!.cell).toBe("loHi");
    expect(after.members[0]).toMatchObject({
      cell: "hiHi",
      why: [{ code: "order-value-kept" }, { code: "frequency-high" }],
    });
  });
});

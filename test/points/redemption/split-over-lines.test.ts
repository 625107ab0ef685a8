import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { splitOverLines } from "uptier/points";

const lines = fc
  .array(fc.record({ weight: fc.integer({ min: 1, max: 100_000 }), selected: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((list) => [
    { id: "first", weight: 5, selected: true },
    ...list.map((line, at) => ({ id: `l${at}`, ...line })),
  ]);

const roundings = fc.constantFrom("largest-remainder" as const, "floor-last" as const);

describe("splits over lines [points-17]", () => {
  test.prop([fc.nat(10_000_000), lines, roundings])(
    "sum exactly, and give nothing to lines that are not selected [PR18]",
    (total, list, rounding) => {
      const parts = splitOverLines(total, list, rounding);
      expect(parts.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
      expect(parts.reduce((sum, { part }) => sum + part, 0)).toBe(total);
      parts.forEach(({ part }, index) => {
        if (!list[index]!.selected) expect(part).toBe(0);
      });
    },
  );

  test.prop([fc.nat(1_000), lines])(
    "by largest remainder, stay within one unit of the share and at most at the weight",
    (permille, list) => {
      const weights = list.map((line) => (line.selected ? line.weight : 0));
      const sum = weights.reduce((before, weight) => before + weight, 0);
      const total = Math.floor((sum * permille) / 1_000);
      splitOverLines(total, list).forEach(({ part }, index) => {
        const weight = weights[index]!;
        expect(Math.abs(part * sum - total * weight)).toBeLessThan(sum);
        expect(part).toBeLessThanOrEqual(weight);
      });
    },
  );

  it("are exact where doubles are not (yudao) [pitfall 7]", () => {
    const amounts = [1_001, 999, 1_000].map((weight, at) => ({ id: `l${at}`, weight }));
    expect(splitOverLines(9_007_199_254_740_991, amounts).map(({ part }) => part)).toEqual([
      3_005_402_151_331_911, 2_999_397_351_828_750, 3_002_399_751_580_330,
    ]);
  });
});

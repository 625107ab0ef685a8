import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { collectionFigures } from "uptier/lottery";

/** Inclusion and exclusion of the types that are missing: fine for few types. */
function completeWithin(types: number, draws: number): number {
  let [sum, choices] = [0, 1];
  for (let missing = 0; missing <= types; missing += 1) {
    sum += (missing % 2 === 0 ? 1 : -1) * choices * ((types - missing) / types) ** draws;
    choices = (choices * (types - missing)) / (missing + 1);
  }
  return sum;
}

describe("collections [lottery-24]", () => {
  it("of one type take one draw", () => {
    expect(collectionFigures(1)).toEqual({
      expectation: 1,
      variance: 0,
      quantiles: [0.5, 0.9, 0.99].map((q) => ({ q, draws: 1 })),
    });
  });

  it("take quantiles as they are asked for, none included", () => {
    expect(collectionFigures(8, { quantiles: [] }).quantiles).toEqual([]);
    expect(collectionFigures(8, { quantiles: [0.9, 0.5] }).quantiles).toEqual([
      { q: 0.9, draws: 33 },
      { q: 0.5, draws: 20 },
    ]);
  });

  it("of 1,000 types are computed too", () => {
    const { expectation, variance } = collectionFigures(1_000, { quantiles: [] });
    // n (ln n + gamma) + 1/2 - 1/12n; the variance is n^2 times the sum of 1/k^2, less the mean.
    expect(expectation).toBeCloseTo(1_000 * (Math.log(1_000) + 0.577215664901533) + 0.5, 3);
    expect(variance).toBeCloseTo(1_000_000 * 1.64393456668156 - expectation, 4);
  });

  it.each([
    [0, [0.5], "invalid-collection"],
    [1_001, [0.5], "invalid-collection"],
    [2.5, [0.5], "invalid-collection"],
    [Number.NaN, [0.5], "invalid-collection"],
    [8, [1], "invalid-quantile"],
    [8, [-0.1], "invalid-quantile"],
  ])("refuse %d types and the quantiles %j", (types, quantiles, code) => {
    expect(() => collectionFigures(types, { quantiles })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  test.prop([fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 999 })])(
    "have the quantiles that inclusion and exclusion gives",
    (types, thousandths) => {
      const q = thousandths / 1000;
      const draws = collectionFigures(types, { quantiles: [q] }).quantiles[0]!.draws;
      expect(completeWithin(types, draws)).toBeGreaterThan(q - 1e-9);
      if (draws > types) expect(completeWithin(types, draws - 1)).toBeLessThan(q + 1e-9);
    },
  );
});

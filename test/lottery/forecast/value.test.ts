import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { valueMoments } from "uptier/lottery";

describe("moments of prize values [lottery-29]", () => {
  it("takes negative values and weights of 0, and needs no sum of 1", () => {
    const law = [
      { value: "3", weight: "0.2" },
      { value: "-1", weight: "0.2" },
      { value: "3", weight: "0.3" },
      { value: "7", weight: "0.3" },
      { value: "-2", weight: "0" },
      { value: "8", weight: "0" },
    ];
    const moments = {
      mean: { exact: "17/5", value: 3.4 },
      variance: { exact: "196/25", value: 7.84 },
    };
    expect(valueMoments(law)).toEqual(moments);
    const doubled = law.map(({ value, weight }) => ({ value, weight: `${Number(weight) * 20}` }));
    expect(valueMoments(doubled)).toEqual(moments);
  });

  it("stays exact where floats have no digits left", () => {
    const law = [
      { value: "1000000000.01", weight: "1/2" },
      { value: "1000000000.03", weight: "1/2" },
    ];
    expect(valueMoments(law).variance).toEqual({ exact: "1/10000", value: 0.0001 });
  });

  const outcome = fc.record({
    value: fc.integer({ min: -50, max: 50 }),
    weight: fc.integer({ min: 0, max: 9 }),
  });
  test.prop([fc.array(outcome, { minLength: 1, maxLength: 8 }), fc.integer({ min: -9, max: 9 })])(
    "moves with the values, and its variance does not",
    (list, shift) => {
      fc.pre(list.some(({ weight }) => weight > 0));
      const law = (by: number) =>
        list.map(({ value, weight }) => ({ value: `${value + by}`, weight: `${weight}` }));
      const [before, after] = [valueMoments(law(0)), valueMoments(law(shift))];
      expect(after.mean.value).toBeCloseTo(before.mean.value + shift, 12);
      expect(after.variance).toEqual(before.variance);
      expect(before.variance.value).toBeGreaterThanOrEqual(0);
    },
  );

  it.each([
    ["nothing", [], "invalid-law"],
    ["a float", [{ value: 3.4, weight: "1" }], "invalid-decimal"],
    ["a negative weight", [{ value: "3", weight: "-1" }], "invalid-rate"],
    ["weights of 0", [{ value: "3", weight: "0" }], "all-zero-weights"],
  ])("refuses %s", (_, law, code) => {
    expect(() => valueMoments(law as never)).toThrow(expect.objectContaining({ code }));
  });
});

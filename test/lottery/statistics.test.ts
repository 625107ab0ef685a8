import { describe, expect, it } from "vitest";
import { dynamicWeights, rangeSampler, seededRandom, weightedSampler } from "uptier/kernel";
import { CHI_SQUARE_999 } from "../kernel/random/chi-square";
import { chiSquareQuantile, GATE_DRAWS, kolmogorovDistance, passesGate } from "./statistics";

describe("the chi-square gate", () => {
  it("has the quantiles of the printed tables", () => {
    const printed = Object.entries(CHI_SQUARE_999);
    expect(printed.length).toBeGreaterThan(9);
    for (const [degrees, quantile] of printed) {
      expect(Math.abs(chiSquareQuantile(0.999, Number(degrees)) - quantile)).toBeLessThan(0.0006);
    }
    expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(3.841, 3);
    expect(chiSquareQuantile(0.5, 2)).toBeCloseTo(2 * Math.LN2, 10);
  });

  it("opens for counts as they should be, and not for others", () => {
    expect(passesGate([1000, 2000, 0], [1, 2, 0])).toBe(true);
    expect(passesGate([1100, 1900, 0], [1, 2, 0])).toBe(false);
    expect(passesGate([1000, 1999, 1], [1, 2, 0])).toBe(false);
    expect(passesGate([5, 0], [1, 0])).toBe(true);
  });
});

describe("the Kolmogorov-Smirnov distance", () => {
  it("is the largest gap between what was drawn and what was due", () => {
    expect(kolmogorovDistance([1, 2, 1], [1, 2, 1])).toBe(0);
    expect(kolmogorovDistance([3, 1, 0], [1, 1, 2])).toBe(0.5);
    expect(kolmogorovDistance([0, 1], [1, 3])).toBe(0.25);
  });
});

const samplers = {
  weightedSampler,
  rangeSampler,
  dynamicWeights: (weights: readonly number[]) => dynamicWeights(weights),
};

describe.each(Object.entries(samplers))("%s [random-05] [lottery-03]", (name, samplerOf) => {
  it.each([[[1, 1, 2, 3, 1]], [[1, 2, 3, 1, 3]], [[10, 10, 1, 1]], [[9, 7, 1]]])(
    "passes the gate on %j",
    (weights) => {
      const sampler = samplerOf(weights);
      const random = seededRandom(`${name} ${weights.join()}`);
      const counts = weights.map(() => 0);
      for (let draw = 0; draw < GATE_DRAWS; draw += 1) {
        counts[sampler.at(sampler.roll(random)!)]! += 1;
      }
      expect(passesGate(counts, weights)).toBe(true);
    },
  );
});

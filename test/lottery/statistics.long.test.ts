import { describe, expect, it } from "vitest";
import { dynamicWeights, rangeSampler, seededRandom, weightedSampler } from "uptier/kernel";
import { KOLMOGOROV_999, kolmogorovDistance } from "./statistics";

const DRAWS = 1_000_000;

/** So many units that the logarithms and the fractions keep six digits as whole numbers. */
const UNITS = 1_000_000;

const shapes: readonly [string, (index: number) => number][] = [
  ["1", () => 1],
  ["ln(i + 1)", (index) => Math.round(UNITS * Math.log(index + 1))],
  ["i", (index) => index],
  ["i^3", (index) => index ** 3],
  ["1/(i + 1)", (index) => Math.round(UNITS / (index + 1))],
];

const samplers = {
  weightedSampler,
  rangeSampler,
  dynamicWeights: (weights: readonly number[]) => dynamicWeights(weights),
};

describe.each(Object.entries(samplers))("%s [random-05] [lottery-03]", (name, samplerOf) => {
  it.each(shapes)("draws 100 positions by weights %s", (shape, weightAt) => {
    const weights = Array.from({ length: 100 }, (_, index) => weightAt(index));
    const sampler = samplerOf(weights);
    const random = seededRandom(`${name} ${shape}`);
    const counts = weights.map(() => 0);
    for (let draw = 0; draw < DRAWS; draw += 1) counts[sampler.at(sampler.roll(random)!)]! += 1;
    expect(kolmogorovDistance(counts, weights)).toBeLessThan(KOLMOGOROV_999 / Math.sqrt(DRAWS));
  });

  it("is told from weights that are off by one in a hundred", () => {
    const sampler = samplerOf([101, 100]);
    const random = seededRandom(`${name} off`);
    const counts = [0, 0];
    for (let draw = 0; draw < DRAWS; draw += 1) counts[sampler.at(sampler.roll(random)!)]! += 1;
    expect(kolmogorovDistance(counts, [1, 1])).toBeGreaterThan(KOLMOGOROV_999 / Math.sqrt(DRAWS));
  });
});

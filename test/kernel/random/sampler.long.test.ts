import { describe, expect, it } from "vitest";
import { weightedSampler } from "uptier/kernel";

const MOST = 1_000_000;

describe("weightedSampler", () => {
  it(`takes ${MOST} weights, and not one more [random-05]`, () => {
    expect(weightedSampler(new Array<number>(MOST).fill(1)).total).toBe(MOST);
    expect(() => weightedSampler(new Array<number>(MOST + 1).fill(1))).toThrow(
      expect.objectContaining({ code: "no-weights" }),
    );
  });
});

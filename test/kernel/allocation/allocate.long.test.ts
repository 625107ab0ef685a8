import { describe, expect, it } from "vitest";
import { allocate, split } from "uptier/kernel";

const MOST = 1_000_000;

describe("the most participants", () => {
  it(`allocate takes ${MOST} weights, and not one more [money-10]`, () => {
    expect(allocate(1, new Array<number>(MOST).fill(1))).toHaveLength(MOST);
    expect(() => allocate(1, new Array<number>(MOST + 1).fill(1))).toThrow(
      expect.objectContaining({ code: "invalid-weights" }),
    );
  });

  it(`split gives ${MOST} parts [money-11]`, () => {
    expect(split(1, MOST)).toHaveLength(MOST);
  });
});

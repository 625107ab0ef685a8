import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  pickDistinct,
  pickWithoutReplacement,
  type RandomSource,
  seededRandom,
} from "uptier/kernel";
import { CHI_SQUARE_999, chiSquare } from "./chi-square";

function sourceOf(values: readonly number[]): RandomSource {
  const left = [...values];
  return { record: { kind: "crypto" }, nextUint32: () => left.shift()! };
}

/** Every list of integers in which the one at place k is below `below[k]`. */
function everyList(below: readonly number[]): number[][] {
  return below.reduce<number[][]>(
    (lists, bound) =>
      lists.flatMap((list) => Array.from({ length: bound }, (_, next) => [...list, next])),
    [[]],
  );
}

/** How often each text occurs. */
function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

describe("pickDistinct [random-07]", () => {
  it("gives every order of every choice once", () => {
    const orders = everyList([5, 4, 3]).map((rolls) =>
      pickDistinct(sourceOf(rolls), 5, 3).join(""),
    );
    const counts = tally(orders);
    expect(Object.keys(counts)).toHaveLength(60);
    expect(Object.keys(counts).every((order) => new Set(order).size === 3)).toBe(true);
  });

  it("picks all of none, and none of all", () => {
    expect(pickDistinct(sourceOf([]), 0, 0)).toEqual([]);
    expect(pickDistinct(sourceOf([]), 2 ** 53 - 1, 0)).toEqual([]);
  });

  it("picks of a list as long as any", () => {
    const picked = pickDistinct(seededRandom("long"), Number.MAX_SAFE_INTEGER, 1_000);
    expect(new Set(picked).size).toBe(1_000);
    expect(picked.every(Number.isSafeInteger)).toBe(true);
  });

  it("passes the chi-square gate: each position is picked in picks of count cases", () => {
    const random = seededRandom("distinct");
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw += 1) {
      for (const position of pickDistinct(random, 10, 3)) counts[position]! += 1;
    }
    expect(
      chiSquare(
        counts,
        counts.map(() => 1),
      ),
    ).toBeLessThan(CHI_SQUARE_999[9]!);
  });

  it.each([
    [-1, 0, "invalid-count"],
    [1.5, 1, "invalid-count"],
    [2 ** 53, 1, "invalid-count"],
    [3, 4, "invalid-picks"],
    [3, -1, "invalid-picks"],
    [3, 0.5, "invalid-picks"],
    [2_000_000, 1_000_001, "invalid-picks"],
    [3, Number.NaN, "invalid-picks"],
  ])("refuses %d positions and %d picks", (count, picks, code) => {
    expect(() => pickDistinct(sourceOf([]), count, picks)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("has a golden list: the same source picks the same for ever", () => {
    expect(pickDistinct(seededRandom("uptier"), 1_000, 6)).toEqual([38, 394, 433, 724, 120, 854]);
  });

  test.prop([fc.nat(200), fc.nat(200), fc.string()])(
    "gives different positions of the list",
    (count, picks, seed) => {
      fc.pre(picks <= count);
      const picked = pickDistinct(seededRandom(seed), count, picks);
      expect(picked).toHaveLength(picks);
      expect(new Set(picked).size).toBe(picks);
      expect(picked.every((position) => position >= 0 && position < count)).toBe(true);
    },
  );
});

describe("pickWithoutReplacement [random-07]", () => {
  it("picks each order with the chance that follows from the weights, exactly", () => {
    // Of the weights 3, 2 and 1: all pairs of rolls, of which the second is below what is left.
    const weights = [3, 2, 1];
    const orders = everyList([6, 60]).map(([first = 0, second = 0]) => {
      const left = 6 - weights[first < 3 ? 0 : first < 5 ? 1 : 2]!;
      return pickWithoutReplacement(sourceOf([first, second % left]), weights, 2).join("");
    });
    // 360 x 3/6 x 2/3 = 120, and so on.
    expect(tally(orders)).toEqual({ "01": 120, "02": 60, "10": 90, "12": 30, "20": 36, "21": 24 });
  });

  it("is not fooled by weights of which floats would lose one", () => {
    const weights = [1, 2 ** 52, 0];
    expect(pickWithoutReplacement(seededRandom("tiny"), weights, 2)).toEqual([1, 0]);
  });

  it("refuses more picks than weights above 0, and what is no weight", () => {
    for (const [weights, picks, code] of [
      [[1, 0, 2], 3, "invalid-picks"],
      [[], 1, "invalid-picks"],
      [[1], -1, "invalid-picks"],
      [[1, -1], 3, "invalid-weight"],
      [[Number.MAX_SAFE_INTEGER, 1], 1, "weight-overflow"],
    ] as const) {
      expect(() => pickWithoutReplacement(sourceOf([]), weights, picks)).toThrow(
        expect.objectContaining({ code }),
      );
    }
  });

  it("does not change the weights that it is given", () => {
    const weights = Object.freeze([3, 2, 1]);
    expect(pickWithoutReplacement(seededRandom("frozen"), weights, 3).toSorted()).toEqual([
      0, 1, 2,
    ]);
  });

  test.prop([fc.array(fc.nat(9), { maxLength: 30 }), fc.string()])(
    "picks every weight above 0 once and no other",
    (weights, seed) => {
      const positive = weights.flatMap((weight, index) => (weight > 0 ? [index] : []));
      const picked = pickWithoutReplacement(seededRandom(seed), weights, positive.length);
      expect(picked.toSorted((a, b) => a - b)).toEqual(positive);
    },
  );
});

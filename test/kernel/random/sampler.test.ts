import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { rangeSampler, type Sampler, seededRandom, weightedSampler } from "uptier/kernel";
import { CHI_SQUARE_999, chiSquare } from "./chi-square";

const MAX = Number.MAX_SAFE_INTEGER;

/** Small weights, weights over many orders of magnitude, and weights that fill 2^53 - 1. */
const weights = fc
  .oneof(
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 }),
    fc.array(
      fc.integer({ min: 0, max: 45 }).map((exponent) => 2 ** exponent),
      { minLength: 1, maxLength: 12 },
    ),
    fc.array(fc.integer({ min: 0, max: 2 ** 50 }), { minLength: 1, maxLength: 7 }),
  )
  .filter((list) => list.some((weight) => weight > 0));

/** How many rolls of each position a sampler has, by trying every roll there is. */
function countRolls(sampler: Sampler, rolls: number, positions: number): number[] {
  const counts = Array.from({ length: positions }, () => 0);
  for (let roll = 0; roll < rolls; roll += 1) counts[sampler.at(roll)]! += 1;
  return counts;
}

function picks(sampler: Sampler, seed: string, count: number, positions: number): number[] {
  const random = seededRandom(seed);
  const counts = Array.from({ length: positions }, () => 0);
  for (let pick = 0; pick < count; pick += 1) counts[sampler.at(sampler.roll(random))]! += 1;
  return counts;
}

describe("weightedSampler", () => {
  test.prop([weights])("gives its weights back from its table, exactly [random-05]", (list) => {
    const sampler = weightedSampler(list);
    expect(sampler.weights()).toEqual(list);
    expect(sampler.total).toBe(list.reduce((sum, weight) => sum + weight));
  });

  test.prop([weights])("picks a positive weight for the lowest and highest roll", (list) => {
    const sampler = weightedSampler(list);
    const lowest = { record: { kind: "crypto" } as const, nextUint32: () => 0 };
    expect(list[sampler.at(sampler.roll(lowest))]).toBeGreaterThan(0);
  });

  test.prop([fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 30 })])(
    "gives each position exactly its share of the 2^32 rolls [random-05]",
    (list) => {
      const total = list.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const sampler = weightedSampler(list);
      const grain = Math.floor(2 ** 32 / (list.length * total));
      const width = total * grain;
      const rolls = list.map(() => 0);
      // Within a column the position changes at most once: find out where by halving.
      for (let start = 0; start < list.length * width; start += width) {
        const [first, last] = [sampler.at(start), sampler.at(start + width - 1)];
        let [low, high] = [start, start + width];
        while (first !== last && high - low > 1) {
          const middle = Math.floor((low + high) / 2);
          if (sampler.at(middle) === first) low = middle;
          else high = middle;
        }
        rolls[first]! += high - start;
        rolls[last]! += start + width - high;
      }
      expect(rolls).toEqual(list.map((weight) => weight * list.length * grain));
    },
  );

  it("never picks a weight of 0, always a single positive one [random-05]", () => {
    expect(picks(weightedSampler([0, 1]), "a", 1_000, 2)).toEqual([0, 1_000]);
    expect(picks(weightedSampler([0, 0, 0, 0, 10, 0]), "b", 1_000, 6)).toEqual([
      0, 0, 0, 0, 1_000, 0,
    ]);
    expect(picks(weightedSampler([42]), "c", 1_000, 1)).toEqual([1_000]);
    const counts = picks(weightedSampler([1, 2, 3, 0, 1, 3, 0]), "d", 100_000, 7);
    expect([counts[3], counts[6]]).toEqual([0, 0]);
  });

  it.each([
    [[1, 1, 2, 3, 1]],
    [[1, 2, 3, 1, 3]],
    [[10, 10, 1, 1]],
    [[9, 7, 1]],
    [[9_999, 1]],
    [Array.from({ length: 100 }, (_, index) => index + 1)],
  ])("passes the chi-square gate on %j [random-05]", (list) => {
    const counts = picks(weightedSampler(list), `gate ${list.length}`, 100_000, list.length);
    expect(chiSquare(counts, list)).toBeLessThan(CHI_SQUARE_999[list.length - 1]!);
  });

  it("keeps exact weights over 15 orders of magnitude, where floats drift [random-05]", () => {
    const list = [1, 10 ** 15, 3];
    expect(weightedSampler(list).weights()).toEqual(list);
  });

  it("falls back to ranges where the columns would not fit into 2^53 [random-05]", () => {
    expect(weightedSampler([MAX - 2, 1]).name).toBe("ranges/1");
    expect(weightedSampler([MAX - 2, 1]).weights()).toEqual([MAX - 2, 1]);
    expect(weightedSampler([(MAX - 1) / 2 - 1, 1]).name).toBe("alias/1");
  });

  it("has golden picks, for 32 and for 53 bits: alias/1 and ranges/1 never change [random-05]", () => {
    const golden = (sampler: Sampler): string => {
      const random = seededRandom("uptier");
      return Array.from({ length: 20 }, () => sampler.at(sampler.roll(random))).join(" ");
    };
    expect(golden(weightedSampler([10, 2, 8, 0, 30, 5]))).toBe(
      "5 2 4 4 0 2 4 2 0 4 4 4 5 4 2 5 4 0 4 0",
    );
    expect(golden(weightedSampler([2 ** 40, 2 ** 41, 3]))).toBe(
      "1 1 0 1 0 0 1 1 0 0 1 0 0 1 1 0 1 1 1 1",
    );
    expect(golden(rangeSampler([10, 2, 8, 0, 30, 5]))).toBe(
      "2 0 4 1 4 4 0 4 4 4 2 4 2 4 1 4 4 4 4 4",
    );
    expect(golden(weightedSampler([2 ** 52, 2 ** 51, 3]))).toBe(
      "0 1 0 0 0 0 0 1 0 0 1 0 1 0 0 0 1 0 0 0",
    );
  });

  it.each([
    ["none", [], "no-weights"],
    ["NaN", [1, Number.NaN], "invalid-weight"],
    ["an infinity", [1, Infinity], "invalid-weight"],
    ["a negative one", [-1, 0.1, 0.2], "invalid-weight"],
    ["a fraction", [0.5], "invalid-weight"],
    ["a hole", new Array<number>(2), "invalid-weight"],
    ["all zero", [0], "all-zero-weights"],
    ["too much in all", [MAX, MAX], "weight-overflow"],
  ])("refuses weights: %s [random-05]", (_, list, code) => {
    expect(() => weightedSampler(list)).toThrow(expect.objectContaining({ code }));
    expect(() => rangeSampler(list)).toThrow(expect.objectContaining({ code }));
  });

  it("asks for 32 bits a roll as long as its columns fit into 2^32 [random-05]", () => {
    let asked = 0;
    const counting = {
      record: { kind: "crypto" } as const,
      nextUint32: () => {
        asked += 1;
        return 7;
      },
    };
    weightedSampler([2 ** 30, 2 ** 30]).roll(counting);
    expect(asked).toBe(1);
  });
});

describe("rangeSampler", () => {
  test.prop([fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 })])(
    "gives each position as many rolls as its weight, one after another [random-05]",
    (list) => {
      const total = list.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      const sampler = rangeSampler(list);
      expect(countRolls(sampler, total, list.length)).toEqual(list);
      expect(sampler.weights()).toEqual(list);
      const order = Array.from({ length: total }, (_, roll) => sampler.at(roll));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    },
  );
});

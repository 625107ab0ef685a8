import { describe, expect, it } from "vitest";
import {
  addMoney,
  allocate,
  allocateKeeping,
  allocatePortions,
  amountUnderTerms,
  basisPoints,
  canonicalJson,
  commitmentOf,
  keyedRandom,
  partsPerMillion,
  rangeSampler,
  releasedShare,
  releaseShares,
  seededRandom,
  split,
  toFraction,
  uniformInteger,
  weightedSampler,
  weightsOfRatios,
} from "uptier/kernel";

const money = { amount: "1.00", currency: "CNY" };
const flat = { kind: "flat", minorPerUnit: 5 } as const;
const rate = { kind: "rate", rate: "5%" } as const;
const line = { baseMinor: 100, quantity: 1 };
const seeds = { serverSeed: "a".repeat(64), clientSeed: "m1", nonce: 0 };

/* What only an untyped caller can do. Each is an UptierError, never a TypeError or a wrong number. */
const cases: [string, string, (...args: never[]) => unknown, unknown[]][] = [
  ["money-01", "invalid-money", addMoney, []],
  ["money-01", "invalid-money", addMoney, [money, null]],
  ["money-01", "invalid-money", addMoney, ["1.00"]],
  ["money-10", "invalid-weights", allocate, [100, [1, , 2]]], // eslint-disable-line no-sparse-arrays
  ["money-10", "invalid-weights", allocate, [1, null]],
  ["money-10", "invalid-weights", allocate, [1]],
  ["money-10", "invalid-weights", allocate, [1, "75,25"]],
  ["money-10", "invalid-weights", allocateKeeping, [1, undefined, "floor"]],
  ["money-10", "invalid-options", allocate, [9999, [75, 25], "largest-weight"]],
  ["money-10", "invalid-options", allocate, [9999, [75, 25], { stratgy: "largest-weight" }]],
  ["money-10", "invalid-options", allocate, [9999, [75, 25], null]],
  ["money-10", "invalid-options", allocatePortions, [9, ["remaining"], "first-come"]],
  ["money-11", "invalid-portions", allocatePortions, [1, null]],
  ["money-11", "invalid-portions", weightsOfRatios, [null]],
  ["money-11", "invalid-weights", split, [1, null]],
  ["money-13", "invalid-shares", releaseShares, [null, 1000, 0, 1, "floor"]],
  ["money-13", "invalid-shares", releaseShares, [[5000], 1000, 0, 500, "floor"]],
  ["money-13", "invalid-shares", releaseShares, [[600, 401], 1000, 0, 500, "floor"]],
  ["money-13", "not-an-integer", releaseShares, [[], 1000, 0, null, "floor"]],
  ["money-13", "not-an-integer", releaseShares, [[], 0.5, 0, 0, "floor"]],
  ["money-13", "invalid-progress", releaseShares, [[], 10, 0, 11, "floor"]],
  ["money-13", "unknown-rounding", releaseShares, [[], 10, 0, 1, "zz"]],
  ["money-05", "unknown-terms", amountUnderTerms, [null, line, "floor"]],
  ["money-05", "unknown-rounding", amountUnderTerms, [flat, line, "zz"]],
  ["money-05", "unsafe-integer", amountUnderTerms, [flat, { baseMinor: NaN, quantity: 1 }, "ceil"]],
  ["money-05", "unsafe-integer", amountUnderTerms, [rate, { baseMinor: 1, quantity: 0.5 }, "ceil"]],
  ["money-05", "unsafe-integer", amountUnderTerms, [flat, null, "ceil"]],
  ["random-03", "invalid-seed", keyedRandom, [null]],
  ["random-03", "invalid-seed", keyedRandom, [{ ...seeds, clientSeed: "\ud800" }]],
  ["random-03", "invalid-seed", keyedRandom, [{ ...seeds, clientSeed: "a\0" }]],
  ["random-03", "invalid-seed", keyedRandom, [{ ...seeds, serverSeed: "\udead".repeat(64) }]],
  ["random-03", "invalid-nonce", keyedRandom, [{ ...seeds, nonce: null }]],
  ["random-03", "invalid-nonce", keyedRandom, [{ ...seeds, nonce: "0" }]],
  ["random-03", "invalid-seed", commitmentOf, [null]],
  ["random-03", "invalid-seed", commitmentOf, ["\udead"]],
  ["random-02", "invalid-seed", seededRandom, [undefined]],
  ["random-02", "invalid-seed", seededRandom, [{}]],
  ["random-02", "invalid-seed", seededRandom, ["a\0b"]],
  ["random-02", "invalid-seed", seededRandom, ["\ud83d"]],
  ["random-04", "invalid-random", uniformInteger, [Math.random, 6]],
  ["random-04", "invalid-random", uniformInteger, [null, 6]],
  ["random-04", "invalid-random", uniformInteger, [undefined, 6]],
  ["random-05", "no-weights", weightedSampler, [null]],
  ["random-05", "no-weights", rangeSampler, ["12"]],
  ["kernel-02", "not-json", canonicalJson, ["\udead"]],
  ["kernel-02", "not-json", canonicalJson, [{ "\ud800": 1 }]],
];

describe("wrong use", () => {
  it.each(cases)("[%s] is the error %s of %o with %o", (_, code, call, args) => {
    expect(() => call(...(args as never[]))).toThrow(expect.objectContaining({ code }));
  });

  it("a source that is wrong is refused by samplers too [random-04]", () => {
    for (const sampler of [weightedSampler([1, 2]), rangeSampler([1, 2])]) {
      expect(() => sampler.roll(Math.random as never)).toThrow(
        expect.objectContaining({ code: "invalid-random" }),
      );
    }
  });

  it("a roll that the sampler cannot give stands for no prize [random-05]", () => {
    for (const sampler of [weightedSampler([10, 45, 45]), rangeSampler([10, 45, 45])]) {
      for (const roll of [-1, 0.5, 2 ** 53, Number.NaN, "0", null, undefined] as number[]) {
        expect(() => sampler.at(roll)).toThrow(expect.objectContaining({ code: "invalid-roll" }));
      }
    }
    expect(rangeSampler([1, 2]).at(2)).toBe(1);
    expect(() => rangeSampler([1, 2]).at(3)).toThrow(
      expect.objectContaining({ code: "invalid-roll" }),
    );
  });

  it("rates say what was given [money-03]", () => {
    expect(() => basisPoints(1.5)).toThrow("1.5 is not a rate: give a whole number");
    expect(() => partsPerMillion(-1)).toThrow("-1 is not a rate: give a whole number");
    expect(() => basisPoints("5" as never)).toThrow('"5" is not a rate: give a whole number');
  });
});

describe("what is right stays right", () => {
  it("nothing is -0 [money-04]", () => {
    expect(basisPoints(-0)).toEqual({ num: 0, den: 1 });
    expect(toFraction({ num: -0, den: 1 })).toEqual({ num: 0, den: 1 });
    expect(keyedRandom({ ...seeds, nonce: -0 }).record).toEqual(keyedRandom(seeds).record);
  });

  it("JSON may have 1,000 levels and no more [kernel-02]", () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
    expect(canonicalJson(nested(1_000))).toHaveLength(2_001);
    expect(() => canonicalJson(nested(1_001))).toThrow(
      expect.objectContaining({ code: "not-json" }),
    );
    expect(canonicalJson("😀\0")).toBe('"😀\\u0000"');
  });

  it("a single slice may round above itself; all slices are exact [money-13]", () => {
    const mode = "half-away-from-zero";
    expect(releaseShares([500, 500], 1000, 0, 1, mode)).toEqual({ parts: [1, 1], residual: -1 });
    expect(releaseShares([500, 500], 1000, 1, 999, mode)).toEqual({
      parts: [499, 499],
      residual: 1,
    });
  });

  it("of nothing everything is done from the start [money-13]", () => {
    expect(releasedShare(50, 0, 0, "half-even")).toBe(50);
    expect(releaseShares([0], 0, 0, 0, "half-even")).toEqual({ parts: [0], residual: 0 });
  });
});

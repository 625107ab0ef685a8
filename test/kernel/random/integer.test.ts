import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type RandomSource, seededRandom, uniformInteger } from "uptier/kernel";
import { CHI_SQUARE_999, chiSquare } from "./chi-square";

function sourceOf(...values: readonly number[]): RandomSource {
  const left = [...values];
  return {
    record: { kind: "crypto" },
    nextUint32: () => {
      const value = left.shift();
      return value as number;
    },
  };
}

describe("uniformInteger", () => {
  test.prop([fc.integer({ min: 1, max: 2 ** 32 }), fc.integer({ min: 0, max: 2 ** 32 - 1 })])(
    "is the value modulo the range, below the largest multiple of the range [random-04]",
    (below, value) => {
      const limit = Number((2n ** 32n / BigInt(below)) * BigInt(below));
      const random = sourceOf(value, 0);
      expect(uniformInteger(random, below)).toBe(value < limit ? value % below : 0);
    },
  );

  test.prop([
    fc.integer({ min: 2 ** 32 + 1, max: Number.MAX_SAFE_INTEGER }),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  ])("takes 53 bits above 2^32 [random-04]", (below, high, low) => {
    const value = BigInt(high >>> 11) * 2n ** 32n + BigInt(low);
    const limit = (2n ** 53n / BigInt(below)) * BigInt(below);
    const random = sourceOf(high, low, 0, 0);
    expect(BigInt(uniformInteger(random, below))).toBe(value < limit ? value % BigInt(below) : 0n);
  });

  it.each([2, 6, 10, 100])("is uniform below %i [random-04]", (below) => {
    const random = seededRandom(`uniform below ${below}`);
    const counts = Array.from({ length: below }, () => 0);
    for (let draw = 0; draw < 10_000; draw += 1) counts[uniformInteger(random, below)]! += 1;
    const weights = counts.map(() => 1);
    expect(chiSquare(counts, weights)).toBeLessThan(CHI_SQUARE_999[below - 1]!);
  });

  it("has a golden sequence [random-04]", () => {
    const random = seededRandom("uptier");
    const below = [6, 100, 1_000_000, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER];
    expect(below.map((range) => uniformInteger(random, range)).join(" ")).toBe(
      "4 86 986141 1167743950 418576053086 5091518211625752",
    );
  });

  it("refuses a source that gives no integers of 32 bits [random-04]", () => {
    for (const value of [0.5, -1, 2 ** 32, Number.NaN, Infinity, undefined, "5"]) {
      for (const below of [6, 2 ** 40]) {
        expect(() => uniformInteger(sourceOf(value as number, 0), below)).toThrow(
          expect.objectContaining({ code: "invalid-random" }),
        );
      }
    }
  });

  it("refuses ranges that are none [random-04]", () => {
    for (const below of [0, -1, 1.5, Number.NaN, 2 ** 53, "6", undefined]) {
      expect(() => uniformInteger(sourceOf(0), below as number)).toThrow(
        expect.objectContaining({ code: "invalid-range" }),
      );
    }
  });
});

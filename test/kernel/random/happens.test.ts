import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { happens, type RandomSource, type Rate, seededRandom } from "uptier/kernel";

function sourceOf(...values: readonly number[]): RandomSource {
  const left = [...values];
  return {
    record: { kind: "crypto" },
    nextUint32: () => {
      if (left.length === 0) throw new Error("nothing is left in the source");
      return left.shift()!;
    },
  };
}

describe("happens [random-06]", () => {
  it.each(["100%", "120%", "1", "7/7", { num: 3, den: 2 }])("is always yes at %j", (rate) => {
    expect(happens(sourceOf(), rate)).toBe(true);
  });

  it.each(["0", "0%", "-0%", "-20%", "-1/40", { num: 0, den: 1 }, { num: -1, den: 2 }])(
    "is always no at %j",
    (rate) => {
      expect(happens(sourceOf(), rate)).toBe(false);
    },
  );

  it.each([
    0.3,
    -0.3,
    "half",
    "--5%",
    "-",
    null,
    undefined,
    { num: 1, den: 0 },
    { num: -1, den: 0 },
  ])("refuses %j", (rate) => {
    expect(() => happens(sourceOf(), rate as Rate)).toThrow(
      expect.objectContaining({ code: "invalid-rate" }),
    );
  });

  it("happens as often as it should", () => {
    const random = seededRandom("happens");
    let count = 0;
    for (let draw = 0; draw < 10_000; draw += 1) count += happens(random, "0.3") ? 1 : 0;
    // 4 standard deviations of 45.8.
    expect(Math.abs(count - 3_000)).toBeLessThan(184);
  });

  test.prop([fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 60 })])(
    "is yes for exactly its share of the values that it tells apart",
    (num, den) => {
      fc.pre(num <= den);
      const divisor = Array.from({ length: den }, (_, less) => den - less).find(
        (whole) => num % whole === 0 && den % whole === 0,
      )!;
      const lowest = den / divisor;
      const values = Array.from({ length: lowest }, (_, value) => value);
      const yes = values.filter((value) => happens(sourceOf(value), `${num}/${den}`)).length;
      expect(yes * den).toBe(num * lowest);
    },
  );
});

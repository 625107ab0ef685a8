import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { seededRandom, uniformInteger } from "uptier/kernel";
import { oddsOfIndependentRolls } from "uptier/lottery";

describe("explanation of independent rolls [lottery-41]", () => {
  test.prop([fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 7 })])(
    "sums to 1 with the chance of nothing, exactly",
    (percents) => {
      const { prizes, none } = oddsOfIndependentRolls(percents.map((percent) => `${percent}%`));
      const whole = 100n ** BigInt(percents.length);
      const parts = [...prizes, none].map(({ num, den }) => (BigInt(num) * whole) / BigInt(den));
      expect(parts.reduce((sum, part) => sum + part)).toBe(whole);
    },
  );

  test.prop([fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 12 })])(
    "shows that rolling against what remains gives exactly the weights",
    (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      fc.pre(total > 0);
      let left = total;
      const chances = weights.map((weight) => {
        const chance = { num: weight, den: Math.max(left, 1) };
        left -= weight;
        return chance;
      });
      const { prizes, none } = oddsOfIndependentRolls(chances);
      expect(prizes.map(({ num, den }) => (num * total) / den)).toEqual(weights);
      expect(none).toEqual({ num: 0, den: 1 });
    },
  );

  it("is what rolling gives", () => {
    const random = seededRandom("rolls");
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 100_000; draw += 1) {
      const hit = [10, 20, 30].findIndex((percent) => uniformInteger(random, 100) < percent);
      counts[hit < 0 ? 3 : hit]! += 1;
    }
    const { prizes, none } = oddsOfIndependentRolls(["10%", "20%", "30%"]);
    [...prizes, none].forEach(({ num, den }, index) => {
      expect(Math.abs(counts[index]! / 100_000 - num / den)).toBeLessThan(0.005);
    });
  });

  it("refuses more chances than it can hold", () => {
    const many = Array.from({ length: 1_001 }, () => "0%");
    expect(() => oddsOfIndependentRolls(many)).toThrow(
      expect.objectContaining({ code: "invalid-chances" }),
    );
    expect(oddsOfIndependentRolls(many.slice(1)).none).toEqual({ num: 1, den: 1 });
  });
});

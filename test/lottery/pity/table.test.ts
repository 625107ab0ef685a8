import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { greatestCommonDivisor } from "../../../src/kernel/money/rate";
import { type PityTableInput, pityTable } from "uptier/lottery";
import { FIVE_STARS, FOUR_STARS } from "./oracle";

describe("pity tables [lottery-22]", () => {
  it("stay, rise, and end with a certain draw", () => {
    const table = pityTable(FIVE_STARS);
    expect(table).toHaveLength(90);
    expect(new Set(table.slice(0, 73).map(({ num, den }) => `${num}/${den}`))).toEqual(
      new Set(["3/500"]),
    );
    expect([table[73], table[88], table[89]]).toEqual([
      { num: 33, den: 500 },
      { num: 483, den: 500 },
      { num: 1, den: 1 },
    ]);
    expect(pityTable(FOUR_STARS)[8]).toEqual({ num: 561, den: 1000 });
  });

  it("rise to 100 % at most, and from the first draw where nothing is constant", () => {
    expect(pityTable({ base: "0%", constantFor: 0, step: "60%", hardAt: 4 })).toEqual([
      { num: 3, den: 5 },
      { num: 1, den: 1 },
      { num: 1, den: 1 },
      { num: 1, den: 1 },
    ]);
  });

  it("can be one certain draw", () => {
    expect(pityTable({ base: "1%", constantFor: 0, step: "0%", hardAt: 1 })).toEqual([
      { num: 1, den: 1 },
    ]);
    expect(pityTable(["100%"])).toEqual([{ num: 1, den: 1 }]);
  });

  it("are computed exactly, beyond what floats and the product of denominators hold", () => {
    const table = pityTable({
      base: "0.000000001%",
      constantFor: 1,
      step: "1/900000000",
      hardAt: 9,
    });
    // 1/10^11 + 1/(9 x 10^8) = 1009/(9 x 10^11) in lowest terms.
    expect(table[1]).toEqual({ num: 1009, den: 900_000_000_000 });
  });

  const steps = { base: "1%", constantFor: 2, step: "1%", hardAt: 5 };
  it.each<[string, unknown, string]>([
    ["nothing", null, "invalid-pity"],
    ["text", "0.6%", "invalid-pity"],
    ["no end", { ...steps, hardAt: undefined }, "invalid-pity"],
    ["an end at 0", { ...steps, hardAt: 0 }, "invalid-pity"],
    ["an end at 2.5", { ...steps, hardAt: 2.5 }, "invalid-pity"],
    ["an end beyond 10,000", { ...steps, hardAt: 10_001 }, "invalid-pity"],
    ["constant up to the end", { ...steps, constantFor: 5 }, "invalid-pity"],
    ["constant for less than nothing", { ...steps, constantFor: -1 }, "invalid-pity"],
    ["constant for NaN", { ...steps, constantFor: Number.NaN }, "invalid-pity"],
    ["a base above 100 %", { ...steps, base: "101%" }, "invalid-pity"],
    ["a float as base", { ...steps, base: 0.006 }, "invalid-rate"],
    ["a negative step", { ...steps, step: "-1%" }, "invalid-rate"],
    ["too many digits", { ...steps, base: "1/94906267", step: "1/94906265" }, "invalid-pity"],
    ["an empty list", [], "invalid-pity"],
    ["a list with a hole", new Array<string>(2), "invalid-rate"],
    ["a list that does not end", ["1%"], "invalid-pity"],
    ["a list above 100 %", ["101%", "100%"], "invalid-pity"],
    ["a list that is too long", new Array<string>(10_001).fill("100%"), "invalid-pity"],
  ])("refuse %s", (_, pity, code) => {
    expect(() => pityTable(pity as PityTableInput)).toThrow(expect.objectContaining({ code }));
  });

  test.prop([
    fc.integer({ min: 0, max: 1000 }),
    fc.integer({ min: 0, max: 1000 }),
    fc.integer({ min: 1, max: 60 }),
    fc.nat(59),
  ])(
    "never fall, are in lowest terms, and are their own list",
    (base, step, hardAt, constantFor) => {
      fc.pre(constantFor < hardAt);
      const table = pityTable({ base: `${base}/1000`, constantFor, step: `${step}/1000`, hardAt });
      expect(table).toHaveLength(hardAt);
      expect(table.at(-1)).toEqual({ num: 1, den: 1 });
      for (const [index, { num, den }] of table.entries()) {
        expect(greatestCommonDivisor(num, den)).toBe(1);
        const thousandths = Math.min(1000, base + step * Math.max(0, index + 1 - constantFor));
        if (index + 1 < hardAt) expect(num * 1000).toBe(thousandths * den);
      }
      expect(pityTable(table)).toEqual(table);
    },
  );
});

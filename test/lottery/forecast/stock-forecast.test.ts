import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { costDistribution, stockForecast } from "uptier/lottery";

/** P(k hits of n), for all k, by adding up draw after draw. */
function binomialLaw(draws: number, chance: number): number[] {
  let law = [1];
  for (let draw = 0; draw < draws; draw += 1) {
    law = [...law, 0].map(
      (stay, hits) => stay * (1 - chance) + (hits === 0 ? 0 : law[hits - 1]! * chance),
    );
  }
  return law;
}

const plan = fc.record({
  chance: fc.record({ num: fc.integer({ min: 0, max: 40 }), den: fc.constant(40) }),
  stock: fc.integer({ min: 0, max: 70 }),
  drawsByDay: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }),
});

function sum(list: readonly number[]): number {
  return list.reduce((before, item) => before + item, 0);
}

describe("stock forecast [lottery-29]", () => {
  it("has the values of the closed forms", () => {
    const forecast = stockForecast({ chance: "0.1%", stock: 10, drawsByDay: [4_000, 6_000] });
    expect(forecast.demandMean).toBe(10);
    expect(forecast.demandVariance).toBe(9.99);
    expect(forecast.short).toBeCloseTo(0.416960239, 9);
    expect(forecast.expectedGiven).toBeCloseTo(8.74952536, 9);
    expect(forecast.lastUnit).toEqual({ meanDraw: 10_000, medianDraw: 9_669 });
    expect(forecast.byDay.map(({ day, draws }) => [day, draws])).toEqual([
      [1, 4_000],
      [2, 10_000],
    ]);
    expect(forecast.byDay[1]!.soldOut).toBe(forecast.soldOut);
  });

  test.prop([plan])("is the sum over the binomial law", ({ chance, stock, drawsByDay }) => {
    const forecast = stockForecast({ chance, stock, drawsByDay });
    const law = binomialLaw(sum(drawsByDay), chance.num / chance.den);
    const close = (came: number, expected: number): void =>
      expect(Math.abs(came - expected)).toBeLessThan(1e-11);
    close(forecast.soldOut, sum(law.slice(stock)));
    close(forecast.short, sum(law.slice(stock + 1)));
    close(forecast.expectedGiven, sum(law.map((p, hits) => p * Math.min(hits, stock))));
    close(forecast.demandMean, sum(law.map((p, hits) => p * hits)));
    const firstDay = binomialLaw(drawsByDay[0]!, chance.num / chance.den);
    close(forecast.byDay[0]!.soldOut, sum(firstDay.slice(stock)));
  });

  test.prop([fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 })])(
    "has the first draw by which the last unit is gone in half of all cases",
    (num, stock) => {
      const chance = { num, den: 40 };
      const median = stockForecast({ chance, stock, drawsByDay: [1] }).lastUnit!.medianDraw!;
      const gone = (draws: number): number =>
        stockForecast({ chance, stock, drawsByDay: [draws] }).soldOut;
      expect(gone(median)).toBeGreaterThanOrEqual(0.5 - 1e-11);
      expect(gone(median - 1)).toBeLessThan(0.5);
    },
  );

  it("keeps good digits far out in the tail", () => {
    const forecast = stockForecast({ chance: "1/1000", stock: 4, drawsByDay: [4, 3, 9_999_993] });
    expect(forecast.byDay[0]!.soldOut / 1e-12).toBeCloseTo(1, 12);
    // 35 ways to choose 4 of 7, and so on.
    const exact =
      35 * 0.001 ** 4 * 0.999 ** 3 + 21 * 0.001 ** 5 * 0.999 ** 2 + 7 * 0.001 ** 6 * 0.999;
    expect(forecast.byDay[1]!.soldOut / (exact + 0.001 ** 7)).toBeCloseTo(1, 12);
    expect(forecast.byDay[2]!.soldOut).toBe(1);
    expect(forecast.expectedGiven).toBe(4);
  });

  it("agrees with the cost distribution for rare prizes and very many draws", () => {
    const draws = 1_000_000_000;
    const chance = "1/100000000"; // 10 are expected
    const { above } = costDistribution([{ chance, costMinor: 1 }], draws, { above: [9, 10, 30] });
    for (const { costMinor, probability } of above) {
      const { short } = stockForecast({ chance, stock: costMinor, drawsByDay: [draws] });
      expect(Math.abs(short - probability)).toBeLessThan(1e-12);
    }
  });

  it("knows prizes that nobody or everybody draws, and stocks of nothing", () => {
    expect(stockForecast({ chance: "0", stock: 1, drawsByDay: [9] })).toMatchObject({
      expectedGiven: 0,
      soldOut: 0,
      lastUnit: null,
    });
    expect(stockForecast({ chance: "1", stock: 5, drawsByDay: [9] })).toMatchObject({
      expectedGiven: 5,
      soldOut: 1,
      short: 1,
      lastUnit: { meanDraw: 5, medianDraw: 5 },
    });
    expect(stockForecast({ chance: "1/2", stock: 0, drawsByDay: [0] })).toMatchObject({
      expectedGiven: 0,
      soldOut: 1,
      short: 0,
      lastUnit: null,
    });
    const never = stockForecast({ chance: "1/9000000000000000", stock: 9, drawsByDay: [1] });
    expect(never.lastUnit?.medianDraw).toBe(null);
  });

  it.each<[string, object, string]>([
    ["a chance above 1", { chance: "101%" }, "invalid-chances"],
    ["a float as a chance", { chance: 0.1 }, "invalid-rate"],
    ["half a unit", { stock: 0.5 }, "invalid-stock"],
    ["a stock below 0", { stock: -1 }, "invalid-stock"],
    ["no day", { drawsByDay: [] }, "invalid-draws"],
    ["a day of NaN", { drawsByDay: [Number.NaN] }, "invalid-draws"],
    ["more than 1e9 draws in all", { drawsByDay: [1e9, 1] }, "invalid-draws"],
  ])("refuses %s", (_, part, code) => {
    const input = { chance: "1%", stock: 1, drawsByDay: [1], ...part } as never;
    expect(() => stockForecast(input)).toThrow(expect.objectContaining({ code }));
  });
});

import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { costDistribution, type CostLaw, stockForecast } from "uptier/lottery";
import { runs } from "../../runs";

/** The campaign of the facts: three prizes, 10,000 draws. */
const three: CostLaw = [
  { chance: "0.1%", costMinor: 500 },
  { chance: "1%", costMinor: 50 },
  { chance: "10%", costMinor: 5 },
];

const smallLaw = fc
  .array(
    fc.record({ units: fc.integer({ min: 0, max: 9 }), cost: fc.integer({ min: 0, max: 20 }) }),
    {
      maxLength: 5,
    },
  )
  .map((outcomes): CostLaw => {
    const den = Math.max(
      1,
      outcomes.reduce((sum, { units }) => sum + units, 0),
    );
    // Every other law has something left that costs nothing.
    const whole = den + (den % 2);
    return outcomes.map(({ units, cost }) => ({
      chance: { num: units, den: whole },
      costMinor: cost * (den % 3 === 0 ? 3 : 1),
    }));
  });

/** The same by adding up draw after draw. */
function convolution(law: CostLaw, draws: number): number[] {
  const one = [1];
  for (const { chance, costMinor } of law) {
    const { num, den } = chance as { num: number; den: number };
    one[0]! -= num / den;
    one[costMinor] = (one[costMinor] ?? 0) + num / den;
  }
  let total = [1];
  for (let draw = 0; draw < draws; draw += 1) {
    const next = new Array<number>(total.length + one.length - 1).fill(0);
    total.forEach((before, cost) =>
      one.forEach((chance, more) => (next[cost + more]! += before * chance)),
    );
    total = next;
  }
  return total;
}

function tail(probabilities: readonly number[], above: number): number {
  return probabilities.reduce((sum, chance, cost) => (cost > above ? sum + chance : sum), 0);
}

function errorOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return (error as { code: unknown }).code;
  }
}

describe("exact cost distribution [lottery-29]", () => {
  it("has the moments, quantiles and tails of the closed forms", () => {
    const cost = costDistribution(three, 10_000, { quantiles: [0.5, 0.95], above: [17_500] });
    expect(cost.mean).toBe(15_000);
    expect(cost.variance).toBe(2_752_500);
    expect(cost.standardDeviation).toBe(Math.sqrt(2_752_500));
    expect(cost.quantiles).toEqual([
      { q: 0.5, costMinor: 14_925 },
      { q: 0.95, costMinor: 17_855 },
    ]);
    expect(cost.above[0]!.probability).toBeCloseTo(0.072306908, 9);
  });

  test.prop([smallLaw, fc.integer({ min: 0, max: 5 })], runs(60))(
    "is the convolution of the draws, at every cost",
    (law, draws) => {
      const probabilities = convolution(law, draws);
      const costs = probabilities.map((_, cost) => cost);
      const { above } = costDistribution(law, draws, {
        above: [-1, ...costs],
      });
      for (const { costMinor, probability } of above) {
        expect(Math.abs(probability - tail(probabilities, costMinor))).toBeLessThan(1e-13);
      }
    },
  );

  test.prop([smallLaw, fc.integer({ min: 1, max: 5_000 })], runs(60))(
    "has draws times the mean of one draw, rising quantiles and falling tails",
    (law, draws) => {
      const qs = [0.001, 0.05, 0.3, 0.5, 0.9, 0.999];
      const one = costDistribution(law, 1);
      const all = costDistribution(law, draws, { quantiles: qs });
      expect(all.mean).toBeCloseTo(draws * one.mean, 6);
      expect(all.variance / draws).toBeCloseTo(one.variance, 6);
      const costs = all.quantiles.map(({ costMinor }) => costMinor);
      expect(costs).toEqual(costs.toSorted((a, b) => a - b));
      const around = costs.flatMap((cost) => [cost - 1, cost]);
      const { above } = costDistribution(law, draws, { above: around });
      above.forEach(({ probability }, index) => {
        const q = qs[index >> 1]!;
        // At the quantile the rest is at most 1 - q, and just below it more than that.
        if (index % 2 === 1) expect(probability).toBeLessThanOrEqual(1 - q + 2e-12);
        else expect(probability).toBeGreaterThan(1 - q - 1e-9);
      });
    },
  );

  it("agrees with the binomial tail for 1,000,000,000 draws", () => {
    const law: CostLaw = [{ chance: "1/100", costMinor: 7 }];
    const stock = 10_003_146;
    const { above } = costDistribution(law, 1e9, { above: [7 * stock, 7 * stock - 1] });
    const { short, soldOut } = stockForecast({ chance: "1/100", stock, drawsByDay: [1e9] });
    expect(Math.abs(above[0]!.probability - short)).toBeLessThan(1e-9);
    expect(Math.abs(above[1]!.probability - soldOut)).toBeLessThan(1e-9);
  });

  it("keeps its digits where a rare cost is off the lattice of the others, at 1e9 draws", () => {
    const [draws, den] = [1_000_000_000, 999_999_999];
    const law: CostLaw = [
      { chance: "1/10000", costMinor: 100 },
      { chance: "1/1000000000", costMinor: 1 },
    ];
    const hits = (chance: object, count: number, of: number): number =>
      stockForecast({ chance: chance as never, stock: count, drawsByDay: [of] }).soldOut;
    // Given how many draws cost 1, those that cost 100 are binomial.
    const oracle = (cost: number): number => {
      let sum = 0;
      for (let ones = 0; ones < 20; ones += 1) {
        const [some, more] = [ones, ones + 1].map((n) => hits({ num: 1, den: draws }, n, draws));
        const needed = Math.floor((cost - ones) / 100) + 1;
        sum += (some! - more!) * hits({ num: 100_000, den }, needed, draws - ones);
      }
      return sum;
    };
    const { above } = costDistribution(law, draws, {
      above: [9_950_000, 9_999_999, 10_000_000, 10_000_001, 10_000_002, 10_080_050],
    });
    for (const { costMinor, probability } of above) {
      expect(Math.abs(probability - oracle(costMinor))).toBeLessThan(1e-9);
    }
  });

  it("counts a fair coin's median as 0, and knows what is certain", () => {
    const coin = costDistribution([{ chance: "1/2", costMinor: 10 }], 1, { quantiles: [0.5] });
    expect(coin.quantiles).toEqual([{ q: 0.5, costMinor: 0 }]);
    const sure = costDistribution([{ chance: "1", costMinor: 333 }], 3, {
      quantiles: [0.5],
      above: [998, 999],
    });
    expect(sure).toEqual({
      mean: 999,
      variance: 0,
      standardDeviation: 0,
      quantiles: [{ q: 0.5, costMinor: 999 }],
      above: [
        { costMinor: 998, probability: 1 },
        { costMinor: 999, probability: 0 },
      ],
    });
    expect(costDistribution([], 5)).toMatchObject({ mean: 0, variance: 0 });
    expect(costDistribution(three, 0, { above: [0] }).above[0]!.probability).toBe(0);
  });

  it("uses the step between the costs, not the costs themselves", () => {
    // 1 or 100,001 fen: a step of 100,000, although the costs have no common divisor.
    const law: CostLaw = [
      { chance: "99%", costMinor: 1 },
      { chance: "1%", costMinor: 100_001 },
    ];
    expect(costDistribution(law, 1e6, { quantiles: [0.5] }).quantiles).toEqual([
      { q: 0.5, costMinor: 1_001_000_000 },
    ]);
  });

  it("says what to change where the totals are too many to tell apart", () => {
    const law: CostLaw = [
      { chance: "10%", costMinor: 1 },
      { chance: "10%", costMinor: 999_999 },
    ];
    expect(() => costDistribution(law, 100_000)).toThrow(/round the costs to multiples of \d+/);
    expect(errorOf(() => costDistribution(law, 100_000))).toBe("lattice-too-large");
  });

  it.each<[string, () => unknown, string]>([
    ["half a draw", () => costDistribution(three, 0.5), "invalid-draws"],
    ["more than 1e9 draws", () => costDistribution(three, 1e9 + 1), "invalid-draws"],
    ["no list", () => costDistribution(null as never, 1), "invalid-law"],
    [
      "a cost in fractions",
      () => costDistribution([{ chance: "1", costMinor: 0.5 }], 1),
      "invalid-law",
    ],
    [
      "a chance above 1",
      () => costDistribution([{ chance: "2", costMinor: 1 }], 1),
      "invalid-chances",
    ],
    [
      "chances above 1 in all",
      () => costDistribution([...three, { chance: "88.91%", costMinor: 1 }], 1),
      "invalid-chances",
    ],
    [
      "a float as a chance",
      () => costDistribution([{ chance: 0.1 as never, costMinor: 1 }], 1),
      "invalid-rate",
    ],
    [
      "totals beyond 2^53",
      () => costDistribution([{ chance: "1", costMinor: 1e7 }], 1e9),
      "unsafe-integer",
    ],
    ["a quantile of 1", () => costDistribution(three, 1, { quantiles: [1] }), "invalid-quantile"],
    [
      "NaN as a quantile",
      () => costDistribution(three, 1, { quantiles: [NaN] }),
      "invalid-quantile",
    ],
    [
      "a quantile that is missing",
      () => costDistribution(three, 1, { quantiles: [undefined as never] }),
      "invalid-quantile",
    ],
    ["a cost of half a fen", () => costDistribution(three, 1, { above: [0.5] }), "not-an-integer"],
  ])("refuses %s", (_, call, code) => {
    expect(errorOf(call)).toBe(code);
  });
});

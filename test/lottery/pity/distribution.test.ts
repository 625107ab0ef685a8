import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Fraction } from "uptier/kernel";
import { pityChanceWithin, pityDistribution, pityFigures, type PityQuestion } from "uptier/lottery";
import { afterOneDraw, FIVE_STARS, shortTable } from "./oracle";

/** Draw by draw: draws since the last hit, whether the next hit is the item, copies so far. */
type State = [spent: number, guaranteed: boolean, copies: number];

function drawByDraw(table: readonly Fraction[], question: PityQuestion, share: number): number[] {
  const { spent = 0, featured, copies = 1 } = question;
  const oneDraw = ([since, sure, have]: State): [State, number][] => {
    const { num, den } = table[since]!;
    const u = sure ? 1 : share;
    return [
      [[since + 1, sure, have], 1 - num / den],
      [[0, false, have + 1], (num / den) * u],
      [[0, true, have], (num / den) * (1 - u)],
    ];
  };
  const start: State = [spent, featured?.guaranteed ?? false, 0];
  let states = new Map([[JSON.stringify(start), 1]]);
  const chances = [0];
  while (states.size > 0) {
    const after = afterOneDraw(states, oneDraw);
    let done = 0;
    for (const [key, chance] of after) {
      const complete = (JSON.parse(key) as State)[2] === copies;
      if (complete) done += chance;
      if (complete || chance === 0) after.delete(key);
    }
    chances.push(done);
    states = after;
  }
  return chances;
}

const question = fc.record({
  spent: fc.nat(6),
  eighths: fc.integer({ min: 0, max: 8 }),
  guaranteed: fc.boolean(),
  copies: fc.integer({ min: 1, max: 3 }),
});

describe("pity figures [lottery-22]", () => {
  it("count the draws that were spent already", () => {
    expect(pityFigures(FIVE_STARS, { spent: 89 })).toMatchObject({ expectation: 1, variance: 0 });
    expect(pityFigures(FIVE_STARS, { spent: 89 }).rate).toBe(pityFigures(FIVE_STARS).rate);
  });

  it("state a rate of what is wanted per draw", () => {
    const featured = { share: "50%" };
    const { rate, expectation } = pityFigures(FIVE_STARS, { featured });
    expect(rate).toBeCloseTo(1 / expectation, 14);
    expect(pityFigures(FIVE_STARS, { featured, copies: 7, spent: 40 }).rate).toBe(rate);
  });

  it("need two hits for an item with a share of 0, and one for a share of 1", () => {
    const { expectation } = pityFigures(FIVE_STARS);
    const never = pityFigures(FIVE_STARS, { featured: { share: "0%" } });
    expect(never.expectation).toBeCloseTo(2 * expectation, 10);
    expect(pityFigures(FIVE_STARS, { featured: { share: "100%" } })).toEqual(
      pityFigures(FIVE_STARS),
    );
  });

  it("give the quantiles in the order in which they are asked for", () => {
    expect(pityFigures(FIVE_STARS, { quantiles: [0.9, 0.5] }).quantiles).toEqual([
      { q: 0.9, draws: 80 },
      { q: 0.5, draws: 76 },
    ]);
    expect(pityFigures(FIVE_STARS, { quantiles: [] }).quantiles).toEqual([]);
  });

  it("have quantiles exactly where the chance is q, whatever floats make of it", () => {
    for (let length = 2; length <= 40; length += 1) {
      const even = Array.from({ length }, (_, index) => `1/${length - index}`);
      const quantiles = Array.from({ length: length - 1 }, (_, index) => (index + 1) / length);
      const found = pityFigures(even, { quantiles }).quantiles.map(({ draws }) => draws);
      expect(found).toEqual(quantiles.map((_, index) => index + 1));
    }
  });

  it("know the chance within any number of draws", () => {
    expect([0, 1, 90, 91].map((draws) => pityChanceWithin(FIVE_STARS, draws))).toEqual([
      0, 0.006, 1, 1,
    ]);
    expect(pityChanceWithin(FIVE_STARS, 180, { featured: { share: "50%" } })).toBe(1);
    expect(pityChanceWithin(FIVE_STARS, 1, { spent: 73 })).toBe(0.066);
  });

  it.each<[string, () => unknown, string]>([
    ["a table", () => pityFigures([]), "invalid-pity"],
    ["all draws spent", () => pityFigures(FIVE_STARS, { spent: 90 }), "invalid-pity"],
    ["spent draws below 0", () => pityFigures(FIVE_STARS, { spent: -1 }), "invalid-pity"],
    ["half a spent draw", () => pityFigures(FIVE_STARS, { spent: 0.5 }), "invalid-pity"],
    ["no copies", () => pityFigures(FIVE_STARS, { copies: 0 }), "invalid-pity"],
    ["too many copies", () => pityFigures(FIVE_STARS, { copies: 112 }), "invalid-pity"],
    ["a share", () => pityFigures(FIVE_STARS, { featured: { share: "101%" } }), "invalid-pity"],
    ["no rate", () => pityFigures(FIVE_STARS, { featured: { share: "x" } }), "invalid-rate"],
    ["a quantile of 0", () => pityFigures(FIVE_STARS, { quantiles: [0] }), "invalid-quantile"],
    ["a quantile of 1", () => pityFigures(FIVE_STARS, { quantiles: [1] }), "invalid-quantile"],
    ["NaN", () => pityFigures(FIVE_STARS, { quantiles: [Number.NaN] }), "invalid-quantile"],
    [
      "too many quantiles",
      () => pityFigures(FIVE_STARS, { quantiles: new Array<number>(101).fill(0.5) }),
      "invalid-quantile",
    ],
    ["draws below 0", () => pityChanceWithin(FIVE_STARS, -1), "invalid-pity"],
    ["half a draw", () => pityChanceWithin(FIVE_STARS, 0.5), "invalid-pity"],
  ])("refuse %s", (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });

  test.prop([shortTable, question])(
    "are those of a chain that is followed draw by draw",
    (table, { spent, eighths, guaranteed, copies }) => {
      fc.pre(spent < table.length);
      const asked = { spent, featured: { share: `${eighths}/8`, guaranteed }, copies };
      const chances = pityDistribution(table, asked);
      const expected = drawByDraw(table, asked, eighths / 8);
      const length = Math.max(chances.length, expected.length);
      for (let draws = 0; draws < length; draws += 1) {
        expect(chances[draws] ?? 0).toBeCloseTo(expected[draws] ?? 0, 12);
      }
      const figures = pityFigures(table, { ...asked, quantiles: [0.5] });
      const mean = expected.reduce((sum, chance, draws) => sum + chance * draws, 0);
      expect(figures.expectation).toBeCloseTo(mean, 10);
      const within = expected.map((_, draws) =>
        expected.slice(0, draws + 1).reduce((sum, chance) => sum + chance, 0),
      );
      expect(figures.quantiles[0]?.draws).toBe(within.findIndex((chance) => chance >= 0.5 - 1e-10));
    },
  );

  test.prop([shortTable, fc.nat(30)])("are sums of one another", (table, draws) => {
    const chances = pityDistribution(table);
    expect(chances.reduce((sum, chance) => sum + chance)).toBeCloseTo(1, 14);
    expect(pityChanceWithin(table, draws)).toBeCloseTo(
      chances.slice(0, draws + 1).reduce((sum, chance) => sum + chance),
      14,
    );
  });
});

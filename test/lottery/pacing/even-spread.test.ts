import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { evenSpread, winsAt } from "uptier/lottery";

const spread = fc
  .integer({ min: 1, max: 200 })
  .chain((draws) => fc.tuple(fc.integer({ min: 0, max: draws }), fc.constant(draws)));

describe("even spread of wins [lottery-17]", () => {
  test.prop([spread])("wins where the rounded-down share rises", ([wins, draws]) => {
    const all = Array.from({ length: draws }, (_, index) => index + 1);
    const rises = all.filter(
      (k) => Math.floor((k * wins) / draws) > Math.floor(((k - 1) * wins) / draws),
    );
    expect(evenSpread(wins, draws)).toEqual(rises);
    expect(all.filter((k) => winsAt(k, wins, draws))).toEqual(rises);
  });

  test.prop([spread.filter(([wins]) => wins > 0)])(
    "leaves gaps that differ by one at most, and wins last",
    ([wins, draws]) => {
      const list = [0, ...evenSpread(wins, draws)];
      const gaps = list.slice(1).map((draw, index) => draw - list[index]!);
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
      expect(list.at(-1)).toBe(draws);
    },
  );

  test.prop([fc.integer({ min: 1, max: 50 }), fc.maxSafeInteger().filter((n) => n > 50)])(
    "is exact up to 2^53 - 1",
    (wins, draws) => {
      for (const draw of evenSpread(wins, draws)) {
        expect(winsAt(draw, wins, draws)).toBe(true);
        expect(draw === 1 || !winsAt(draw - 1, wins, draws) || draws < 2 * wins).toBe(true);
      }
    },
  );

  it.each([
    [-1, 10],
    [0.5, 10],
    [11, 10],
    [0, 0],
    [1, Number.NaN],
    [1_000_001, 2_000_000],
  ])("refuses %j wins of %j draws", (wins, draws) => {
    expect(() => evenSpread(wins, draws)).toThrow(
      expect.objectContaining({ code: "invalid-spread" }),
    );
  });

  it("refuses a draw that is not one of them", () => {
    for (const draw of [0, 11, 1.5, "3" as unknown as number]) {
      expect(() => winsAt(draw, 1, 10)).toThrow(
        expect.objectContaining({ code: "invalid-spread" }),
      );
    }
  });
});

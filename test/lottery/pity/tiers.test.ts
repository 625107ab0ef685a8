import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { pityFigures, pityTable, type TieredPity, tierChances, tierShares } from "uptier/lottery";
import { runs } from "../../runs";
import { afterOneDraw, FIVE_STARS, FOUR_STARS, shortTable } from "./oracle";

type Counters = [top: number, second: number];

const both = [FIVE_STARS, FOUR_STARS] as const;

/** Follows the two counters draw by draw; the mean over the second half of the draws. */
function followed(tiers: TieredPity, draws: number): number[] {
  const last = pityTable(tiers.pity[1]).length - 1;
  const chancesAt = (counters: Counters): number[] =>
    tierChances(tiers, counters).map(({ num, den }) => num / den);
  const known = new Map<string, number[]>();
  const oneDraw = ([top, second]: Counters): [Counters, number][] => {
    const [first = 0, next = 0] = known.get(JSON.stringify([top, second]))!;
    const later = Math.min(second + 1, last);
    const moves: [Counters, number][] = [
      [[0, tiers.higherHit === "reset" ? 0 : later], first],
      [[top + 1, 0], next],
      [[top + 1, later], 1 - first - next],
    ];
    return moves.filter(([, chance]) => chance > 1e-15);
  };
  let states = new Map([[JSON.stringify([0, 0]), 1]]);
  let sums: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    for (const [key, chance] of states) {
      if (!known.has(key)) known.set(key, chancesAt(JSON.parse(key) as Counters));
      if (2 * draw < draws) continue;
      sums = known.get(key)!.map((part, tier) => (sums[tier] ?? 0) + (2 * part * chance) / draws);
    }
    states = afterOneDraw(states, oneDraw);
  }
  return sums;
}

describe("several tiers with pity [lottery-22]", () => {
  it("take their chances in order of rank, exactly", () => {
    const tiers = { pity: both, shares: ["1/4", "0.3%"], higherHit: "keep" } as const;
    const texts = (counters: Counters): string[] =>
      tierChances(tiers, counters).map(({ num, den }) => `${num}/${den}`);
    expect(texts([0, 0])).toEqual(["3/500", "51/1000", "1/4", "3/1000", "69/100"]);
    expect(texts([0, 8])).toEqual(["3/500", "561/1000", "1/4", "3/1000", "9/50"]);
    expect(texts([0, 9])).toEqual(["3/500", "497/500", "0/1", "0/1", "0/1"]);
    expect(texts([89, 9])).toEqual(["1/1", "0/1", "0/1", "0/1", "0/1"]);
    expect(texts([1_000, 1_000])).toEqual(texts([89, 9]));
  });

  it("give the highest tier what its table alone gives", () => {
    for (const higherHit of ["reset", "keep"] as const) {
      const shares = tierShares({ pity: both, shares: ["20%"], higherHit });
      expect(shares[0]).toBeCloseTo(pityFigures(FIVE_STARS).rate, 14);
      expect(shares).toHaveLength(4);
    }
  });

  it("lose hits of the second tier when its counter begins anew at each higher hit", () => {
    const share = (higherHit: "reset" | "keep"): number =>
      tierShares({ pity: both, shares: [], higherHit })[1]!;
    expect(share("keep")).toBeCloseTo(0.130567, 6);
    expect(share("reset")).toBeCloseTo(0.123511, 6);
  });

  it("keep their long-run shares where draws go round in a circle and never back to the start", () => {
    const pity = [
      ["0%", "100%"],
      ["0%", "0%", "0%", "100%"],
    ] as const;
    // The counter of the second tier goes 0, 1, 2, then 3, 0, 1, 2, 3, ...: every fourth draw.
    expect(tierShares({ pity, shares: [], higherHit: "keep" })).toEqual([0.5, 0.25, 0.25]);
    expect(tierShares({ pity, shares: [], higherHit: "reset" })).toEqual([0.5, 0, 0.5]);
  });

  const tiers = { pity: both, shares: ["20%"], higherHit: "keep" };
  it.each<[string, object, string]>([
    ["a table", { pity: [[], FOUR_STARS] }, "invalid-pity"],
    ["a long second table", { pity: [FOUR_STARS, { ...FIVE_STARS, hardAt: 101 }] }, "invalid-pity"],
    [
      "tables that are too long together",
      { pity: [{ ...FIVE_STARS, hardAt: 1_112 }, FIVE_STARS] },
      "invalid-pity",
    ],
    ["no policy", { higherHit: undefined }, "invalid-pity"],
    ["an unknown policy", { higherHit: "both" }, "invalid-pity"],
    ["too many shares", { shares: new Array<string>(101).fill("0") }, "invalid-pity"],
    ["no rate", { shares: [0.2] }, "invalid-rate"],
  ])("refuse %s", (_, change, code) => {
    const wrong = { ...tiers, ...change } as TieredPity;
    expect(() => tierShares(wrong)).toThrow(expect.objectContaining({ code }));
    expect(() => tierChances(wrong, [0, 0])).toThrow(expect.objectContaining({ code }));
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])("refuse a counter of %d", (counter) => {
    for (const counters of [[counter, 0] as const, [0, counter] as const]) {
      expect(() => tierChances(tiers as TieredPity, counters)).toThrow(
        expect.objectContaining({ code: "invalid-pity" }),
      );
    }
  });

  const cases = fc.record({
    pity: fc.tuple(shortTable, shortTable),
    shares: fc.array(
      fc.nat(4).map((eighths) => `${eighths}/8`),
      { maxLength: 2 },
    ),
    higherHit: fc.constantFrom("reset" as const, "keep" as const),
  });

  test.prop([cases], runs(20))("have the shares that following the counters gives", (asked) => {
    // A mean over 1,000 draws is off by as much as its first and last circle, 8 draws each.
    const shares = tierShares(asked);
    const expected = followed(asked, 2_000);
    for (const [tier, share] of shares.entries()) {
      expect(Math.abs(share - expected[tier]!)).toBeLessThan(0.016);
    }
  });

  test.prop([cases, fc.nat(9), fc.nat(9)])("always sum to 1", (asked, top, second) => {
    const chances = tierChances(asked, [top, second]);
    const eighths = chances.map(({ num, den }) => (num * 64) / den);
    expect(eighths.reduce((sum, part) => sum + part)).toBe(64);
    expect(eighths.every((part) => part >= 0)).toBe(true);
    expect(tierShares(asked).reduce((sum, part) => sum + part)).toBeCloseTo(1, 13);
  });
});

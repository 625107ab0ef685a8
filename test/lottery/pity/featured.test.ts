import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Fraction } from "uptier/kernel";
import { copiesChances, pairChances, pityChanceWithin } from "uptier/lottery";
import { afterDraws, shortTable, SIX_STARS } from "./oracle";

/** The chance of each number of hits within the draws. */
function hitCounts(table: readonly Fraction[], draws: number, spent: number): number[] {
  const counts = new Array<number>(draws + 1).fill(0);
  const states = afterDraws<[number, number]>([spent, 0], draws, ([since, hits]) => {
    const { num, den } = table[since]!;
    return num === den
      ? [[[0, hits + 1], 1]]
      : [
          [[0, hits + 1], num / den],
          [[since + 1, hits], 1 - num / den],
        ];
  });
  for (const [key, chance] of states) counts[(JSON.parse(key) as [number, number])[1]]! += chance;
  return counts;
}

function binomial(n: number, k: number): number {
  return k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k;
}

const draws = fc.nat(12);
const spent = fc.nat(6);
const eighths = fc.integer({ min: 0, max: 8 });

describe("featured items [lottery-24]", () => {
  it("come both, but for a chance that stays accurate when it is tiny", () => {
    const { complete, incomplete } = pairChances(["100%"], { shares: ["50%", "50%"], draws: 100 });
    expect(complete).toBe(1);
    expect(incomplete / 2 ** -99).toBeCloseTo(1, 12);
  });

  it("count the draws that were spent, and need none for nothing", () => {
    expect(copiesChances(SIX_STARS, { share: "1", copies: 1, draws: 1, spent: 98 })).toEqual({
      complete: 1,
      incomplete: 0,
    });
    expect(copiesChances(SIX_STARS, { share: "1", copies: 1, draws: 0 })).toEqual({
      complete: 0,
      incomplete: 1,
    });
  });

  it("with a share of 100 % are hits", () => {
    const { complete } = copiesChances(SIX_STARS, { share: "100%", copies: 4, draws: 150 });
    expect(complete).toBeCloseTo(pityChanceWithin(SIX_STARS, 150, { copies: 4 }), 13);
  });

  const pair = { shares: ["35%", "35%"] as const, draws: 10 };
  const one = { share: "35%", copies: 2, draws: 10 };
  it.each<[string, () => unknown, string]>([
    ["a table", () => pairChances([], pair), "invalid-pity"],
    ["no rate", () => pairChances(SIX_STARS, { ...pair, shares: ["x", "1%"] }), "invalid-rate"],
    ["a share", () => pairChances(SIX_STARS, { ...pair, shares: ["2", "1%"] }), "invalid-pity"],
    [
      "shares above 100 % by the smallest part",
      () => pairChances(SIX_STARS, { ...pair, shares: ["50%", "0.500000000000001"] }),
      "invalid-collection",
    ],
    ["spent draws", () => pairChances(SIX_STARS, { ...pair, spent: 99 }), "invalid-pity"],
    ["draws below 0", () => pairChances(SIX_STARS, { ...pair, draws: -1 }), "invalid-collection"],
    ["half a draw", () => pairChances(SIX_STARS, { ...pair, draws: 0.5 }), "invalid-collection"],
    ["many draws", () => pairChances(SIX_STARS, { ...pair, draws: 100_001 }), "invalid-collection"],
    ["no copies", () => copiesChances(SIX_STARS, { ...one, copies: 0 }), "invalid-collection"],
    ["many copies", () => copiesChances(SIX_STARS, { ...one, copies: 1e6 }), "invalid-collection"],
    ["too large a share", () => copiesChances(SIX_STARS, { ...one, share: "2" }), "invalid-pity"],
  ])("refuse %s", (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });

  test.prop([shortTable, eighths, eighths, draws, spent])(
    "come both as inclusion and exclusion over the hits says",
    (table, a, b, count, since) => {
      fc.pre(a + b <= 8 && since < table.length);
      const expected = hitCounts(table, count, since).reduce(
        (sum, chance, hits) =>
          sum +
          chance *
            ((1 - a / 8) ** hits + (1 - b / 8) ** hits - Math.max(0, 1 - (a + b) / 8) ** hits),
        0,
      );
      const shares = [`${a}/8`, `${b}/8`] as const;
      const { complete, incomplete } = pairChances(table, { shares, draws: count, spent: since });
      expect(incomplete).toBeCloseTo(expected, 12);
      expect(complete + incomplete).toBeCloseTo(1, 12);
    },
  );

  test.prop([shortTable, eighths, fc.integer({ min: 1, max: 4 }), draws, spent])(
    "come several times as thinning the hits says",
    (table, share, copies, count, since) => {
      fc.pre(since < table.length);
      let expected = 0;
      for (const [hits, chance] of hitCounts(table, count, since).entries()) {
        for (let k = copies; k <= hits; k += 1) {
          expected += chance * binomial(hits, k) * (share / 8) ** k * (1 - share / 8) ** (hits - k);
        }
      }
      const question = { share: `${share}/8`, copies, draws: count, spent: since };
      const { complete, incomplete } = copiesChances(table, question);
      expect(complete).toBeCloseTo(expected, 12);
      expect(complete + incomplete).toBeCloseTo(1, 12);
    },
  );
});

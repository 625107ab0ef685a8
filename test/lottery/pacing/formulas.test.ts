import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { seededRandom, uniformInteger } from "uptier/kernel";
import {
  elapsedShare,
  gapWinChance,
  gapWindow,
  instantWinOdds,
  remainingRate,
} from "uptier/lottery";

const amount = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e9, noNaN: true }));
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

describe("formulas of throttles [lottery-17]", () => {
  test.prop([share, fc.nat(), fc.nat(), fc.nat(), amount, amount])(
    "give chances from 0 to 1, whatever is passed",
    (elapsed, plays, max, won, secondsLeft, other) => {
      const left = { prizesLeft: won, secondsLeft };
      for (const chance of [
        instantWinOdds({ elapsed, plays, max, won }),
        gapWinChance({ ...left, secondsSinceWin: other }),
        remainingRate({ ...left, playsPerSecond: other }),
      ]) {
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }
    },
  );

  test.prop([fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 1e7 }), amount, amount])(
    "give no lower chance to who waits longer",
    (prizesLeft, secondsLeft, a, b) => {
      const left = { prizesLeft, secondsLeft };
      const chance = (secondsSinceWin: number) => gapWinChance({ ...left, secondsSinceWin });
      expect(chance(Math.min(a, b))).toBeLessThanOrEqual(chance(Math.max(a, b)));
      const { fromSeconds, targetSeconds, toSeconds } = gapWindow(left);
      expect(fromSeconds).toBeLessThan(targetSeconds);
      expect(targetSeconds).toBeLessThan(toSeconds);
    },
  );

  it("leave those who come early with little, as the docblock says", () => {
    const random = seededRandom("early crowd");
    const runs = 40;
    let early = 0;
    for (let run = 0; run < runs; run += 1) {
      let won = 0;
      for (let plays = 0; plays < 10_000; plays += 1) {
        // The first 5,000 plays come in the first tenth of the time.
        const elapsed =
          plays < 5_000 ? (plays + 1) / 50_000 : 0.1 + (0.9 * (plays - 4_999)) / 5_001;
        const odds = instantWinOdds({ elapsed, plays, max: 100, won });
        if (uniformInteger(random, 2 ** 32) < odds * 2 ** 32) won += 1;
        if (plays === 4_999) early += won;
      }
    }
    expect(early / runs / 100).toBeGreaterThan(0.015);
    expect(early / runs / 100).toBeLessThan(0.035);
  });

  it.each([
    [() => elapsedShare(0, 0, 0)],
    [() => elapsedShare(0, Number.NaN, 0)],
    [() => elapsedShare(0, Infinity, 0)],
    [() => instantWinOdds({ elapsed: 1.1, plays: 1, max: 1, won: 0 })],
    [() => instantWinOdds({ elapsed: 0.1, plays: -1, max: 1, won: 0 })],
    [() => gapWindow({ prizesLeft: 0, secondsLeft: 1 })],
    [() => gapWindow({ prizesLeft: 1, secondsLeft: 0 })],
    [() => gapWinChance({ prizesLeft: 0.5, secondsLeft: 1, secondsSinceWin: 1 })],
    [() => gapWinChance({ prizesLeft: 1, secondsLeft: 1, secondsSinceWin: -1 })],
    [() => remainingRate({ prizesLeft: -1, secondsLeft: 1, playsPerSecond: 1 })],
    [() => remainingRate({ prizesLeft: 1, secondsLeft: 1, playsPerSecond: Number.NaN })],
  ])("refuse %s", (call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-pacing" }));
  });
});

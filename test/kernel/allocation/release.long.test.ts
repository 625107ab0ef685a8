import { describe, expect, it } from "vitest";
import { releaseShares, ROUNDINGS, seededRandom, uniformInteger } from "uptier/kernel";

const SLICINGS = 1_000_000;

describe("releaseShares", () => {
  it(`over ${SLICINGS} random slicings every slice sums and every party ends at exactly its share [money-13]`, () => {
    const random = seededRandom("slicings");
    let [wrongSums, wrongEnds, turnedBack] = [0, 0, 0];
    for (let run = 0; run < SLICINGS; run += 1) {
      const whole = 1 + uniformInteger(random, 10_000);
      let free = whole;
      const shares = Array.from({ length: 1 + uniformInteger(random, 3) }, () => {
        const share = uniformInteger(random, free + 1);
        free -= share;
        return share;
      });
      const mode = ROUNDINGS[uniformInteger(random, ROUNDINGS.length)]!;
      const sums = shares.map(() => 0);
      let [done, house] = [0, 0];
      while (done < whole) {
        const slice = 1 + uniformInteger(random, whole - done);
        const { parts, residual } = releaseShares(shares, whole, done, slice, mode);
        if (parts.reduce((sum, part) => sum + part, residual) !== slice) wrongSums += 1;
        if (parts.some((part) => part < 0)) turnedBack += 1;
        parts.forEach((part, index) => (sums[index]! += part));
        house += residual;
        done += slice;
      }
      if (sums.some((sum, index) => sum !== shares[index])) wrongEnds += 1;
      if (house !== shares.reduce((rest, share) => rest - share, whole)) wrongEnds += 1;
    }
    expect({ wrongSums, wrongEnds, turnedBack }).toEqual({
      wrongSums: 0,
      wrongEnds: 0,
      turnedBack: 0,
    });
  });
});

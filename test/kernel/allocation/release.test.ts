import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { releasedShare, releaseShares, ROUNDINGS } from "uptier/kernel";

const rounding = fc.constantFrom(...ROUNDINGS);

describe("releasedShare", () => {
  test.prop([fc.maxSafeInteger(), fc.maxSafeInteger(), rounding])(
    "is nothing at the start, all at the end, and never runs back [money-13]",
    (share, size, mode) => {
      const whole = Math.abs(size);
      expect(releasedShare(share, whole, whole, mode)).toBe(share + 0);
      if (whole === 0) return;
      expect(releasedShare(share, 0, whole, mode)).toBe(0);
      const steps = [0, 1, 2, 3, 4].map((step) =>
        Math.abs(releasedShare(share, Math.floor((whole / 4) * step), whole, mode)),
      );
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    },
  );

  test.prop([fc.integer(), fc.integer({ min: 0, max: 1000 }), rounding])(
    "mirrors in every mode: a reversal is the accrual negated [money-13]",
    (share, done, mode) => {
      expect(releasedShare(-share, done, 1000, mode)).toBe(
        -releasedShare(share, done, 1000, mode) + 0,
      );
    },
  );

  it("refuses what is not whole, and progress outside the whole [money-13]", () => {
    const cases = [
      [1.5, 1, 2, "not-an-integer"],
      [1, Number.NaN, 2, "not-an-integer"],
      [1, 1, 2 ** 53, "not-an-integer"],
      [1, -1, 2, "invalid-progress"],
      [1, 3, 2, "invalid-progress"],
      [1, 0, -1, "invalid-progress"],
    ] as const;
    for (const [share, done, whole, code] of cases) {
      expect(() => releasedShare(share, done, whole, "floor")).toThrow(
        expect.objectContaining({ code }),
      );
    }
    expect(() => releasedShare(1, 1, 2, "round" as never)).toThrow(
      expect.objectContaining({ code: "unknown-rounding" }),
    );
  });

  it("gives no -0 for a share of -0 [money-04]", () => {
    expect(releasedShare(-0, 1, 1, "floor")).toBe(0);
  });
});

describe("releaseShares", () => {
  it("keeps the residual party within half a unit per party of its exact share [money-13]", () => {
    const shares = [333, 333, 1];
    let [released, before] = [0, 0];
    for (const slice of [1, 1, 1, 7, 490, 500]) {
      const { parts, residual } = releaseShares(shares, 1000, before, slice, "half-even");
      expect(parts.reduce((a, b) => a + b, residual)).toBe(slice);
      before += slice;
      released += residual;
      expect(Math.abs(released - (333 * before) / 1000)).toBeLessThanOrEqual(shares.length / 2);
    }
    expect(released).toBe(333);
  });

  it("a fixed fee of 0.03 over captures is charged once in all [money-13]", () => {
    const captures = [1, 250, 749];
    let before = 0;
    const fees = captures.map((capture) => {
      const { parts } = releaseShares([3], 1000, before, capture, "half-away-from-zero");
      before += capture;
      return parts[0]!;
    });
    expect(fees).toEqual([0, 1, 2]);
  });

  it("refuses a slice that goes back or beyond the end [money-13]", () => {
    for (const [before, slice] of [
      [5, -1],
      [5, 6],
      [-1, 1],
    ] as const) {
      expect(() => releaseShares([1], 10, before, slice, "floor")).toThrow(
        expect.objectContaining({ code: "invalid-progress" }),
      );
    }
  });
});

import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import {
  compare,
  floorOf,
  fractionOf,
  minus,
  numberOf,
  over,
  plus,
  ratio,
  ratioText,
  shortDecimal,
  times,
} from "../../src/lottery/ratio";

const anyRatio = fc
  .tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
  .map(([num, den]) => ratio(num, den));

describe("exact numbers [lottery-29]", () => {
  test.prop([anyRatio, anyRatio, anyRatio])(
    "add, multiply and divide without a trace",
    (a, b, c) => {
      expect(compare(minus(plus(a, b), b), a)).toBe(0);
      expect(compare(times(plus(a, b), c), plus(times(a, c), times(b, c)))).toBe(0);
      if (b.num !== 0n) expect(compare(times(over(a, b), b), a)).toBe(0);
    },
  );

  test.prop([anyRatio])("become the float next to them", (value) => {
    const float = Number(value.num) / Number(value.den);
    expect(Math.abs(numberOf(value) - float)).toBeLessThanOrEqual(Math.abs(float) * 2 ** -52);
    expect(Number(floorOf(value))).toBe(Math.floor(float));
  });

  it("have floats also where their parts are beyond them", () => {
    const huge = 10n ** 400n;
    expect(numberOf(ratio(3n * huge, 2n * huge + 1n))).toBe(1.5);
    expect(numberOf(ratio(1n, 10n ** 300n))).toBe(1e-300);
    expect(numberOf(ratio(-(10n ** 300n)))).toBe(-1e300);
    expect(numberOf(ratio(0))).toBe(0);
  });

  it("have texts, and fractions as far as safe integers go", () => {
    expect(ratioText(ratio(6, -4))).toBe("-3/2");
    expect(shortDecimal(ratio(-3, 2), "floor")).toBe("-1.5");
    expect(shortDecimal(ratio(200), "floor")).toBe("200");
    expect(shortDecimal(ratio(2, 3), "half-even")).toBe("0.6666666667");
    expect(fractionOf(ratio(6, 4))).toEqual({ num: 3, den: 2 });
    expect(() => fractionOf(ratio(1n, 10n ** 16n))).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
  });
});

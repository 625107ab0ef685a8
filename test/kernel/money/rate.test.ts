import { fc, test } from "@fast-check/vitest";
import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import {
  amountOf,
  amountUnderTerms,
  basisPoints,
  type Fraction,
  partsPerMillion,
  ROUNDINGS,
  roundQuotient,
  toFraction,
} from "uptier/kernel";
import { greatestCommonDivisor } from "../../../src/kernel/money/rate";

const whole = fc.integer({ min: 0, max: 1_000_000_000 });
const positive = fc.integer({ min: 1, max: 1_000_000_000 });

describe("toFraction", () => {
  test.prop([whole, positive])("reduces to lowest terms [money-03]", (num, den) => {
    const fraction = toFraction({ num, den });
    expect(fraction).toEqual(toFraction(`${num}/${den}`));
    expect(BigInt(fraction.num) * BigInt(den)).toBe(BigInt(num) * BigInt(fraction.den));
    expect(greatestCommonDivisor(fraction.num, fraction.den)).toBe(1);
  });

  test.prop([whole, fc.integer({ min: 0, max: 6 })])(
    "reads percent as a hundredth of the decimal [money-03]",
    (digits, scale) => {
      const text = new Decimal(digits).div(Decimal.pow(10, scale)).toFixed();
      const [percent, decimal] = [toFraction(`${text}%`), toFraction(text)];
      expect(toFraction({ num: decimal.num, den: decimal.den * 100 })).toEqual(percent);
      expect(toFraction(`${text} %`)).toEqual(percent);
    },
  );

  it("takes basis points and parts per million [money-03]", () => {
    expect(basisPoints(10_000)).toEqual({ num: 1, den: 1 });
    expect(partsPerMillion(1)).toEqual({ num: 1, den: 1_000_000 });
  });

  it("keeps rates that parts per million cannot: eight levels, each half of the one before [money-03]", () => {
    const levels = ["10", "5", "2.5", "1.25", "0.625", "0.3175", "0.15875", "0.079375"];
    expect(levels.map((level) => toFraction(`${level}%`)).at(-1)).toEqual({
      num: 127,
      den: 160_000,
    });
  });

  it("takes zero for a rate, and nothing for none [money-03]", () => {
    expect(toFraction("0")).toEqual({ num: 0, den: 1 });
    for (const none of [null, undefined]) {
      expect(() => toFraction(none as never)).toThrow(
        expect.objectContaining({ code: "invalid-rate" }),
      );
    }
  });

  it.each([
    2.5,
    "",
    "%",
    "2.5 percent",
    "-1%",
    "1e2",
    "1/0",
    "0/0",
    "1/",
    "1.5/2",
    "1%%",
    "99999999999999999999",
    `0.${"1".repeat(30)}`,
    `1/${"9".repeat(3000)}`,
    { num: 0.5, den: 1 },
    { num: -1, den: 2 },
    { num: 1, den: 0 },
    { num: 1, den: -2 },
    { num: 1 },
    5n,
  ])("refuses %s [money-03]", (rate) => {
    expect(() => toFraction(rate as Fraction)).toThrow(
      expect.objectContaining({ code: "invalid-rate" }),
    );
  });

  it("reads text of the greatest length [money-03]", () => {
    expect(toFraction(`1.${"0".repeat(1_998)}`)).toEqual({ num: 1, den: 1 });
  });
});

describe("amountOf", () => {
  test.prop([fc.maxSafeInteger(), whole, positive, fc.constantFrom(...ROUNDINGS)])(
    "is one multiplication and one rounding, exact at any size [money-09]",
    (base, num, den, mode) => {
      const expected = roundQuotient(BigInt(base) * BigInt(num), BigInt(den), mode);
      if (
        expected > BigInt(Number.MAX_SAFE_INTEGER) ||
        expected < BigInt(Number.MIN_SAFE_INTEGER)
      ) {
        expect(() => amountOf(base, { num, den }, mode)).toThrow(
          expect.objectContaining({ code: "unsafe-integer" }),
        );
      } else expect(amountOf(base, { num, den }, mode)).toBe(Number(expected));
    },
  );

  it("has none of the misses of the float formula [money-09]", () => {
    // Of amounts 1 to 2000 and percentages 0.01 to 30.00 the float formula misses 70.
    let [direct, dividedFirst] = [0, 0];
    for (let amount = 1; amount <= 2000; amount += 1) {
      for (let hundredths = 1; hundredths <= 3000; hundredths += 1) {
        const exact = Math.floor((2 * amount * hundredths + 10_000) / 20_000);
        const percent = hundredths / 100;
        if (Math.round((amount * percent) / 100) !== exact) direct += 1;
        if (Math.round(amount * (percent / 100)) !== exact) dividedFirst += 1;
      }
    }
    expect({ direct, dividedFirst }).toEqual({ direct: 70, dividedFirst: 269 });
    for (const [amount, rate, exact] of [
      [5500, "0.7%", 39],
      [750, "4.6%", 35],
    ] as const) {
      expect(amountOf(amount, rate, "half-away-from-zero")).toBe(exact);
    }
  });

  it("is symmetric in the modes that name no direction [money-09]", () => {
    for (const mode of ["half-away-from-zero", "half-even", "toward-zero"] as const) {
      for (let base = 0; base < 200; base += 1) {
        expect(amountOf(-base, "12.5%", mode)).toBe(-amountOf(base, "12.5%", mode) + 0);
      }
    }
  });
});

describe("amountUnderTerms", () => {
  it("multiplies flat amounts by quantity, and rates by nothing [money-09]", () => {
    const line = { baseMinor: 1000, quantity: 5 };
    expect(amountUnderTerms({ kind: "rate", rate: "20%" }, line, "floor")).toBe(200);
    expect(amountUnderTerms({ kind: "flat", minorPerUnit: 300 }, line, "floor")).toBe(1500);
  });

  it("takes no unknown kind for zero, and no half units [money-05]", () => {
    const line = { baseMinor: 1000, quantity: 0.5 };
    expect(() => amountUnderTerms({ kind: "percent" } as never, line, "floor")).toThrow(
      expect.objectContaining({ code: "unknown-terms" }),
    );
    expect(() => amountUnderTerms({ kind: "flat", minorPerUnit: 300 }, line, "floor")).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
  });
});

import { fc, test } from "@fast-check/vitest";
import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { addMoney, currencyDecimals, fromMinor, toMinor } from "uptier/kernel";
import { isCurrency } from "../../../src/kernel/money/currency";

const minor = fc.maxSafeInteger();
const currency = fc.constantFrom("JPY", "CNY", "KWD", "CLF");

describe("currencies", () => {
  it("have the decimals of ISO 4217: 0, 2, 3 and 4 [money-02]", () => {
    const decimals = ["JPY", "KRW", "VND", "CNY", "HKD", "TWD", "USD", "IDR", "KWD", "CLF"].map(
      currencyDecimals,
    );
    expect(decimals).toEqual([0, 0, 0, 2, 2, 2, 2, 2, 3, 4]);
  });

  it("that are unknown are refused, small letters too [money-02]", () => {
    for (const code of ["cny", "XXX", "", "CN", "RMB", "constructor", 156]) {
      expect(isCurrency(code as string)).toBe(false);
      expect(() => currencyDecimals(code as string)).toThrow(
        expect.objectContaining({ code: "unknown-currency" }),
      );
    }
  });

  it("agree with the platform wherever it follows the standard [money-02]", () => {
    const differing = Intl.supportedValuesOf("currency").filter((code) => {
      if (!isCurrency(code)) return false;
      const { maximumFractionDigits } = new Intl.NumberFormat("en", {
        style: "currency",
        currency: code,
      }).resolvedOptions();
      return currencyDecimals(code) !== maximumFractionDigits;
    });
    // The platform shows these without the decimals that the standard gives them.
    const shownShorter =
      "AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR RSD SLL SOS SYP UZS YER".split(" ");
    expect(differing.filter((code) => !shownShorter.includes(code))).toEqual([]);
  });
});

describe("toMinor and fromMinor", () => {
  test.prop([minor, currency])("are each other's inverse [money-01]", (value, code) => {
    const text = fromMinor(value, code);
    expect(toMinor(text, code)).toBe(value + 0);
    expect(toMinor(new Decimal(text), code)).toBe(value + 0);
    expect(toMinor({ minor: value }, code)).toBe(value + 0);
  });

  test.prop([minor, currency])("scale as decimal.js does [money-01]", (value, code) => {
    const expected = new Decimal(value).div(Decimal.pow(10, currencyDecimals(code)));
    expect(new Decimal(fromMinor(value, code)).equals(expected)).toBe(true);
  });

  test.prop([minor, currency])("write numbers as they write bigints [money-01]", (value, code) => {
    for (const one of [value, Number.MAX_SAFE_INTEGER - Math.abs(value % 20_000)]) {
      expect(fromMinor(one, code)).toBe(fromMinor(BigInt(one), code));
    }
  });

  it("never give -0 [money-04]", () => {
    expect(Object.is(toMinor("-0", "CNY"), 0)).toBe(true);
    expect(Object.is(toMinor({ minor: -0 }, "CNY"), 0)).toBe(true);
    expect(fromMinor(-0, "CNY")).toBe("0.00");
  });

  it("refuse minor units that are not whole or not safe [money-01]", () => {
    for (const value of [1.5, Number.NaN, 2 ** 53, Infinity, "5", null]) {
      expect(() => toMinor({ minor: value as number }, "CNY")).toThrow(
        expect.objectContaining({ code: "unsafe-integer" }),
      );
    }
    expect(() => fromMinor(0.5, "CNY")).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
    expect(fromMinor(2n ** 70n, "CNY")).toBe("11805916207174113034.24");
  });
});

describe("addMoney", () => {
  test.prop([fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 1, maxLength: 20 })])(
    "is exact, in any order [money-01]",
    (minors) => {
      const amounts = minors.map((value) => ({ amount: fromMinor(value, "CNY"), currency: "CNY" }));
      const [first, ...others] = amounts as [(typeof amounts)[number]];
      const [last, ...before] = amounts.toReversed() as [(typeof amounts)[number]];
      const sum = fromMinor(
        minors.reduce((a, b) => a + b),
        "CNY",
      );
      expect(addMoney(first, ...others)).toEqual({ amount: sum, currency: "CNY" });
      expect(addMoney(last, ...before)).toEqual({ amount: sum, currency: "CNY" });
    },
  );

  it("refuses to mix currencies and to leave the safe integers [money-02]", () => {
    const yuan = { amount: "1", currency: "CNY" };
    expect(() => addMoney(yuan, yuan, { amount: "1", currency: "USD" })).toThrow(
      expect.objectContaining({ code: "currency-mismatch" }),
    );
    const most = { amount: "90071992547409.91", currency: "CNY" };
    expect(() => addMoney(most, { amount: "0.01", currency: "CNY" })).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
  });
});

import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { decimalText, parseDecimal } from "../../../src/kernel/money/decimal";

describe("parseDecimal", () => {
  it.each([
    ["29.90", 299n, 1],
    ["-0.005", -5n, 3],
    ["007", 7n, 0],
    ["1e3", 1000n, 0],
    ["2.5E-3", 25n, 4],
    ["-0", 0n, 0],
    ["123456789012345678901234567890.12", 12345678901234567890123456789012n, 2],
  ])("reads %s exactly [money-07]", (text, digits, scale) => {
    expect(parseDecimal(text)).toEqual({ digits, scale });
  });

  it.each([
    29.9,
    0,
    "",
    " 1",
    "1 ",
    "1,000",
    ".5",
    "5.",
    "+1",
    "0x10",
    "1_000",
    "１",
    "NaN",
    "Infinity",
    "1e1001",
    "1e-1001",
    "1e99999",
    "1e999999",
    "9".repeat(2001),
    null,
    undefined,
    {},
    [],
    5n,
    new Decimal(Number.NaN),
    new Decimal(Infinity),
    new Decimal("1e100000"),
  ])("refuses %s [money-07]", (value) => {
    expect(() => parseDecimal(value as string)).toThrow(
      expect.objectContaining({ code: "invalid-decimal" }),
    );
  });

  it("says how to write a JavaScript number", () => {
    expect(() => parseDecimal(29.9 as never)).toThrow('write it as text, "29.9"');
  });

  it("does not depend on how the host has configured decimal.js", () => {
    const before = { precision: Decimal.precision, maxE: Decimal.maxE, toExpPos: Decimal.toExpPos };
    try {
      Decimal.set({ precision: 2, maxE: 3, toExpPos: 1 });
      expect(parseDecimal("123456.789")).toEqual({ digits: 123456789n, scale: 3 });
    } finally {
      Decimal.set(before);
    }
  });
});

describe("decimalText", () => {
  it("shows all decimals, and a zero before the point", () => {
    expect(decimalText(5n, 3)).toBe("0.005");
    expect(decimalText(-5n, 0)).toBe("-5");
    expect(decimalText(0n, 2)).toBe("0.00");
    expect(decimalText(-123456n, 2)).toBe("-1234.56");
  });
});

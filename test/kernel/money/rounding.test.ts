import { fc, test } from "@fast-check/vitest";
import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import {
  divideDecimals,
  roundDecimal,
  type Rounding,
  ROUNDINGS,
  roundQuotient,
} from "uptier/kernel";

const rounding = fc.constantFrom(...ROUNDINGS);
const safe = fc.maxSafeInteger();
const divisor = safe.filter((value) => value !== 0);

/** The modes that decimal.js has; it computes in another way and is the oracle here. */
const decimalModes = {
  "half-away-from-zero": Decimal.ROUND_HALF_UP,
  "half-toward-zero": Decimal.ROUND_HALF_DOWN,
  "half-even": Decimal.ROUND_HALF_EVEN,
  "half-ceil": Decimal.ROUND_HALF_CEIL,
  "half-floor": Decimal.ROUND_HALF_FLOOR,
  ceil: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
  "away-from-zero": Decimal.ROUND_UP,
  "toward-zero": Decimal.ROUND_DOWN,
} as const satisfies Partial<Record<Rounding, Decimal.Rounding>>;

const decimalMode = fc.constantFrom(
  ...(Object.keys(decimalModes) as (keyof typeof decimalModes)[]),
);

/** Small numbers meet ties, large ones the edge of what a number holds. */
const quotient = fc.oneof(
  fc.tuple(fc.integer({ min: -50, max: 50 }), fc.constantFrom(-4, -2, 1, 2, 3, 4, 6)),
  fc.tuple(safe, divisor),
);

describe("roundQuotient", () => {
  it("knows ten modes and wants one named [money-06]", () => {
    expect(ROUNDINGS).toHaveLength(10);
    for (const unnamed of [undefined, null, "half-up", "halfEven", 4]) {
      expect(() => roundQuotient(1, 2, unnamed as Rounding)).toThrow(
        expect.objectContaining({ code: "unknown-rounding" }),
      );
    }
  });

  test.prop([quotient, decimalMode])(
    "agrees with decimal.js [money-06]",
    ([dividend, by], mode) => {
      const Wide = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_DOWN });
      const exact = new Wide(dividend).div(by);
      // 60 digits cut off decide every comparison with a half but that of an exact tie.
      const expected = exact.toDecimalPlaces(0, decimalModes[mode]).toNumber();
      expect(roundQuotient(dividend, by, mode)).toBe(expected + 0);
    },
  );

  test.prop([quotient])("half-odd is half-even one further, on ties alone [money-06]", ([n, d]) => {
    const [odd, even] = [roundQuotient(n, d, "half-odd"), roundQuotient(n, d, "half-even")];
    const tie = (2n * BigInt(n)) % BigInt(d) === 0n && BigInt(n) % BigInt(d) !== 0n;
    if (tie) {
      expect(Math.abs(odd % 2)).toBe(1);
      expect(Math.abs(odd - even)).toBe(1);
    } else expect(odd).toBe(even);
  });

  test.prop([safe, divisor, rounding])(
    "gives the same through number and bigint [money-07]",
    (dividend, by, mode) => {
      expect(BigInt(roundQuotient(dividend, by, mode))).toBe(
        roundQuotient(BigInt(dividend), BigInt(by), mode),
      );
    },
  );

  const mirrors: readonly (readonly [Rounding, Rounding])[] = [
    ["half-away-from-zero", "half-away-from-zero"],
    ["half-toward-zero", "half-toward-zero"],
    ["half-even", "half-even"],
    ["half-odd", "half-odd"],
    ["away-from-zero", "away-from-zero"],
    ["toward-zero", "toward-zero"],
    ["half-ceil", "half-floor"],
    ["ceil", "floor"],
  ];
  test.prop([quotient, fc.constantFrom(...mirrors)])(
    "mirrors at zero, and never gives -0 [money-04]",
    ([dividend, by], [mode, mirror]) => {
      const result = roundQuotient(dividend, by, mode);
      expect(result).toBe(-roundQuotient(-dividend, by, mirror) + 0);
      expect(Object.is(result, -0)).toBe(false);
    },
  );

  it("gives no -0 where the quotient rounds up to zero [money-04]", () => {
    for (const mode of ROUNDINGS) {
      expect(Object.is(roundQuotient(-1, 1000, mode), -0)).toBe(false);
      expect(Object.is(roundQuotient(0, -1, mode), -0)).toBe(false);
    }
  });

  it("refuses what is not an exact integer, and zero divisors [money-07]", () => {
    const codes = [
      [1.5, 2, "not-an-integer"],
      [1, Number.NaN, "not-an-integer"],
      [2 ** 53, 2, "not-an-integer"],
      [1, 0, "division-by-zero"],
      [1, -0, "division-by-zero"],
    ] as const;
    for (const [dividend, by, code] of codes) {
      expect(() => roundQuotient(dividend, by, "floor")).toThrow(expect.objectContaining({ code }));
    }
    expect(() => roundQuotient(1n, 0n, "floor")).toThrow(
      expect.objectContaining({ code: "division-by-zero" }),
    );
    expect(() => roundQuotient(1 as never, 2n, "floor")).toThrow(
      expect.objectContaining({ code: "not-an-integer" }),
    );
  });
});

describe("roundDecimal and divideDecimals", () => {
  const text = fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 20 }))
    .map(([digits, scale]) => new Decimal(digits).div(Decimal.pow(10, scale)).toFixed());

  test.prop([text, fc.integer({ min: 0, max: 25 }), decimalMode])(
    "agree with decimal.js on decimal text [money-07]",
    (value, decimals, mode) => {
      const expected = new Decimal(value).toFixed(decimals, decimalModes[mode]);
      // decimal.js writes "-0.00", which is no amount.
      const unsigned = /^-[0.]+$/.test(expected) ? expected.slice(1) : expected;
      expect(roundDecimal(value, decimals, mode)).toBe(unsigned);
      expect(divideDecimals(value, "1", decimals, mode)).toBe(unsigned);
    },
  );

  it("take a Decimal of any copy of decimal.js [money-07]", () => {
    const Foreign = Decimal.clone({ precision: 3 });
    expect(roundDecimal(new Foreign("1.23456"), 2, "half-even")).toBe("1.23");
    expect(divideDecimals(new Decimal(1), new Decimal(3), 3, "ceil")).toBe("0.334");
  });

  it("refuse numbers of decimals that are none [money-07]", () => {
    for (const decimals of [-1, 1.5, Number.NaN, 1001]) {
      expect(() => roundDecimal("1", decimals, "floor")).toThrow(
        expect.objectContaining({ code: "invalid-decimals" }),
      );
    }
  });

  it("give the greatest number of decimals [money-07]", () => {
    expect(roundDecimal("1", 1_000, "floor")).toBe(`1.${"0".repeat(1_000)}`);
  });
});

import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { allocate, allocateKeeping, allocatePortions, split, weightsOfRatios } from "uptier/kernel";

const strategy = fc.constantFrom("largest-remainder", "largest-weight", "first-come" as const);
const total = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.maxSafeInteger());

/** Small weights make ties, large ones products beyond 2^53. */
const weights = fc
  .oneof(
    fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 8 }),
    fc.array(fc.integer({ min: 0, max: 2 ** 50 }), { minLength: 1, maxLength: 7 }),
  )
  .filter((list) => list.some((weight) => weight > 0));

function sum(parts: readonly number[]): bigint {
  return parts.reduce((before, part) => before + BigInt(part), 0n);
}

describe("allocate", () => {
  test.prop([total, weights, strategy])(
    "gives parts that sum to the total and never have the opposite sign [money-10]",
    (amount, list, how) => {
      const parts = allocate(amount, list, { strategy: how });
      expect(sum(parts)).toBe(BigInt(amount));
      expect(parts.every((part) => part === 0 || Math.sign(part) === Math.sign(amount))).toBe(true);
      expect(parts.some((part) => Object.is(part, -0))).toBe(false);
    },
  );

  test.prop([total, weights])(
    "is less than a unit from every exact share [money-10]",
    (amount, list) => {
      const whole = sum(list);
      allocate(amount, list).forEach((part, index) => {
        const gap = BigInt(part) * whole - BigInt(amount) * BigInt(list[index]!);
        expect(gap < whole && gap > -whole).toBe(true);
      });
    },
  );

  test.prop([total, weights, strategy])(
    "gives the negated parts of the negated total [money-10]",
    (amount, list, how) => {
      const mirrored = allocate(-amount, list, { strategy: how }).map((part) => -part + 0);
      expect(mirrored).toEqual(allocate(amount, list, { strategy: how }));
    },
  );

  test.prop([total, weights, fc.integer({ min: 0, max: 1_000_000 })])(
    "gives each weight the same parts whatever the order [money-10]",
    (amount, list, turn) => {
      const turned = [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)];
      const pairs = (order: readonly number[]) =>
        allocate(amount, order)
          .map((part, index) => `${order[index]}:${part}`)
          .sort();
      expect(pairs(turned)).toEqual(pairs(list));
    },
  );

  test.prop([
    total,
    fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }),
    fc.integer({ min: 1, max: 1000 }),
    strategy,
  ])("does not change when all weights are multiplied [money-10]", (amount, list, factor, how) => {
    fc.pre(list.some((weight) => weight > 0));
    const scaled = list.map((weight) => weight * factor);
    expect(allocate(amount, scaled, { strategy: how })).toEqual(
      allocate(amount, list, { strategy: how }),
    );
  });

  test.prop([total, weights, strategy])(
    "gives the same for number and bigint [money-12]",
    (amount, list, how) => {
      expect(allocate(BigInt(amount), list, { strategy: how })).toEqual(
        allocate(amount, list, { strategy: how }).map(BigInt),
      );
    },
  );

  test.prop([fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), weights])(
    "stays exact for totals far above 2^53 [money-12]",
    (amount, list) => {
      const whole = sum(list);
      const parts = allocate(amount, list);
      expect(parts.reduce((before, part) => before + part)).toBe(amount);
      parts.forEach((part, index) => {
        const gap = part * whole - amount * BigInt(list[index]!);
        expect(gap < whole && gap > -whole).toBe(true);
      });
    },
  );

  test.prop([total, weights, strategy])(
    "gives nothing to a weight of 0, and leaves null alone [money-10]",
    (amount, list, how) => {
      const withOthers = list.flatMap((weight): (number | null)[] => [null, weight, 0]);
      const parts = allocate(amount, withOthers, { strategy: how });
      expect(parts.filter((_, index) => index % 3 === 0)).toEqual(list.map(() => null));
      expect(parts.filter((_, index) => index % 3 === 2)).toEqual(list.map(() => 0));
      expect(parts.filter((_, index) => index % 3 === 1)).toEqual(
        allocate(amount, list, { strategy: how }),
      );
    },
  );

  it("breaks ties by weight, or by index if asked [money-10]", () => {
    expect(allocate(5, [3, 7])).toEqual([1, 4]);
    expect(allocate(5, [3, 7], { tie: "index" })).toEqual([2, 3]);
    expect(allocate(2, [1, 1, 1])).toEqual([1, 1, 0]);
  });

  it.each([
    ["none", []],
    ["a negative one", [-1, 2]],
    ["a fraction", [1.5]],
    ["NaN", [1, Number.NaN]],
    ["all zero", [0, 0]],
    ["all null", [null, null]],
    ["undefined", [undefined]],
    ["text", ["1"]],
    ["a sum beyond 2^53 - 1", [Number.MAX_SAFE_INTEGER, 1]],
  ])("refuses weights: %s [money-10]", (_, list) => {
    expect(() => allocate(10, list as number[])).toThrow(
      expect.objectContaining({ code: "invalid-weights" }),
    );
  });

  it("refuses unknown strategies before everything else, and totals that are not whole [money-10]", () => {
    const odd = { strategy: "toString", tie: "weight" } as never;
    expect(() => allocate(1.5, [], odd)).toThrow(
      expect.objectContaining({ code: "unknown-strategy" }),
    );
    expect(() => allocate(1, [1], { tie: "first" as never })).toThrow(
      expect.objectContaining({ code: "unknown-strategy" }),
    );
    for (const amount of [1.5, Number.NaN, 2 ** 53, "5"]) {
      expect(() => allocate(amount as number, [])).toThrow(
        expect.objectContaining({ code: "not-an-integer" }),
      );
    }
  });

  it("is not monotone in the total, which is why running totals have a function of their own [money-10]", () => {
    expect([allocate(10, [6, 6, 2]), allocate(11, [6, 6, 2])]).toEqual([
      [4, 4, 2],
      [5, 5, 1],
    ]);
  });
});

describe("allocateKeeping", () => {
  test.prop([total, weights, fc.constantFrom("floor", "block" as const)])(
    "gives parts and a rest that sum to the total, none above its share [money-10]",
    (amount, list, how) => {
      const { parts, rest } = allocateKeeping(amount, list, how);
      const whole = sum(list);
      expect(sum(parts) + BigInt(rest)).toBe(BigInt(amount));
      parts.forEach((part, index) => {
        const share = BigInt(Math.abs(amount)) * BigInt(list[index]!);
        expect(BigInt(Math.abs(part)) * whole <= share).toBe(true);
        if (how === "floor") expect(share - BigInt(Math.abs(part)) * whole < whole).toBe(true);
      });
      expect(allocateKeeping(BigInt(amount), list, how)).toEqual({
        parts: parts.map(BigInt),
        rest: BigInt(rest),
      });
    },
  );

  test.prop([total, weights])("block: parts in exact proportion [money-10]", (amount, list) => {
    const { parts } = allocateKeeping(amount, list, "block");
    parts.forEach((part, index) => {
      expect(BigInt(part) * BigInt(list[0]!)).toBe(BigInt(parts[0]!) * BigInt(list[index]!));
    });
  });

  it("refuses other strategies [money-10]", () => {
    expect(() => allocateKeeping(1, [1], "largest-remainder" as never)).toThrow(
      expect.objectContaining({ code: "unknown-strategy" }),
    );
  });
});

describe("split", () => {
  test.prop([total, fc.integer({ min: 1, max: 50 })])(
    "differs by at most a unit, larger parts first [money-11]",
    (amount, count) => {
      const parts = split(amount, count);
      expect(sum(parts)).toBe(BigInt(amount));
      const sizes = parts.map(Math.abs);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(sizes[0]! - sizes.at(-1)!).toBeLessThanOrEqual(1);
    },
  );

  it("refuses counts that are none [money-11]", () => {
    for (const count of [0, -1, 1.5, Number.NaN, 1_000_001, "3"]) {
      expect(() => split(10, count as number)).toThrow(
        expect.objectContaining({ code: "invalid-weights" }),
      );
    }
  });
});

describe("portions and ratios", () => {
  test.prop([total, fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 6 })])(
    "the remaining portion makes the sum whole [money-11]",
    (amount, shares) => {
      const whole = shares.reduce((a, b) => a + b, 1);
      const portions = [...shares.map((share) => `${share}/${whole}`), "remaining"];
      expect(allocatePortions(amount, portions)).toEqual(allocate(amount, [...shares, 1]));
    },
  );

  it("refuse sums that do not fit [money-11]", () => {
    const bad = [
      [],
      ["remaining", "remaining"],
      ["60%", "50%"],
      ["60%", "30%"],
      ["1/9007199254740881", "1/9007199254740847", "remaining"],
      ["9007199254740991/2", "1/3"],
    ];
    for (const portions of bad) {
      expect(() => allocatePortions(10, portions)).toThrow(
        expect.objectContaining({ code: "invalid-portions" }),
      );
    }
    expect(() => allocatePortions(10, ["60"])).toThrow("above 1");
    expect(() => allocatePortions(10, ["x"])).toThrow(
      expect.objectContaining({ code: "invalid-rate" }),
    );
  });

  it("ratios are scaled to integers first [money-11]", () => {
    expect(weightsOfRatios(["50.5", "49.5"])).toEqual([101, 99]);
    expect(weightsOfRatios(["1/3", "0.5", "25%"])).toEqual([4, 6, 3]);
    expect(() => weightsOfRatios([])).toThrow(
      expect.objectContaining({ code: "invalid-portions" }),
    );
    expect(() => weightsOfRatios(["9007199254740991", "1/2"])).toThrow(
      expect.objectContaining({ code: "invalid-portions" }),
    );
  });
});

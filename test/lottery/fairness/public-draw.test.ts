import { createHash } from "node:crypto";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { publicDraw, publicDrawEntropy, publicDrawKey } from "uptier/lottery";

const sources = [9319, [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]];

describe("public draw from announced sources [lottery-28]", () => {
  it("draws names as it draws numbers", () => {
    const pool = Array.from({ length: 25 }, (_, index) => `member ${index + 1}`);
    const names = publicDraw({ sources, pool, picks: 25 });
    const numbers = publicDraw({ sources, poolSize: 25, picks: 25 });
    expect(names.order).toEqual(numbers.order.map((number) => `member ${number}`));
    expect(names.picks.map(({ digest }) => digest)).toEqual(
      numbers.picks.map(({ digest }) => digest),
    );
  });

  it("leaves the pool that it was given as it was", () => {
    const pool = Object.freeze(["a", "b", "c"]);
    expect(publicDraw({ sources, pool, picks: 3 }).order.toSorted()).toEqual(pool);
  });

  it("hashes the step as 16 bits, beyond the first byte too", () => {
    const { key, picks } = publicDraw({ sources, poolSize: 300, picks: 300 });
    const step = Buffer.from([1, 2]);
    const message = Buffer.concat([step, Buffer.from(key), step]);
    expect(picks[258]?.digest).toBe(createHash("md5").update(message).digest("hex").toUpperCase());
  });

  it("draws from the largest pool, and from no larger one", () => {
    expect(publicDraw({ sources, poolSize: 65_536, picks: 2 }).order).toHaveLength(2);
    expect(() => publicDraw({ sources, poolSize: 65_537, picks: 2 })).toThrow(
      expect.objectContaining({ code: "invalid-pool" }),
    );
  });

  it("names the first fault in the stated order", () => {
    const codes = [
      { sources: [], pool: [], picks: 9, sourceBits: 0 },
      { sources: [], pool: ["a", "b", "c"], picks: 9, sourceBits: 0 },
      { sources: [], pool: ["a", "b", "c"], picks: 1, sourceBits: 0 },
      { sources, pool: ["a", "b", "c"], picks: 1, sourceBits: Number.NaN },
      { sources, picks: 1 },
      { sources, pool: [1], picks: 1 },
    ].map((input) => {
      try {
        return publicDraw(input as Parameters<typeof publicDraw>[0]).order;
      } catch (error) {
        return (error as { code: string }).code;
      }
    });
    expect(codes).toEqual([
      "invalid-pool",
      "invalid-picks",
      "invalid-source",
      "too-little-entropy",
      "invalid-pool",
      "invalid-pool",
    ]);
  });

  test.prop([fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat()])(
    "picks everybody at most once, and fewer picks are the first of more",
    (poolSize, source, some) => {
      const picks = some % (poolSize + 1);
      const all = publicDraw({ sources: [source], poolSize, picks: poolSize }).order;
      expect(new Set(all).size).toBe(poolSize);
      expect(publicDraw({ sources: [source], poolSize, picks }).order).toEqual(all.slice(0, picks));
    },
  );

  test.prop([fc.integer({ min: 1, max: 50 }), fc.nat()])(
    "needs as many bits as number the selections",
    (poolSize, some) => {
      const picks = some % (poolSize + 1);
      let row = [1];
      for (let size = 0; size < poolSize; size += 1) {
        row = [1, ...row.map((value, index) => value + (row[index + 1] ?? 0))];
      }
      const bits = publicDrawEntropy(poolSize, picks);
      expect(2 ** bits).toBeGreaterThanOrEqual(row[picks]!);
      expect(bits === 0 || 2 ** (bits - 1) < row[picks]!).toBe(true);
    },
  );
});

describe("the text of the sources [lottery-28]", () => {
  test.prop([fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 10 })])(
    "is the same for a list in any order",
    (list) => {
      expect(publicDrawKey([list.toReversed()])).toBe(publicDrawKey([list]));
    },
  );

  it("is the same for letters with their accents inside and beside", () => {
    expect(publicDrawKey(["Zürich"])).toBe("ZURICH/");
    expect(publicDrawKey(["Zürich".normalize("NFD")])).toBe("ZURICH/");
    expect(publicDrawKey(["Straße 5"])).toBe("STRASSE5/");
  });

  it.each([
    [[-1]],
    [[Number.NaN]],
    [[null]],
    [[true]],
    [[[]]],
    [[[1, "x"]]],
    [["Łódź"]],
    [["1".repeat(1_001)]],
    [["A".repeat(1_001)]],
    [Array.from({ length: 1_001 }, () => 1)],
    ["9319"],
  ])("refuses %j", (list) => {
    expect(() => publicDrawKey(list as number[])).toThrow(
      expect.objectContaining({ code: "invalid-source" }),
    );
  });
});

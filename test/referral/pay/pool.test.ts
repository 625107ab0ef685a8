import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { toMinor } from "uptier/kernel";
import {
  type BonusPool,
  defineBonusPool,
  shareBonusPool,
  splitPool,
  unlockPool,
} from "uptier/referral";

const fen = (text: string): number => toMinor(text, "CNY");

const members = fc
  .array(fc.record({ weight: fc.nat(1_000), score: fc.nat(100), floor: fc.nat(20_000) }), {
    maxLength: 12,
  })
  .map((list) =>
    list.map(({ weight, score, floor }, index) => {
      return { id: `m${index}`, weight, score, floor: { minor: floor } };
    }),
  );

describe("pools [referral-62]", () => {
  test.prop([fc.nat(1_000_000), members])(
    "sum exactly, never go below floors, and are refused only where they cannot pay them",
    (pool, list) => {
      const floors = list.reduce((sum, { floor }) => sum + floor.minor, 0);
      const weight = list.reduce((sum, member) => sum + member.weight * member.score, 0);
      const answer = splitPool({ currency: "CNY", pool: { minor: pool }, members: list });
      expect(answer.ok).toBe(floors <= pool);
      if (!answer.ok) return;
      const { parts, rest } = answer.value;
      const sum = parts.reduce((before, { amount }) => before + fen(amount), 0);
      expect(sum + fen(rest)).toBe(pool);
      expect(fen(rest)).toBe(weight === 0 ? pool - floors : 0);
      parts.forEach((part, index) => {
        const member = list[index]!;
        expect(part.id).toBe(member.id);
        expect(fen(part.amount)).toBe(fen(part.floor) + fen(part.share));
        expect(fen(part.floor)).toBe(member.floor.minor);
        expect(fen(part.share)).toBeGreaterThanOrEqual(0);
        if (weight === 0) return;
        const exact = ((pool - floors) * member.weight * member.score) / weight;
        expect(Math.abs(fen(part.share) - exact)).toBeLessThan(1.000001);
      });
    },
  );

  it("says why, and what a refused pool lacks", () => {
    const input = { currency: "CNY", members: [{ id: "a", floor: "10" }, { id: "b" }] };
    expect(splitPool({ ...input, pool: "30" })).toMatchObject({
      value: { parts: [{ amount: "20.00" }, { amount: "10.00" }] },
      why: [
        { code: "floors-first", amount: "10.00" },
        { code: "shared-by-weight", amount: "20.00", weight: 2 },
      ],
    });
    const refusal = { code: "pool-below-floors", pool: "9.99", floors: "10.00" };
    expect(splitPool({ ...input, pool: "9.99" })).toEqual({ ok: false, refusal, why: [refusal] });
    expect(splitPool({ currency: "CNY", pool: "5", members: [] })).toMatchObject({
      value: { parts: [], rest: "5.00" },
      why: [{ code: "nobody-has-weight", amount: "5.00" }],
    });
  });
});

/** Satisfaction from 80 to 95, returns from 6 down to 3. */
const bonus: BonusPool = defineBonusPool({
  id: "desk",
  currency: "CNY",
  targets: [
    { id: "satisfaction", threshold: "80", target: "95", weight: 3 },
    { id: "returns", threshold: "6", target: "3" },
  ],
});

const figure = (max: number): fc.Arbitrary<number> => fc.integer({ min: -100, max });

describe("bonus pools that targets unlock [referral-63]", () => {
  test.prop([fc.nat(1_000_000), figure(12_000), figure(1_000)])(
    "unlock in proportion between threshold and target, and hold back the rest",
    (pool, satisfaction, returns) => {
      const text = (hundredths: number): string => (hundredths / 100).toFixed(2);
      const { unlocked, locked, why } = unlockPool(bonus, {
        pool: { minor: pool },
        figures: { satisfaction: text(satisfaction), returns: text(returns) },
      });
      expect(fen(unlocked) + fen(locked)).toBe(pool);
      expect(why.reduce((sum, reason) => sum + fen(reason.unlocked), 0)).toBe(fen(unlocked));
      const clamp = (share: number): number => Math.min(1, Math.max(0, share));
      const exact =
        (pool * (3 * clamp((satisfaction - 8_000) / 1_500) + clamp((600 - returns) / 300))) / 4;
      expect(Math.abs(fen(unlocked) - exact)).toBeLessThan(0.500001);
    },
  );

  test.prop([fc.nat(1_000_000), figure(12_000)])("never fall when a figure rises", (pool, at) => {
    const unlockedAt = (hundredths: number): number =>
      fen(
        unlockPool(bonus, {
          pool: { minor: pool },
          figures: { satisfaction: (hundredths / 100).toFixed(2), returns: "4.5" },
        }).unlocked,
      );
    expect(unlockedAt(at + 1)).toBeGreaterThanOrEqual(unlockedAt(at));
  });

  it("say how far each target was reached, and go on to the people", () => {
    const answer = shareBonusPool(bonus, {
      pool: "1000",
      figures: { satisfaction: "96", returns: "5" },
      members: [{ id: "head", weight: 2, floor: "100" }, { id: "adviser" }],
    });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        of: { pool: "1000.00", unlocked: "833.33", locked: "166.67" },
        pool: "833.33",
        parts: [{ amount: "588.89" }, { amount: "244.44" }],
      },
      why: [
        { code: "target-reached", target: "satisfaction", figure: "96", unlocked: "750.00" },
        { code: "partly-reached", target: "returns", figure: "5", unlocked: "83.33" },
        { code: "floors-first", amount: "100.00" },
        { code: "shared-by-weight", amount: "733.33", weight: 3 },
      ],
    });
  });

  it("are refused where what is unlocked does not pay for the floors", () => {
    const answer = shareBonusPool(bonus, {
      pool: "1000",
      figures: { satisfaction: "80", returns: "6" },
      members: [{ id: "head", floor: "0.01" }],
    });
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: "pool-below-floors", pool: "0.00" },
    });
    expect(answer.why.map(({ code }) => code)).toEqual([
      "below-threshold",
      "below-threshold",
      "pool-below-floors",
    ]);
  });
});

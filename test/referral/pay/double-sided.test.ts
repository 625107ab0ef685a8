import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { ROUNDINGS, roundQuotient, toMinor } from "uptier/kernel";
import {
  benefitFactors,
  countedVolume,
  defineDoubleSided,
  type DoubleSidedInput,
  splitFees,
  windowVolume,
} from "uptier/referral";

const fen = (text: string): number => toMinor(text, "CNY");
const percent = (points: number): string => `${points}/10000`;

const base: DoubleSidedInput = {
  id: "friends",
  currency: "CNY",
  components: ["goods", "delivery"],
  windowEpochs: 3,
  tiers: [
    { minVolume: "100", minEpochs: 2, reward: "1%", discount: { goods: "2%", delivery: "0%" } },
    { minVolume: "200", minEpochs: 5, reward: "3%", discount: "4%" },
  ],
  multipliers: [{ minStake: 10, multiplier: "1.5" }],
  maxReward: "4%",
  minStake: 5,
};

describe("double-sided factors [referral-13] [referral-64]", () => {
  const program = defineDoubleSided(base);

  test.prop([fc.nat(30_000), fc.nat(8), fc.integer({ min: 5, max: 20 })])(
    "reward by volume, discount by volume and epochs, bounds included; then multiplier and cap",
    (volume, epochs, stake) => {
      const { reward, discount } = benefitFactors(program, {
        volume: { minor: volume },
        epochs,
        stake,
      });
      const points = volume >= 20_000 ? 300 : volume >= 10_000 ? 100 : 0;
      const multiplied = Math.min(stake >= 10 ? points * 1.5 : points, 400);
      expect((reward["goods"]!.num / reward["goods"]!.den) * 10_000).toBeCloseTo(multiplied, 9);
      const tier = volume >= 20_000 && epochs >= 5 ? 2 : volume >= 10_000 && epochs >= 2 ? 1 : 0;
      const part = (name: string): number => (discount[name]!.num / discount[name]!.den) * 100;
      expect(part("goods")).toBeCloseTo([0, 2, 4][tier]!, 9);
      expect(part("delivery")).toBeCloseTo([0, 0, 4][tier]!, 9);
    },
  );

  it("says which tiers, and what the cap took", () => {
    const { multiplier, why } = benefitFactors(program, { volume: "200", epochs: 4, stake: 10 });
    expect(multiplier).toEqual({ num: 3, den: 2 });
    expect(why).toEqual([
      { code: "reward-tier", tier: 1 },
      { code: "discount-tier", tier: 0 },
      { code: "multiplier-tier", tier: 0 },
      { code: "reward-capped", component: "goods", maxReward: { num: 1, den: 25 } },
      { code: "reward-capped", component: "delivery", maxReward: { num: 1, den: 25 } },
    ]);
  });
});

describe("splitting fees between both sides [referral-65]", () => {
  const points = fc.nat(10_000);

  test.prop([
    fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 2 }),
    points,
    points,
    points,
    fc.constantFrom(...ROUNDINGS),
  ])(
    "discount, volume discount, reward, receiver: in this order, and they sum to the fee",
    (fees, off, volumeOff, share, rounding) => {
      const program = defineDoubleSided({
        ...base,
        rounding,
        maxReward: "100%",
        minStake: 0,
        tiers: [{ minVolume: "0", minEpochs: 0, reward: percent(share), discount: percent(off) }],
      });
      const { components, total, transfers } = splitFees(program, {
        member: "m2",
        referrer: "m1",
        fees: { goods: { minor: fees[0]! }, delivery: { minor: fees[1]! } },
        factors: benefitFactors(program, { volume: "0", epochs: 0 }),
        volumeDiscount: percent(volumeOff),
      });
      components.forEach((line, index) => {
        let left = fees[index]!;
        for (const [part, rate] of [
          [line.discount, off],
          [line.volumeDiscount, volumeOff],
          [line.reward, share],
        ] as const) {
          expect(fen(part)).toBe(roundQuotient(left * rate, 10_000, rounding));
          left -= fen(part);
        }
        expect(fen(line.receiver)).toBe(left);
        expect(left).toBeGreaterThanOrEqual(0);
      });
      const moved = transfers.reduce((sum, { amount }) => sum + fen(amount), 0);
      expect(moved).toBe(fen(total.reward) + fen(total.receiver));
      expect(fen(total.fee) - fen(total.discount) - fen(total.volumeDiscount)).toBe(moved);
      expect(transfers.every(({ amount }) => fen(amount) > 0)).toBe(true);
    },
  );

  it("gives nothing for own sales and without a referrer, but keeps the volume discount", () => {
    const program = defineDoubleSided(base);
    const factors = benefitFactors(program, { volume: "500", epochs: 9, stake: 99 });
    const sale = { fees: { goods: "10", delivery: "0" }, factors, volumeDiscount: "10%" };
    const own = splitFees(program, { ...sale, member: "m1", referrer: "m1" });
    const alone = splitFees(program, { ...sale, member: "m1", referrer: null });
    expect([own.why, alone.why]).toEqual([[{ code: "own-sale" }], [{ code: "no-referrer" }]]);
    for (const { total } of [own, alone]) {
      expect(total).toMatchObject({ discount: "0.00", volumeDiscount: "1.00", reward: "0.00" });
    }
  });
});

describe("the window of epochs [referral-66]", () => {
  test.prop([fc.array(fc.nat(1_000_000), { maxLength: 9 }), fc.integer({ min: 1, max: 10 })])(
    "is the sum of the last ones, the closing one included",
    (volumes, windowEpochs) => {
      const program = defineDoubleSided({ ...base, windowEpochs });
      const sum = volumes.slice(-windowEpochs).reduce((before, volume) => before + volume, 0);
      expect(
        fen(
          windowVolume(
            program,
            volumes.map((minor) => ({ minor })),
          ),
        ),
      ).toBe(sum);
    },
  );

  test.prop([fc.array(fc.nat(1_000_000), { maxLength: 9 }), fc.nat(500_000)])(
    "counts what each member bought up to the cap that holds at the close",
    (volumes, cap) => {
      const contributions = volumes.map((minor, index) => ({ id: `m${index}`, volume: { minor } }));
      const capped = defineDoubleSided({ ...base, contributionCap: String(cap / 100) });
      const { volume, why } = countedVolume(capped, contributions);
      expect(fen(volume)).toBe(volumes.reduce((sum, one) => sum + Math.min(one, cap), 0));
      expect(why).toHaveLength(volumes.filter((one) => one > cap).length);
      const free = countedVolume(defineDoubleSided(base), contributions);
      expect(fen(free.volume)).toBe(volumes.reduce((sum, one) => sum + one, 0));
    },
  );
});

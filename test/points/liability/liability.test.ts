import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { ROUNDINGS, toMinor } from "uptier/kernel";
import {
  allocatePrice,
  estimateRedemption,
  expectedBreakage,
  type LiabilityPeriod,
  type LiabilityRow,
  liabilitySchedule,
} from "uptier/points";

const rounding = fc.constantFrom(...ROUNDINGS);
const rate = fc
  .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }))
  .map(([a, b]) => `${Math.min(a, b)}/${b}`);
const fen = (text: string): number => toMinor(text, "CNY");

describe("allocating a price [points-25]", () => {
  test.prop([fc.nat(1e12), fc.integer({ min: 1, max: 1e12 }), fc.nat(1e9), rate, rate, rounding])(
    "sums to the price, and no part is negative [LR1]",
    (price, goods, points, value, share, mode) => {
      const result = allocatePrice({
        currency: "CNY",
        price: { minor: price },
        goodsStandAlone: { minor: goods },
        points,
        pointValue: value,
        redemptionRate: share,
        rounding: mode,
      });
      expect(fen(result.goods) + fen(result.points)).toBe(price);
      expect(Math.min(fen(result.goods), fen(result.points))).toBeGreaterThanOrEqual(0);
    },
  );
});

/** What a period did, in shares of what it could do. */
const step = fc.record({
  issued: fc.nat(5_000),
  redeemed: fc.nat(100),
  expired: fc.nat(100),
  clawedBack: fc.nat(100),
  allocated: fc.nat(100_000),
  rate,
});

/** Periods whose movements add up. */
const history = fc.array(step, { minLength: 1, maxLength: 12 }).map((steps) => {
  let outstanding = 0;
  return steps.map((now, index): LiabilityPeriod => {
    outstanding += now.issued;
    const take = (percent: number): number => {
      const points = Math.floor((outstanding * percent) / 100);
      outstanding -= points;
      return points;
    };
    const [redeemed, expired, clawedBack] = [
      take(now.redeemed),
      take(now.expired),
      take(now.clawedBack),
    ];
    return {
      period: `p${index}`,
      issued: now.issued,
      redeemed,
      expired,
      clawedBack,
      outstanding,
      allocated: { minor: now.allocated },
      estimate: { kind: "rate-of-outstanding", rate: now.rate },
    };
  });
});

const scheduleOf = (periods: readonly LiabilityPeriod[], mode = ROUNDINGS[0]): LiabilityRow[] =>
  liabilitySchedule({ currency: "CNY", rounding: mode, periods });

describe("the schedule of the liability [points-25]", () => {
  test.prop([history, rounding])(
    "is never negative, and its lines chain [LR3]",
    (periods, mode) => {
      let closing = "0.00";
      for (const row of liabilitySchedule({ currency: "CNY", rounding: mode, periods })) {
        expect(row.opening).toBe(closing);
        expect(fen(row.closing)).toBeGreaterThanOrEqual(0);
        expect(fen(row.closing)).toBe(
          fen(row.opening) + fen(row.allocated) - fen(row.released) - fen(row.caughtUp),
        );
        closing = row.closing;
      }
    },
  );

  test.prop([history, rounding])(
    "ends at exactly what was allocated once no point is left [LR2]",
    (periods, mode) => {
      const { outstanding } = periods.at(-1)!;
      const last: LiabilityPeriod = {
        period: "last",
        issued: 0,
        redeemed: outstanding,
        expired: 0,
        clawedBack: 0,
        outstanding: 0,
        allocated: "0",
        estimate: { kind: "rate-of-outstanding", rate: "0" },
      };
      const row = liabilitySchedule({
        currency: "CNY",
        rounding: mode,
        periods: [...periods, last],
      }).at(-1)!;
      expect(row.closing).toBe("0.00");
      const allocated = periods.reduce((sum, period) => {
        return sum + (period.allocated as { minor: number }).minor;
      }, 0);
      expect(fen(row.revenueToDate)).toBe(allocated);
    },
  );

  test.prop([fc.integer({ min: 1, max: 5_000 })])(
    "catches up nothing while the estimate stands",
    (total) => {
      const base = {
        expired: 0,
        clawedBack: 0,
        estimate: { kind: "total", points: total } as const,
      };
      const third = Math.floor(total / 3);
      const rows = scheduleOf([
        {
          ...base,
          period: "1",
          issued: total,
          redeemed: third,
          outstanding: total - third,
          allocated: "77.77",
        },
        {
          ...base,
          period: "2",
          issued: 0,
          redeemed: third,
          outstanding: total - 2 * third,
          allocated: "0",
        },
        {
          ...base,
          period: "3",
          issued: 0,
          redeemed: total - 2 * third,
          outstanding: 0,
          allocated: "0",
        },
      ]);
      expect(rows.map((row) => row.caughtUp)).toEqual(["0.00", "0.00", "0.00"]);
      expect(rows.at(-1)!.closing).toBe("0.00");
    },
  );

  it("states the period whose movements do not add up, and the sum that they lead to", () => {
    const period: LiabilityPeriod = {
      period: "2026-11",
      issued: 10,
      redeemed: 1,
      expired: 2,
      clawedBack: 3,
      outstanding: 5,
      allocated: "0",
      estimate: { kind: "total", points: 1 },
    };
    expect(() => scheduleOf([period])).toThrow(/"2026-11" ends with 5 .* from 0 to 4/);
  });

  it("has at most 10,000 periods", () => {
    const periods = Array.from({ length: 10_001 }, () => ({}) as LiabilityPeriod);
    expect(() => scheduleOf(periods)).toThrow("at most 10000");
  });
});

const vintages = fc
  .array(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(20)), { minLength: 1, maxLength: 5 }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((all) =>
    all.map((ages, index) => ({
      vintage: `v${index}`,
      issued: 500,
      redeemed: ages.map(([redeemed]) => redeemed),
      expired: ages.map(([, expired]) => expired),
    })),
  );

describe("the redemption rate from vintages [points-25]", () => {
  test.prop([vintages, rounding])("lies between what is redeemed and what can be", (all, mode) => {
    const pattern = estimateRedemption(all, mode);
    pattern.vintages.forEach((estimate, index) => {
      const { redeemed, expired, issued } = all[index]!;
      const done = redeemed.reduce((sum, points) => sum + points, 0);
      const gone = expired.reduce((sum, points) => sum + points, 0);
      expect(estimate.redeemed).toBe(done);
      expect(estimate.expectedTotal).toBeGreaterThanOrEqual(done);
      expect(estimate.expectedTotal).toBeLessThanOrEqual(issued - gone);
      // It is therefore always an estimate that the schedule takes.
      const toDate = { issued, redeemed: done, outstanding: issued - done - gone };
      const total = { kind: "total", points: estimate.expectedTotal } as const;
      expect(expectedBreakage(toDate, total, mode).breakageToCome).toBeGreaterThanOrEqual(0);
    });
  });

  test.prop([vintages])("does not depend on the order of vintages", (all) => {
    const there = estimateRedemption(all, "half-even");
    const back = estimateRedemption(all.toReversed(), "half-even");
    expect(back.factors).toEqual(there.factors);
    expect(back.redemptionRate).toEqual(there.redemptionRate);
  });

  it("is exact over many ages: 240 factors of thirds", () => {
    const redeemed = Array.from({ length: 240 }, () => 3);
    const expired = redeemed.map(() => 0);
    const pattern = estimateRedemption(
      [
        { vintage: "old", issued: 1_000, redeemed, expired },
        { vintage: "young", issued: 1_000, redeemed: [1], expired: [0] },
      ],
      "half-even",
    );
    expect(pattern.factors[0]).toEqual({ num: 2, den: 1 });
    expect(pattern.vintages[1]!.expectedTotal).toBe(240);
  });
});

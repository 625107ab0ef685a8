import { fc, test } from "@fast-check/vitest";
import { describe, expect, expectTypeOf, it } from "vitest";
import type * as z from "zod";
import {
  defineRedemption,
  moneyForPoints,
  pointsForPrice,
  redeemable,
  type RedemptionDefinitionInput,
} from "uptier/points";
import type { redemptionDefinitionSchema } from "../../../src/points/redemption/schema";
import { text } from "../earning/shop";

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

it("the documented input and the schema agree", () => {
  expectTypeOf<RedemptionDefinitionInput>().toEqualTypeOf<
    DeepReadonly<z.input<typeof redemptionDefinitionSchema>>
  >();
});

const conversion = fc.record({
  points: fc.integer({ min: 1, max: 1_000 }),
  money: fc.integer({ min: 1, max: 1_000 }).map(text),
  minimum: fc.integer({ min: 1, max: 5_000 }),
  percent: fc.integer({ min: 1, max: 100 }),
});

const of = ({
  points,
  money,
  minimum,
  percent,
}: {
  points: number;
  money: string;
  minimum: number;
  percent: number;
}) =>
  defineRedemption({
    currency: "CNY",
    conversions: [{ type: "points", points, money, minimum, maxShare: `${percent}%` }],
  });

describe("points as money on an order [points-16] [points-27]", () => {
  test.prop([conversion, fc.integer({ min: 1, max: 100_000 }), fc.nat(100_000), fc.nat(100_000)])(
    "stay within the wish, the balance and the share, in whole steps, and are as many as that allows [PR17]",
    (input, requested, available, order) => {
      const plan = of(input);
      const answer = redeemable(plan, { type: "points", requested, available, order: text(order) });
      const { points, moneyMinor, why } = answer;
      const { stepMinor } = plan.conversions[0]!;
      expect(points).toBeLessThanOrEqual(Math.min(requested, available));
      expect(points % input.points).toBe(0);
      expect(100 * moneyMinor).toBeLessThanOrEqual(order * input.percent);
      expect(moneyMinor * input.points).toBe(points * stepMinor);
      expect(points === 0 || points >= input.minimum).toBe(true);
      expect(why.length > 0).toBe(points < requested);
      if (points === 0) return;
      const next = points + input.points;
      const fits =
        next <= Math.min(requested, available) &&
        100 * (moneyMinor + stepMinor) <= order * input.percent;
      expect(fits).toBe(false);
    },
  );

  test.prop([conversion, fc.nat(1_000_000)])(
    "a price in points is worth the price at least, and one step less is not",
    (input, price) => {
      const plan = of(input);
      const points = pointsForPrice(plan, "points", text(price));
      const { moneyMinor, left } = moneyForPoints(plan, "points", points);
      expect(left).toBe(0);
      expect(moneyMinor).toBeGreaterThanOrEqual(price);
      expect(moneyMinor - plan.conversions[0]!.stepMinor).toBeLessThan(price === 0 ? 1 : price);
    },
  );
});

import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { defineRedemption, quoteReward, REWARD_REFUSALS } from "uptier/points";
import { AT } from "../earning/shop";

describe("rewards that points are spent on [points-27]", () => {
  it("are coupons, trials, goods and services", () => {
    const kinds = ["coupon", "trial", "goods", "service"] as const;
    const plan = defineRedemption({
      currency: "CNY",
      rewards: kinds.map((kind) => ({ id: kind, kind, type: "points", cost: 100 })),
    });
    for (const kind of kinds) {
      const quote = quoteReward(plan, { reward: kind, at: AT, available: 100 });
      expect(quote.ok && quote.value).toEqual({
        reward: kind,
        kind,
        type: "points",
        times: 1,
        points: 100,
        value: null,
      });
    }
  });

  const limit = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined });
  test.prop([fc.integer({ min: 1, max: 50 }), fc.nat(500), limit, limit, fc.nat(25), fc.nat(25)])(
    "the most that can be claimed can be claimed, and one more cannot",
    (cost, available, stock, perMember, stockTaken, claimed) => {
      const plan = defineRedemption({
        currency: "CNY",
        rewards: [{ id: "tea", kind: "goods", type: "points", cost, stock, perMember }],
      });
      const question = { reward: "tea", at: AT, available, stockTaken, claimed };
      const most = quoteReward(plan, { ...question, times: "most" });
      const times = most.ok ? most.value.times : 0;
      if (most.ok) {
        expect(most.value.points).toBe(times * cost);
        expect(quoteReward(plan, { ...question, times }).ok).toBe(true);
      }
      const more = quoteReward(plan, { ...question, times: times + 1 });
      expect(more.ok).toBe(false);
      if (!more.ok) expect(REWARD_REFUSALS).toContain(more.refusal.code);
    },
  );
});

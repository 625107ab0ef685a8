import { fc } from "@fast-check/vitest";
import { fromMinor } from "uptier/kernel";
import type { CampaignInput, PrizeInput, UnavailablePolicy } from "uptier/lottery";

export { anyFullCampaign } from "./any-campaign";

export const AT = "2026-11-21T09:30:00+08:00";

/** The practice set of a package card: a gift, a coupon with the highest odds, a cash packet. */
export const packageCard: CampaignInput = {
  id: "package-card",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [
    {
      id: "gift",
      kind: "goods",
      chance: "2%",
      stock: 3,
      cost: "18.50",
      onStockOut: { fallback: "coupon" },
      onBudgetShort: "nothing",
    },
    { id: "coupon", kind: "coupon", chance: "30%", cost: "20", onBudgetShort: "nothing" },
    {
      id: "cash",
      kind: "cash",
      chance: "0.5%",
      stock: 1,
      cost: "88.88",
      onStockOut: "renormalise",
      onBudgetShort: { fallback: "coupon" },
    },
    { id: "thanks", kind: "nothing", chance: "remaining" },
  ],
  budget: { total: "300" },
  limits: { perMember: 20, perMemberPerDay: 3 },
};

/** Campaigns of up to 6 prizes with any stock, cost, policy, budget and limits that fit together. */
export const anyCampaign: fc.Arbitrary<CampaignInput> = fc
  .record({
    prizes: fc.array(
      fc.record({
        weight: fc.integer({ min: 0, max: 20 }),
        stock: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
        costMinor: fc.integer({ min: 0, max: 30 }),
        onStockOut: fc.integer({ min: 0, max: 9 }),
        onBudgetShort: fc.integer({ min: 0, max: 9 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    nothing: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    budgetMinor: fc.option(fc.integer({ min: 30, max: 300 }), { nil: undefined }),
    perMember: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    perMemberPerDay: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  })
  .filter(({ prizes, nothing }) => (nothing ?? 0) > 0 || prizes.some((prize) => prize.weight > 0))
  .map(({ prizes, nothing, budgetMinor, perMember, perMemberPerDay }) => {
    /** 0: renormalise; 1: nothing; else a later prize, so that no circle can arise. */
    const policyOf = (choice: number, index: number): UnavailablePolicy => {
      const later = prizes.length - index - 1;
      if (choice >= 2 && later > 0) return { fallback: `p${index + 1 + (choice % later)}` };
      return choice === 1 && nothing !== undefined ? "nothing" : "renormalise";
    };
    const all: PrizeInput[] = prizes.map(({ weight, stock, costMinor, ...policies }, index) => ({
      id: `p${index}`,
      kind: "goods",
      weight,
      cost: fromMinor(costMinor, "CNY"),
      stock,
      onStockOut: stock === undefined ? undefined : policyOf(policies.onStockOut, index),
      onBudgetShort:
        budgetMinor === undefined ? undefined : policyOf(policies.onBudgetShort, index),
    }));
    if (nothing !== undefined) all.push({ id: "none", kind: "nothing", weight: nothing });
    return {
      id: "any",
      currency: "CNY",
      zone: "Asia/Shanghai",
      weightTotal: all.reduce((sum, prize) => sum + Number(prize.weight), 0),
      prizes: all,
      budget: budgetMinor === undefined ? undefined : { total: fromMinor(budgetMinor, "CNY") },
      limits: { perMember, perMemberPerDay },
    };
  });

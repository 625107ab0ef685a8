import { describe, expect, it } from "vitest";
import {
  defineReferral,
  newReferralState,
  openReferral,
  type ReferralInput,
  settleOrder,
  type SettleOrderCommand,
} from "uptier/referral";

const at = "2026-11-21T09:30:00+08:00";
const define = (more: Partial<ReferralInput>) =>
  defineReferral({
    id: "friends",
    currencies: ["CNY"],
    zone: "Asia/Shanghai",
    levels: [{ rate: "10%" }],
    ...more,
  });
const order: SettleOrderCommand = {
  id: "s",
  at,
  member: "buyer",
  order: "o1",
  lines: [{ id: "tea", amount: "100.00", product: "tea" }],
  chain: [{ member: "friend" }],
};

function paid(more: Partial<ReferralInput>, about: Partial<SettleOrderCommand> = {}): string[] {
  const decision = settleOrder(define(more), newReferralState(), { ...order, ...about });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value.shares.map(({ earner, amount }) => `${earner ?? "pool"} ${amount}`);
}

describe("what peers get wrong", () => {
  it("a rate ends with the month of the relation, on its day [referral-06]", () => {
    const rules = [
      { id: "first-year", when: { relationMonths: { until: 12 } }, levels: [{ rate: "20%" }] },
    ];
    const chain = [{ member: "friend", since: "2024-02-29T00:00:00+08:00" }];
    const on = (day: string) => paid({ rules }, { chain, at: `${day}+08:00` });
    expect(on("2025-02-27T23:59:59")).toEqual(["friend 20.00"]);
    expect(on("2025-02-28T00:00:00")).toEqual(["friend 10.00"]);
  });

  it("a rate of 0 is no rate that is missing (AffiliateWP #896) [referral-08]", () => {
    const when = { products: ["tea"] };
    expect(paid({ rules: [{ id: "r", when, levels: [{ rate: "0%" }] }] })).toEqual([]);
    expect(paid({ rules: [{ id: "r", when, levels: [{ rate: null }] }] })).toEqual([
      "friend 10.00",
    ]);
  });

  it("a coupon is off the base (CRMEB pays on the list price) [referral-09]", () => {
    const lines = [{ id: "tea", amount: "100.00", coupon: "40.00" }];
    expect(paid({}, { lines })).toEqual(["friend 6.00"]);
    expect(paid({ base: { coupons: "included" } }, { lines })).toEqual(["friend 10.00"]);
  });

  it("overrides are for those with sales of their own (goaffpro #125) [referral-11]", () => {
    const levels = [{ rate: "10%" }, { rate: "5%", requires: { ownSales: { CNY: "1.00" } } }];
    const chain = (ownSales: string) => [{ member: "friend" }, { member: "aunt", ownSales }];
    expect(paid({ levels }, { chain: chain("0.99") })).toEqual(["friend 10.00"]);
    expect(paid({ levels }, { chain: chain("1.00") })).toEqual(["friend 10.00", "aunt 5.00"]);
  });

  it("currencies never mix in a balance or a payout [referral-14]", () => {
    const session = openReferral(define({ currencies: ["CNY", "USD"] }));
    session.settleOrder({ ...order, currency: "CNY" });
    session.settleOrder({ ...order, id: "s2", order: "o2", currency: "USD" });
    const payout = session.openPayout({ id: "p", at, earner: "friend", currency: "USD" });
    expect(payout).toMatchObject({ ok: true, value: { items: [{ reward: "o2/level-1" }] } });
    expect(session.balanceOf("friend", at, "CNY").payable).toBe("10.00");
  });
});

import type { TierProgramInput } from "../input";

/**
 * Growth value with an annual deduction, as JD.com (京东) ranked members since 2013: growth value is
 * counted for life, every tier above the lowest is valid for a year, and at its end an amount of that tier
 * is taken off and the rest decides.
 *
 * Record growth as `{ kind: "growth", units }` and take it back with `reverseActivity` when an order is
 * returned.
 *
 * Not reproduced: what earns how much growth (orders, reviews, days of shopping), and the level of members
 * who have not bought yet (注册会员).
 *
 * Source: JD's help page on growth value, as retold by rhdiscog and o15.net.
 */
export function jd(): TierProgramInput {
  const above = (id: string, name: string, rank: number, min: number, amount: number) => ({
    id,
    name,
    rank,
    entry: { metric: "growth", min },
    deduction: { metric: "growth", amount },
  });
  return {
    id: "jd",
    currency: "CNY",
    zone: "Asia/Shanghai",
    metrics: [{ id: "growth", name: "成长值", kind: "sum", on: ["growth"] }],
    tiers: [
      { id: "bronze", name: "铜牌会员", rank: 0 },
      above("silver", "银牌会员", 1, 2_000, 1_000),
      above("gold", "金牌会员", 2, 10_000, 4_000),
      above("diamond", "钻石会员", 3, 30_000, 10_000),
    ],
    validity: { mode: "duration", after: { years: 1 }, round: "start-of-day" },
    downgrade: "recalculate",
  };
}

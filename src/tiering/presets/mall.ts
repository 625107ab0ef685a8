import type { TierProgramInput } from "../input";

/**
 * The usual levels of Chinese mall software: growth value (成长值) from money spent, orders, check-ins and
 * reviews, counted for life, and a ladder of levels on it that time does not take away.
 *
 * It keeps the idea of yudao and CRMEB and leaves out what their users report as faults: reaching a
 * threshold exactly is enough, a level that is given by hand stands beside the growth value and does not
 * overwrite it, and what is refunded goes back with its growth value and its level. Weights and
 * thresholds are examples.
 *
 * Not reproduced: discounts of a level, which are benefits, and levels for money (give them with `grantTier`,
 * source `paid`).
 *
 * Source: YunaiV/ruoyi-vue-pro (member level module) and CRMEB, ideas only.
 */
export function mallGrowthValue(): TierProgramInput {
  const level = (id: string, name: string, rank: number, min: number) => ({
    id,
    name,
    rank,
    entry: { metric: "growth", min },
  });
  return {
    id: "mall-growth-value",
    currency: "CNY",
    zone: "Asia/Shanghai",
    metrics: [
      { id: "spend", name: "消费金额", kind: "money", on: ["order"] },
      { id: "orders", name: "订单数", kind: "count", on: ["order"] },
      { id: "check-ins", name: "签到天数", kind: "days", on: ["check-in"] },
      { id: "reviews", name: "评价数", kind: "count", on: ["review"] },
      {
        id: "growth",
        name: "成长值",
        kind: "weighted",
        terms: [
          { metric: "spend", points: 1, per: "1.00" },
          { metric: "orders", points: 10 },
          { metric: "check-ins", points: 1 },
          { metric: "reviews", points: 5 },
        ],
      },
    ],
    tiers: [
      { id: "basic", name: "普通会员", rank: 0 },
      level("silver", "银卡会员", 1, 1_000),
      level("gold", "金卡会员", 2, 5_000),
      level("platinum", "铂金会员", 3, 20_000),
      level("diamond", "钻石会员", 4, 50_000),
    ],
    validity: { mode: "never" },
    refundEffect: "immediate",
  };
}

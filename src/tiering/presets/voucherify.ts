import type { TierProgramInput } from "../input";

/**
 * Tiers on the balance of points, as Voucherify's "balance" structures rank: what is there to spend
 * decides, a tier that was reached is protected for 30 days to the end of the day, and then the balance
 * decides anew. In between a member may spend points and keep the tier.
 *
 * Not reproduced: conditions on customer segments beside the points. Thresholds are examples.
 *
 * Source: voucherify/voucherify-openapi, `create-tier-structures.mdx`.
 */
export function voucherifyBalance(): TierProgramInput {
  return {
    id: "voucherify-balance",
    currency: "USD",
    zone: "UTC",
    metrics: [{ id: "points", kind: "balance", on: ["points"] }],
    tiers: [
      { id: "bronze", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "points", min: 1_000 } },
      { id: "gold", rank: 2, entry: { metric: "points", min: 2_000 } },
    ],
    validity: { mode: "duration", after: { days: 30 }, round: "end-of-day" },
    downgrade: "recalculate",
  };
}

/**
 * Tiers on the points of a calendar month, as Voucherify's "period" structures rank: points earned in the
 * month decide, redeeming does not lower them, and a tier is valid to the end of the month after the one
 * in which it was reached.
 *
 * For validity to the end of the same month, set `validity: { mode: "end-of-period", unit: "month" }`; for
 * tiers that begin with the next month, `effective: { mode: "next-period", unit: "month" }`; for some days
 * more, `grace`.
 *
 * Not reproduced: an example of the source counts the grace from the day of reaching the tier, against its
 * own text; here it is counted from the end of validity. Thresholds are examples.
 *
 * Source: voucherify/voucherify-openapi, `loyalty-tiers.mdx`.
 */
export function voucherifyPeriod(): TierProgramInput {
  return {
    id: "voucherify-period",
    currency: "USD",
    zone: "UTC",
    metrics: [
      {
        id: "points",
        kind: "sum",
        on: ["points"],
        window: { kind: "calendar", unit: "month" },
      },
    ],
    tiers: [
      { id: "bronze", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "points", min: 1_000 } },
      { id: "gold", rank: 2, entry: { metric: "points", min: 2_000 } },
    ],
    validity: { mode: "end-of-next-period", unit: "month" },
    downgrade: "recalculate",
  };
}

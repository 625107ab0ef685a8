import type { TierProgramInput } from "../input";

/**
 * Tiers by calendar year, as LoyaltyLion and Yotpo offer them: the spend of the year decides, and a tier
 * is held for the rest of the year in which it was reached and for the whole next one.
 *
 * Thresholds are examples (Gold is that of LoyaltyLion's). Not reproduced: Yotpo's tiers by referrals and
 * by actions, which are metrics to add.
 *
 * Source: help pages of LoyaltyLion (calendar tiers) and Yotpo (VIP tiers).
 */
export function calendarYear(): TierProgramInput {
  return {
    id: "calendar-year",
    currency: "USD",
    zone: "UTC",
    metrics: [
      {
        id: "spend",
        kind: "money",
        on: ["order"],
        window: { kind: "calendar", unit: "year" },
      },
    ],
    tiers: [
      { id: "base", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "spend", min: "200" } },
      { id: "gold", rank: 2, entry: { metric: "spend", min: "500" } },
    ],
    validity: { mode: "end-of-next-period", unit: "year" },
    downgrade: "recalculate",
  };
}

/**
 * Tiers by rolling year: a member has the tier that the spend of the last twelve months gives, at every
 * moment. It falls when an order leaves the window, so that `projected` of a standing tells the day.
 *
 * A choice of ours for shops that want no review dates; thresholds are examples. For a status that is held
 * for a year from reaching it, as Capillary's, set
 * `validity: { mode: "duration", after: { years: 1 } }`.
 */
export function rollingYear(): TierProgramInput {
  return {
    id: "rolling-year",
    currency: "USD",
    zone: "UTC",
    metrics: [
      {
        id: "spend",
        kind: "money",
        on: ["order"],
        window: { kind: "rolling", length: 12, unit: "month" },
      },
    ],
    tiers: [
      { id: "base", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "spend", min: "200" } },
      { id: "gold", rank: 2, entry: { metric: "spend", min: "500" } },
    ],
    validity: { mode: "none" },
    downgrade: "recalculate",
  };
}

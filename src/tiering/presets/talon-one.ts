import type { TierProgramInput } from "../input";

/**
 * Tiers on active points with an end, as Talon.One ranks: a tier is held for a year from reaching it, to
 * the end of the day, and then the active points decide (`balance_based`).
 *
 * For its policy `one_down`, set `downgrade: "one-level"`; for tiers that end on the anniversary of
 * joining, `validity: { mode: "anniversary" }`; on fixed dates, `{ mode: "dates", dates: ["12-31"] }`; by a
 * date of the customer, `anniversary` and that date as the `anchor` of `join`.
 *
 * Not reproduced: validities of minutes and seconds; what points expire must be recorded as an activity
 * with negative units, because this module keeps no ledger of points. Thresholds are examples.
 *
 * Source: talon-one/talon_one.js, `docs/BaseLoyaltyProgram.md`, `docs/ProjectedTier.md`.
 */
export function talonOne(): TierProgramInput {
  return {
    id: "talon-one",
    currency: "USD",
    zone: "UTC",
    metrics: [{ id: "points", kind: "balance", on: ["points"] }],
    tiers: [
      { id: "bronze", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "points", min: 500 } },
      { id: "gold", rank: 2, entry: { metric: "points", min: 1_500 } },
    ],
    validity: { mode: "duration", after: { years: 1 }, round: "end-of-day" },
    downgrade: "recalculate",
  };
}

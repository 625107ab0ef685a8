import type { TierProgramInput } from "../input";

/**
 * Attain and maintain, as Omneo does it: the spend of the last twelve months raises a member at any time
 * and lowers nobody; once a year from the day of attaining a lower threshold decides whether the tier is
 * maintained, and who fails it gets the highest tier that is attained now. The day of attaining is counted
 * in full, so that the order that attained the tier does not maintain it too.
 *
 * The thresholds to attain are those of the source's example; those to maintain are examples of ours.
 *
 * Not reproduced: maintaining by another metric than the one that attains (give such a tier its own
 * `keep`).
 *
 * Source: docs.omneo.io, tiers.
 */
export function omneo(): TierProgramInput {
  return {
    id: "omneo",
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
      { id: "member", rank: 0 },
      { id: "silver", rank: 1, entry: { metric: "spend", min: "300", keepMin: "200" } },
      { id: "gold", rank: 2, entry: { metric: "spend", min: "1000", keepMin: "800" } },
    ],
    validity: { mode: "duration", after: { years: 1 }, round: "end-of-day" },
    downgrade: "recalculate",
  };
}

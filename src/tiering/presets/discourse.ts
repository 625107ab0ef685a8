import type { MetricInput, TierProgramInput, TierWindow } from "../input";

/**
 * Trust level 3 of Discourse with its default numbers: many metrics of the last 100 days that must all
 * hold, 90 % of each is enough to keep the level, a hard cap on flags, nobody falls within 14 days of
 * being promoted, and the level follows the metrics otherwise.
 *
 * Give the `ref` of the topic to what counts topics, so that none counts twice: `topic-1-reply`.
 *
 * Not reproduced: topics and posts that must be viewed as a share of all that were created (25 %, at most
 * 500 and 20,000; here the caps stand as thresholds, set what a quarter is in yours), likes spread over days
 * and people, flags from different people, suspension, and levels 0 to 2 and 4. A locked level is
 * `grantTier` under `manualMode: "lock"`.
 *
 * Source: Discourse's description of its trust levels, discourse/discourse
 * `spec/models/trust_level3_requirements_spec.rb` (numbers only).
 */
export function discourseTrustLevel3(): TierProgramInput {
  const recently: TierWindow = { kind: "rolling", length: 100, unit: "day" };
  const count = (id: string, kind: string, window?: TierWindow): MetricInput => ({
    id,
    kind: "count",
    on: [kind],
    ...(window && { window }),
  });
  const least = (metric: string, min: number) => ({ metric, min, keepRatio: "90%" });
  return {
    id: "discourse-trust-level-3",
    currency: "USD",
    zone: "UTC",
    metrics: [
      { id: "days-visited", kind: "days", on: ["visit"], window: recently },
      count("topics-replied-to", "topic-replied-to", recently),
      count("topics-viewed", "topic-viewed", recently),
      count("posts-read", "post-read", recently),
      count("topics-viewed-ever", "topic-viewed"),
      count("posts-read-ever", "post-read"),
      count("likes-given", "like-given", recently),
      count("likes-received", "like-received", recently),
      count("flags", "flag", recently),
    ],
    tiers: [
      { id: "member", rank: 2 },
      {
        id: "regular",
        rank: 3,
        entry: {
          all: [
            least("days-visited", 50),
            least("topics-replied-to", 10),
            least("topics-viewed", 500),
            least("posts-read", 20_000),
            least("topics-viewed-ever", 200),
            least("posts-read-ever", 500),
            least("likes-given", 30),
            least("likes-received", 20),
            { not: { metric: "flags", min: 6 } },
          ],
        },
      },
    ],
    minStay: { days: 14 },
  };
}

import { fc } from "@fast-check/vitest";
import type { ActivityCommand, BadgesInput, BadgeRefundPolicy } from "uptier/points";

const SEASONS = [undefined, "month", "quarter", "year"] as const;

const KINDS = ["purchase", "review"] as const;

/** Badges of all counters, with seasons and with requirements that lead back to earlier ones. */
export function anyBadges(policies: readonly BadgeRefundPolicy[]): fc.Arbitrary<BadgesInput> {
  const badge = fc.record({
    counter: fc.constantFrom(
      ...(["events", "sum", "distinct-days", "streak"] as const).map((kind) => ({ kind })),
      { kind: "distinct", attribute: "product" } as const,
    ),
    kinds: fc.subarray([...KINDS], { minLength: 1 }),
    thresholds: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
    season: fc.constantFrom(...SEASONS),
    requires: fc.option(fc.nat(5), { nil: undefined }),
    onRefund: fc.constantFrom(...policies),
  });
  return fc.array(badge, { minLength: 1, maxLength: 5 }).map((badges) => ({
    id: "any",
    zone: "Asia/Shanghai",
    badges: badges.map(({ counter, kinds, thresholds, season, requires, onRefund }, index) => {
      const other = requires === undefined || index === 0 ? undefined : requires % index;
      const otherSeason = other === undefined ? undefined : badges[other]!.season;
      const fits = otherSeason === undefined || otherSeason === season;
      return {
        id: `b${index}`,
        counter,
        on: { kinds },
        tiers: thresholds
          .toSorted((a, b) => a - b)
          .map((threshold) => ({
            id: `t${threshold}`,
            threshold,
            rewards: [{ type: "points", points: threshold }],
          })),
        ...(season === undefined ? {} : { season: { kind: "calendar", unit: season } as const }),
        ...(other === undefined || !fits ? {} : { requires: [{ badge: `b${other}` }] }),
        onRefund,
      };
    }),
  }));
}

/** What a member does within a few months, most of it at a few instants. */
export const anyActivities: fc.Arbitrary<(Partial<ActivityCommand> & { readonly ref: string })[]> =
  fc
    .array(
      fc.record({
        at: fc.constantFrom(
          "2026-09-30T15:59:59Z",
          "2026-09-30T16:00:00Z",
          "2026-10-05T00:00:00Z",
          "2026-12-31T16:00:00Z",
        ),
        kind: fc.constantFrom(...KINDS),
        amount: fc.nat(3),
        attributes: fc.record({ product: fc.constantFrom("tea", "pot", "__proto__") }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) => all.map((activity, index) => ({ ref: `r${index}`, ...activity })));

import { type OpenStanding, sameCounter } from "./counters";
import type { Badge, Badges } from "./definition";
import type { BadgeAwarded, BadgesEntry } from "./entries";
import { advance, type OpenBadgeState } from "./fold";
import { type BadgeState, type HeldBadgePrerequisite, own, standingKey } from "./state";

/**
 * Awards every tier that is reached and not held, in any season that is kept, and folds the awards into
 * the state. Badges come after those that they require, so that one pass finds all.
 */
export function awardsOf(
  badges: Badges,
  state: OpenBadgeState,
  head: () => Omit<BadgesEntry, "kind">,
  since: string,
): BadgeAwarded[] {
  const standings = byBadge(state);
  return badges.badges.flatMap((badge) =>
    (standings.get(badge.id) ?? [])
      .filter(({ counter }) => sameCounter(counter, badge.counter))
      .flatMap((standing) => {
        const requires = requiredIn(badges, badge, standing.season);
        if (!requires.every((required) => isHeld(state, required))) return [];
        return reached(badge, standing).map((tier) => {
          const { threshold, rewards } = tier;
          const entry: BadgeAwarded = {
            ...head(),
            kind: "badge-awarded",
            badge: badge.id,
            tier: tier.id,
            season: standing.season,
            until: standing.until,
            counter: standing.counter,
            count: standing.count,
            held: { since, threshold, requires, rewards, onRefund: badge.onRefund },
          };
          advance(state, entry);
          return entry;
        });
      }),
  );
}

/** What a badge requires, with the season in which it must be held. */
export function requiredIn(badges: Badges, badge: Badge, season: string): HeldBadgePrerequisite[] {
  return badge.requires.map((required) => {
    const other = badges.badges.find(({ id }) => id === required.badge);
    return { ...required, season: other === undefined || other.season === null ? "" : season };
  });
}

/** Whether a tier is held. */
export function isHeld(
  { standings }: Pick<BadgeState, "standings">,
  { badge, tier, season }: HeldBadgePrerequisite,
): boolean {
  const tiers = own(standings, standingKey(badge, season))?.tiers;
  return tiers !== undefined && Object.hasOwn(tiers, tier);
}

function reached(badge: Badge, { count, tiers }: OpenStanding): Badge["tiers"] {
  return badge.tiers.filter(({ id, threshold }) => count >= threshold && !Object.hasOwn(tiers, id));
}

function byBadge({ standings }: OpenBadgeState): Map<string, OpenStanding[]> {
  const groups = new Map<string, OpenStanding[]>();
  for (const standing of Object.values(standings)) {
    const group = groups.get(standing.badge);
    if (group === undefined) groups.set(standing.badge, [standing]);
    else group.push(standing);
  }
  return groups;
}

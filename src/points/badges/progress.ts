import { UptierError } from "../../kernel/errors";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import { isHeld, requiredIn } from "./award";
import type { Badge, Badges, BadgePrerequisite } from "./definition";
import { seasonAt, type BadgeSeasonSpan } from "./season";
import { type BadgeState, checkBadgeState, own, standingKey } from "./state";

/** Where a member stands with a badge. */
export interface BadgeProgress {
  readonly badge: string;
  readonly name: string | null;
  /** Whether pages should leave it out: it is hidden, and none of its tiers is held. */
  readonly hidden: boolean;
  /** The season at the instant; null: none of the windows is open, and nothing counts. */
  readonly season: BadgeSeasonSpan | null;
  readonly count: number;
  /** The highest tier that is held; null: none. */
  readonly tier: string | null;
  /** Since when. */
  readonly heldSince: string | null;
  /** The lowest tier that is not held; null: all are, or there is no season. */
  readonly next: NextBadgeTier | null;
  /** What the badge requires, and whether it is held. */
  readonly requires: readonly (BadgePrerequisite & { readonly held: boolean })[];
}

/** A tier to reach. */
export interface NextBadgeTier {
  readonly tier: string;
  readonly threshold: number;
  /** How much the count lacks; 0 where only a required badge is missing. */
  readonly missing: number;
}

/**
 * Where a member stands with every badge, in the season that an instant lies in: a new season needs no
 * job, and reading changes nothing.
 *
 * @param state - of the member, up to date. It holds what was folded into it: for an earlier day, fold
 * the entries up to that day
 * @param at - picks the seasons
 * @returns the badges, each after those that it requires
 * @throws UptierError in this order: `invalid-instant`, `invalid-state`, `season-not-kept` (the season
 * was over before the time that is kept)
 *
 * @example
 * ```ts
 * import { badgeProgress, defineBadges, newBadgeState } from "uptier/points";
 *
 * const badges = defineBadges({
 *   id: "tea-lovers",
 *   zone: "Asia/Shanghai",
 *   badges: [
 *     {
 *       id: "regular",
 *       counter: { kind: "distinct-days" },
 *       on: { kinds: ["purchase"] },
 *       tiers: [{ id: "bronze", threshold: 4 }],
 *       season: { kind: "calendar", unit: "quarter" },
 *     },
 *   ],
 * });
 * const [regular] = badgeProgress(badges, newBadgeState(), "2026-11-21T09:30:00+08:00");
 * regular?.next; // => { tier: "bronze", threshold: 4, missing: 4 }
 * regular?.season;
 * // => { id: "2026-q4", from: "2026-09-30T16:00:00.000Z", to: "2026-12-31T16:00:00.000Z" }
 * ```
 */
export function badgeProgress(badges: Badges, state: BadgeState, at: Instant): BadgeProgress[] {
  const instant = toMilliseconds(at);
  checkBadgeState(state);
  return badges.badges.map((badge) => {
    const season = seasonAt(badge.season, instant, badges.zone);
    checkKept(state, badge, season);
    return progressOf(badges, state, badge, season);
  });
}

function progressOf(
  badges: Badges,
  state: BadgeState,
  badge: Badge,
  season: BadgeSeasonSpan | null,
): BadgeProgress {
  const standing =
    season === null ? undefined : own(state.standings, standingKey(badge.id, season.id));
  const count = standing?.count ?? 0;
  const tiers = standing?.tiers ?? {};
  const best = badge.tiers.findLast(({ id }) => Object.hasOwn(tiers, id));
  const next =
    season === null ? undefined : badge.tiers.find(({ id }) => !Object.hasOwn(tiers, id));
  return {
    badge: badge.id,
    name: badge.name,
    hidden: badge.hidden && best === undefined,
    season,
    count,
    tier: best?.id ?? null,
    heldSince: best === undefined ? null : tiers[best.id]!.since,
    next:
      next === undefined
        ? null
        : {
            tier: next.id,
            threshold: next.threshold,
            missing: Math.max(0, next.threshold - count),
          },
    requires: requiredIn(badges, badge, season?.id ?? "").map((required) => ({
      badge: required.badge,
      tier: required.tier,
      held: isHeld(state, required),
    })),
  };
}

/** A season that is forgotten must not look like one in which nothing was done. */
function checkKept({ keptFrom }: BadgeState, { id }: Badge, season: BadgeSeasonSpan | null): void {
  if (keptFrom === null || season === null || season.to === null || season.to > keptFrom) return;
  throw new UptierError(
    "season-not-kept",
    `season "${season.id}" of badge "${id}" ended before ${keptFrom} and is forgotten; replay the entries up to an instant in it`,
  );
}

import type { Decision } from "../../kernel/decision";
import { UptierError } from "../../kernel/errors";
import { refuse } from "../../kernel/refusal";
import { instantText } from "../../kernel/time/instant";
import { type ActivityCommand, checkActivity, contentOf, countsOf } from "./activity";
import { awardsOf } from "./award";
import { sameCounter } from "./counters";
import type { Badges } from "./definition";
import { type BadgeEntry, entryHeads } from "./entries";
import { advance, type OpenBadgeState, opened } from "./fold";
import { keepFrom } from "./horizon";
import type { BadgeReward } from "./input";
import {
  type BadgeState,
  checkBadgeState,
  type CountedActivity,
  MAX_ACTIVITIES,
  MAX_VALUES,
  own,
  standingKey,
} from "./state";

/** What an activity did. */
export interface ActivityResult {
  /** The counts that changed, afterwards. */
  readonly counts: readonly BadgeCount[];
  /** The tiers that were reached, and what they give. */
  readonly awarded: readonly BadgeTierChange[];
}

/** The count of a badge in a season. */
export interface BadgeCount {
  readonly badge: string;
  readonly season: string;
  readonly count: number;
}

/** A tier that was awarded or taken back. */
export interface BadgeTierChange {
  readonly badge: string;
  readonly tier: string;
  /** The id of the season; empty: the badge has none. */
  readonly season: string;
  /** To be granted, or to be taken back. */
  readonly rewards: readonly BadgeReward[];
}

/**
 * Why an activity was not counted, in the order in which reasons are looked for.
 *
 * 1. `too-late`: it was done before the time that is kept, so that nobody can say whether it was
 *    counted
 * 2. `ref-conflict`: another activity was counted under this ref
 * 3. `already-undone`: it was counted and undone
 * 4. `too-many-activities`: as many as are kept to be undone are there
 * 5. `too-many-values`: a badge counts as many different values as it may
 */
export type ActivityRefusal =
  | { readonly code: "too-late"; readonly keptFrom: string }
  | { readonly code: "ref-conflict"; readonly ref: string }
  | { readonly code: "already-undone"; readonly ref: string }
  | { readonly code: "too-many-activities"; readonly limit: number }
  | { readonly code: "too-many-values"; readonly badge: string; readonly limit: number };

/** The codes of {@link ActivityRefusal} in their order of precedence. */
export const ACTIVITY_REFUSALS = [
  "too-late",
  "ref-conflict",
  "already-undone",
  "too-many-activities",
  "too-many-values",
] as const satisfies readonly ActivityRefusal["code"][];

/** The answer to an {@link ActivityCommand}. */
export type ActivityDecision = Decision<
  ActivityResult,
  BadgeEntry,
  ActivityRefusal,
  | ActivityRefusal
  | { readonly code: "already-counted"; readonly ref: string }
  | { readonly code: "nothing-counts"; readonly kind: string }
  | ({ readonly code: "badge-counted" } & BadgeCount)
  | {
      readonly code: "tier-reached";
      readonly badge: string;
      readonly tier: string;
      readonly count: number;
      readonly threshold: number;
    }
>;

/**
 * Counts an activity for every badge that it is for, and awards the tiers that are reached.
 *
 * Each activity counts once, whatever is sent twice: the same ref again is accepted without entries.
 * What no badge counts leaves nothing behind either. A tier is awarded once its threshold is reached
 * and what the badge requires is held; this is judged from the counts alone, so that the order of
 * activities does not matter. An award grants its rewards; a tier that is held is not awarded again, and
 * one that was taken back with its rewards is, with its rewards, when it is reached again.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `invalid-command` (a sum or a
 * streak without `amount`), `counter-changed` (the badge counted something else before it was edited),
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineBadges, newBadgeState, recordActivity } from "uptier/points";
 *
 * const badges = defineBadges({
 *   id: "tea-lovers",
 *   zone: "Asia/Shanghai",
 *   badges: [
 *     {
 *       id: "first-order",
 *       counter: { kind: "events" },
 *       on: { kinds: ["purchase"] },
 *       tiers: [{ id: "done", threshold: 1, rewards: [{ type: "points", points: 50 }] }],
 *     },
 *   ],
 * });
 * const decision = recordActivity(badges, newBadgeState(), {
 *   id: "a1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m1",
 *   kind: "purchase",
 *   ref: "order-1",
 * });
 * decision.ok && decision.value.awarded;
 * // => [{ badge: "first-order", tier: "done", season: "", rewards: [{ type: "points", points: 50 }] }]
 * ```
 */
export function recordActivity(
  badges: Badges,
  state: BadgeState,
  command: ActivityCommand,
): ActivityDecision {
  const at = checkActivity(command);
  checkBadgeState(state);
  const ref = command.ref ?? command.id;
  const content = contentOf(command);
  const known = knownAs(state, ref, content, at);
  if (known !== null) return known;
  const counts = countsOf(badges, command, at);
  if (counts.length === 0) {
    return {
      ok: true,
      value: { counts: [], awarded: [] },
      entries: [],
      why: [{ code: "nothing-counts", kind: command.kind }],
    };
  }
  for (const counted of counts) checkCounter(state, counted);
  const head = entryHeads(badges, command, at);
  const next = opened(state);
  const entry = {
    ...head(),
    kind: "activity-counted",
    ref,
    activity: command.kind,
    content,
    counts: counts.map((counted) => ({ ...counted, count: 0 })),
    keepFrom: keepFrom(badges, state, at),
  } as const;
  advance(next, entry);
  const over = overLimit(next, counts);
  if (over !== null) return refuse(over);
  const changes = counts.map((counted) => ({ ...counted, count: countIn(next, counted) }));
  const awards = awardsOf(badges, next, head, instantText(at));
  const shownCounts = changes.map(({ badge, season, count }) => ({ badge, season, count }));
  return {
    ok: true,
    value: {
      counts: shownCounts,
      awarded: awards.map(({ badge, tier, season, held: { rewards } }) => {
        return { badge, tier, season, rewards };
      }),
    },
    entries: [{ ...entry, counts: changes }, ...awards],
    why: [
      ...shownCounts.map((count) => ({ code: "badge-counted", ...count }) as const),
      ...awards.map(({ badge, tier, count, held: { threshold } }) => {
        return { code: "tier-reached", badge, tier, count, threshold } as const;
      }),
    ],
  };
}

/** The answer to an activity that is known already, or too old to tell; null: it is new. */
function knownAs(
  { keptFrom, activities }: BadgeState,
  ref: string,
  content: string,
  at: number,
): ActivityDecision | null {
  if (keptFrom !== null && at < Date.parse(keptFrom)) return refuse({ code: "too-late", keptFrom });
  const activity = own(activities, ref);
  if (activity === undefined) return null;
  if (activity.content !== content) return refuse({ code: "ref-conflict", ref });
  if (activity.counts === null) return refuse({ code: "already-undone", ref });
  return {
    ok: true,
    value: { counts: [], awarded: [] },
    entries: [],
    why: [{ code: "already-counted", ref }],
  };
}

/** Refuses to add up what is not of one kind. */
function checkCounter(
  { standings }: BadgeState,
  { badge, season, counter }: CountedActivity,
): void {
  const before = own(standings, standingKey(badge, season))?.counter;
  if (before === undefined || sameCounter(before, counter)) return;
  throw new UptierError(
    "counter-changed",
    `badge "${badge}" has counted ${before.kind} so far and is to count ${counter.kind}; make it a new badge with an id of its own`,
  );
}

function overLimit(
  state: OpenBadgeState,
  counts: readonly CountedActivity[],
): ActivityRefusal | null {
  if (Object.keys(state.activities).length > MAX_ACTIVITIES) {
    return { code: "too-many-activities", limit: MAX_ACTIVITIES };
  }
  const full = counts.find(({ badge, season }) => {
    const standing = own(state.standings, standingKey(badge, season));
    return standing !== undefined && Object.keys(standing.values).length > MAX_VALUES;
  });
  return full === undefined
    ? null
    : { code: "too-many-values", badge: full.badge, limit: MAX_VALUES };
}

function countIn(state: OpenBadgeState, { badge, season }: CountedActivity): number {
  return own(state.standings, standingKey(badge, season))?.count ?? 0;
}

import { checkCommand } from "../../kernel/command";
import type { Command, Decision } from "../../kernel/decision";
import { refuse } from "../../kernel/refusal";
import type { Badges } from "./definition";
import { type BadgeEntry, type BadgeRevoked, type BadgesEntry, entryHeads } from "./entries";
import { advance, type OpenBadgeState, opened } from "./fold";
import { keepFrom } from "./horizon";
import type { BadgeCount, BadgeTierChange } from "./record";
import { type BadgeState, checkBadgeState, type CountedActivity, own, standingKey } from "./state";

/** What an activity stood for was taken back: the order was refunded, the review removed. */
export interface UndoActivityCommand extends Command {
  readonly member: string;
  /** The ref of the activity. */
  readonly ref: string;
}

/** What became of an activity that was undone. */
export interface UndoActivityResult {
  /** The counts that changed, afterwards. */
  readonly counts: readonly BadgeCount[];
  /** The tiers that were taken back, with the rewards to take back. */
  readonly revoked: readonly BadgeTierChange[];
}

/**
 * Why an activity was not undone, in the order in which reasons are looked for.
 *
 * 1. `unknown-ref`: none is known by this ref: it was never counted, or is forgotten
 * 2. `too-late`: it was done longer ago than `undoWithinDays`
 */
export type UndoActivityRefusal =
  | { readonly code: "unknown-ref"; readonly ref: string }
  | { readonly code: "too-late"; readonly keptFrom: string };

/** The codes of {@link UndoActivityRefusal} in their order of precedence. */
export const UNDO_ACTIVITY_REFUSALS = [
  "unknown-ref",
  "too-late",
] as const satisfies readonly UndoActivityRefusal["code"][];

/** The answer to an {@link UndoActivityCommand}. */
export type UndoActivityDecision = Decision<
  UndoActivityResult,
  BadgeEntry,
  UndoActivityRefusal,
  | UndoActivityRefusal
  | { readonly code: "already-undone"; readonly ref: string }
  | ({ readonly code: "badge-uncounted" } & BadgeCount)
  | { readonly code: "tier-revoked" | "tier-kept"; readonly badge: string; readonly tier: string }
>;

/**
 * Takes an activity back: its counts go down, and tiers that are no longer reached are taken back
 * where they were granted under `onRefund: "revoke"`, and with them the tiers of other badges that
 * required them. `revoked` says which rewards to take back. Undone twice is undone once.
 *
 * Tiers are held against the threshold and the policy of their grant, whatever the definition says now.
 * Undoing never awards anything.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import {
 *   applyBadges,
 *   defineBadges,
 *   newBadgeState,
 *   recordActivity,
 *   undoActivity,
 * } from "uptier/points";
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
 * const who = { at: "2026-11-21T09:30:00+08:00", member: "m1", ref: "order-1" };
 * const done = recordActivity(badges, newBadgeState(), { ...who, id: "a1", kind: "purchase" });
 * let state = newBadgeState();
 * if (done.ok) for (const entry of done.entries) state = applyBadges(badges, state, entry);
 * const undone = undoActivity(badges, state, { ...who, id: "u1" });
 * undone.ok && undone.value.revoked;
 * // => [{ badge: "first-order", tier: "done", season: "", rewards: [{ type: "points", points: 50 }] }]
 * ```
 */
export function undoActivity(
  badges: Badges,
  state: BadgeState,
  command: UndoActivityCommand,
): UndoActivityDecision {
  const at = checkCommand(command, ["member", "ref"]);
  checkBadgeState(state);
  const { ref } = command;
  const activity = own(state.activities, ref);
  const from = keepFrom(badges, state, at);
  if (activity === undefined || activity.at < from) {
    const refusal: UndoActivityRefusal =
      activity === undefined ? { code: "unknown-ref", ref } : { code: "too-late", keptFrom: from };
    return refuse(refusal);
  }
  const { counts } = activity;
  if (counts === null) {
    return {
      ok: true,
      value: { counts: [], revoked: [] },
      entries: [],
      why: [{ code: "already-undone", ref }],
    };
  }
  const head = entryHeads(badges, command, at);
  const next = opened(state);
  const entry = {
    ...head(),
    kind: "activity-undone",
    ref,
    counts: counts.map((counted) => ({ ...counted, count: 0 })),
    keepFrom: from,
  } as const;
  advance(next, entry);
  const changes = counts.map((counted) => {
    const { badge, season } = counted;
    return { ...counted, count: own(next.standings, standingKey(badge, season))?.count ?? 0 };
  });
  const { revoked, kept } = lostTiers(next, counts, head);
  const shownCounts = changes.map(({ badge, season, count }) => ({ badge, season, count }));
  return {
    ok: true,
    value: {
      counts: shownCounts,
      revoked: revoked.map(({ badge, tier, season, rewards }) => ({
        badge,
        tier,
        season,
        rewards,
      })),
    },
    entries: [{ ...entry, counts: changes }, ...revoked],
    why: [
      ...shownCounts.map((count) => ({ code: "badge-uncounted", ...count }) as const),
      ...revoked.map(({ badge, tier }) => ({ code: "tier-revoked", badge, tier }) as const),
      ...kept.map(({ badge, tier }) => ({ code: "tier-kept", badge, tier }) as const),
    ],
  };
}

interface TierRef {
  readonly badge: string;
  readonly tier: string;
  readonly season: string;
}

/** Takes back what is no longer reached, the highest tier first, and then what required it. */
function lostTiers(
  state: OpenBadgeState,
  counts: readonly CountedActivity[],
  head: () => Omit<BadgesEntry, "kind">,
): { readonly revoked: readonly BadgeRevoked[]; readonly kept: readonly TierRef[] } {
  const revoked: BadgeRevoked[] = [];
  const kept: TierRef[] = [];
  const lose = (lost: readonly TierRef[]): void => {
    for (const { badge, tier, season } of lost) {
      const held = own(own(state.standings, standingKey(badge, season))?.tiers ?? {}, tier);
      if (held === undefined) continue;
      if (held.onRefund === "keep") {
        kept.push({ badge, tier, season });
        continue;
      }
      const { rewards } = held;
      const entry: BadgeRevoked = {
        ...head(),
        kind: "badge-revoked",
        badge,
        tier,
        season,
        rewards,
      };
      advance(state, entry);
      revoked.push(entry);
      lose(tiersRequiring(state, entry));
    }
  };
  lose(counts.flatMap((counted) => tiersBelow(state, counted)));
  return { revoked, kept };
}

function tiersBelow({ standings }: OpenBadgeState, { badge, season }: CountedActivity): TierRef[] {
  const standing = own(standings, standingKey(badge, season));
  if (standing === undefined) return [];
  return Object.entries(standing.tiers)
    .filter(([, { threshold }]) => standing.count < threshold)
    .sort(([, a], [, b]) => b.threshold - a.threshold)
    .map(([tier]) => ({ badge, tier, season }));
}

function tiersRequiring({ standings }: OpenBadgeState, lost: TierRef): TierRef[] {
  return Object.values(standings).flatMap(({ badge, season, tiers }) =>
    Object.entries(tiers)
      .filter(([, { requires }]) =>
        requires.some(
          (required) =>
            required.badge === lost.badge &&
            required.tier === lost.tier &&
            required.season === lost.season,
        ),
      )
      .sort(([, a], [, b]) => b.threshold - a.threshold)
      .map(([tier]) => ({ badge, tier, season })),
  );
}

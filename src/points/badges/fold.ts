import { duplicateEntry } from "../../kernel/replay";
import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import { copyOfStanding, count, isEmpty, type OpenStandings, settle, standingOf } from "./counters";
import type { Badges } from "./definition";
import type { BadgeEntry, BadgeRevoked } from "./entries";
import {
  type BadgeState,
  checkBadgeState,
  type KeptActivity,
  newBadgeState,
  own,
  standingKey,
} from "./state";

/** A state to be changed in place. */
export interface OpenBadgeState {
  keptFrom: string | null;
  activities: Record<string, KeptActivity>;
  standings: OpenStandings;
}

/**
 * The state of a member after one more entry of theirs. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `invalid-state`,
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { applyBadges, defineBadges, newBadgeState, recordActivity } from "uptier/points";
 *
 * const badges = defineBadges({
 *   id: "tea-lovers",
 *   zone: "Asia/Shanghai",
 *   badges: [
 *     {
 *       id: "regular",
 *       counter: { kind: "events" },
 *       on: { kinds: ["purchase"] },
 *       tiers: [{ id: "bronze", threshold: 1 }],
 *     },
 *   ],
 * });
 * let state = newBadgeState();
 * const command = { id: "a1", at: "2026-11-21T09:30:00+08:00", member: "m1", kind: "purchase" };
 * const decision = recordActivity(badges, state, command);
 * if (decision.ok) for (const entry of decision.entries) state = applyBadges(badges, state, entry);
 * state.standings["regular"]?.count; // => 1
 * ```
 */
export function applyBadges(badges: Badges, state: BadgeState, entry: BadgeEntry): BadgeState {
  checkBadgeEntry(badges, entry);
  checkBadgeState(state);
  return advanced(state, entry);
}

/**
 * The states of all members, from the entries alone.
 *
 * @param entries - those of one member in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @returns by the id of the member; those without entries are missing
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayBadges(
  badges: Badges,
  entries: Iterable<BadgeEntry>,
  asOf?: Instant,
): Record<string, BadgeState> {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const seen = new Set<string>();
  const members = new Map<string, OpenBadgeState>();
  for (const entry of entries) {
    checkBadgeEntry(badges, entry);
    if (seen.has(entry.id)) {
      throw duplicateEntry(entry.id);
    }
    seen.add(entry.id);
    if (toMilliseconds(entry.at) > until) continue;
    const state = members.get(entry.member) ?? opened(newBadgeState());
    advance(state, entry);
    members.set(entry.member, state);
  }
  return Object.fromEntries(members);
}

/** The state after one more entry that is known to be right. */
export function advanced(state: BadgeState, entry: BadgeEntry): BadgeState {
  const next = opened(state);
  advance(next, entry);
  return next;
}

/** A copy that can be changed. */
export function opened({ keptFrom, activities, standings }: BadgeState): OpenBadgeState {
  return {
    keptFrom,
    activities: { ...activities },
    standings: Object.fromEntries(
      Object.entries(standings).map(([key, standing]) => [key, copyOfStanding(standing)]),
    ),
  };
}

/** Folds one entry into a state, in place. */
export function advance(state: OpenBadgeState, entry: BadgeEntry): void {
  switch (entry.kind) {
    case "activity-counted": {
      forget(state, entry.keepFrom);
      const counts = entry.counts.map(({ badge, season, until, counter, value }) => {
        const counted = { badge, season, until, counter, value };
        count(standingOf(state.standings, counted), counted, 1);
        return counted;
      });
      keep(state, entry.ref, { at: entry.at, content: entry.content, counts });
      return;
    }
    case "activity-undone": {
      forget(state, entry.keepFrom);
      for (const counted of entry.counts) {
        count(standingOf(state.standings, counted), counted, -1);
        dropIfEmpty(state, counted);
      }
      const activity = own(state.activities, entry.ref);
      if (activity !== undefined) keep(state, entry.ref, { ...activity, counts: null });
      return;
    }
    case "badge-awarded":
      standingOf(state.standings, entry).tiers[entry.tier] = entry.held;
      return;
    case "badge-revoked": {
      const standing = own(state.standings, standingKey(entry.badge, entry.season));
      if (standing === undefined) return;
      Reflect.deleteProperty(standing.tiers, entry.tier);
      dropIfEmpty(state, entry);
    }
  }
}

/**
 * Forgets what was done before an instant, one by one, and the seasons that were over by then. The
 * instants are midnights of UTC, so that this looks at everything at most once a day.
 */
function forget(state: OpenBadgeState, from: string): void {
  if (state.keptFrom !== null && from <= state.keptFrom) return;
  state.keptFrom = from;
  for (const [key, { until }] of Object.entries(state.standings)) {
    if (until !== null && until <= from) Reflect.deleteProperty(state.standings, key);
  }
  for (const [ref, { at, counts }] of Object.entries(state.activities)) {
    if (at >= from) continue;
    for (const counted of counts ?? []) {
      const standing = own(state.standings, standingKey(counted.badge, counted.season));
      if (standing !== undefined) settle(standing, counted);
    }
    Reflect.deleteProperty(state.activities, ref);
  }
}

function keep({ activities }: OpenBadgeState, ref: string, activity: KeptActivity): void {
  // A ref such as "__proto__" must become a member of its own.
  Object.defineProperty(activities, ref, {
    value: activity,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function dropIfEmpty(
  { standings }: OpenBadgeState,
  { badge, season }: Pick<BadgeRevoked, "badge" | "season">,
): void {
  const key = standingKey(badge, season);
  const standing = own(standings, key);
  if (standing !== undefined && isEmpty(standing)) Reflect.deleteProperty(standings, key);
}

const PARTS: Readonly<Record<BadgeEntry["kind"], readonly string[]>> = {
  "activity-counted": ["ref", "activity", "content", "keepFrom"],
  "activity-undone": ["ref", "keepFrom"],
  "badge-awarded": ["badge", "tier", "season"],
  "badge-revoked": ["badge", "tier", "season"],
};

/** Refuses what is no entry, or none of these badges. */
function checkBadgeEntry(badges: Badges, entry: BadgeEntry): void {
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  if (!Object.hasOwn(PARTS, entry.kind)) throw invalid("the kind of an entry", entry.kind);
  const values = entry as unknown as Readonly<Record<string, unknown>>;
  for (const key of ["id", "at", "cause", "badges", "member", ...PARTS[entry.kind]]) {
    if (typeof values[key] !== "string") throw invalid(`"${key}" of an entry`, values[key]);
  }
  if ("ref" in entry && !isList(entry.counts)) throw invalid('"counts" of an entry', entry.counts);
  if (entry.kind === "badge-awarded" && !isHeld(entry.held)) {
    throw invalid('"held" of an entry', entry.held);
  }
  if (entry.badges !== badges.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to badges "${entry.badges}", not to "${badges.id}"`,
    );
  }
}

function isHeld(held: unknown): boolean {
  return typeof held === "object" && held !== null;
}

function invalid(what: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-entry",
    `${what} is ${shown(value)}; pass entries exactly as they were made`,
  );
}

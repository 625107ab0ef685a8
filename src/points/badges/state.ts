import { shown, UptierError } from "../../kernel/errors";
import type { BadgePrerequisite } from "./definition";
import type { BadgeCounter, BadgeReward, BadgeRefundPolicy } from "./input";

/** What a member has done for badges so far, and which they hold. Plain JSON. */
export interface BadgeState {
  /**
   * What was done before this instant is counted for good: it is no longer known one by one, and
   * seasons that were over by then are gone. Null: nothing is forgotten yet.
   */
  readonly keptFrom: string | null;
  /** Activities that can still be undone, by ref. At most 10,000. */
  readonly activities: Readonly<Record<string, KeptActivity>>;
  /** By badge, and season where it has one: `explorer`, `explorer/2026-11`. */
  readonly standings: Readonly<Record<string, BadgeStanding>>;
}

/** What is kept of an activity. */
export interface KeptActivity {
  readonly at: string;
  /** A short hash of kind, amount and attributes: tells a double send from another activity. */
  readonly content: string;
  /** What it counted; null: it was undone. */
  readonly counts: readonly CountedActivity[] | null;
}

/** What an activity counted for one badge. */
export interface CountedActivity {
  readonly badge: string;
  /** The id of the season; empty: the badge has none. */
  readonly season: string;
  /** The end of the season; null: it has none. */
  readonly until: string | null;
  readonly counter: BadgeCounter;
  /** 1, the amount, the length of the streak; or the value of which there are different ones. */
  readonly value: number | string;
}

/** Where a member stands with a badge in a season. */
export interface BadgeStanding {
  readonly badge: string;
  readonly season: string;
  readonly until: string | null;
  readonly counter: BadgeCounter;
  readonly count: number;
  /** Of `distinct`, `distinct-days` and `streak`: how many activities had each value. */
  readonly values: Readonly<Record<string, number>>;
  /** Of `streak`: the longest one of those that cannot be undone any more. */
  readonly floor: number;
  /** The tiers that are held, by id. */
  readonly tiers: Readonly<Record<string, HeldBadgeTier>>;
}

/** A tier that is held, as it was granted: later definitions do not change it. */
export interface HeldBadgeTier {
  readonly since: string;
  readonly threshold: number;
  readonly requires: readonly HeldBadgePrerequisite[];
  readonly rewards: readonly BadgeReward[];
  readonly onRefund: BadgeRefundPolicy;
}

/** A prerequisite, and the season in which it was held. */
export interface HeldBadgePrerequisite extends BadgePrerequisite {
  readonly season: string;
}

/** The most activities of a member that are kept to be undone. */
export const MAX_ACTIVITIES = 10_000;

/** The most different values that one badge counts in one season. */
export const MAX_VALUES = 10_000;

/** A member before the first activity. */
export function newBadgeState(): BadgeState {
  return { keptFrom: null, activities: {}, standings: {} };
}

/** Where a standing is kept. */
export function standingKey(badge: string, season: string): string {
  return season === "" ? badge : `${badge}/${season}`;
}

/** A member of a record, and not what records inherit. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * Refuses a state that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkBadgeState(state: BadgeState): void {
  const sound =
    isRecord(state) &&
    (state.keptFrom === null || typeof state.keptFrom === "string") &&
    isRecord(state.activities) &&
    isRecord(state.standings);
  if (!sound) throw invalid(state);
  for (const standing of Object.values(state.standings)) {
    if (!isRecord(standing) || !isRecord(standing.values) || !isRecord(standing.tiers)) {
      throw invalid(standing);
    }
    if (!Number.isSafeInteger(standing.count) || standing.count < 0) throw invalid(standing.count);
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(value: unknown): UptierError {
  return new UptierError(
    "invalid-state",
    `the state of badges is damaged at ${shown(value)}: replay the entries`,
  );
}

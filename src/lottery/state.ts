import { isCount } from "../kernel/count";
import { shown, UptierError } from "../kernel/errors";
import type { DayKey } from "../kernel/time/day";

/** What a campaign has given out so far. Plain JSON. */
export interface CampaignState {
  /** Of all amounts; null before the first entry. */
  readonly currency: string | null;
  /** All draws, those of nothing included. */
  readonly draws: number;
  /** What the prizes given out for good cost, in minor units. */
  readonly spentMinor: number;
  /** What the prizes cost that are held for winners who have not claimed them yet. */
  readonly reservedMinor: number;
  /** Units taken so far, by prize, those that came back included; the last one has this number. */
  readonly awarded: Readonly<Record<string, number>>;
  /** Of these, the units that came back. */
  readonly returned: Readonly<Record<string, number>>;
  /** Units added after the start. */
  readonly restocked: Readonly<Record<string, number>>;
  /**
   * Units taken by prize and day or hour, where the definition counts them: `gift 2026-11-21`; those
   * that came back included.
   */
  readonly taken: Readonly<Record<string, number>>;
  /** Spent and reserved by day, where the budget has a limit per day. */
  readonly committedByDay: Readonly<Record<DayKey, number>>;
  /** When prizes become winnable, where the pacing says `moments`; null: not scheduled yet. */
  readonly moments: readonly Moment[] | null;
  /** How many moments are over: won, or void. */
  readonly momentsOver: number;
}

/** From this instant, the next draw wins the prize. */
export interface Moment {
  readonly at: string;
  readonly prize: string;
}

/** What a member has drawn in a campaign so far. Plain JSON. */
export interface MemberState {
  readonly draws: number;
  /** Draws by local date in the zone of the campaign. */
  readonly drawsByDay: Readonly<Record<DayKey, number>>;
  /** Units won, or held for an exchange, and not returned, by prize. */
  readonly won: Readonly<Record<string, number>>;
  /** Prizes that must be claimed or can be upgraded, by the id of the draw. */
  readonly claims: Readonly<Record<string, Claim>>;
  /** Chances that are left, in the order in which they were granted. */
  readonly chances: readonly ChanceLot[];
  /** Chances granted so far: in total (`*`), by day (`* 2026-11-21`), by source, by both. */
  readonly granted: Readonly<Record<string, number>>;
  /** Draws since the last hit, by pool and tier: `/1`, `gold/1`. */
  readonly pity: Readonly<Record<string, PityCount>>;
  /** The seeds of verifiable draws; null: none committed. */
  readonly seeds: SeedState | null;
}

/** A prize that is held for its winner. */
export interface Claim {
  readonly status: "offered" | "reserved" | "confirmed" | "released" | "expired";
  /** The day of the draw, whose budget pays. */
  readonly day: DayKey;
  /** Whether that day has a budget. */
  readonly inDayBudget: boolean;
  /** What the winner gets, or got. */
  readonly prize: string;
  /** What that costs, in minor units, by the definition that it was drawn under. */
  readonly costMinor: number;
  /** What is held for it, in minor units; 0 once it is settled. */
  readonly heldMinor: number;
  /** When the offer or the reservation ends; null: it is settled, or has no end. */
  readonly until: string | null;
  /** The prize that it can be exchanged for while it is `offered`. */
  readonly upgradeTo: string | null;
}

/** Chances that were granted together. */
export interface ChanceLot {
  /** The id of the command that granted them. */
  readonly id: string;
  readonly source: string;
  readonly left: number;
  /** Null: they lapse with the campaign. */
  readonly expiresAt: string | null;
}

/** Where a member stands with one pity rule. */
export interface PityCount {
  readonly misses: number;
  /** Whether the next hit is one of the featured prizes for certain. */
  readonly featuredNext: boolean;
}

/** The seeds that a member's draws come from. */
export interface SeedState {
  /** Null: the last one is revealed, and the next one is not committed yet. */
  readonly commitment: string | null;
  /** Null: the member has not chosen one yet. */
  readonly clientSeed: string | null;
  /** The nonce of the next draw. */
  readonly nonce: number;
  /** The commitments whose seeds are public: none of them can be used again. */
  readonly revealed: readonly string[];
}

/** What one draw looks at and changes. */
export interface DrawState {
  readonly campaign: CampaignState;
  readonly member: MemberState;
}

/** A campaign before its first draw. */
export function newCampaignState(): CampaignState {
  return {
    currency: null,
    draws: 0,
    spentMinor: 0,
    reservedMinor: 0,
    awarded: {},
    returned: {},
    restocked: {},
    taken: {},
    committedByDay: {},
    moments: null,
    momentsOver: 0,
  };
}

/** A member before the first draw. */
export function newMemberState(): MemberState {
  return {
    draws: 0,
    drawsByDay: {},
    won: {},
    claims: {},
    chances: [],
    granted: {},
    pity: {},
    seeds: null,
  };
}

/** The state before the first draw of a member in a new campaign. */
export function newDrawState(): DrawState {
  return { campaign: newCampaignState(), member: newMemberState() };
}

/**
 * The count that is kept under a key; the key may be the name of something that objects inherit.
 *
 * @throws UptierError `invalid-state`
 */
export function countOf(counts: Readonly<Record<string, number>>, key: string): number {
  const count: unknown = counts[key];
  if (count === undefined) return 0;
  // What objects inherit is never a number, so that only something else needs a second look.
  if (typeof count !== "number" && !Object.hasOwn(counts, key)) return 0;
  return checkedCount(count, key);
}

/**
 * Refuses a state that was damaged on its way: a count that is no number would pass every limit.
 *
 * @throws UptierError `invalid-state` that names the first part at fault
 */
export function checkState(state: DrawState): void {
  checkShape(state, "state", { campaign: "object", member: "object" });
  checkCampaignState(state.campaign);
  checkShape(state.member, "member", MEMBER_SHAPE);
}

/**
 * The same for the state of a campaign alone.
 *
 * @throws UptierError `invalid-state`
 */
export function checkCampaignState(state: CampaignState): void {
  checkShape(state, "campaign", CAMPAIGN_SHAPE);
}

/**
 * Where a member stands with a pity rule.
 *
 * @throws UptierError `invalid-state`
 */
export function pityCountOf({ pity }: MemberState, key: string): PityCount {
  const count = pity[key];
  if (count === undefined) return NO_MISSES;
  const misses: unknown = (count as PityCount | null)?.misses;
  // The name is not made unless it is needed: every draw with pity passes here.
  if (!isCount(misses)) throw damagedCount(misses, `pity ${key}`);
  return count;
}

const NO_MISSES: PityCount = Object.freeze({ misses: 0, featuredNext: false });

type Part = "count" | "object" | "list" | "text or null" | "object or null" | "list or null";

const CAMPAIGN_SHAPE: Readonly<Record<keyof CampaignState, Part>> = {
  currency: "text or null",
  draws: "count",
  spentMinor: "count",
  reservedMinor: "count",
  awarded: "object",
  returned: "object",
  restocked: "object",
  taken: "object",
  committedByDay: "object",
  moments: "list or null",
  momentsOver: "count",
};

const MEMBER_SHAPE: Readonly<Record<keyof MemberState, Part>> = {
  draws: "count",
  drawsByDay: "object",
  won: "object",
  claims: "object",
  chances: "list",
  granted: "object",
  pity: "object",
  seeds: "object or null",
};

function checkShape(value: object, path: string, shape: Readonly<Record<string, Part>>): void {
  if (typeof value !== "object" || value === null) {
    throw new UptierError("invalid-state", `the ${path} is ${shown(value)}: replay the entries`);
  }
  for (const key in shape) {
    const part = (value as Readonly<Record<string, unknown>>)[key];
    const kind = shape[key]!;
    if (kind === "count") checkedCount(part, `${path}.${key}`);
    else if (!isPart(part, kind)) {
      throw new UptierError(
        "invalid-state",
        `the state says ${shown(part)} for "${path}.${key}"; it must be ${kind}: replay the entries`,
      );
    }
  }
}

function isPart(part: unknown, kind: Exclude<Part, "count">): boolean {
  if (part === null) return kind.endsWith("null");
  if (kind === "text or null") return typeof part === "string";
  return typeof part === "object" && Array.isArray(part) === kind.startsWith("list");
}

function checkedCount(count: unknown, name: string): number {
  if (isCount(count)) return count;
  throw damagedCount(count, name);
}

function damagedCount(count: unknown, name: string): UptierError {
  return new UptierError(
    "invalid-state",
    `the state says ${shown(count)} for "${name}"; it must be a whole number of at least 0: replay the entries`,
  );
}

/** What a programme knows of a member. Plain JSON. */
export interface TierState {
  /** The instant of the last entry; null: there is none. */
  readonly at: string | null;
  /** The version of the programme by which the last entry was made. */
  readonly version: string | null;
  /** How many entries there are. */
  readonly seq: number;
  /** Null: has not joined. */
  readonly membership: Membership | null;
  /** In the order in which they were recorded. At most 1,000,000. */
  readonly activities: readonly KeptActivity[];
  /** What reviews took off metrics so far, by metric. */
  readonly deducted: Readonly<Record<string, number>>;
  /** The tier by the member's own doing; null: has not joined, or has left. */
  readonly earned: EarnedTier | null;
  /** A change that is decided but not yet in force. */
  readonly pending: PendingTier | null;
  /** Tiers that were given. At most 1,000. */
  readonly grants: readonly TierGrant[];
}

/** When somebody became a member. */
export interface Membership {
  readonly joinedAt: string;
  /** What anniversaries are counted from. */
  readonly anchor: string;
  readonly leftAt: string | null;
}

/** An activity, as it was recorded. */
export interface KeptActivity {
  /** The id of the command. */
  readonly id: string;
  /** What it is known by, and reversed by. */
  readonly ref: string;
  readonly kind: string;
  /** When it happened. */
  readonly at: string;
  /** Minor units; null: it was about no money. */
  readonly amount: number | null;
  readonly units: number | null;
  readonly reversals: readonly KeptReversal[];
  /** Benefits of the tier that were used with it. */
  readonly used: readonly UsedBenefit[];
}

/** What was taken back of an activity. */
export interface KeptReversal {
  /** The id of the command. */
  readonly id: string;
  readonly amount: number;
  readonly units: number;
  /** Whether the activity as a whole is void with it. */
  readonly full: boolean;
}

/** A benefit that a member has used. */
export interface UsedBenefit {
  readonly benefit: string;
  /** What it was worth, in minor units; null: not stated. */
  readonly amount: number | null;
}

/** The tier that a member has by their own doing. */
export interface EarnedTier {
  /** Null: no condition is met. */
  readonly tier: string | null;
  /** When the tier last changed. */
  readonly since: string;
  /** When the member last rose; null: never. */
  readonly promotedAt: string | null;
  /** The beginning of the present validity. */
  readonly from: string;
  /** Its end; null: it has none. */
  readonly until: string | null;
  /** When it is decided whether the tier stays; null: at no fixed time. */
  readonly reviewAt: string | null;
  /** What the terms of the validity are counted from, and how many have begun. */
  readonly anchor: string;
  readonly term: number;
}

/** A change that will come into force. */
export interface PendingTier {
  readonly change: "upgraded" | "downgraded";
  /** Where to; of a downgrade it is decided when it comes into force. */
  readonly to: string | null;
  /** When it comes into force. */
  readonly at: string;
  /** When it was decided. */
  readonly decidedAt: string;
}

/** Where a given tier comes from. */
export type GrantSource = (typeof GRANT_SOURCES)[number];

/** All sources of given tiers. */
export const GRANT_SOURCES = ["manual", "matched", "trial", "paid"] as const;

/** A tier that was given, on `[from, to)`. It is never changed, only closed. */
export interface TierGrant {
  /** The id of the command. */
  readonly id: string;
  readonly source: GrantSource;
  readonly tier: string;
  readonly from: string;
  /** Null: it has no end. */
  readonly to: string | null;
  readonly reason: string | null;
  readonly by: string | null;
  /** When it was ended before its time; null: it was not. */
  readonly closedAt: string | null;
}

/** The most activities of one member. */
export const MAX_ACTIVITIES = 1_000_000;

/** The most grants of one member. */
export const MAX_GRANTS = 1_000;

/** Somebody before the first activity. */
export function newTierState(): TierState {
  return {
    at: null,
    version: null,
    seq: 0,
    membership: null,
    activities: [],
    deducted: {},
    earned: null,
    pending: null,
    grants: [],
  };
}

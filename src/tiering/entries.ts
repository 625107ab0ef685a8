import type { Entry } from "../kernel/decision";
import type {
  EarnedTier,
  KeptActivity,
  KeptReversal,
  Membership,
  PendingTier,
  TierGrant,
} from "./state";

/** The entries of a membership programme. */
export type TierEntry =
  | MemberJoined
  | MemberLeft
  | ActivityRecorded
  | ActivityReversed
  | MetricDeducted
  | TierChanged
  | TierChangePlanned
  | TierChangeDropped
  | ReviewMoved
  | TierGranted
  | TierGrantTurned;

/** What every entry of a programme says. */
export interface TierEntryBase extends Entry {
  /** The id of the programme. */
  readonly program: string;
  /** Of the definition. */
  readonly version: string;
  readonly member: string;
  /** Its place among the entries of the member, from 1. */
  readonly seq: number;
}

/** The tier that counts, before and after an entry; null: none. */
export interface EffectiveChange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Somebody became a member. */
export interface MemberJoined extends TierEntryBase {
  readonly kind: "member-joined";
  readonly membership: Membership;
}

/** A member left: tiers and grants end, what was done stays. */
export interface MemberLeft extends TierEntryBase {
  readonly kind: "member-left";
  readonly effective: EffectiveChange;
}

/** A member did something. */
export interface ActivityRecorded extends TierEntryBase {
  readonly kind: "activity-recorded";
  readonly activity: KeptActivity;
}

/** Something was taken back, at the date of what it takes back. */
export interface ActivityReversed extends TierEntryBase {
  readonly kind: "activity-reversed";
  readonly ref: string;
  readonly reversal: KeptReversal;
}

/** A review took something off a metric. */
export interface MetricDeducted extends TierEntryBase {
  readonly kind: "metric-deducted";
  readonly metric: string;
  readonly amount: number;
}

/** What happened to the earned tier. */
export type TierChange = "joined" | "upgraded" | "downgraded" | "prolonged" | "moved";

/** The earned tier is another one, or the same for another term. Every change has exactly one. */
export interface TierChanged extends TierEntryBase {
  readonly kind: "tier-changed";
  readonly change: TierChange;
  readonly from: string | null;
  readonly earned: EarnedTier;
  readonly reason: ChangeReason;
  readonly effective: EffectiveChange;
}

/**
 * Why a tier changed.
 *
 * - `joined`: somebody became a member
 * - `qualified`: the condition of entry is met
 * - `period-began`: it was met before, and the period has begun
 * - `kept`: the condition of keeping was met at the review, or within the grace
 * - `requalified`: the condition was met again, and that starts the validity again
 * - `still-reached`: it was not kept, but is reached by the condition of entry
 * - `never-downgraded`: it was not kept, but nobody falls from it
 * - `not-kept`: the condition of keeping was not met
 * - `deducted`: the review took off what it takes off, and the rest decides
 * - `refunded`: a refund took away what the tier rests on
 * - `rules-changed`: by the rules as they are now
 */
export type ChangeReason =
  | "joined"
  | "qualified"
  | "period-began"
  | "kept"
  | "requalified"
  | "still-reached"
  | "never-downgraded"
  | "not-kept"
  | "deducted"
  | "refunded"
  | "rules-changed";

/** A change is decided and comes into force later. */
export interface TierChangePlanned extends TierEntryBase {
  readonly kind: "tier-change-planned";
  readonly pending: PendingTier;
}

/**
 * A planned change does not come: another one takes its place, the tier is kept after all, or the
 * condition is no longer met.
 */
export interface TierChangeDropped extends TierEntryBase {
  readonly kind: "tier-change-dropped";
  readonly pending: PendingTier;
  readonly reason: "superseded" | "kept" | "no-longer-qualified";
}

/** The review is held at another time, because the minimum stay is not over; null: at no fixed time. */
export interface ReviewMoved extends TierEntryBase {
  readonly kind: "review-moved";
  readonly reviewAt: string | null;
}

/** A tier was given. */
export interface TierGranted extends TierEntryBase {
  readonly kind: "tier-granted";
  readonly grant: TierGrant;
  readonly effective: EffectiveChange;
}

/** A given tier came into force, ran out, or was closed before its time. */
export interface TierGrantTurned extends TierEntryBase {
  readonly kind: "tier-grant-started" | "tier-grant-expired" | "tier-grant-closed";
  readonly grant: string;
  readonly effective: EffectiveChange;
}

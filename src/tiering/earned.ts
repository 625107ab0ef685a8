import { millisecondsOrNever, textOrNever } from "../kernel/time/end";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import type { TierProgram } from "./program";
import type { EarnedTier, PendingTier, TierGrant } from "./state";

/* The tiers of a member as decisions use them: instants are numbers. */

/** {@link EarnedTier} with instants as numbers; Infinity: never. */
export interface OpenEarned {
  readonly rung: number;
  readonly tier: string | null;
  readonly since: number;
  readonly promotedAt: number;
  readonly from: number;
  readonly until: number;
  readonly reviewAt: number;
  readonly anchor: number;
  readonly term: number;
}

/** {@link PendingTier} with its instant as a number. */
export interface OpenPending {
  readonly plain: PendingTier;
  readonly at: number;
}

/** {@link TierGrant} with its stretch as numbers. */
export interface OpenGrant {
  readonly plain: TierGrant;
  readonly rung: number;
  readonly from: number;
  /** Where it ends, by its own end or because it was closed. */
  readonly to: number;
}

/** An earned tier with instants as numbers. */
export function openEarned(program: TierProgram, earned: EarnedTier): OpenEarned {
  return {
    rung: program.tiers.findIndex(({ id }) => id === earned.tier),
    tier: earned.tier,
    since: toMilliseconds(earned.since),
    promotedAt: earned.promotedAt === null ? -Infinity : toMilliseconds(earned.promotedAt),
    from: toMilliseconds(earned.from),
    until: millisecondsOrNever(earned.until),
    reviewAt: millisecondsOrNever(earned.reviewAt),
    anchor: toMilliseconds(earned.anchor),
    term: earned.term,
  };
}

/** The plain form of an earned tier. */
export function closeEarned(earned: OpenEarned): EarnedTier {
  return {
    tier: earned.tier,
    since: instantText(earned.since),
    promotedAt: earned.promotedAt === -Infinity ? null : instantText(earned.promotedAt),
    from: instantText(earned.from),
    until: textOrNever(earned.until),
    reviewAt: textOrNever(earned.reviewAt),
    anchor: instantText(earned.anchor),
    term: earned.term,
  };
}

/** A planned change with its instant as a number. */
export function openPending(plain: PendingTier): OpenPending {
  return { plain, at: toMilliseconds(plain.at) };
}

/** A grant with its stretch as numbers. */
export function openGrant(program: TierProgram, plain: TierGrant): OpenGrant {
  return {
    plain,
    rung: program.tiers.findIndex(({ id }) => id === plain.tier),
    from: toMilliseconds(plain.from),
    to: millisecondsOrNever(plain.closedAt ?? plain.to),
  };
}

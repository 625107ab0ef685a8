import { textOrNever } from "../kernel/time/end";
import {
  checkMilliseconds,
  type Instant,
  instantText,
  toMilliseconds,
} from "../kernel/time/instant";
import { bringUp, enrol } from "./arrival";
import { type Booking, tierAt } from "./booking";
import { holds, type ReadMetric } from "./condition";
import { isActive } from "./effective";
import type { ChangeReason, TierEntry } from "./entries";
import { closeEarned } from "./earned";
import { copyMember, type OpenMember, openMember } from "./member";
import { metricsOf } from "./metric-values";
import { nextDue, pass } from "./passage";
import type { TierProgram } from "./program";
import { progressTo, type Quantity, shownAs, type TierProgress } from "./progress";
import { after } from "../kernel/time/duration";
import { type EarnedTier, type GrantSource, type PendingTier, type TierState } from "./state";
import { checkTierState } from "./state-check";
import { type ConditionTrace, traceOf } from "./trace";

/** Where a member stands at an instant. Plain JSON. */
export interface Standing {
  readonly at: string;
  /** The tier that counts; null: none. */
  readonly tier: string | null;
  /** All tiers that the member has at the instant, the one that counts first. */
  readonly stack: readonly StackedTier[];
  /** The tier by their own doing; null: has left. */
  readonly earned: EarnedTier | null;
  /** A change that is decided but not yet in force. */
  readonly pending: PendingTier | null;
  /** The metrics, in the order of the programme. */
  readonly metrics: readonly MetricValue[];
  /** How far the tiers above the earned one are, the nearest first. */
  readonly opportunities: readonly TierProgress[];
  /** What keeps the earned tier; null: nothing can take it away by itself. */
  readonly keep: KeepProgress | null;
  /** How the tier that counts will change if the member does nothing, over the next five years. */
  readonly projected: readonly ProjectedTier[];
}

/** One of the tiers that a member has. */
export interface StackedTier {
  readonly source: "earned" | GrantSource;
  readonly tier: string;
  readonly from: string;
  /** Null: it has no stated end. */
  readonly to: string | null;
}

/** A metric of a member. */
export interface MetricValue {
  readonly metric: string;
  readonly value: Quantity;
}

/** How far the earned tier is from being kept. */
export interface KeepProgress extends TierProgress {
  /** When it is decided; null: with every activity, and as activities stop counting. */
  readonly deadline: string | null;
}

/** The tier that counts from an instant on. */
export interface ProjectedTier {
  readonly at: string;
  readonly tier: string | null;
  readonly reason: ChangeReason | "grant-started" | "grant-ended";
}

/** How far ahead is looked. */
const PROJECTED = { years: 5 } as const;

/**
 * Where a member stands: tier, since and until when, what is missing to the next tier and to keeping
 * this one, and what time alone will do. Reading changes nothing, and time passes by itself: no job has
 * to have run.
 *
 * @param state - of the member; who has not joined is shown as if they joined now
 * @param at - if the last entry is later, its instant is taken
 * @throws UptierError in this order: `invalid-state`, `invalid-instant` (of `at`), `too-many-steps`,
 * `invalid-instant` (where a window or a term ends after the year 9999)
 *
 * @example
 * ```ts
 * import { defineTiers, newTierState, standingAt } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "spend", kind: "money", on: ["order"] }],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "silver", rank: 1, entry: { metric: "spend", min: "1000" } },
 *   ],
 * });
 * const standing = standingAt(program, newTierState(), "2026-11-21T09:30:00+08:00");
 * standing.tier; // => "basic"
 * standing.opportunities[0]?.bounds[0]?.need; // => "1000.00"
 * ```
 */
export function standingAt(program: TierProgram, state: TierState, at: Instant): Standing {
  checkTierState(state);
  return standingOfMember(program, openMember(program, state), toMilliseconds(at));
}

/** {@link standingAt} of a member that is open; it stays as it is. */
export function standingOfMember(program: TierProgram, live: OpenMember, at: number): Standing {
  const member = memberAt(program, live, at);
  const { earned, pending } = member;
  const read = metricsOf(program, member);
  const opportunities: TierProgress[] = [];
  if (earned !== null) {
    for (let rung = earned.rung + 1; rung < program.tiers.length; rung += 1) {
      opportunities.push(progressTo(program, rung, "entry", earned.rung, read));
    }
  }
  return {
    at: instantText(member.at),
    tier: tierAt(program, member, member.at),
    stack: stackOf(program, member),
    earned: earned && closeEarned(earned),
    pending: pending && pending.plain,
    metrics: program.metrics.map(({ id }, place) => ({
      metric: id,
      value: shownAs(program, place, read(place)),
    })),
    opportunities,
    keep: keepOf(program, member),
    projected: projectionOf(program, member),
  };
}

/** A tier with the trace of its conditions. */
export interface TierTrace {
  readonly tier: string;
  /** Whether the member qualifies for it; null in place of a trace: everybody does. */
  readonly reached: boolean;
  readonly entry: ConditionTrace | null;
  /** Of the earned tier alone: what keeps it. */
  readonly keep: ConditionTrace | null;
}

/**
 * Why a member has this tier and no other: for every tier, from the highest, each condition with value,
 * threshold, window and whether it holds.
 *
 * @param state - of the member
 * @throws UptierError as {@link standingAt}
 *
 * @example
 * ```ts
 * import { defineTiers, explainStanding, newTierState } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "orders", kind: "count", on: ["order"] }],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "regular", rank: 1, entry: { metric: "orders", min: 2 } },
 *   ],
 * });
 * explainStanding(program, newTierState(), "2026-11-21T09:30:00+08:00")[0]?.entry;
 * // => { kind: "bound", metric: "orders", value: 0, min: 2, from: null, holds: false }
 * ```
 */
export function explainStanding(
  program: TierProgram,
  state: TierState,
  at: Instant,
): readonly TierTrace[] {
  checkTierState(state);
  const member = memberAt(program, openMember(program, state), toMilliseconds(at));
  const read = metricsOf(program, member);
  const kept = keptBy(program, member);
  return program.tiers.toReversed().map((tier) => ({
    tier: tier.id,
    reached: holds(tier.entry, "entry", read),
    entry: traceOf(program, member, tier.entry, "entry", read, member.at),
    keep:
      tier.id === member.earned?.tier
        ? traceOf(program, member, tier.keep, "keep", kept, member.at)
        : null,
  }));
}

/** A member as they are at an instant, without changing them. */
export function memberAt(program: TierProgram, live: OpenMember, at: number): OpenMember {
  return broughtTo(program, live, at).member;
}

/** A copy of a member as they are at an instant, with the entries that nobody keeps. */
export function broughtTo(program: TierProgram, live: OpenMember, at: number): Booking {
  const booking = silentBooking(program, copyMember(live), Math.max(at, live.at));
  bringUp(booking);
  if (booking.member.membership === null) enrol(booking, booking.now);
  return booking;
}

/** A booking that nobody keeps. */
function silentBooking(program: TierProgram, member: OpenMember, now: number): Booking {
  const at = checkMilliseconds(now);
  const tier = tierAt(program, member, member.at);
  return { program, member, cause: "", name: "", at, now, before: tier, entries: [], tier };
}

function stackOf(program: TierProgram, member: OpenMember): readonly StackedTier[] {
  const { earned, grants, at } = member;
  const stack: (StackedTier & { readonly rung: number })[] = grants
    .filter((grant) => isActive(grant, at))
    .map(({ plain, rung }) => {
      const { source, tier, from, to } = plain;
      return { source, tier, from, to, rung };
    });
  if (earned !== null && earned.tier !== null) {
    const { tier, since, until } = closeEarned(earned);
    stack.unshift({ source: "earned", tier: tier!, from: since, to: until, rung: earned.rung });
  }
  const counting = tierAt(program, member, at);
  const first = (one: StackedTier): number => (one.tier === counting ? 0 : 1);
  return stack
    .toSorted((a, b) => first(a) - first(b) || b.rung - a.rung)
    .map(({ source, tier, from, to }) => ({ source, tier, from, to }));
}

/** The metrics by which a tier is kept. */
function keptBy(program: TierProgram, member: OpenMember): ReadMetric {
  return metricsOf(program, member, program.refundEffect === "none" ? "gross" : "net");
}

function keepOf(program: TierProgram, member: OpenMember): KeepProgress | null {
  const { earned, pending } = member;
  const tier = program.tiers[earned?.rung ?? -1];
  if (tier === undefined || tier.keep === null) return null;
  if (tier.noDowngrade || program.downgrade === "never" || tier.validity.mode === "never") {
    return null;
  }
  const due = pending?.plain.change === "downgraded" ? pending.at : earned!.reviewAt;
  const progress = progressTo(program, earned!.rung, "keep", -1, keptBy(program, member));
  return { ...progress, deadline: textOrNever(due) };
}

/** What time alone does to the tier that counts. */
function projectionOf(program: TierProgram, member: OpenMember): readonly ProjectedTier[] {
  const until = after(member.at, PROJECTED, program.zone);
  if (nextDue(program, member) > until) return [];
  const booking = silentBooking(program, copyMember(member), until);
  pass(booking, until);
  return booking.entries.flatMap(projectedBy);
}

function projectedBy(entry: TierEntry): readonly ProjectedTier[] {
  if (!("effective" in entry) || entry.effective.from === entry.effective.to) return [];
  const reason =
    entry.kind === "tier-changed"
      ? entry.reason
      : entry.kind === "tier-grant-started"
        ? "grant-started"
        : "grant-ended";
  return [{ at: entry.at, tier: entry.effective.to, reason }];
}

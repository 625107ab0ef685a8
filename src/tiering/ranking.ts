import { after, roundEnd } from "../kernel/time/duration";
import { instantText } from "../kernel/time/instant";
import { book, type Booking, bookTier } from "./booking";
import { boundsOf, highestRung, holds } from "./condition";
import { adds } from "./counting";
import type { ChangeReason } from "./entries";
import type { OpenMember } from "./member";
import { metricsOf } from "./metric-values";
import { rungOf, type TierProgram } from "./program";
import type { KeptActivity } from "./state";
import { firstTerm, nextPeriod, nextTerm, renewedTerm } from "./validity";

/** What a member is ranked anew for: an activity, a reversal, or that something stopped counting. */
export type Trigger = KeptActivity | "reversal" | "time";

/** Whether the tier that a member has is kept by the metrics as they are. */
export function isKept(program: TierProgram, member: OpenMember): boolean {
  const keep = program.tiers[member.earned!.rung]?.keep ?? null;
  // Under `none` what was refunded still counts for keeping a tier.
  const side = program.refundEffect === "none" ? "gross" : "net";
  return holds(keep, "keep", metricsOf(program, member, side));
}

/** Ranks a member by the metrics as they are, after something has changed them. */
export function rerank(booking: Booking, at: number, trigger: Trigger): void {
  const { program, member } = booking;
  const reached = highestRung(program, metricsOf(program, member));
  const { rung, until } = member.earned!;
  const planned = plannedRung(program, member);
  if (reached > rung) {
    // What was reached is not taken back by what is done later, but by a refund it may be.
    const undone = trigger === "reversal" && program.refundEffect !== "none";
    if (reached > planned || undone) rise(booking, at, reached);
    return;
  }
  if (trigger === "reversal" && planned > rung) {
    if (program.refundEffect === "none") return;
    drop(booking, at, "no-longer-qualified");
    // The planned rise was what kept the tier since its last term.
    if (until <= at) {
      if (isKept(program, member)) prolong(booking, at, "kept");
      else lose(booking, at);
    }
  }
  if (member.pending?.plain.change === "downgraded") {
    if (isKept(program, member)) stay(booking, at, "kept");
    else if (trigger === "reversal" && program.refundEffect === "immediate") undoNow(booking, at);
  } else if (trigger === "reversal") {
    if (!isKept(program, member)) undo(booking, at);
  } else if (program.tiers[rung]?.validity.mode === "none") {
    // Who is about to rise does not fall before.
    if (planned < 0 && !isKept(program, member)) lose(booking, at);
  } else if (
    typeof trigger === "object" &&
    program.renewal === "extend-on-requalify" &&
    reached === rung &&
    until !== Infinity &&
    helpsToReach(program, member, rung, trigger)
  ) {
    bookTier(booking, at, "prolonged", renewedTerm(program, member, at), "requalified");
  }
}

/** Whether an activity adds to a metric by which a tier is reached. */
function helpsToReach(
  program: TierProgram,
  member: OpenMember,
  rung: number,
  activity: KeptActivity,
): boolean {
  return boundsOf(program.tiers[rung]!.entry).some(({ place }) => {
    const { kind, terms } = program.metrics[place]!;
    const places = kind === "weighted" ? terms.map((term) => term.place) : [place];
    return places.some((one) => adds(member, one, activity));
  });
}

/** Where a planned rise leads to; -1: none is planned. */
function plannedRung(program: TierProgram, { pending }: OpenMember): number {
  return pending?.plain.change === "upgraded" ? rungOf(program, pending.plain.to) : -1;
}

/** Rises at once, or when the next period begins. */
export function rise(booking: Booking, at: number, reached: number): void {
  const { program, member } = booking;
  const begins = nextPeriod(program, at);
  if (begins === at) {
    const term = firstTerm(program, member, reached, at, true, false);
    bookTier(booking, at, "upgraded", term, "qualified");
    return;
  }
  const to = program.tiers[reached]!.id;
  if (member.pending?.plain.change === "upgraded" && member.pending.plain.to === to) return;
  if (member.pending !== null) drop(booking, at, "superseded");
  const pending = {
    change: "upgraded",
    to,
    at: instantText(begins),
    decidedAt: instantText(at),
  } as const;
  book(booking, at, { kind: "tier-change-planned", pending });
}

function drop(
  booking: Booking,
  at: number,
  reason: "superseded" | "kept" | "no-longer-qualified",
): void {
  const pending = booking.member.pending!.plain;
  book(booking, at, { kind: "tier-change-dropped", pending, reason });
}

/** Stays although a fall was planned or due: with another term, where the last one is over. */
function stay(booking: Booking, at: number, reason: "kept" | "still-reached"): void {
  const { rung, until } = booking.member.earned!;
  if (rung >= 0 && until <= at) prolong(booking, at, reason);
  else if (booking.member.pending !== null) drop(booking, at, "kept");
}

/** Another term of the same tier, which begins where the last one ended. */
export function prolong(booking: Booking, at: number, reason: ChangeReason): void {
  const { program, member } = booking;
  bookTier(booking, at, "prolonged", nextTerm(program, member, at), reason);
}

/** What happens to a tier that is not kept: it stays for some time, or the member falls. */
export function lose(booking: Booking, at: number, reason: ChangeReason = "not-kept"): void {
  const { program, member } = booking;
  const { rung, promotedAt, until, reviewAt } = member.earned!;
  const isReview = until <= at;
  if (program.downgrade === "never" || program.tiers[rung]?.noDowngrade === true) {
    if (isReview) prolong(booking, at, "never-downgraded");
    return;
  }
  const stayEnds =
    program.minStay === null || promotedAt === -Infinity
      ? -Infinity
      : after(promotedAt, program.minStay, program.zone);
  if (at < stayEnds) {
    if (reviewAt !== stayEnds) {
      book(booking, at, { kind: "review-moved", reviewAt: instantText(stayEnds) });
    }
    return;
  }
  if (!waits(booking, at)) fall(booking, at, reason, isReview);
}

/** Plans the fall for the end of the grace; false: there is none. */
function waits(booking: Booking, at: number): boolean {
  const { grace, zone } = booking.program;
  if (grace === null) return false;
  const ends = roundEnd(after(at, grace.after, zone), grace.round, zone);
  if (ends <= at) return false;
  const pending = {
    change: "downgraded",
    to: null,
    at: instantText(ends),
    decidedAt: instantText(at),
  } as const;
  book(booking, at, { kind: "tier-change-planned", pending });
  return true;
}

/** Falls as far as the programme says; after a deduction to what the rest reaches, however far. */
export function fall(booking: Booking, at: number, reason: ChangeReason, reviewed: boolean): void {
  const { program, member } = booking;
  const { rung } = member.earned!;
  const reached = highestRung(program, metricsOf(program, member));
  if (reached < rung) {
    // After a deduction the rest decides, however far that is.
    const byOne = program.downgrade === "one-level" && program.tiers[rung]!.deduction === null;
    const to = byOne ? rung - 1 : reached;
    const term = firstTerm(program, member, to, at, false, reviewed);
    bookTier(booking, at, "downgraded", term, reason);
  } else stay(booking, at, "still-reached");
}

/** What a refund does that takes away what the tier rests on. */
function undo(booking: Booking, at: number): void {
  const { refundEffect } = booking.program;
  if (refundEffect === "immediate") undoNow(booking, at);
  else if (refundEffect === "immediate-with-grace" && !waits(booking, at)) undoNow(booking, at);
}

/**
 * A refund does not lower a member as a review does: what was reached with the goods goes back with
 * them, whatever the policy of downgrades, the minimum stay and a grace that is running say.
 */
function undoNow(booking: Booking, at: number): void {
  const { program, member } = booking;
  const reached = highestRung(program, metricsOf(program, member));
  if (reached >= member.earned!.rung) return;
  const term = firstTerm(program, member, reached, at, false, false);
  bookTier(booking, at, "downgraded", term, "refunded");
}

import { UptierError } from "../kernel/errors";
import { book, type Booking, bookTier } from "./booking";
import { highestRung } from "./condition";
import { nextEnd, rollOffAll } from "./counting";
import type { OpenEarned } from "./earned";
import type { OpenMember } from "./member";
import { metricsOf } from "./metric-values";
import type { Deduction, TierProgram } from "./program";
import { fall, isKept, lose, prolong, rerank } from "./ranking";
import { firstTerm } from "./validity";

/** The most that can happen to one member by time alone, in one decision. */
const MAX_STEPS = 100_000;

/**
 * Lets time pass up to and including an instant, and books what it does. Within one instant reviews and
 * planned changes come first, on the metrics as they were just before; then activities stop counting,
 * and tiers that follow the metrics are ranked anew; then given tiers begin and end.
 *
 * @throws UptierError `too-many-steps` where more than 100,000 things happen
 */
export function pass(booking: Booking, to: number): void {
  const { program, member } = booking;
  for (let step = 0; ; step += 1) {
    const due = nextDue(program, member);
    if (due > to) break;
    if (step === MAX_STEPS) {
      throw new UptierError(
        "too-many-steps",
        `more than ${MAX_STEPS} things happen to the member by time alone; ask about nearer instants, or give tiers a longer validity`,
      );
    }
    passOne(booking, due);
  }
  rollOffAll(member, to);
  member.at = Math.max(member.at, to);
}

/** The next instant at which something happens by time alone; Infinity: never. */
export function nextDue(program: TierProgram, member: OpenMember): number {
  const { earned, pending, grants } = member;
  if (earned === null) return Infinity;
  let due = Infinity;
  // A tier that is no more is not reviewed; the rules as they are now move its holders.
  if (!isRemoved(earned)) due = Math.min(earned.reviewAt, pending?.at ?? Infinity);
  for (let index = 0; index < grants.length; index += 1) {
    const { from, to, rung } = grants[index]!;
    if (rung < 0) continue;
    // One that was closed before it began never begins.
    if (from > member.at && from < due && to > from) due = from;
    if (to > member.at && to < due) due = to;
  }
  return followsMetrics(program, member) ? Math.min(due, nextEnd(member)) : due;
}

function passOne(booking: Booking, at: number): void {
  const { program, member } = booking;
  rollOffAll(member, at - 1);
  if (!isRemoved(member.earned!)) {
    if (member.pending !== null && member.pending.at === at) comeIntoForce(booking, at);
    if (member.earned!.reviewAt === at) review(booking, at);
  }
  const follows = followsMetrics(program, member);
  rollOffAll(member, at);
  if (follows) rerank(booking, at, "time");
  turnGrants(booking, at);
  member.at = Math.max(member.at, at);
}

/**
 * Whether the tier may change when an activity stops counting: it is not protected by a validity, or
 * there is a condition that holds when less is counted.
 */
function followsMetrics(program: TierProgram, { earned }: OpenMember): boolean {
  if (isRemoved(earned!)) return false;
  const validity = program.tiers[earned!.rung]?.validity.mode;
  return validity === "none" || program.fallsCanRaise;
}

/** Whether the programme no longer has the tier. */
function isRemoved({ rung, tier }: OpenEarned): boolean {
  return rung < 0 && tier !== null;
}

function comeIntoForce(booking: Booking, at: number): void {
  const { program, member } = booking;
  const { change, to } = member.pending!.plain;
  if (change === "downgraded") {
    fall(booking, at, "not-kept", true);
    return;
  }
  const rung = program.tiers.findIndex(({ id }) => id === to);
  if (rung > member.earned!.rung) {
    const term = firstTerm(program, member, rung, at, true, false);
    bookTier(booking, at, "upgraded", term, "period-began");
  } else {
    const pending = member.pending!.plain;
    book(booking, at, { kind: "tier-change-dropped", pending, reason: "superseded" });
  }
}

function review(booking: Booking, at: number): void {
  const { program, member } = booking;
  const { deduction } = program.tiers[member.earned!.rung]!;
  if (member.pending !== null) {
    // Who is about to rise does not fall before.
    prolong(booking, at, "qualified");
    return;
  }
  // A review that waits for the end of the minimum stay is all that a tier without validity has.
  if (member.earned!.until === Infinity) {
    if (isKept(program, member)) book(booking, at, { kind: "review-moved", reviewAt: null });
    else lose(booking, at);
    return;
  }
  if (deduction !== null) {
    // Not again at a review that was put off to the end of the minimum stay.
    if (at === member.earned!.until) deduct(booking, at, deduction);
    rankAfterDeduction(booking, at);
  } else if (isKept(program, member)) prolong(booking, at, "kept");
  else lose(booking, at);
}

function deduct(booking: Booking, at: number, { metric, place, amount }: Deduction): void {
  const there = metricsOf(booking.program, booking.member)(place);
  const taken = Math.min(amount, there);
  if (taken > 0) book(booking, at, { kind: "metric-deducted", metric, amount: taken });
}

function rankAfterDeduction(booking: Booking, at: number): void {
  const { program, member } = booking;
  const reached = highestRung(program, metricsOf(program, member));
  const { rung } = member.earned!;
  if (reached === rung) prolong(booking, at, "deducted");
  else if (reached > rung) {
    const term = firstTerm(program, member, reached, at, true, true);
    bookTier(booking, at, "upgraded", term, "deducted");
  } else lose(booking, at, "deducted");
}

function turnGrants(booking: Booking, at: number): void {
  for (const { plain, rung, from, to } of booking.member.grants) {
    if (rung < 0) continue;
    if (from === at && to > at) book(booking, at, { kind: "tier-grant-started", grant: plain.id });
    if (to === at && plain.closedAt === null) {
      book(booking, at, { kind: "tier-grant-expired", grant: plain.id });
    }
  }
}

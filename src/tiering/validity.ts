import { after, type Duration, nextDate, roundEnd } from "../kernel/time/duration";
import { endOfCalendar } from "../kernel/time/calendar";
import { windowOf } from "../kernel/time/window";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { ValidityInput } from "./input";
import { anchorOf } from "./counting";
import type { OpenEarned } from "./earned";
import type { OpenMember } from "./member";
import { isOf, type MovingDay, movingDay } from "./moving-day";
import type { Tier, TierProgram } from "./program";

/**
 * The first term of a tier.
 *
 * @param rung - -1: no tier, which is never reviewed
 * @param rises - whether the member was promoted to it
 * @param reviewed - whether it comes from a review, which judges the period that has just ended
 */
export function firstTerm(
  program: TierProgram,
  member: OpenMember,
  rung: number,
  at: number,
  rises: boolean,
  reviewed: boolean,
): OpenEarned {
  const tier = program.tiers[rung];
  let end = Infinity;
  let term = 0;
  if (tier !== undefined) {
    do {
      term += 1;
      end = endOfTerm(program, member, tier, at, at, term, reviewed);
    } while (end <= at);
  }
  return {
    rung,
    tier: tier?.id ?? null,
    since: at,
    promotedAt: rises ? at : (member.earned?.promotedAt ?? -Infinity),
    from: at,
    until: end,
    reviewAt: end,
    anchor: at,
    term,
  };
}

/**
 * The term of the tier that a member has, at an instant at which the last one is over: terms follow one
 * another, and those of months are counted from the beginning of the first.
 */
export function nextTerm(program: TierProgram, member: OpenMember, at: number): OpenEarned {
  const earned = member.earned!;
  const tier = program.tiers[earned.rung]!;
  let { term, until } = earned;
  let from: number;
  do {
    from = until;
    term += 1;
    until = endOfTerm(program, member, tier, earned.anchor, from, term, true);
  } while (until <= at);
  return { ...earned, from, until, reviewAt: until, term };
}

/** A new validity of the same tier, from an instant on. */
export function renewedTerm(program: TierProgram, member: OpenMember, at: number): OpenEarned {
  const { since, promotedAt } = member.earned!;
  return {
    ...firstTerm(program, member, member.earned!.rung, at, false, false),
    since,
    promotedAt,
  };
}

/** The end of a term; Infinity: it has none. */
function endOfTerm(
  { zone }: TierProgram,
  member: OpenMember,
  { validity, keep, deduction }: Tier,
  anchor: number,
  from: number,
  term: number,
  reviewed: boolean,
): number {
  // What nobody can lose needs no review.
  if (keep === null && deduction === null) return Infinity;
  switch (validity.mode) {
    case "none":
    case "never":
      return Infinity;
    case "duration":
      return durationEnd(validity, anchor, from, term, zone);
    case "end-of-period":
      return endOfCalendar(from, validity.unit, zone);
    case "end-of-next-period": {
      // A review looks back: the tier was reached in the period that has just ended.
      const reached = reviewed ? from - 1 : from;
      return endOfCalendar(endOfCalendar(reached, validity.unit, zone), validity.unit, zone);
    }
    case "dates": {
      const day = nextDate(validity.dates, localDay(from, zone));
      return startOfDay(day + 1, zone);
    }
    case "anniversary":
      return nextAnniversary(anchorOf(member), from, zone);
  }
}

function durationEnd(
  { after: duration, round }: Extract<ValidityInput, { mode: "duration" }>,
  anchor: number,
  from: number,
  term: number,
  zone: string,
): number {
  const unrounded =
    term === 1 ? firstAfter(anchor, duration, zone) : after(anchor, duration, zone, term);
  const end = roundEnd(unrounded, round, zone);
  // The end of a term of no length lies in the unit that it is rounded to.
  return end > from ? end : roundEnd(from, round, zone);
}

/** By duration, the day that was looked up last: most terms are the first of somebody who has just risen. */
const movingDays = new WeakMap<Duration, MovingDay & { readonly zone: string }>();

function firstAfter(anchor: number, duration: Duration, zone: string): number {
  const known = movingDays.get(duration);
  if (isOf(known, anchor) && known.zone === zone) return anchor + known.length;
  const end = after(anchor, duration, zone);
  const { from, to, length } = movingDay(anchor, end, zone);
  movingDays.set(duration, { from, to, length, zone });
  return end;
}

/** The first anniversary after an instant; one of 29 February falls on the 28th in common years. */
function nextAnniversary(anchor: number, from: number, zone: string): number {
  if (from < anchor) return anchor;
  const window = { kind: "anniversary", length: 1, unit: "year" } as const;
  return windowOf(window, from, zone, anchor)!.to!;
}

/** The start of the next unit of the calendar. */
export function nextPeriod({ effective, zone }: TierProgram, at: number): number {
  return effective.mode === "immediate" ? at : endOfCalendar(at, effective.unit, zone);
}

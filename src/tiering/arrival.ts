import { instantText } from "../kernel/time/instant";
import { book, type Booking, bookTier } from "./booking";
import { highestRung } from "./condition";
import { metricsOf } from "./metric-values";
import { pass } from "./passage";
import { isKept, rise } from "./ranking";
import { firstTerm, renewedTerm } from "./validity";

/**
 * Brings a member to the instant of a command, once it is clear that it is carried out: what time did is
 * booked, and if the programme was changed since the last entry, its rules move the member.
 */
export function bringUp(booking: Booking): void {
  const { program, member, now } = booking;
  const isEdited = member.version !== null && member.version !== program.version;
  pass(booking, now);
  if (isEdited && member.earned !== null) followRules(booking);
}

/** Makes somebody a member who is none yet. */
export function enrol(booking: Booking, joinedAt: number, anchor = joinedAt): void {
  const { program, member, now } = booking;
  if (member.earned !== null) return;
  const membership = {
    joinedAt: instantText(joinedAt),
    anchor: instantText(anchor),
    leftAt: null,
  };
  book(booking, now, { kind: "member-joined", membership });
  const rung = highestRung(program, metricsOf(program, member));
  bookTier(booking, now, "joined", firstTerm(program, member, rung, now, false, false), "joined");
}

/**
 * What a changed programme does: nobody keeps a tier that is no more, everybody may rise, and who has
 * no end date, or where edits go both ways, may fall.
 */
function followRules(booking: Booking): void {
  const { program, member, now } = booking;
  const { rung, tier, until } = member.earned!;
  const reached = highestRung(program, metricsOf(program, member));
  const move = (change: "moved" | "downgraded", to: number): void =>
    bookTier(
      booking,
      now,
      change,
      firstTerm(program, member, to, now, false, false),
      "rules-changed",
    );
  if (rung < 0 && tier !== null) move("moved", reached);
  else if (reached > rung) rise(booking, now, reached);
  else if (program.onEdit === "both-ways" || until === Infinity) {
    if (!isKept(program, member) && reached < rung) move("downgraded", reached);
  }
  const term = member.earned!.rung < 0 ? null : renewedTerm(program, member, now);
  // A tier that had no end may have one now.
  if (term !== null && member.earned!.until === Infinity && term.until !== Infinity) {
    bookTier(booking, now, "prolonged", term, "rules-changed");
  }
}

import { bringUp } from "./arrival";
import { accept, arrive, type TierCommand, type TierDecision, type TierResult } from "./booking";
import { foldEntry } from "./fold";
import { copyMember, type OpenMember, openMember } from "./member";
import type { TierProgram } from "./program";
import type { TierState } from "./state";
import { checkTierState } from "./state-check";

/** Asks to book what has become of a member by time, and by changed rules. */
export type ReviewCommand = TierCommand;

/** The answer to a {@link ReviewCommand}: there is nothing to refuse. */
export type ReviewDecision = TierDecision<TierResult, never>;

/**
 * Books what time has done: reviews, planned changes, given tiers that ran out. No answer depends on
 * it, because standings let time pass by themselves; a shop runs it to have the changes in its books and to
 * tell its members. After the programme was edited it also moves members to where the new rules have them.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, `too-many-steps`,
 * `invalid-instant` (where a window or a term ends after the year 9999)
 *
 * @example
 * ```ts
 * import { defineTiers, openTiers } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [
 *     { id: "spend", kind: "money", on: ["order"], window: { kind: "calendar", unit: "year" } },
 *   ],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "gold", rank: 1, entry: { metric: "spend", min: "500" } },
 *   ],
 *   validity: { mode: "end-of-next-period", unit: "year" },
 * });
 * const session = openTiers(program);
 * const order = { kind: "order", amount: "500.00", member: "m1" };
 * session.recordActivity({ ...order, id: "o1", at: "2024-06-01T12:00:00+08:00" });
 * const review = session.review({ id: "r1", at: "2026-01-02T00:00:00+08:00", member: "m1" });
 * review.ok && review.entries.map(({ kind, at }) => `${kind} ${at}`);
 * // => ["tier-changed 2025-12-31T16:00:00.000Z"]
 * ```
 */
export function review(
  program: TierProgram,
  state: TierState,
  command: ReviewCommand,
): ReviewDecision {
  checkTierState(state);
  return decideReview(program, openMember(program, state), command);
}

/** {@link review} on a member that is open; changes it if there is something to book. */
export function decideReview(
  program: TierProgram,
  member: OpenMember,
  command: ReviewCommand,
): ReviewDecision {
  // On a copy: a review that finds nothing leaves no entry, and so it must leave nothing else.
  const booking = arrive(program, copyMember(member), command, ["member"]);
  bringUp(booking);
  for (const entry of booking.entries) foldEntry(program, member, entry);
  return accept(booking);
}

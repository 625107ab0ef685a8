import { millisecondsOrNever } from "../kernel/time/end";
import { toMilliseconds } from "../kernel/time/instant";
import type { TierChanged, TierEntry } from "./entries";
import { checkPlace, checkTierEntry } from "./entry-check";
import { recountAll, restartAtChange, rollOffAll, takeBack, takeIn } from "./counting";
import { type OpenEarned, openEarned, openGrant, openPending } from "./earned";
import { rememberGrant } from "./identity";
import { addDeduction, closeMember, emptyMember, type OpenMember, openMember } from "./member";
import type { TierProgram } from "./program";
import type { TierState } from "./state";
import { checkTierState } from "./state-check";

/**
 * The state of a member after one more entry.
 *
 * @param state - stays as it was
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry` (of another
 * programme), `duplicate-entry`, `missing-entry` (the entries before it are not all in the state)
 *
 * @example
 * ```ts
 * import { apply, defineTiers, newTierState, recordActivity } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "orders", kind: "count", on: ["order"] }],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "regular", rank: 1, entry: { metric: "orders", min: 1 } },
 *   ],
 * });
 * const order = { id: "o1", at: "2026-11-21T09:30:00+08:00", member: "m1", kind: "order" };
 * let state = newTierState();
 * const decision = recordActivity(program, state, order);
 * if (decision.ok) for (const entry of decision.entries) state = apply(program, state, entry);
 * state.earned?.tier; // => "regular"
 * ```
 */
export function apply(program: TierProgram, state: TierState, entry: TierEntry): TierState {
  checkTierState(state);
  const member = openMember(program, state);
  checkTierEntry(program, entry);
  checkPlace(member, entry);
  foldEntry(program, member, entry);
  return closeMember(program, member);
}

/**
 * The states of all members that entries tell of, by member. The order in which they are passed does
 * not matter.
 *
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `duplicate-entry`,
 * `missing-entry`
 *
 * @example
 * ```ts
 * import { defineTiers, replay } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "orders", kind: "count", on: ["order"] }],
 *   tiers: [{ id: "basic", rank: 0 }],
 * });
 * replay(program, []); // => {}
 * ```
 */
export function replay(
  program: TierProgram,
  entries: readonly TierEntry[],
): Readonly<Record<string, TierState>> {
  const journals = new Map<string, TierEntry[]>();
  for (const entry of entries) {
    checkTierEntry(program, entry);
    const journal = journals.get(entry.member);
    if (journal === undefined) journals.set(entry.member, [entry]);
    else journal.push(entry);
  }
  return Object.fromEntries(
    [...journals].map(([name, journal]) => {
      const member = emptyMember(program);
      for (const entry of journal.sort((a, b) => a.seq - b.seq)) {
        checkPlace(member, entry);
        foldEntry(program, member, entry);
      }
      return [name, closeMember(program, member)];
    }),
  );
}

/**
 * Folds an entry into a member, in place. The entry has been checked.
 *
 * @param earned - the earned tier of the entry with its instants as numbers. Default: read from the entry
 */
export function foldEntry(
  program: TierProgram,
  member: OpenMember,
  entry: TierEntry,
  earned?: OpenEarned,
): void {
  const at = toMilliseconds(entry.at);
  rollOffAll(member, at);
  member.at = Math.max(member.at, at);
  member.seq = entry.seq;
  member.version = entry.version;
  switch (entry.kind) {
    case "member-joined":
      member.membership = entry.membership;
      // Who comes back has another anchor.
      if (member.activities.size > 0) recountAll(member);
      return;
    case "member-left":
      member.membership = { ...member.membership!, leftAt: entry.at };
      member.earned = null;
      restartAtChange(member);
      member.pending = null;
      close(program, member, entry.at, () => true);
      return;
    case "activity-recorded":
      takeIn(member, entry.activity);
      return;
    case "activity-reversed": {
      const before = member.activities.get(entry.ref)!;
      const reversals = [...before.reversals, entry.reversal];
      takeBack(member, before, { ...before, reversals });
      return;
    }
    case "metric-deducted":
      addDeduction(program, member, entry.metric, entry.amount);
      return;
    case "tier-changed":
      changeTier(member, entry, earned ?? openEarned(program, entry.earned));
      return;
    case "tier-change-planned":
      member.pending = openPending(entry.pending);
      // While a fall is planned there is no other review.
      if (entry.pending.change === "downgraded") moveReview(member, Infinity);
      return;
    case "tier-change-dropped": {
      member.pending = null;
      const { until } = member.earned!;
      if (entry.pending.change === "downgraded") moveReview(member, until > at ? until : Infinity);
      return;
    }
    case "review-moved":
      moveReview(member, millisecondsOrNever(entry.reviewAt));
      return;
    case "tier-granted":
      member.grants = [...member.grants, openGrant(program, entry.grant)];
      rememberGrant(member, entry.grant);
      return;
    case "tier-grant-closed":
      close(program, member, entry.at, ({ id }) => id === entry.grant);
      return;
    default:
      // That a grant begins or runs out follows from its dates.
      return;
  }
}

function changeTier(member: OpenMember, entry: TierChanged, earned: OpenEarned): void {
  const before = member.earned?.since;
  member.earned = earned;
  // Another term of the same tier leaves a planned rise as it is.
  const stays = entry.change === "prolonged" && member.pending?.plain.change === "upgraded";
  if (!stays) member.pending = null;
  if (member.earned.since !== before) restartAtChange(member);
}

function moveReview(member: OpenMember, reviewAt: number): void {
  member.earned = { ...member.earned!, reviewAt };
}

function close(
  program: TierProgram,
  member: OpenMember,
  closedAt: string,
  which: (grant: OpenMember["grants"][number]["plain"]) => boolean,
): void {
  const at = toMilliseconds(closedAt);
  member.grants = member.grants.map((grant) =>
    grant.to > at && which(grant.plain) ? openGrant(program, { ...grant.plain, closedAt }) : grant,
  );
}

import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import { invalidCommand } from "../kernel/command";
import { UptierError } from "../kernel/errors";
import { tierAt } from "./booking";
import type { ChangeReason, TierEntry } from "./entries";
import { openMember } from "./member";
import { rungOf, type TierProgram } from "./program";
import { broughtTo, memberAt } from "./standing";
import type { TierState } from "./state";
import { checkTierState } from "./state-check";

/** What a changed programme would do to its members. Plain JSON. */
export interface ChangePreview {
  readonly at: string;
  /** How many members were looked at. */
  readonly members: number;
  /** Who would be in another tier, in the order of the members. */
  readonly moves: readonly TierMove[];
  /** Members by tier, before and after, from the highest tier of the new programme; then tiers that are no more. */
  readonly distribution: readonly {
    /** Null: without a tier. */
    readonly tier: string | null;
    readonly before: number;
    readonly after: number;
  }[];
}

/** A member who would be in another tier. */
export interface TierMove {
  readonly member: string;
  readonly from: string | null;
  readonly to: string | null;
  /** By the ranks of the new programme; `removed`: the old tier is no more. */
  readonly direction: "up" | "down" | "removed";
  /** Why the earned tier is what it would be; null: given tiers alone make the difference. */
  readonly reason: ChangeReason | null;
}

/**
 * Who would move if a programme were changed, before it is. Nothing is booked. What it shows is what
 * `review` does with the new programme at that instant: by default nobody falls whose tier has an end
 * date.
 *
 * @param members - states by member, at most 1,000,000
 * @throws UptierError in this order: `currency-mismatch` (what was counted in one currency means nothing
 * in another), `invalid-instant` (of `at`), `invalid-command` (too many members), `invalid-state`,
 * `too-many-steps`, `invalid-instant` (where a window or a term ends after the year 9999)
 *
 * @example
 * ```ts
 * import { defineTiers, openTiers, previewChange } from "uptier/tiering";
 *
 * const withThreshold = (min: number) =>
 *   defineTiers({
 *     id: "mall",
 *     currency: "CNY",
 *     zone: "Asia/Shanghai",
 *     metrics: [{ id: "orders", kind: "count", on: ["order"] }],
 *     tiers: [
 *       { id: "basic", rank: 0 },
 *       { id: "regular", rank: 1, entry: { metric: "orders", min } },
 *     ],
 *   });
 * const before = withThreshold(2);
 * const session = openTiers(before);
 * const order = { id: "o1", at: "2026-11-21T09:30:00+08:00", member: "m1", kind: "order" };
 * session.recordActivity(order);
 * previewChange(before, withThreshold(1), session.history(), order.at).moves;
 * // => [{ member: "m1", from: "basic", to: "regular", direction: "up", reason: "qualified" }]
 * ```
 */
export function previewChange(
  before: TierProgram,
  after: TierProgram,
  members: Readonly<Record<string, TierState>>,
  at: Instant,
): ChangePreview {
  if (before.currency !== after.currency) {
    throw new UptierError(
      "currency-mismatch",
      `the programme has counted ${before.currency}, and ${after.currency} cannot go on from there; give a programme in another currency its own id`,
    );
  }
  const instant = toMilliseconds(at);
  const names = Object.keys(members);
  if (names.length > MAX_MEMBERS) {
    throw invalidCommand("members", `at most ${MAX_MEMBERS} members`, names.length);
  }
  const moves: TierMove[] = [];
  const counts = new Map<string | null, { before: number; after: number }>(
    [
      ...after.tiers.map(({ id }) => id).toReversed(),
      ...before.tiers.map(({ id }) => id),
      null,
    ].map((tier) => [tier, { before: 0, after: 0 }]),
  );
  for (const member of names) {
    const state = members[member]!;
    checkTierState(state);
    const old = memberAt(before, openMember(before, state), instant);
    const live = openMember(after, { ...state, version: before.version });
    const { member: changed, entries } = broughtTo(after, live, instant);
    const from = tierAt(before, old, old.at);
    const to = tierAt(after, changed, changed.at);
    counts.get(from)!.before += 1;
    counts.get(to)!.after += 1;
    if (from === to) continue;
    moves.push({
      member,
      from,
      to,
      direction: directionOf(after, from, to),
      reason: whyOf(entries),
    });
  }
  return {
    at: instantText(instant),
    members: names.length,
    moves,
    distribution: [...counts].map(([tier, numbers]) => ({ tier, ...numbers })),
  };
}

/** The most members of one preview. */
const MAX_MEMBERS = 1_000_000;

function directionOf(
  program: TierProgram,
  from: string | null,
  to: string | null,
): TierMove["direction"] {
  const [old, now] = [rungOf(program, from), rungOf(program, to)];
  if (from !== null && old < 0) return "removed";
  return now > old ? "up" : "down";
}

function whyOf(entries: readonly TierEntry[]): ChangeReason | null {
  const last = entries.findLast(({ kind }) => kind === "tier-changed");
  return last?.kind === "tier-changed" ? last.reason : null;
}

import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { refuse } from "../../../kernel/refusal";
import { toMilliseconds } from "../../../kernel/time/instant";
import { entriesOf } from "../entry";
import {
  counts,
  countedSteps,
  friendRefusal,
  type FriendRefusal,
  type FriendStep,
  type GatheringResult,
  lossIn,
  resultOf,
  uncountedSteps,
} from "../gathering/gathering";
import { type GatheringReason, reasonsOf, unchangedReason } from "../gathering/reasons";
import { checkState, own } from "../part";
import { type NotOpen, notOpen } from "../period";
import type { InviteLadder } from "./definition";
import {
  type CountFriendCommand,
  type InviteCommand,
  type InviteEntry,
  inviteKind,
  type InviterState,
  type InviteState,
  NO_INVITER,
  type UncountFriendCommand,
} from "./state";

/**
 * Why a friend does not count, in the order in which reasons are looked for.
 *
 * 1. `not-open`: outside of the period of the ladder (under `scope: "lifetime"`: after it)
 * 2. `self-invite`: a member does not bring themselves
 * 3. `not-enrolled`: under `scope: "new"`, the inviter was not enrolled when the friend came
 * 4. `counted-elsewhere`: the friend counts, or counted, for another inviter
 * 5. `rejected`: the shop has rejected them
 * 6. `lost-for-good`: they counted before, and nothing is earned again here
 * 7. `not-new`: only new friends count
 * 8. `too-many-friends`: the inviter has 10,000
 */
export type CountFriendRefusal =
  | NotOpen
  | { readonly code: "self-invite"; readonly member: string }
  | { readonly code: "not-enrolled"; readonly enrolledAt: string | null }
  | { readonly code: "counted-elsewhere"; readonly inviter: string }
  | FriendRefusal;

/** The codes of {@link CountFriendRefusal} in their order of precedence. */
export const COUNT_FRIEND_REFUSALS = [
  "not-open",
  "self-invite",
  "not-enrolled",
  "counted-elsewhere",
  "rejected",
  "lost-for-good",
  "not-new",
  "too-many-friends",
] as const satisfies readonly CountFriendRefusal["code"][];

/** The answer to a {@link CountFriendCommand}. */
export type CountFriendDecision = Decision<
  GatheringResult,
  InviteEntry,
  CountFriendRefusal,
  CountFriendRefusal | GatheringReason
>;

/** Why a friend is not taken off the count: the inviter never had them. */
export interface UncountFriendRefusal {
  readonly code: "unknown-friend";
  readonly friend: string;
}

/** The answer to an {@link UncountFriendCommand}. */
export type UncountFriendDecision = Decision<
  GatheringResult,
  InviteEntry,
  UncountFriendRefusal,
  UncountFriendRefusal | GatheringReason
>;

/**
 * Counts a friend for an inviter. Nobody counts twice: a friend who counts already is accepted without
 * entries. Who came back after leaving counts again (once), unless `reEarn` is false; they were new when
 * they first came. Every rung that the count has come to is reached, also several at once.
 *
 * @param state - with the inviter and the friend
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `invalid-command` (only new
 * friends count, and `isNew` is not said)
 *
 * @example
 * ```ts
 * import {
 *   applyInvite,
 *   countFriend,
 *   defineInviteLadder,
 *   enrolInviter,
 *   newInviteState,
 * } from "uptier/referral";
 *
 * const ladder = defineInviteLadder({
 *   id: "bring-friends",
 *   currency: "CNY",
 *   rungs: [{ id: "first", friends: 1, reward: { type: "coupon", worth: "5.00" } }],
 * });
 * const who = { at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * let state = newInviteState();
 * const enrolled = enrolInviter(ladder, state, { ...who, id: "e1" });
 * for (const entry of enrolled.ok ? enrolled.entries : []) state = applyInvite(ladder, state, entry);
 *
 * const friend = { ...who, friend: "m2", isNew: true };
 * const decision = countFriend(ladder, state, { ...friend, id: "f1" });
 * decision.ok && decision.value; // => { count: 1, reached: [{ rung: "first", times: 1 }], lost: [] }
 * for (const entry of decision.ok ? decision.entries : []) state = applyInvite(ladder, state, entry);
 * countFriend(ladder, state, { ...friend, id: "f2" }).why.map(({ code }) => code);
 * // => ["already-counted"]
 * ```
 */
export function countFriend(
  ladder: InviteLadder,
  state: InviteState,
  command: CountFriendCommand,
): CountFriendDecision {
  const at = checkCommand(command, ["member", "friend"]);
  checkState(inviteKind, state);
  const { friend, isNew, member } = command;
  const inviter = own(state.inviters, member) ?? NO_INVITER;
  if (counts(inviter, friend)) {
    const { since } = own(inviter.friends, friend)!;
    return accept(ladder, command, at, inviter, [], [{ code: "already-counted", since }]);
  }
  const refusal =
    whyNot(ladder, state, inviter, command, at) ?? friendRefusal(ladder, inviter, friend, isNew);
  if (refusal !== null) return refuse(refusal);
  const rules = inviter.enrolledAt === null ? { ...ladder, rungs: [] } : ladder;
  return accept(ladder, command, at, inviter, countedSteps(rules, inviter, friend));
}

/**
 * Takes a friend off the count: they left, their order was refunded, or the shop rejects them. Under
 * `onLost: "fall-back"` the rungs above the count are lost, and `lost` says which rewards had been handed
 * out and are to be taken back. Who left under `leaveInvalidates: false` still counts. Possible at any
 * time, also after the ladder has closed.
 *
 * Refused as `unknown-friend` where the inviter never had them.
 *
 * @param state - with the inviter
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function uncountFriend(
  ladder: InviteLadder,
  state: InviteState,
  command: UncountFriendCommand,
): UncountFriendDecision {
  const at = checkCommand(command, ["member", "friend"]);
  const reason = lossIn(command.reason);
  checkState(inviteKind, state);
  const { friend, member } = command;
  const inviter = own(state.inviters, member) ?? NO_INVITER;
  const known = own(inviter.friends, friend);
  if (known === undefined) return refuse({ code: "unknown-friend", friend });
  const steps = uncountedSteps(ladder, inviter, friend, reason);
  if (steps.length > 0) return accept(ladder, command, at, inviter, steps);
  return accept(ladder, command, at, inviter, [], [unchangedReason(known)]);
}

function whyNot(
  ladder: InviteLadder,
  { invitees }: InviteState,
  { enrolledAt }: InviterState,
  { friend, member }: CountFriendCommand,
  at: number,
): CountFriendRefusal | null {
  const since = ladder.scope === "lifetime" ? null : ladder.from;
  const closed = notOpen({ from: since, to: ladder.to }, at);
  if (closed !== null) return closed;
  if (friend === member) return { code: "self-invite", member };
  const late = enrolledAt === null || at < toMilliseconds(enrolledAt);
  if (ladder.scope === "new" && late) return { code: "not-enrolled", enrolledAt };
  const by = own(invitees, friend)?.inviter ?? member;
  return by === member ? null : { code: "counted-elsewhere", inviter: by };
}

function accept(
  ladder: InviteLadder,
  command: InviteCommand,
  at: number,
  inviter: InviterState,
  steps: readonly FriendStep[],
  why: readonly GatheringReason[] = reasonsOf(steps),
): Extract<CountFriendDecision, { ok: true }> & Extract<UncountFriendDecision, { ok: true }> {
  const { member } = command;
  const bodies = steps.map((step) => ({ ...step, member }));
  const entries = entriesOf<InviteEntry>(ladder, command, at, bodies);
  return { ok: true, value: resultOf(inviter, steps), entries, why };
}

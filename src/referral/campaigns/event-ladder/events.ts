import { checkCommand, invalidCommand, textIn } from "../../../kernel/command";
import type { Accepted, Decision, Reason } from "../../../kernel/decision";
import { fromMinor, toMinor } from "../../../kernel/money/amount";
import { conflictOf, type IdConflict, refuse } from "../../../kernel/refusal";
import { entriesOf } from "../entry";
import type { RungLost, RungReached } from "../rungs/standing";
import { lostRungs, reachedRungs } from "../rungs/standing";
import { checkState, own } from "../part";
import { type NotOpen, notOpen } from "../period";
import { countsOn } from "./count";
import type { EventLadder } from "./definition";
import {
  type ClimbingFriend,
  type EventLadderCommand,
  type EventLadderEntry,
  type EventLadderState,
  eventKind,
  type FriendEventRecorded,
  type FriendEventUndone,
  foldFriend,
  MAX_EVENTS,
  NOTHING_DONE,
  type RecordFriendEventCommand,
  type UndoFriendEventCommand,
} from "./state";

/** What an event did to the rungs of the ladder. */
export interface FriendEventResult {
  readonly reached: readonly Pick<RungReached, "rung" | "times">[];
  /** What is lost; a `takeBack` that is not null was handed out. */
  readonly lost: readonly Pick<RungLost, "rung" | "takeBack">[];
}

/**
 * Why an event does not count, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the ref was used for something else
 * 2. `not-open`: outside of the period of the ladder
 * 3. `self-invite`: a member is not their own friend
 * 4. `counted-elsewhere`: what the friend does counts for another inviter
 * 5. `unknown-event`: no rung is about this
 * 6. `too-many-events`: the friend has 1,000
 */
export type RecordFriendEventRefusal =
  | IdConflict
  | NotOpen
  | { readonly code: "self-invite"; readonly member: string }
  | { readonly code: "counted-elsewhere"; readonly inviter: string }
  | { readonly code: "unknown-event"; readonly event: string }
  | { readonly code: "too-many-events"; readonly limit: number };

/** The codes of {@link RecordFriendEventRefusal} in their order of precedence. */
export const RECORD_FRIEND_EVENT_REFUSALS = [
  "id-conflict",
  "not-open",
  "self-invite",
  "counted-elsewhere",
  "unknown-event",
  "too-many-events",
] as const satisfies readonly RecordFriendEventRefusal["code"][];

/**
 * Why an event is not taken back, in the order in which reasons are looked for.
 *
 * 1. `unknown-ref`: nothing was counted under it for this inviter
 * 2. `already-undone`: nothing is left of it
 * 3. `refund-exceeds-amount`: less is left of it
 */
export type UndoFriendEventRefusal =
  | { readonly code: "unknown-ref"; readonly ref: string }
  | { readonly code: "already-undone"; readonly ref: string }
  | { readonly code: "refund-exceeds-amount"; readonly left: string };

/** The codes of {@link UndoFriendEventRefusal} in their order of precedence. */
export const UNDO_FRIEND_EVENT_REFUSALS = [
  "unknown-ref",
  "already-undone",
  "refund-exceeds-amount",
] as const satisfies readonly UndoFriendEventRefusal["code"][];

/** A reason that any decision about events may give. */
export type FriendEventReason =
  | { readonly code: "rung-reached" | "rung-lost"; readonly rung: string; readonly count: number }
  | { readonly code: "no-rung-changed" | "exists" };

/** The answer of a verb on events. */
export type EventDecision<Refusal extends Reason> = Decision<
  FriendEventResult,
  EventLadderEntry,
  Refusal,
  Refusal | FriendEventReason
>;

/** The answer to a {@link RecordFriendEventCommand}. */
export type RecordFriendEventDecision = EventDecision<RecordFriendEventRefusal>;

/** The answer to an {@link UndoFriendEventCommand}. */
export type UndoFriendEventDecision = EventDecision<UndoFriendEventRefusal>;

/**
 * Counts what a friend did for the inviter who brought them first, and reaches the rungs that this comes
 * to, each once for each friend. The same ref again is accepted without entries.
 *
 * @param state - with the friend
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, those of `toMinor`,
 * `invalid-command` (an amount below 0, or none where a rung sums them)
 *
 * @example
 * ```ts
 * import { defineEventLadder, newEventLadderState, recordFriendEvent } from "uptier/referral";
 *
 * const ladder = defineEventLadder({
 *   id: "bring-a-friend",
 *   currency: "CNY",
 *   rungs: [
 *     { id: "join", on: "joined", reward: { type: "coupon", worth: "2.00" } },
 *     { id: "recharge", on: "recharged", amount: "100", reward: { type: "coupon", worth: "20.00" } },
 *   ],
 * });
 * const decision = recordFriendEvent(ladder, newEventLadderState(), {
 *   id: "pay-1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m1",
 *   friend: "m2",
 *   event: "recharged",
 *   amount: "100.00",
 * });
 * decision.ok && decision.value.reached; // => [{ rung: "recharge", times: 1 }]
 * ```
 */
export function recordFriendEvent(
  ladder: EventLadder,
  state: EventLadderState,
  command: RecordFriendEventCommand,
): RecordFriendEventDecision {
  const at = checkCommand(command, ["member", "friend", "event"]);
  const ref = textIn("ref", command.ref) ?? command.id;
  checkState(eventKind, state);
  const { event, friend: name, member } = command;
  const amountMinor = amountIn(ladder, command);
  const friend = own(state.friends, name) ?? NOTHING_DONE;
  const before = own(friend.events, ref);
  if (before !== undefined) {
    const conflict = conflictOf({
      member: [friend.inviter, member],
      event: [before.event, event],
      amount: [before.amountMinor, amountMinor],
    });
    return conflict === null ? exists() : refuse(conflict);
  }
  const refusal = whyNot(ladder, friend, command, at);
  if (refusal !== null) return refuse(refusal);
  return accept(ladder, command, at, friend, {
    kind: "friend-event-recorded",
    ref,
    event,
    amountMinor,
  });
}

/**
 * Takes back what a friend did, or a part of its amount: a recharge was refunded, a post deleted. Under
 * `onLost: "fall-back"` the rungs that are no longer reached are lost, and `lost` says which rewards had
 * been handed out and are to be taken back. Slices add up: they never exceed the amount, and the same
 * command again takes nothing more. Possible after the ladder has closed too.
 *
 * @param state - with the friend
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, those of `toMinor`,
 * `invalid-command` (an amount that is not above 0, or of an event without one)
 */
export function undoFriendEvent(
  ladder: EventLadder,
  state: EventLadderState,
  command: UndoFriendEventCommand,
): UndoFriendEventDecision {
  const at = checkCommand(command, ["member", "friend", "ref"]);
  checkState(eventKind, state);
  const { ref } = command;
  const asked = command.amount === undefined ? null : toMinor(command.amount, ladder.currency);
  if (asked !== null && asked <= 0) throw invalidCommand("amount", "above 0", command.amount);
  const friend = own(state.friends, command.friend) ?? NOTHING_DONE;
  const event = own(friend.events, ref);
  if (event === undefined || friend.inviter !== command.member) {
    return refuse({ code: "unknown-ref", ref });
  }
  if (event.undos.includes(command.id)) return exists();
  if (event.undone) return refuse({ code: "already-undone", ref });
  const { amountMinor: whole, undoneMinor } = event;
  if (whole === null && asked !== null) {
    throw invalidCommand("amount", "left out: the event has none", command.amount);
  }
  const left = (whole ?? 0) - undoneMinor;
  if (asked !== null && asked > left) {
    return refuse({ code: "refund-exceeds-amount", left: fromMinor(left, ladder.currency) });
  }
  const amountMinor = whole === null ? null : (asked ?? left);
  return accept(ladder, command, at, friend, {
    kind: "friend-event-undone",
    ref,
    amountMinor,
    undone: (amountMinor ?? 0) === left,
  });
}

function amountIn(
  { currency, rungs }: EventLadder,
  { amount, event }: RecordFriendEventCommand,
): number | null {
  const minor = amount === undefined ? null : toMinor(amount, currency);
  if (minor !== null && minor < 0) throw invalidCommand("amount", "at least 0", amount);
  const summed = rungs.find(({ inMoney, on }) => inMoney && on === event);
  if (summed === undefined || minor !== null) return minor;
  throw invalidCommand("amount", `given, because the rung "${summed.id}" sums it`, amount);
}

function whyNot(
  ladder: EventLadder,
  { events, inviter }: ClimbingFriend,
  { event, friend, member }: RecordFriendEventCommand,
  at: number,
): RecordFriendEventRefusal | null {
  const closed = notOpen(ladder, at);
  if (closed !== null) return closed;
  if (friend === member) return { code: "self-invite", member };
  if (inviter !== null && inviter !== member) return { code: "counted-elsewhere", inviter };
  if (ladder.rungs.every(({ on }) => on !== event)) return { code: "unknown-event", event };
  return Object.keys(events).length < MAX_EVENTS
    ? null
    : { code: "too-many-events", limit: MAX_EVENTS };
}

function accept(
  ladder: EventLadder,
  command: EventLadderCommand,
  at: number,
  friend: ClimbingFriend,
  step: FriendEventRecorded | FriendEventUndone,
): Accepted<FriendEventResult, EventLadderEntry, FriendEventReason> {
  const who = { member: command.member, friend: command.friend };
  const [entry] = entriesOf<EventLadderEntry>(ladder, command, at, [{ ...step, ...who }]);
  const counts = countsOn(ladder, foldFriend(friend, entry!).events);
  const reached =
    step.kind === "friend-event-recorded" ? reachedRungs(ladder, friend.rungs, counts) : [];
  const lost =
    step.kind === "friend-event-undone" ? lostRungs(ladder.rungs, friend.rungs, counts) : [];
  const steps = [step, ...reached, ...lost].map((one) => ({ ...one, ...who }));
  const why = [...reached, ...lost].map(({ count, kind, rung }) => ({ code: kind, rung, count }));
  return {
    ok: true,
    value: {
      reached: reached.map(({ rung, times }) => ({ rung, times })),
      lost: lost.map(({ rung, takeBack }) => ({ rung, takeBack })),
    },
    entries: entriesOf<EventLadderEntry>(ladder, command, at, steps),
    why: why.length > 0 ? why : [{ code: "no-rung-changed" }],
  };
}

function exists(): Accepted<FriendEventResult, EventLadderEntry, FriendEventReason> {
  return { ok: true, value: { reached: [], lost: [] }, entries: [], why: [{ code: "exists" }] };
}

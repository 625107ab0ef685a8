import type { Command } from "../../../kernel/decision";
import type { AmountInput } from "../../../kernel/money/amount";
import { addSafely } from "../../../kernel/money/amount";
import type { Instant } from "../../../kernel/time/instant";
import type { CampaignEntry } from "../entry";
import { applyTo, replayOf } from "../fold";
import { type CampaignKind, emptyState, own, withMember } from "../part";
import { foldRung, type RungStandings, type RungStep } from "../rungs/standing";
import type { EventLadder } from "./definition";

/** What an event ladder has come to. A verb looks at no more than the command names. Plain JSON. */
export interface EventLadderState {
  /** By friend. */
  readonly friends: Readonly<Record<string, ClimbingFriend>>;
}

/** What a friend has done, for the inviter who brought them first. */
export interface ClimbingFriend {
  /** Null: nothing was counted yet. */
  readonly inviter: string | null;
  /** By ref. At most 1,000. */
  readonly events: Readonly<Record<string, FriendEvent>>;
  readonly rungs: RungStandings;
}

/** Something that a friend did. */
export interface FriendEvent {
  readonly event: string;
  /** In minor units; null: it has no amount. */
  readonly amountMinor: number | null;
  /** What was taken back of it. */
  readonly undoneMinor: number;
  /** Whether all of it was. */
  readonly undone: boolean;
  /** The commands that took something back. */
  readonly undos: readonly string[];
}

/** The entries of an event ladder. */
export type EventLadderEntry = CampaignEntry & {
  /** The inviter. */
  readonly member: string;
  readonly friend: string;
} & (FriendEventRecorded | FriendEventUndone | RungStep);

/** A friend did something. */
export interface FriendEventRecorded {
  readonly kind: "friend-event-recorded";
  readonly ref: string;
  readonly event: string;
  readonly amountMinor: number | null;
}

/** Something that a friend did was taken back, or a part of its amount. */
export interface FriendEventUndone {
  readonly kind: "friend-event-undone";
  readonly ref: string;
  /** In minor units; null: it has no amount. */
  readonly amountMinor: number | null;
  /** Whether nothing is left of it. */
  readonly undone: boolean;
}

/** What every command of an event ladder says. */
export interface EventLadderCommand extends Command {
  /** The inviter. */
  readonly member: string;
  readonly friend: string;
}

/** A friend did something. */
export interface RecordFriendEventCommand extends EventLadderCommand {
  readonly event: string;
  /** Names the event for later: the order, the post. Default: the id of the command. */
  readonly ref?: string | undefined;
  /** What was paid, for example. */
  readonly amount?: AmountInput | undefined;
}

/** Something that a friend did is taken back: a recharge refunded, a post deleted. */
export interface UndoFriendEventCommand extends EventLadderCommand {
  readonly ref: string;
  /** How much of the amount. Default: all that is left. */
  readonly amount?: AmountInput | undefined;
}

/** The reward of a rung is to be handed out. */
export interface ClaimEventRungCommand extends EventLadderCommand {
  readonly rung: string;
}

/** The most events of one friend that are kept. */
export const MAX_EVENTS = 1_000;

/** Before a friend has done anything. */
export const NOTHING_DONE: ClimbingFriend = Object.freeze({
  inviter: null,
  events: Object.freeze({}),
  rungs: Object.freeze({}),
});

/** How an event ladder is kept: a stream for each friend. */
export const eventKind: CampaignKind<EventLadderState, EventLadderCommand, EventLadderEntry> = {
  name: "event-ladder",
  parts: {
    friends: {
      label: "friend",
      idOf: ({ friend }) => friend,
      initial: () => NOTHING_DONE,
      fold: foldFriend,
    },
  },
  fields: {
    "friend-event-recorded": ["member", "friend", "ref", "event", "amountMinor"],
    "friend-event-undone": ["member", "friend", "ref", "amountMinor", "undone"],
    "rung-reached": ["member", "friend", "rung", "times", "held"],
    "rung-lost": ["member", "friend", "rung", "takeBack"],
    "rung-claimed": ["member", "friend", "rung", "reward"],
  },
};

/** A friend after one more entry of theirs. */
export function foldFriend(state: ClimbingFriend, entry: EventLadderEntry): ClimbingFriend {
  switch (entry.kind) {
    case "friend-event-recorded": {
      const { amountMinor, event, member, ref } = entry;
      const kept = { event, amountMinor, undoneMinor: 0, undone: false, undos: [] };
      return { ...state, inviter: member, events: withMember(state.events, ref, kept) };
    }
    case "friend-event-undone": {
      const before = own(state.events, entry.ref);
      if (before === undefined) return state;
      const kept = {
        ...before,
        undoneMinor: addSafely(before.undoneMinor, entry.amountMinor ?? 0),
        undone: entry.undone,
        undos: [...before.undos, entry.cause],
      };
      return { ...state, events: withMember(state.events, entry.ref, kept) };
    }
    default:
      return { ...state, rungs: foldRung(state.rungs, entry) };
  }
}

/** An event ladder before its first entry. */
export function newEventLadderState(): EventLadderState {
  return emptyState(eventKind);
}

/**
 * The state of an event ladder after one more entry. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry`, `unsafe-integer`
 */
export function applyEventLadder(
  ladder: EventLadder,
  state: EventLadderState,
  entry: EventLadderEntry,
): EventLadderState {
  return applyTo(eventKind, ladder, state, entry);
}

/**
 * The state of an event ladder from its entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayEventLadder(
  ladder: EventLadder,
  entries: Iterable<EventLadderEntry>,
  asOf?: Instant,
): EventLadderState {
  return replayOf(eventKind, ladder, entries, asOf);
}

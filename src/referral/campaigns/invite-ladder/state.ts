import type { Instant } from "../../../kernel/time/instant";
import type { CampaignEntry } from "../entry";
import { applyTo, replayOf } from "../fold";
import { foldGathering, type Gathering, type GatheringStep, NOBODY } from "../gathering/gathering";
import type { FriendLoss } from "../gathering/gathering";
import { type CampaignKind, emptyState } from "../part";
import type { Command } from "../../../kernel/decision";
import type { InviteLadder } from "./definition";

/** What an invite ladder has come to. A verb looks at no more than the command names. Plain JSON. */
export interface InviteState {
  /** By member. */
  readonly inviters: Readonly<Record<string, InviterState>>;
  /** By friend: for whom they count. */
  readonly invitees: Readonly<Record<string, InviteeState>>;
}

/** What an inviter has come to. */
export interface InviterState extends Gathering {
  /** Null: not enrolled. */
  readonly enrolledAt: string | null;
}

/** For whom a friend counts: the first who brought them, for good. */
export interface InviteeState {
  readonly inviter: string | null;
}

/** The entries of an invite ladder. */
export type InviteEntry = CampaignEntry & { readonly member: string } & (
    { readonly kind: "inviter-enrolled" } | GatheringStep
  );

/** What every command of an invite ladder says. */
export interface InviteCommand extends Command {
  /** The inviter. */
  readonly member: string;
}

/** A friend came. */
export interface CountFriendCommand extends InviteCommand {
  readonly friend: string;
  /** Whether they are new to the shop; required where only new friends count. */
  readonly isNew?: boolean | undefined;
}

/** A friend no longer counts. */
export interface UncountFriendCommand extends InviteCommand {
  readonly friend: string;
  readonly reason: FriendLoss;
}

/** The reward of a rung is to be handed out. */
export interface ClaimInviteRungCommand extends InviteCommand {
  readonly rung: string;
}

/** Before the first entry of an inviter. */
export const NO_INVITER: InviterState = Object.freeze({ ...NOBODY, enrolledAt: null });

/** How an invite ladder is kept: a stream for each inviter and each friend. */
export const inviteKind: CampaignKind<InviteState, InviteCommand, InviteEntry> = {
  name: "invite-ladder",
  parts: {
    inviters: {
      label: "member",
      idOf: ({ member }) => member,
      initial: () => NO_INVITER,
      fold: (state: InviterState, entry) =>
        entry.kind === "inviter-enrolled"
          ? { ...state, enrolledAt: entry.at }
          : foldGathering(state, entry),
    },
    invitees: {
      label: "friend",
      idOf: (about) => ("friend" in about ? about.friend : null),
      initial: (): InviteeState => ({ inviter: null }),
      fold: (_: InviteeState, { member }): InviteeState => ({ inviter: member }),
    },
  },
  fields: {
    "inviter-enrolled": ["member"],
    "friend-counted": ["member", "friend", "count"],
    "friend-uncounted": ["member", "friend", "count", "reason"],
    "rung-reached": ["member", "rung", "times", "held"],
    "rung-lost": ["member", "rung", "takeBack"],
    "rung-claimed": ["member", "rung", "reward"],
  },
};

/** An invite ladder before its first entry. */
export function newInviteState(): InviteState {
  return emptyState(inviteKind);
}

/**
 * The state of an invite ladder after one more entry. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry`
 */
export function applyInvite(
  ladder: InviteLadder,
  state: InviteState,
  entry: InviteEntry,
): InviteState {
  return applyTo(inviteKind, ladder, state, entry);
}

/**
 * The state of an invite ladder from its entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayInvites(
  ladder: InviteLadder,
  entries: Iterable<InviteEntry>,
  asOf?: Instant,
): InviteState {
  return replayOf(inviteKind, ladder, entries, asOf);
}

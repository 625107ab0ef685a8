import type { Command } from "../../../kernel/decision";
import type { Instant } from "../../../kernel/time/instant";
import type { CampaignEntry } from "../entry";
import { applyTo, replayOf } from "../fold";
import {
  foldGathering,
  type FriendLoss,
  type Gathering,
  type GatheringStep,
  NOBODY,
} from "../gathering/gathering";
import { type CampaignKind, emptyState, own, withMember } from "../part";
import type { Assist } from "./definition";

/** What an assist campaign has come to. A verb looks at no more than the command names. Plain JSON. */
export interface AssistState {
  readonly tasks: Readonly<Record<string, AssistTask>>;
  /** By friend. */
  readonly helpers: Readonly<Record<string, AssistHelper>>;
}

/** A task, and who has helped with it. */
export interface AssistTask extends Gathering {
  /** Null: nobody has opened it. */
  readonly owner: string | null;
  readonly openedAt: string | null;
  /** The first instant at which nobody can help any more. */
  readonly expiresAt: string | null;
}

/** With which tasks a friend has helped, those that they left again included. */
export interface AssistHelper {
  readonly tasks: Readonly<Record<string, true>>;
}

/** The entries of an assist campaign. */
export type AssistEntry = CampaignEntry & { readonly task: string } & (
    | { readonly kind: "task-opened"; readonly member: string; readonly expiresAt: string }
    | GatheringStep
  );

/** What every command of an assist campaign says. */
export interface AssistTaskCommand extends Command {
  /** The id of the task. */
  readonly task: string;
}

/** A member opens a task. */
export interface OpenAssistCommand extends AssistTaskCommand {
  readonly member: string;
}

/** A friend helps. */
export interface AssistCommand extends AssistTaskCommand {
  readonly friend: string;
  /** Whether they are new to the shop; required where only new friends count. */
  readonly isNew?: boolean | undefined;
}

/** A friend's help no longer counts. */
export interface WithdrawAssistCommand extends AssistTaskCommand {
  readonly friend: string;
  readonly reason: FriendLoss;
}

/** The reward of a rung is to be handed out. */
export interface ClaimAssistRungCommand extends AssistTaskCommand {
  readonly rung: string;
}

/** Before a task is opened. */
export const NO_TASK: AssistTask = Object.freeze({
  ...NOBODY,
  owner: null,
  openedAt: null,
  expiresAt: null,
});

/** Before a friend has helped with anything. */
export const NO_HELPER: AssistHelper = Object.freeze({ tasks: Object.freeze({}) });

/** How an assist campaign is kept: a stream for each task and each friend. */
export const assistKind: CampaignKind<AssistState, AssistTaskCommand, AssistEntry> = {
  name: "assist",
  parts: {
    tasks: {
      label: "task",
      idOf: ({ task }) => task,
      initial: () => NO_TASK,
      fold: (state: AssistTask, entry) => {
        if (entry.kind !== "task-opened") return foldGathering(state, entry);
        const { at: openedAt, expiresAt, member: owner } = entry;
        return { ...state, owner, openedAt, expiresAt };
      },
    },
    helpers: {
      label: "friend",
      idOf: (about) => ("friend" in about ? about.friend : null),
      initial: () => NO_HELPER,
      fold: ({ tasks }: AssistHelper, { task }): AssistHelper =>
        own(tasks, task) === undefined ? { tasks: withMember(tasks, task, true) } : { tasks },
    },
  },
  fields: {
    "task-opened": ["task", "member", "expiresAt"],
    "friend-counted": ["task", "friend", "count"],
    "friend-uncounted": ["task", "friend", "count", "reason"],
    "rung-reached": ["task", "rung", "times", "held"],
    "rung-lost": ["task", "rung", "takeBack"],
    "rung-claimed": ["task", "rung", "reward"],
  },
};

/** An assist campaign before its first entry. */
export function newAssistState(): AssistState {
  return emptyState(assistKind);
}

/**
 * The state of an assist campaign after one more entry. What was passed in stays as it was.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry`
 */
export function applyAssist(campaign: Assist, state: AssistState, entry: AssistEntry): AssistState {
  return applyTo(assistKind, campaign, state, entry);
}

/**
 * The state of an assist campaign from its entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 */
export function replayAssist(
  campaign: Assist,
  entries: Iterable<AssistEntry>,
  asOf?: Instant,
): AssistState {
  return replayOf(assistKind, campaign, entries, asOf);
}

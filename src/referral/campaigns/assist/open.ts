import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { conflictOf, type IdConflict, refuse } from "../../../kernel/refusal";
import { after } from "../../../kernel/time/duration";
import { instantText } from "../../../kernel/time/instant";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import { type NotOpen, notOpen } from "../period";
import type { Assist } from "./definition";
import {
  type AssistEntry,
  assistKind,
  type AssistState,
  NO_TASK,
  type OpenAssistCommand,
} from "./state";

/**
 * Why a task was not opened, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the task is somebody else's
 * 2. `not-open`: outside of the period of the campaign
 */
export type OpenAssistRefusal = IdConflict | NotOpen;

/** The codes of {@link OpenAssistRefusal} in their order of precedence. */
export const OPEN_ASSIST_REFUSALS = [
  "id-conflict",
  "not-open",
] as const satisfies readonly OpenAssistRefusal["code"][];

/** The answer to an {@link OpenAssistCommand}. */
export type OpenAssistDecision = Decision<
  { readonly task: string; readonly expiresAt: string },
  AssistEntry,
  OpenAssistRefusal,
  | OpenAssistRefusal
  | { readonly code: "task-opened"; readonly expiresAt: string }
  | { readonly code: "exists" }
>;

/**
 * Opens a task that friends can help with. The same task of the same member again is accepted without
 * entries.
 *
 * @param state - with the task
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function openAssist(
  campaign: Assist,
  state: AssistState,
  command: OpenAssistCommand,
): OpenAssistDecision {
  const at = checkCommand(command, ["member", "task"]);
  checkState(assistKind, state);
  const { member, task } = command;
  const before = own(state.tasks, task) ?? NO_TASK;
  if (before.owner !== null) {
    const conflict = conflictOf({ member: [before.owner, member] });
    if (conflict !== null) return refuse(conflict);
    const value = { task, expiresAt: before.expiresAt! };
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  const closed = notOpen(campaign, at);
  if (closed !== null) return refuse(closed);
  const expiresAt = instantText(after(at, campaign.lasts, campaign.zone));
  return {
    ok: true,
    value: { task, expiresAt },
    entries: entriesOf<AssistEntry>(campaign, command, at, [
      { kind: "task-opened", task, member, expiresAt },
    ]),
    why: [{ code: "task-opened", expiresAt }],
  };
}

import { checkCommand } from "../../../kernel/command";
import { entriesOf } from "../entry";
import { checkState, own } from "../part";
import { type ClaimDecision, decideClaim } from "../rungs/claim";
import type { Assist } from "./definition";
import {
  type AssistEntry,
  assistKind,
  type AssistState,
  type ClaimAssistRungCommand,
  NO_TASK,
} from "./state";

/**
 * Claims the reward of a rung that a task has reached, as it was granted then; each task is claimed for
 * itself. Possible after the task has expired too. Refusals, in order: those of {@link ClaimRungRefusal}.
 *
 * @param state - with the task
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function claimAssistRung(
  campaign: Assist,
  state: AssistState,
  command: ClaimAssistRungCommand,
): ClaimDecision<AssistEntry> {
  const at = checkCommand(command, ["task", "rung"]);
  checkState(assistKind, state);
  const { task } = command;
  const { count, rungs } = own(state.tasks, task) ?? NO_TASK;
  return decideClaim(
    campaign.rungs,
    rungs,
    () => count,
    command,
    (claimed) => entriesOf<AssistEntry>(campaign, command, at, [{ ...claimed, task }]),
  );
}

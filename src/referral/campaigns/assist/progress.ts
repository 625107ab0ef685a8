import { checkState, own } from "../part";
import { rungProgress, type RungProgress } from "../rungs/progress";
import type { Assist } from "./definition";
import { assistKind, type AssistState, NO_TASK } from "./state";

/**
 * Every rung of an assist campaign as it stands with a task. The claim level of the task is the last rung
 * whose status is `claimed`.
 *
 * @param state - with the task
 * @throws UptierError `invalid-state`
 */
export function assistProgress(
  campaign: Assist,
  state: AssistState,
  task: string,
): readonly RungProgress[] {
  checkState(assistKind, state);
  const { count, rungs } = own(state.tasks, task) ?? NO_TASK;
  return rungProgress(campaign.rungs, rungs, () => count);
}

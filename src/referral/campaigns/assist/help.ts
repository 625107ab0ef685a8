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
import type { Assist } from "./definition";
import {
  type AssistCommand,
  type AssistEntry,
  type AssistHelper,
  assistKind,
  type AssistState,
  type AssistTask,
  type AssistTaskCommand,
  NO_HELPER,
  NO_TASK,
  type WithdrawAssistCommand,
} from "./state";

/**
 * Why help does not count, in the order in which reasons are looked for.
 *
 * 1. `unknown-task`: nobody has opened it
 * 2. `task-expired`: its time is over
 * 3. `own-task`: nobody helps themselves
 * 4. `rejected`: the shop has rejected the friend for this task
 * 5. `lost-for-good`: they helped before, and nothing is earned again here
 * 6. `not-new`: only new friends count
 * 7. `too-many-friends`: the task has 10,000
 * 8. `over-help-limit`: the friend has helped with as many tasks as one can
 */
export type AssistRefusal =
  | { readonly code: "unknown-task"; readonly task: string }
  | { readonly code: "task-expired"; readonly expiresAt: string }
  | { readonly code: "own-task"; readonly task: string }
  | FriendRefusal
  | { readonly code: "over-help-limit"; readonly limit: number };

/** The codes of {@link AssistRefusal} in their order of precedence. */
export const ASSIST_REFUSALS = [
  "unknown-task",
  "task-expired",
  "own-task",
  "rejected",
  "lost-for-good",
  "not-new",
  "too-many-friends",
  "over-help-limit",
] as const satisfies readonly AssistRefusal["code"][];

/** The answer to an {@link AssistCommand}. */
export type AssistDecision = Decision<
  GatheringResult,
  AssistEntry,
  AssistRefusal,
  AssistRefusal | GatheringReason
>;

/** Why help is not taken off: the friend never helped with the task. */
export interface WithdrawAssistRefusal {
  readonly code: "unknown-friend";
  readonly friend: string;
}

/** The answer to a {@link WithdrawAssistCommand}. */
export type WithdrawAssistDecision = Decision<
  GatheringResult,
  AssistEntry,
  WithdrawAssistRefusal,
  WithdrawAssistRefusal | GatheringReason
>;

/**
 * Counts a friend's help with a task, once for each task, and reaches the rungs that this comes to. A
 * friend who helps already is accepted without entries.
 *
 * @param state - with the task and the friend
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `invalid-command` (only new
 * friends count, and `isNew` is not said)
 *
 * @example
 * ```ts
 * import { applyAssist, assist, defineAssist, newAssistState, openAssist } from "uptier/referral";
 *
 * const campaign = defineAssist({
 *   id: "help-me",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   lasts: { hours: 24 },
 *   rungs: [{ id: "discount", friends: 1, reward: { type: "coupon", worth: "10.00" } }],
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * let state = newAssistState();
 * const opened = openAssist(campaign, state, { id: "o1", at, task: "t1", member: "m1" });
 * for (const entry of opened.ok ? opened.entries : []) state = applyAssist(campaign, state, entry);
 *
 * const self = assist(campaign, state, { id: "h1", at, task: "t1", friend: "m1" });
 * self.ok ? null : self.refusal.code; // => "own-task"
 * const help = assist(campaign, state, { id: "h2", at, task: "t1", friend: "m2" });
 * help.ok && help.value.reached; // => [{ rung: "discount", times: 1 }]
 * ```
 */
export function assist(
  campaign: Assist,
  state: AssistState,
  command: AssistCommand,
): AssistDecision {
  const at = checkCommand(command, ["task", "friend"]);
  checkState(assistKind, state);
  const { friend, task: id } = command;
  const task = own(state.tasks, id) ?? NO_TASK;
  if (counts(task, friend)) {
    const { since } = own(task.friends, friend)!;
    return accept(campaign, command, at, task, [], [{ code: "already-counted", since }]);
  }
  const helper = own(state.helpers, friend) ?? NO_HELPER;
  const refusal = whyNot(campaign, task, helper, command, at);
  if (refusal !== null) return refuse(refusal);
  return accept(campaign, command, at, task, countedSteps(campaign, task, friend));
}

/**
 * Takes a friend's help off a task, as `uncountFriend` does on an invite ladder; possible at any time. The
 * task still counts as one that the friend has helped with.
 *
 * Refused as `unknown-friend` where they never helped with it.
 *
 * @param state - with the task and the friend
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function withdrawAssist(
  campaign: Assist,
  state: AssistState,
  command: WithdrawAssistCommand,
): WithdrawAssistDecision {
  const at = checkCommand(command, ["task", "friend"]);
  const reason = lossIn(command.reason);
  checkState(assistKind, state);
  const { friend } = command;
  const task = own(state.tasks, command.task) ?? NO_TASK;
  const known = own(task.friends, friend);
  if (known === undefined) return refuse({ code: "unknown-friend", friend });
  const steps = uncountedSteps(campaign, task, friend, reason);
  if (steps.length > 0) return accept(campaign, command, at, task, steps);
  return accept(campaign, command, at, task, [], [unchangedReason(known)]);
}

function whyNot(
  campaign: Assist,
  task: AssistTask,
  { tasks }: AssistHelper,
  { friend, isNew, task: id }: AssistCommand,
  at: number,
): AssistRefusal | null {
  const { expiresAt, owner } = task;
  if (expiresAt === null) return { code: "unknown-task", task: id };
  if (at >= toMilliseconds(expiresAt)) return { code: "task-expired", expiresAt };
  if (friend === owner) return { code: "own-task", task: id };
  const refusal = friendRefusal(campaign, task, friend, isNew);
  if (refusal !== null) return refusal;
  const { tasksPerFriend: limit } = campaign;
  const helped = Object.keys(tasks).length - (own(tasks, id) === undefined ? 0 : 1);
  return limit !== null && helped >= limit ? { code: "over-help-limit", limit } : null;
}

function accept(
  campaign: Assist,
  command: AssistTaskCommand,
  at: number,
  task: AssistTask,
  steps: readonly FriendStep[],
  why: readonly GatheringReason[] = reasonsOf(steps),
): Extract<AssistDecision, { ok: true }> & Extract<WithdrawAssistDecision, { ok: true }> {
  const bodies = steps.map((step) => ({ ...step, task: command.task }));
  const entries = entriesOf<AssistEntry>(campaign, command, at, bodies);
  return { ok: true, value: resultOf(task, steps), entries, why };
}

import type { Stream } from "../../../kernel/decision";
import { deciderOf, streamOf } from "../decider";
import { claimAssistRung } from "./claim";
import type { Assist } from "./definition";
import { assist, withdrawAssist } from "./help";
import { openAssist } from "./open";
import { type AssistEntry, assistKind, type AssistTask } from "./state";

/**
 * The decisions of an assist campaign for a runner such as the SQL store. All share one name, so that no
 * two of their commands may have the same id. Each touches the stream of a task; those about a friend touch
 * that of the friend too.
 */
export function assistDeciders(campaign: Assist) {
  return {
    openAssist: deciderOf(assistKind, campaign, openAssist),
    assist: deciderOf(assistKind, campaign, assist),
    withdrawAssist: deciderOf(assistKind, campaign, withdrawAssist),
    claimAssistRung: deciderOf(assistKind, campaign, claimAssistRung),
  };
}

/** The stream of a task. */
export function assistTaskStream(campaign: Assist, task: string): Stream<AssistTask, AssistEntry> {
  return streamOf(assistKind, campaign, "tasks", task);
}

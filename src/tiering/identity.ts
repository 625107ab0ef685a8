import { conflictOf, type IdConflict } from "../kernel/refusal";
import type { OpenMember } from "./member";
import type { KeptActivity, TierGrant } from "./state";

/*
 * The id of a command stands for one content: for one activity, one reversal or one given tier of a
 * member. Joining, leaving, ending a grant and reviews leave no id in the state.
 */

/** What a command did, and to which activity; null: to none. */
export interface DoneCommand {
  readonly verb: "recordActivity" | "reverseActivity" | "grantTier";
  readonly ref: string | null;
}

/** Whether the id of a command stands for something else already; null: it does not. */
export function otherUse(
  member: OpenMember,
  id: string,
  verb: DoneCommand["verb"],
  ref: string | null,
): IdConflict | null {
  const done = doneBy(member, id);
  return done === undefined ? null : conflictOf({ verb: [done.verb, verb], ref: [done.ref, ref] });
}

/** Remembers the commands that an activity was recorded and reversed by. */
export function rememberActivity(member: OpenMember, { id, ref, reversals }: KeptActivity): void {
  // Most activities are known by the id of their command, and are found by it.
  if (id !== ref) remember(member, id, { verb: "recordActivity", ref });
  // A plain loop, as in `holds`: most lists of reversals are the frozen one that is empty.
  for (let index = 0; index < reversals.length; index += 1) {
    remember(member, reversals[index]!.id, { verb: "reverseActivity", ref });
  }
}

/** Remembers the command that a tier was given by. */
export function rememberGrant(member: OpenMember, { id }: TierGrant): void {
  remember(member, id, { verb: "grantTier", ref: null });
}

function remember(member: OpenMember, id: string, done: DoneCommand): void {
  member.commands ??= new Map();
  member.commands.set(id, done);
}

function doneBy({ activities, commands }: OpenMember, id: string): DoneCommand | undefined {
  return activities.get(id)?.id === id ? { verb: "recordActivity", ref: id } : commands?.get(id);
}

import type { Command, Decision, Reason } from "../../kernel/decision";
import { conflictOf, type IdConflict } from "../../kernel/refusal";
import { instantText, toMilliseconds } from "../../kernel/time/instant";
import type { BindingPolicy } from "./definition";
import type { RelationEntry, RelationEntryBase } from "./entries";
import type { BindingChange, MemberRelation } from "./state";

/** A reason that any decision on a relation may give. */
export type RelationReason =
  /** The member is bound, and to whom they were before. */
  | { readonly code: "bound"; readonly referrer: string; readonly from: string | null }
  /** The member is bound to nobody. */
  | { readonly code: "unbound"; readonly from: string }
  /** They are bound to this referrer already: nothing new happens. */
  | { readonly code: "already-theirs"; readonly referrer: string }
  /** The binding before had run out. */
  | { readonly code: "ran-out"; readonly referrer: string; readonly until: string }
  /** The member has a later change already: this is booked at its instant. */
  | { readonly code: "booked-later"; readonly at: string; readonly bookedAt: string }
  /** A code was made, or there is one. */
  | { readonly code: "code-created" | "has-code"; readonly referralCode: string }
  /** The same command was carried out before: nothing new happens. */
  | { readonly code: "exists" };

/** The answer of a verb on a relation. */
export type RelationDecision<Value, Refusal extends Reason> = Decision<
  Value,
  RelationEntry,
  Refusal,
  Refusal | RelationReason
>;

/** When a change is booked: not in the past of the member. */
export function bookedAt(
  { changes }: MemberRelation,
  at: number,
): { readonly now: string; readonly late: readonly RelationReason[] } {
  const last = changes.at(-1);
  const now = last === undefined ? at : Math.max(at, toMilliseconds(last.at));
  if (now === at) return { now: instantText(at), late: [] };
  const reason = { code: "booked-later", at: instantText(at), bookedAt: instantText(now) } as const;
  return { now: reason.bookedAt, late: [reason] };
}

/** The change that a command led to before; null: none that is still known. */
export function changeBy({ changes }: MemberRelation, { id }: Command): BindingChange | null {
  return changes.find(({ cause }) => cause === id) ?? null;
}

/** What differs when a command comes again; null: nothing. */
export function againstBefore(change: BindingChange, referrer: string | null): IdConflict | null {
  return conflictOf({ referrer: [change.referrer, referrer] });
}

/** The one entry of a command. Object.assign, because members after a spread are slow to add. */
export function entryOf<Body extends Pick<RelationEntry, "kind">>(
  policy: BindingPolicy,
  command: Command & { readonly member: string },
  at: string,
  body: Body,
): Omit<RelationEntryBase, "kind"> & Body {
  const head = {
    id: `${command.id}/1`,
    at,
    cause: command.id,
    policy: policy.id,
    version: policy.version,
    member: command.member,
  };
  return Object.assign(head, body);
}

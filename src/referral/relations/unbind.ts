import { checkCommand } from "../../kernel/command";
import type { Command } from "../../kernel/decision";
import { type IdConflict, refuse } from "../../kernel/refusal";
import { againstBefore, bookedAt, changeBy, entryOf, type RelationDecision } from "./booking";
import type { BindingPolicy } from "./definition";
import { reasonIn } from "./rebind";
import { checkRelations, type Relations } from "./state";
import { isOver, memberIn, type RelationView, viewOf } from "./view";

/** Somebody of the shop releases a member. */
export interface UnbindCommand extends Command {
  readonly member: string;
  /** Kept in the entry. */
  readonly reason: string;
}

/** A member who was released. */
export interface UnbindResult {
  /** From whom; null: the release was carried out before. */
  readonly from: string | null;
}

/**
 * Why a member was not released, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the same id was used before, to bind the member
 * 2. `not-bound`: the member is bound to nobody, or the binding has run out
 */
export type UnbindRefusal = IdConflict | { readonly code: "not-bound"; readonly member: string };

/** The codes of {@link UnbindRefusal} in their order of precedence. */
export const UNBIND_REFUSALS = [
  "id-conflict",
  "not-bound",
] as const satisfies readonly UnbindRefusal["code"][];

/** The answer to an {@link UnbindCommand}. */
export type UnbindDecision = RelationDecision<UnbindResult, UnbindRefusal>;

/**
 * Releases a member, whatever the protection says. Under any mode but `register-only` they can then be
 * bound again. Orders that were made before keep their frozen chain.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { defineBinding, newRelations, unbind } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
 * const decision = unbind(policy, newRelations(), {
 *   id: "u1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m1",
 *   reason: "asked for it",
 * });
 * decision.ok ? null : decision.refusal; // => { code: "not-bound", member: "m1" }
 * ```
 */
export function unbind(
  policy: BindingPolicy,
  relations: Relations,
  command: UnbindCommand,
): UnbindDecision {
  checkRelations(relations);
  return decideUnbind(policy, viewOf(relations), command);
}

/** {@link unbind} on what can be seen of the relations. */
export function decideUnbind(
  policy: BindingPolicy,
  view: RelationView,
  command: UnbindCommand,
): UnbindDecision {
  const at = checkCommand(command, ["member"]);
  const reason = reasonIn(command.reason);
  const member = memberIn(view, command.member);
  const before = changeBy(member, command);
  if (before !== null) {
    const conflict = againstBefore(before, null);
    if (conflict !== null) return refuse(conflict);
    return { ok: true, value: { from: null }, entries: [], why: [{ code: "exists" }] };
  }
  const { now, late } = bookedAt(member, at);
  const { binding } = member;
  if (binding === null || isOver(binding.until, now)) {
    return refuse({ code: "not-bound", member: command.member });
  }
  const from = binding.referrer;
  return {
    ok: true,
    value: { from },
    entries: [entryOf(policy, command, now, { kind: "member-unbound", from, reason } as const)],
    why: [{ code: "unbound", from }, ...late],
  };
}

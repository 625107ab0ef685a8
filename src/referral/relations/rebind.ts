import { textIn, invalidCommand } from "../../kernel/command";
import { refuse } from "../../kernel/refusal";
import type { RelationDecision } from "./booking";
import type { BindingPolicy } from "./definition";
import {
  bindThere,
  type BindResult,
  placeFor,
  type PlaceRefusal,
  type PlacingCommand,
  readPlacing,
  type UplineChanged,
} from "./place";
import { checkRelations, type Relations } from "./state";
import { memberIn, type RelationView, viewOf } from "./view";

/** Somebody of the shop moves a member to another referrer. */
export interface RebindCommand extends PlacingCommand {
  /** Kept in the entry. */
  readonly reason: string;
}

/**
 * Why a member was not moved, in the order in which reasons are looked for: those of `BindRefusal`, of
 * which the mode, the protection and the registration are not asked.
 */
export type RebindRefusal = PlaceRefusal | UplineChanged;

/** The codes of {@link RebindRefusal} in their order of precedence. */
export const REBIND_REFUSALS = [
  "id-conflict",
  "self-referral",
  "referrer-unknown",
  "referrer-disabled",
  "referrer-role",
  "cycle",
  "upline-changed",
] as const satisfies readonly RebindRefusal["code"][];

/** The answer to a {@link RebindCommand}. */
export type RebindDecision = RelationDecision<BindResult, RebindRefusal>;

/**
 * Moves a member to another referrer by hand, whatever the mode and the protection say; or binds one who
 * is bound to nobody. The new binding is protected and lasts as the policy promises now.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { defineBinding, newRelations, rebind } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
 * const decision = rebind(policy, newRelations(), {
 *   id: "r1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m1",
 *   referrer: "li",
 *   referrerStatus: "active",
 *   reason: "complaint 17: the code of a colleague was entered",
 * });
 * decision.ok && decision.value.binding?.rule; // => "by-hand"
 * ```
 */
export function rebind(
  policy: BindingPolicy,
  relations: Relations,
  command: RebindCommand,
): RebindDecision {
  checkRelations(relations);
  return decideRebind(policy, viewOf(relations), command);
}

/** {@link rebind} on what can be seen of the relations. */
export function decideRebind(
  policy: BindingPolicy,
  view: RelationView,
  command: RebindCommand,
): RebindDecision {
  const at = readPlacing(command);
  const reason = reasonIn(command.reason);
  const place = placeFor(policy, view, memberIn(view, command.member), command, at);
  if ("ok" in place) return place;
  const { unseen } = place;
  if (unseen !== null) return refuse({ code: "upline-changed", above: unseen });
  return bindThere(policy, command, place, { rule: "by-hand", touch: null, reason });
}

/** What somebody of the shop must say of a change by hand. */
export function reasonIn(reason: string): string {
  const text = textIn("reason", reason);
  if (text === null) throw invalidCommand("reason", "given: it stands in the entry", reason);
  return text;
}

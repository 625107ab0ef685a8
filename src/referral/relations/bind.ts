import { textIn } from "../../kernel/command";
import { refuse } from "../../kernel/refusal";
import type { RelationDecision } from "./booking";
import type { BindingPolicy } from "./definition";
import {
  bindThere,
  type BindResult,
  oneOf,
  placeFor,
  type PlaceRefusal,
  type PlacingCommand,
  readPlacing,
  REFERRER_STATUSES,
  type ReferrerStatus,
  type UplineChanged,
} from "./place";
import { checkRelations, type Relations } from "./state";
import { memberIn, type RelationView, viewOf } from "./view";

/** A member is to be bound to a referrer. */
export interface BindCommand extends PlacingCommand {
  /** The same as `referrerStatus`, of the referrer whom the member has now. Default: `active`. */
  readonly currentReferrerStatus?: ReferrerStatus | undefined;
  /** Whether the member is registering at this instant. Default: false. */
  readonly registering?: boolean | undefined;
  /** The touch that leads to it, as `attribute` names it. */
  readonly touch?: string | undefined;
}

/**
 * Why a member was not bound, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the same id was used before, for another referrer
 * 2. `self-referral`: the referrer is the member
 * 3. `referrer-unknown`: there is no such referrer
 * 4. `referrer-disabled`: the referrer may not refer now
 * 5. `referrer-role`: the member holds a code or has referred somebody, and who does may not be referred
 * 6. `cycle`: the member stands above the referrer, however far
 * 7. `protected`: the current referrer's protection lasts until `until`
 * 8. `already-bound`: the mode does not let another referrer have the member now
 * 9. `not-registering`: the mode binds only while the member registers
 * 10. `upline-changed`: a decider did not find those above the referrer as the command has them: read them
 *    again, from `above`
 */
export type BindRefusal =
  | PlaceRefusal
  | { readonly code: "protected"; readonly referrer: string; readonly until: string }
  | { readonly code: "already-bound"; readonly referrer: string; readonly since: string }
  | { readonly code: "not-registering"; readonly member: string }
  | UplineChanged;

/** The codes of {@link BindRefusal} in their order of precedence. */
export const BIND_REFUSALS = [
  "id-conflict",
  "self-referral",
  "referrer-unknown",
  "referrer-disabled",
  "referrer-role",
  "cycle",
  "protected",
  "already-bound",
  "not-registering",
  "upline-changed",
] as const satisfies readonly BindRefusal["code"][];

/** The answer to a {@link BindCommand}. */
export type BindDecision = RelationDecision<BindResult, BindRefusal>;

/**
 * Binds a member to a referrer, under the mode of the policy.
 *
 * What the policy promises now stands in the binding, and stays when the policy changes: how long it is
 * protected, and how long it lasts. A binding that has run out binds nobody. A referrer who no longer
 * qualifies (`currentReferrerStatus`) has no protection. To be bound to the current referrer again
 * changes nothing, its protection included. Orders that were made before keep their frozen chain.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { bind, defineBinding, newRelations } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai", protection: { days: 30 } });
 * const decision = bind(policy, newRelations(), {
 *   id: "b1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m1",
 *   referrer: "li",
 *   referrerStatus: "active",
 * });
 * decision.ok && decision.value.binding?.protectedUntil; // => "2026-12-21T01:30:00.000Z"
 * ```
 */
export function bind(
  policy: BindingPolicy,
  relations: Relations,
  command: BindCommand,
): BindDecision {
  checkRelations(relations);
  return decideBind(policy, viewOf(relations), command);
}

/** {@link bind} on what can be seen of the relations. */
export function decideBind(
  policy: BindingPolicy,
  view: RelationView,
  command: BindCommand,
): BindDecision {
  const at = readPlacing(command);
  const { currentReferrerStatus = "active", registering = false } = command;
  oneOf("currentReferrerStatus", currentReferrerStatus, REFERRER_STATUSES);
  oneOf("registering", registering, [true, false]);
  const touch = textIn("touch", command.touch);
  const place = placeFor(policy, view, memberIn(view, command.member), command, at);
  if ("ok" in place) return place;
  const { current, now, unseen } = place;
  if (current !== null) {
    const { referrer, since, protectedUntil } = current;
    const qualifies = currentReferrerStatus === "active";
    if (qualifies && protectedUntil !== null && now < protectedUntil) {
      return refuse({ code: "protected", referrer, until: protectedUntil });
    }
    const replaces =
      policy.mode === "override" || (policy.mode === "rebind-if-invalid" && !qualifies);
    if (!replaces) return refuse({ code: "already-bound", referrer, since });
  }
  if (policy.mode === "register-only" && !registering) {
    return refuse({ code: "not-registering", member: command.member });
  }
  if (unseen !== null) return refuse({ code: "upline-changed", above: unseen });
  return bindThere(policy, command, place, { rule: policy.mode, touch, reason: null });
}

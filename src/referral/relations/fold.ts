import { duplicateEntry } from "../../kernel/replay";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import type { BindingPolicy } from "./definition";
import type { RelationEntry } from "./entries";
import { checkRelationEntry } from "./entry-check";
import { memberAfter, referrerAfter } from "./member";
import { openedRelations } from "./open";
import { checkMember, checkRelations, newMember, newRelations, own, type Relations } from "./state";

/**
 * The relations after one more entry. What was passed in stays as it was; the list of members is copied,
 * so for many entries take `replayRelations` or `openRelations`.
 *
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `invalid-state`,
 * `duplicate-entry` (as far as the changes of the member are kept)
 *
 * @example
 * ```ts
 * import { applyRelations, bind, defineBinding, newRelations } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
 * let relations = newRelations();
 * const decision = bind(policy, relations, {
 *   id: "b1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m1",
 *   referrer: "li",
 *   referrerStatus: "active",
 * });
 * if (decision.ok) {
 *   for (const entry of decision.entries) relations = applyRelations(policy, relations, entry);
 * }
 * relations.members["m1"]?.binding?.referrer; // => "li"
 * relations.members["li"]?.referrals; // => 1
 * ```
 */
export function applyRelations(
  policy: BindingPolicy,
  relations: Relations,
  entry: RelationEntry,
): Relations {
  checkRelationEntry(policy, entry);
  checkRelations(relations);
  const memberOf = (name: string) => {
    const member = own(relations.members, name) ?? newMember();
    checkMember(member);
    return member;
  };
  const { member, kind } = entry;
  // A computed name in a literal, "__proto__" too, becomes a member of its own.
  const members = { ...relations.members, [member]: memberAfter(memberOf(member), entry) };
  if (kind === "code-created") {
    return { members, codes: { ...relations.codes, [entry.code]: member } };
  }
  if (kind === "member-unbound") return { ...relations, members };
  const { referrer } = entry;
  return {
    ...relations,
    members: { ...members, [referrer]: referrerAfter(memberOf(referrer)) },
  };
}

/**
 * The relations, from the entries alone.
 *
 * @param entries - in the order in which they were made, each once
 * @param asOf - only entries up to and including this instant. Default: all
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault
 * `invalid-entry`, `foreign-entry` or `duplicate-entry`
 *
 * @example
 * ```ts
 * import { defineBinding, replayRelations } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
 * replayRelations(policy, []); // => { members: {}, codes: {} }
 * ```
 */
export function replayRelations(
  policy: BindingPolicy,
  entries: Iterable<RelationEntry>,
  asOf?: Instant,
): Relations {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const relations = openedRelations(newRelations());
  const seen = new Set<string>();
  for (const entry of entries) {
    checkRelationEntry(policy, entry);
    if (seen.has(entry.id)) throw duplicateEntry(entry.id);
    seen.add(entry.id);
    if (toMilliseconds(entry.at) <= until) relations.advance(entry);
  }
  return relations.close();
}

import { duplicateEntry } from "../../kernel/replay";
import type { RelationEntry } from "./entries";
import { type BindingChange, MAX_CHANGES, type MemberRelation } from "./state";

/**
 * A member after an entry about them.
 *
 * @throws UptierError `duplicate-entry`
 */
export function memberAfter(member: MemberRelation, entry: RelationEntry): MemberRelation {
  if (entry.kind === "code-created") {
    if (member.code === entry.code) throw duplicateEntry(entry.id);
    return { ...member, code: entry.code };
  }
  if (member.changes.some((change) => change.entry === entry.id)) throw duplicateEntry(entry.id);
  const { id, cause, at } = entry;
  const binding = entry.kind === "member-bound" ? entry.binding : null;
  const change: BindingChange = { entry: id, cause, at, referrer: binding?.referrer ?? null };
  const { code, referrals, changes } = member;
  return { binding, code, referrals, changes: [...changes.slice(1 - MAX_CHANGES), change] };
}

/** A referrer after somebody was bound to them. */
export function referrerAfter(member: MemberRelation): MemberRelation {
  return { ...member, referrals: member.referrals + 1 };
}

import { checkMember, type MemberRelation, newMember, own, type Relations } from "./state";

/** What a decision sees of the relations; it may be a part of them only. */
export interface RelationView {
  /** Undefined: this member cannot be seen from here. */
  memberOf(member: string): MemberRelation | undefined;
  /** Whose a code is; null: nobody's. */
  ownerOf(code: string): string | null;
  /** Whether the way up from one member, themselves included, meets another. */
  meets(from: string, wanted: string, at: string): Meeting;
}

/** What a walk up found: the member, the top, or somebody who cannot be seen from here. */
export type Meeting = "met" | "not-met" | { readonly unseen: string };

/** All of the relations. */
export function viewOf(relations: Relations): RelationView {
  const memberOf = (member: string): MemberRelation =>
    own(relations.members, member) ?? newMember();
  return {
    memberOf,
    ownerOf: (code) => own(relations.codes, code) ?? null,
    meets: (from, wanted, at) => walkUp(memberOf, from, wanted, at),
  };
}

/** The member whom a decision is about. */
export function memberIn(view: RelationView, name: string): MemberRelation {
  const member = view.memberOf(name) ?? newMember();
  checkMember(member);
  return member;
}

/** The members that were read, and whose codes. */
export function partialView(
  members: ReadonlyMap<string, MemberRelation>,
  codes: ReadonlyMap<string, string | null>,
): RelationView {
  const memberOf = (member: string): MemberRelation | undefined => members.get(member);
  return {
    memberOf,
    ownerOf: (code) => codes.get(code) ?? null,
    meets: (from, wanted, at) => walkUp(memberOf, from, wanted, at),
  };
}

/**
 * Walks up, one loop and no recursion. A binding counts as a step as long as it is not over: one that
 * is to begin later will close its circle then. Circles from elsewhere are noticed by coming back to a
 * landmark that is moved after 1, 2, 4, 8 steps (Brent 1980), which needs no memory.
 */
function walkUp(
  memberOf: (member: string) => MemberRelation | undefined,
  from: string,
  wanted: string,
  at: string,
): Meeting {
  let [landmark, steps, next] = ["", 0, 1];
  for (let name = from; ;) {
    if (name === wanted) return "met";
    if (name === landmark) return "not-met";
    const member = memberOf(name);
    if (member === undefined) return { unseen: name };
    const { binding } = member;
    if (binding === null || isOver(binding.until, at)) return "not-met";
    if ((steps += 1) === next) [landmark, next] = [name, next * 2];
    name = binding.referrer;
  }
}

/** Whether a binding has ended by an instant. */
export function isOver(until: string | null, at: string): boolean {
  return until !== null && until <= at;
}

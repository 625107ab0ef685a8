import { type Instant } from "../../kernel/time/instant";
import { type BindCommand, type BindDecision, decideBind } from "./bind";
import { type ChainNode, chainFrom } from "./chain";
import { type CreateCodeCommand, type CreateCodeDecision, decideCreateCode } from "./code";
import type { BindingPolicy } from "./definition";
import type { RelationEntry } from "./entries";
import { checkRelationEntry } from "./entry-check";
import { openedRelations } from "./open";
import { decideRebind, type RebindCommand, type RebindDecision } from "./rebind";
import {
  checkRelations,
  type MemberRelation,
  newMember,
  newRelations,
  type Relations,
} from "./state";
import { decideUnbind, type UnbindCommand, type UnbindDecision } from "./unbind";

/**
 * Relations held in memory, for services that keep them, for imports and for simulations. It makes the
 * same decisions as the verbs and keeps the relations itself, changed in place: a binding costs the same
 * however many there are, and a million steps up cost some milliseconds.
 */
export interface RelationsSession {
  /** Binds a member: `bind`. */
  bind(command: BindCommand): BindDecision;
  /** Moves a member by hand: `rebind`. */
  rebind(command: RebindCommand): RebindDecision;
  /** Releases a member: `unbind`. */
  unbind(command: UnbindCommand): UnbindDecision;
  /** Gives a member a code: `createCode`. */
  createCode(command: CreateCodeCommand): CreateCodeDecision;
  /** Folds an entry that was decided elsewhere. */
  apply(entry: RelationEntry): void;
  /** Whose a code is: `referrerOfCode`. */
  referrerOfCode(code: string): string | null;
  /** Those above a member: `chainOf`. */
  chainOf(member: string, levels: number, at: Instant): readonly ChainNode[];
  /** What is known of a member. */
  memberOf(member: string): MemberRelation;
  /** A copy of the relations. */
  relations(): Relations;
}

/**
 * Opens a session.
 *
 * @param relations - to go on from; they stay as they are. Default: nobody is bound
 * @throws UptierError `invalid-state`
 *
 * @example
 * ```ts
 * import { defineBinding, openRelations } from "uptier/referral";
 *
 * const session = openRelations(defineBinding({ id: "friends", zone: "Asia/Shanghai" }));
 * const at = "2026-11-21T09:30:00+08:00";
 * session.bind({ id: "b1", at, member: "wu", referrer: "li", referrerStatus: "active" });
 * session.bind({ id: "b2", at, member: "m1", referrer: "wu", referrerStatus: "active" });
 * session.chainOf("m1", 2, at).map(({ member }) => member); // => ["wu", "li"]
 * const circle = { id: "b3", at, member: "li", referrer: "m1", referrerStatus: "active" } as const;
 * const decision = session.bind(circle);
 * decision.ok ? null : decision.refusal; // => { code: "cycle", referrer: "m1" }
 * ```
 */
export function openRelations(
  policy: BindingPolicy,
  relations: Relations = newRelations(),
): RelationsSession {
  checkRelations(relations);
  const open = openedRelations(relations);
  const { view } = open;
  const memberOf = (name: string): MemberRelation => view.memberOf(name) ?? newMember();
  const verb =
    <C, D extends { readonly ok: boolean; readonly entries?: readonly RelationEntry[] }>(
      decide: (policy: BindingPolicy, seen: typeof view, command: C) => D,
    ): ((command: C) => D) =>
    (command) => {
      const decision = decide(policy, view, command);
      for (const entry of decision.entries ?? []) open.advance(entry);
      return decision;
    };
  return {
    bind: verb(decideBind),
    rebind: verb(decideRebind),
    unbind: verb(decideUnbind),
    createCode: verb(decideCreateCode),
    apply(entry) {
      checkRelationEntry(policy, entry);
      open.advance(entry);
    },
    referrerOfCode: (code) => view.ownerOf(code),
    chainOf: (member, levels, at) => chainFrom(memberOf, member, levels, at),
    memberOf,
    relations: () => open.close(),
  };
}

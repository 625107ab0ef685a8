import type { Command, Decider, Decision, Reason, ReadState, Stream } from "../../kernel/decision";
import { isList } from "../../kernel/list";
import { type BindCommand, type BindRefusal, decideBind } from "./bind";
import type { RelationReason } from "./booking";
import {
  type CreateCodeCommand,
  type CreateCodeRefusal,
  type CreateCodeResult,
  decideCreateCode,
} from "./code";
import type { BindingPolicy } from "./definition";
import type { RelationEntry } from "./entries";
import { memberAfter, referrerAfter } from "./member";
import type { BindResult } from "./place";
import { decideRebind, type RebindCommand, type RebindRefusal } from "./rebind";
import { type MemberRelation, newMember } from "./state";
import { decideUnbind, type UnbindCommand, type UnbindRefusal, type UnbindResult } from "./unbind";
import { partialView, type RelationView } from "./view";

/** A decider on relations. */
export type RelationDecider<C extends Command, Value, Refusal extends Reason> = Decider<
  C,
  Value,
  RelationEntry,
  Refusal,
  Refusal | RelationReason
>;

/** What a runner needs to make relations durable: a decider for each verb. */
export interface BindingDeciders {
  readonly bind: RelationDecider<BindCommand, BindResult, BindRefusal>;
  readonly rebind: RelationDecider<RebindCommand, BindResult, RebindRefusal>;
  readonly unbind: RelationDecider<UnbindCommand, UnbindResult, UnbindRefusal>;
  readonly createCode: RelationDecider<CreateCodeCommand, CreateCodeResult, CreateCodeRefusal>;
}

/**
 * The decisions on relations for a runner such as the SQL store. All share one name, so that no two of
 * their commands may have the same id.
 *
 * A member and a code have a stream each. Binding touches the member, the referrer, and those of
 * `upline`, which only a member needs who has referred somebody: to know that nobody stands above
 * themselves, all those in between must stand still meanwhile. The decision compares them with what their
 * streams say, and refuses with `upline-changed` where they are others by now; read them again then.
 *
 * @example
 * ```ts
 * import { bindingDeciders, defineBinding } from "uptier/referral";
 *
 * const policy = defineBinding({ id: "friends", zone: "Asia/Shanghai" });
 * const at = "2026-11-21T09:30:00+08:00";
 * const { bind } = bindingDeciders(policy);
 * bind
 *   .streams({ id: "b1", at, member: "m1", referrer: "li", referrerStatus: "active" })
 *   .map(({ key }) => key);
 * // => ["referral/relations/friends/member/m1", "referral/relations/friends/member/li"]
 * ```
 */
export function bindingDeciders(policy: BindingPolicy): BindingDeciders {
  const decider = <C extends Command & Touched, V, R extends Reason>(
    decide: (
      policy: BindingPolicy,
      view: RelationView,
      command: C,
    ) => Decision<V, RelationEntry, R, R | RelationReason>,
  ): RelationDecider<C, V, R> => ({
    name: `referral/relations/${policy.id}`,
    streams: (about) => [
      ...namesIn(about).map((name) => relationStream(policy, name)),
      ...codesIn(about).map((code) => codeStream(policy, code)),
    ],
    decide: (read, command) => decide(policy, viewThrough(policy, read, command), command),
  });
  return {
    bind: decider(decideBind),
    rebind: decider(decideRebind),
    unbind: decider(decideUnbind),
    createCode: decider(decideCreateCode),
  };
}

/** The stream of a member: whom they are bound to, their code, how many they have referred. */
export function relationStream(
  policy: BindingPolicy,
  member: string,
): Stream<MemberRelation, RelationEntry> {
  return {
    key: `referral/relations/${policy.id}/member/${member}`,
    initial: newMember,
    apply: (state, entry) =>
      entry.member === member ? memberAfter(state, entry) : referrerAfter(state),
  };
}

/** The stream of a code: whose it is; null: nobody's. */
export function codeStream(
  policy: BindingPolicy,
  code: string,
): Stream<{ readonly member: string | null }, RelationEntry> {
  return {
    key: `referral/relations/${policy.id}/code/${code}`,
    initial: () => ({ member: null }),
    apply: (_, { member }) => ({ member }),
  };
}

/** What commands and entries name of members and codes. */
interface Touched {
  readonly member: string;
  readonly referrer?: string | null;
  readonly upline?: readonly string[] | undefined;
  readonly code?: string;
}

/** Each once; what is no list never passes the check of the command that follows. */
function namesIn({ member, referrer, upline }: Touched): string[] {
  const above = isList(upline) ? upline! : [];
  return [...new Set([member, ...(typeof referrer === "string" ? [referrer] : []), ...above])];
}

function codesIn({ code }: Touched): string[] {
  return typeof code === "string" ? [code] : [];
}

function viewThrough(
  policy: BindingPolicy,
  read: ReadState<RelationEntry>,
  command: Touched,
): RelationView {
  return partialView(
    new Map(namesIn(command).map((name) => [name, read(relationStream(policy, name))])),
    new Map(codesIn(command).map((code) => [code, read(codeStream(policy, code)).member])),
  );
}

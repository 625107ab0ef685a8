import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import type { BindingMode } from "./input";

/** Who referred whom, and whose codes are whose. Plain JSON. */
export interface Relations {
  /** By member; who is not there has no relation and no code. */
  readonly members: Readonly<Record<string, MemberRelation>>;
  /** Whose a code is, by code. */
  readonly codes: Readonly<Record<string, string>>;
}

/** What is known of a member. */
export interface MemberRelation {
  /** Null: they are bound to nobody. One that has run out stays until the next. */
  readonly binding: Binding | null;
  /** Their referral code; null: none yet. */
  readonly code: string | null;
  /** How often somebody was bound to them. It never falls: who has 0 is above nobody. */
  readonly referrals: number;
  /** The last changes of their binding, at most 50, the newest last: they tell a double send. */
  readonly changes: readonly BindingChange[];
}

/** A relation, with all that was promised when it began: later policies do not change it. */
export interface Binding {
  readonly referrer: string;
  /** The first instant at which it holds. */
  readonly since: string;
  /** Nobody can take the member over before; null: they can at any time. */
  readonly protectedUntil: string | null;
  /** The first instant at which it no longer holds; null: it is for life. */
  readonly until: string | null;
  /** The mode in which it was made; `by-hand`: somebody of the shop moved the member. */
  readonly rule: BindingMode | "by-hand";
  /** The touch that led to it. */
  readonly touch: string | null;
}

/** A change of a binding. */
export interface BindingChange {
  /** The id of the entry. */
  readonly entry: string;
  readonly cause: string;
  readonly at: string;
  /** To whom; null: to nobody. */
  readonly referrer: string | null;
}

/** The most changes that are kept of a member. */
export const MAX_CHANGES = 50;

/** Nobody is bound to anybody yet. */
export function newRelations(): Relations {
  return { members: {}, codes: {} };
}

/** A member of whom nothing is known yet. */
export function newMember(): MemberRelation {
  return UNKNOWN;
}

const UNKNOWN: MemberRelation = Object.freeze({
  binding: null,
  code: null,
  referrals: 0,
  changes: Object.freeze([]),
});

/** A member of a record, and not what records inherit. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The binding that holds at an instant; null: none. */
export function bindingAt({ binding }: MemberRelation, at: string): Binding | null {
  if (binding === null || at < binding.since) return null;
  return binding.until === null || at < binding.until ? binding : null;
}

/**
 * Refuses relations that were damaged on their way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkRelations(relations: Relations): void {
  if (!isRecord(relations) || !isRecord(relations.members) || !isRecord(relations.codes)) {
    throw damaged(relations);
  }
}

/** Refuses a member who was damaged on the way. */
export function checkMember(member: MemberRelation): void {
  const sound =
    isRecord(member) &&
    (member.binding === null ||
      (isRecord(member.binding) && typeof member.binding.referrer === "string")) &&
    (member.code === null || typeof member.code === "string") &&
    Number.isSafeInteger(member.referrals) &&
    isList(member.changes);
  if (!sound) throw damaged(member);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !isList(value);
}

function damaged(value: unknown): UptierError {
  return new UptierError(
    "invalid-state",
    `relations are damaged at ${shown(value)}: replay the entries`,
  );
}

import { invalidCommand, textIn } from "../../kernel/command";
import { deepFreeze } from "../../kernel/json";
import { addCalendar } from "../../kernel/time/calendar";
import { type Instant, instantText, toMilliseconds } from "../../kernel/time/instant";
import {
  bindingAt,
  checkMember,
  checkRelations,
  type MemberRelation,
  newMember,
  own,
  type Relations,
} from "./state";

/** Somebody above the buyer of an order, as it was when the order was made. Plain JSON. */
export interface ChainNode {
  /** 1 is who referred the buyer. */
  readonly level: number;
  readonly member: string;
  /** Since when the one below is bound to them: for rules by the age of the relation. */
  readonly since: string;
}

const MAX_LEVELS = 100;

/**
 * Those above a member at an instant, the nearest first: to be kept in the order when it is made. What
 * is paid later goes by what the order holds, whoever the member is bound to by then.
 *
 * A binding that began later, or was over, ends the chain: an order from before the binding earns
 * nothing. Nobody occurs twice: where old data goes in a circle, the chain ends.
 *
 * @param levels - how far up, 1 to 100
 * @returns frozen; empty: nobody referred the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { chainOf, type Binding, type Relations } from "uptier/referral";
 *
 * const since = "2026-11-01T00:00:00.000Z";
 * const to = (referrer: string): Binding => {
 *   return { referrer, since, protectedUntil: null, until: null, rule: "first-bind", touch: null };
 * };
 * const of = (binding: Binding) => ({ binding, code: null, referrals: 0, changes: [] });
 * const relations: Relations = { members: { m1: of(to("wu")), wu: of(to("li")) }, codes: {} };
 * chainOf(relations, "m1", 2, "2026-11-21T09:30:00+08:00");
 * // => [{ level: 1, member: "wu", since }, { level: 2, member: "li", since }]
 * ```
 */
export function chainOf(
  relations: Relations,
  member: string,
  levels: number,
  at: Instant,
): readonly ChainNode[] {
  checkRelations(relations);
  return chainFrom((name) => own(relations.members, name) ?? newMember(), member, levels, at);
}

/** {@link chainOf} on whatever holds the members. */
export function chainFrom(
  memberOf: (name: string) => MemberRelation,
  member: string,
  levels: number,
  at: Instant,
): readonly ChainNode[] {
  if (textIn("member", member) === null) throw invalidCommand("member", "given", member);
  if (!Number.isSafeInteger(levels) || levels < 1 || levels > MAX_LEVELS) {
    throw invalidCommand("levels", `a whole number from 1 to ${MAX_LEVELS}`, levels);
  }
  const now = instantText(toMilliseconds(at));
  const visited = new Set([member]);
  const chain: ChainNode[] = [];
  for (let name = member; chain.length < levels;) {
    const known = memberOf(name);
    checkMember(known);
    const binding = bindingAt(known, now);
    if (binding === null || visited.has(binding.referrer)) break;
    name = binding.referrer;
    visited.add(name);
    chain.push({ level: chain.length + 1, member: name, since: binding.since });
  }
  return deepFreeze(chain);
}

/**
 * The age of a relation in whole months of a zone: for rates that change with it. Months are counted
 * from the day it began and end at that day and time of day, or at the end of a month that is too short.
 *
 * @returns 0 in the first month, and before it began
 * @throws UptierError in this order: `invalid-instant`, `unknown-zone`
 *
 * @example
 * ```ts
 * import { relationMonths } from "uptier/referral";
 *
 * const months = (at: string) => relationMonths("2026-01-31T10:00:00+08:00", at, "Asia/Shanghai");
 * months("2026-02-28T09:59:00+08:00"); // => 0
 * months("2026-02-28T10:00:00+08:00"); // => 1
 * months("2027-01-31T10:00:00+08:00"); // => 12
 * ```
 */
export function relationMonths(since: Instant, at: Instant, zone: string): number {
  const [start, now] = [toMilliseconds(since), toMilliseconds(at)];
  let months = Math.max(0, Math.floor((now - start) / LONGEST_MONTH));
  // Months are at most 31 days and an hour or two of a clock change, so that this is a step or two a year.
  while (addCalendar(start, months + 1, "month", zone) <= now) months += 1;
  return months;
}

/** Milliseconds; a guess that is never too high. */
const LONGEST_MONTH = 32 * 86_400_000;

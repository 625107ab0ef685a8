import { checkCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { refuse } from "../../../kernel/refusal";
import { toMilliseconds } from "../../../kernel/time/instant";
import { entriesOf, type EntryBody } from "../entry";
import { checkState, own } from "../part";
import type { GroupBuy } from "./definition";
import { applyGroupBuy, groupBuyKind } from "./fold";
import { type GroupResult, ordersOf, resultOf } from "./orders";
import { type ExpireGroupCommand, type GroupBuyEntry, type GroupBuyState, NO_GROUP } from "./state";

/**
 * Why a group was not ended, in the order in which reasons are looked for.
 *
 * 1. `unknown-group`: nobody has opened it
 * 2. `not-yet-expired`: it still has time
 */
export type ExpireGroupRefusal =
  | { readonly code: "unknown-group"; readonly group: string }
  | { readonly code: "not-yet-expired"; readonly group: string; readonly expiresAt: string };

/** The codes of {@link ExpireGroupRefusal} in their order of precedence. */
export const EXPIRE_GROUP_REFUSALS = [
  "unknown-group",
  "not-yet-expired",
] as const satisfies readonly ExpireGroupRefusal["code"][];

/** The answer to an {@link ExpireGroupCommand}. */
export type ExpireGroupDecision = Decision<
  GroupResult,
  GroupBuyEntry,
  ExpireGroupRefusal,
  | ExpireGroupRefusal
  | { readonly code: "group-filled"; readonly group: string; readonly virtual: number }
  | { readonly code: "group-failed"; readonly group: string; readonly missing: number }
  /** It ended before: nothing new happens. */
  | { readonly code: "exists" }
>;

/**
 * Ends a group whose time is over. It fails, and every order in it with it: `orders` lists them, each
 * under its own id with what it paid. Their units are back in stock at once; refund the money and close
 * each with `closeGroupOrder`. Where no more orders are missing than `virtualFill` allows, it succeeds
 * with those it has.
 *
 * @param state - with the activity and the group
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 *
 * @example
 * ```ts
 * import { defineGroupBuy, expireGroup, joinGroup, replayGroupBuy, newGroupBuyState } from "uptier/referral";
 *
 * const groupBuy = defineGroupBuy({
 *   id: "tea-for-two",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   size: 2,
 *   lasts: { hours: 24 },
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * const order = { id: "j1", at, member: "m1", order: "o1", quantity: 1, paid: "19.90" };
 * const opened = joinGroup(groupBuy, newGroupBuyState(), order);
 * const state = replayGroupBuy(groupBuy, opened.ok ? opened.entries : []);
 *
 * const command = { id: "x1", at: "2026-11-22T09:30:00+08:00", group: "o1" };
 * const ended = expireGroup(groupBuy, state, command);
 * ended.ok && ended.value.status; // => "failed"
 * ended.ok && ended.value.orders; // => [{ order: "o1", member: "m1", quantity: 1, paid: "19.90" }]
 * ```
 */
export function expireGroup(
  groupBuy: GroupBuy,
  state: GroupBuyState,
  command: ExpireGroupCommand,
): ExpireGroupDecision {
  const at = checkCommand(command, ["group"]);
  checkState(groupBuyKind, state);
  const { group } = command;
  const before = own(state.groups, group) ?? NO_GROUP;
  const { expiresAt, size, status } = before;
  if (expiresAt === null) return refuse({ code: "unknown-group", group });
  if (status !== "forming") {
    const value = resultOf(groupBuy, group, before);
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  if (at < toMilliseconds(expiresAt)) return refuse({ code: "not-yet-expired", group, expiresAt });
  const lines = ordersOf(before, "paid-not-formed");
  const orders = lines.map(({ id }) => id);
  const missing = size - orders.length;
  const filled = missing <= groupBuy.virtualFill;
  const body: EntryBody<GroupBuyEntry> = filled
    ? { kind: "group-filled", group, orders, virtual: missing }
    : {
        kind: "group-failed",
        group,
        reason: "expired",
        orders,
        quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      };
  const entries = entriesOf<GroupBuyEntry>(groupBuy, command, at, [body]);
  const next = entries.reduce((to, entry) => applyGroupBuy(groupBuy, to, entry), state);
  return {
    ok: true,
    value: resultOf(groupBuy, group, next.groups[group]!),
    entries,
    why: [
      filled
        ? { code: "group-filled", group, virtual: missing }
        : { code: "group-failed", group, missing },
    ],
  };
}

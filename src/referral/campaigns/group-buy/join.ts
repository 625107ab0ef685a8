import { checkCommand, countIn, invalidCommand } from "../../../kernel/command";
import type { Decision } from "../../../kernel/decision";
import { addSafely, toMinor } from "../../../kernel/money/amount";
import { conflictOf, type IdConflict, refuse } from "../../../kernel/refusal";
import { after } from "../../../kernel/time/duration";
import { instantText, toMilliseconds } from "../../../kernel/time/instant";
import { entriesOf, type EntryBody } from "../entry";
import { checkState, own } from "../part";
import { type NotOpen, notOpen } from "../period";
import type { GroupBuy } from "./definition";
import { applyGroupBuy, groupBuyKind } from "./fold";
import { type GroupResult, ordersOf, resultOf } from "./orders";
import {
  type GroupBuyEntry,
  type GroupBuyer,
  type GroupBuyState,
  groupOf,
  type JoinGroupCommand,
  NO_BUYER,
  NO_GROUP,
} from "./state";

/**
 * Why an order did not join, in the order in which reasons are looked for.
 *
 * 1. `id-conflict`: the order joined before, with something else about it
 * 2. `not-open`: outside of the period of the group-buy
 * 3. `over-order-limit`: more units than one order may have
 * 4. `out-of-stock`: fewer units are left
 * 5. `unknown-group`: nobody has opened it
 * 6. `group-failed`
 * 7. `group-full`
 * 8. `group-expired`: its time is over, though nobody has said so yet
 * 9. `in-running-group`: the member is in a group of this group-buy that still runs
 * 10. `over-member-limit`: with this order, more units than one member may buy
 * 11. `too-many-orders`: the member has 1,000
 */
export type JoinGroupRefusal =
  | IdConflict
  | NotOpen
  | { readonly code: "over-order-limit"; readonly limit: number }
  | { readonly code: "out-of-stock"; readonly left: number }
  | { readonly code: "unknown-group"; readonly group: string }
  | { readonly code: "group-failed"; readonly group: string; readonly endedAt: string | null }
  | { readonly code: "group-full"; readonly group: string; readonly size: number }
  | { readonly code: "group-expired"; readonly group: string; readonly expiresAt: string }
  | { readonly code: "in-running-group"; readonly group: string; readonly until: string }
  | { readonly code: "over-member-limit"; readonly limit: number; readonly bought: number }
  | { readonly code: "too-many-orders"; readonly limit: number };

/** The codes of {@link JoinGroupRefusal} in their order of precedence. */
export const JOIN_GROUP_REFUSALS = [
  "id-conflict",
  "not-open",
  "over-order-limit",
  "out-of-stock",
  "unknown-group",
  "group-failed",
  "group-full",
  "group-expired",
  "in-running-group",
  "over-member-limit",
  "too-many-orders",
] as const satisfies readonly JoinGroupRefusal["code"][];

/** The answer to a {@link JoinGroupCommand}. */
export type JoinGroupDecision = Decision<
  GroupResult,
  GroupBuyEntry,
  JoinGroupRefusal,
  | JoinGroupRefusal
  | { readonly code: "group-opened"; readonly group: string; readonly expiresAt: string }
  | { readonly code: "group-joined"; readonly group: string; readonly missing: number }
  | { readonly code: "group-filled"; readonly group: string; readonly virtual: number }
  | { readonly code: "exists" }
>;

/**
 * Takes a member's paid order into a group, or opens one with it: the group then bears the id of that
 * order. The last order fills the group, and all its orders succeed at once; `orders` lists them. Close
 * each with `closeGroupOrder`; the one that filled it is closed already.
 *
 * A group expires by its own time, whether or not anybody has said so. The same order again is accepted
 * without entries.
 *
 * @param state - with the activity, the group and the member
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, those of `toMinor`,
 * `invalid-command` (less than 0 paid), `unsafe-integer` (all that was paid)
 *
 * @example
 * ```ts
 * import { applyGroupBuy, defineGroupBuy, joinGroup, newGroupBuyState } from "uptier/referral";
 *
 * const groupBuy = defineGroupBuy({
 *   id: "tea-for-two",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   size: 2,
 *   lasts: { hours: 24 },
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * const order = { at, quantity: 1, paid: "19.90" };
 * let state = newGroupBuyState();
 * const opened = joinGroup(groupBuy, state, { ...order, id: "j1", member: "m1", order: "o1" });
 * opened.ok && opened.value.missing; // => 1
 * for (const entry of opened.ok ? opened.entries : []) state = applyGroupBuy(groupBuy, state, entry);
 *
 * const joined = joinGroup(groupBuy, state, { ...order, id: "j2", member: "m2", order: "o2", group: "o1" });
 * joined.ok && joined.value.status; // => "success"
 * joined.ok && joined.value.orders.map((line) => line.order); // => ["o1", "o2"]
 * ```
 */
export function joinGroup(
  groupBuy: GroupBuy,
  state: GroupBuyState,
  command: JoinGroupCommand,
): JoinGroupDecision {
  const at = checkCommand(command, ["member", "order"]);
  if (command.group !== undefined && command.group !== null && command.group !== 0) {
    checkCommand(command, ["group"]);
  }
  countIn("quantity", command.quantity);
  checkState(groupBuyKind, state);
  const paidMinor = toMinor(command.paid, groupBuy.currency);
  if (paidMinor < 0) throw invalidCommand("paid", "at least 0", command.paid);
  addSafely(state.activity.paidMinor, paidMinor);

  const id = groupOf(command);
  const opens = id === command.order;
  const group = own(state.groups, id) ?? NO_GROUP;
  const buyer = own(state.members, command.member) ?? NO_BUYER;
  const before = own(group.orders, command.order);
  if (before !== undefined || own(buyer.orders, command.order) !== undefined) {
    const { member, order, quantity } = command;
    const conflict = conflictOf({
      group: [own(buyer.orders, order) ?? id, id],
      member: [before?.member ?? member, member],
      quantity: [before?.quantity ?? quantity, quantity],
      paid: [before?.paidMinor ?? paidMinor, paidMinor],
    });
    if (conflict !== null) return refuse(conflict);
    const value = resultOf(groupBuy, id, group);
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  const refusal =
    notOpen(groupBuy, at) ??
    overStock(groupBuy, state, command) ??
    (opens ? null : groupRefusal(state, id, at)) ??
    memberRefusal(groupBuy, buyer, command, at);
  if (refusal !== null) return refuse(refusal);
  return accept(groupBuy, state, command, paidMinor, at);
}

/** The most orders of one member. */
const MAX_ORDERS = 1_000;

function overStock(
  { maxPerOrder, stock }: GroupBuy,
  { activity }: GroupBuyState,
  { quantity }: JoinGroupCommand,
): JoinGroupRefusal | null {
  if (maxPerOrder !== null && quantity > maxPerOrder) {
    return { code: "over-order-limit", limit: maxPerOrder };
  }
  if (stock === null || quantity <= stock - activity.taken) return null;
  return { code: "out-of-stock", left: Math.max(0, stock - activity.taken) };
}

function groupRefusal(
  { groups }: GroupBuyState,
  group: string,
  at: number,
): JoinGroupRefusal | null {
  const { endedAt, expiresAt, size, status } = own(groups, group) ?? NO_GROUP;
  if (status === "unopened" || expiresAt === null) return { code: "unknown-group", group };
  if (status === "failed") return { code: "group-failed", group, endedAt };
  if (status === "success") return { code: "group-full", group, size };
  return at >= toMilliseconds(expiresAt) ? { code: "group-expired", group, expiresAt } : null;
}

function memberRefusal(
  { maxPerMember }: GroupBuy,
  { bought, orders, running }: GroupBuyer,
  { quantity }: JoinGroupCommand,
  at: number,
): JoinGroupRefusal | null {
  if (running !== null && at < toMilliseconds(running.until)) {
    return { code: "in-running-group", group: running.group, until: running.until };
  }
  if (maxPerMember !== null && bought + quantity > maxPerMember) {
    return { code: "over-member-limit", limit: maxPerMember, bought };
  }
  return Object.keys(orders).length < MAX_ORDERS
    ? null
    : { code: "too-many-orders", limit: MAX_ORDERS };
}

function accept(
  groupBuy: GroupBuy,
  state: GroupBuyState,
  command: JoinGroupCommand,
  paidMinor: number,
  at: number,
): JoinGroupDecision {
  const { member, order, quantity } = command;
  const group = groupOf(command);
  const before = own(state.groups, group) ?? NO_GROUP;
  const opens = before.status === "unopened";
  const size = opens ? groupBuy.size : before.size;
  const until = before.expiresAt ?? instantText(after(at, groupBuy.lasts, groupBuy.zone));
  const orders = [...ordersOf(before, "paid-not-formed").map(({ id }) => id), order];
  const missing = size - orders.length;
  const bodies: EntryBody<GroupBuyEntry>[] = [
    { kind: "group-order-joined", group, member, order, quantity, paidMinor, until },
  ];
  if (opens) bodies.unshift({ kind: "group-opened", group, member, size, expiresAt: until });
  if (missing === 0) {
    bodies.push(
      { kind: "group-filled", group, orders, virtual: 0 },
      { kind: "group-order-confirmed", group, member, order, quantity },
    );
  }
  const entries = entriesOf<GroupBuyEntry>(groupBuy, command, at, bodies);
  const next = entries.reduce((to, entry) => applyGroupBuy(groupBuy, to, entry), state);
  return {
    ok: true,
    value: resultOf(groupBuy, group, next.groups[group]!),
    entries,
    why: [
      opens
        ? { code: "group-opened", group, expiresAt: until }
        : { code: "group-joined", group, missing },
      ...(missing === 0 ? [{ code: "group-filled", group, virtual: 0 } as const] : []),
    ],
  };
}

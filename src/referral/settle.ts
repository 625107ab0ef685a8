import { checkCommand } from "../kernel/command";
import type { Decision } from "../kernel/decision";
import { shown, UptierError } from "../kernel/errors";
import { contentHash } from "../kernel/json";
import { fromMinor } from "../kernel/money/amount";
import { type IdConflict, refuse } from "../kernel/refusal";
import { addCalendar } from "../kernel/time/calendar";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import { withinCaps } from "./caps";
import { entryHead, type ReferralEntry } from "./entries";
import { readOrder, type SettleOrderCommand } from "./order";
import type { HoldInput } from "./input";
import type { ReferralPlan } from "./plan";
import { type RewardShare, type ShareReason, type ShareRole, sharesOf } from "./shares";
import { checkReferralState } from "./soundness";
import { own, type ReferralState, type SettledOrder, sum } from "./state";

/** What an order pays to whom. Amounts as decimal text. */
export interface SettleOrderResult {
  readonly order: string;
  readonly currency: string;
  /** What rewards are computed from; the shares, what is burnt and the house's are exactly that. */
  readonly base: string;
  readonly shares: readonly SettledShareResult[];
  /** What nobody gets, where the plan burns what nobody earns. */
  readonly burned: string;
  /** What stays with the shop. */
  readonly house: string;
}

/** What somebody gets. */
export interface SettledShareResult {
  /** The id of the reward in its account: `o1/level-1`. */
  readonly reward: string;
  readonly role: ShareRole;
  readonly level: number;
  /** Null: the pool. */
  readonly earner: string | null;
  readonly amount: string;
  /** From when on it can be paid out; null: what it waits for has not happened, or is another payout. */
  readonly availableAt: string | null;
}

/**
 * Why an order is not settled, in the order in which reasons are looked for.
 *
 * 1. `unknown-currency`: the plan has not that one
 * 2. `id-conflict`: another order was settled under this id; in a session also: the command's id stood for another
 */
export type SettleOrderRefusal =
  | {
      readonly code: "unknown-currency";
      readonly currency: string;
      readonly known: readonly string[];
    }
  | IdConflict;

/** The codes of {@link SettleOrderRefusal} in their order of precedence. */
export const SETTLE_ORDER_REFUSALS = [
  "unknown-currency",
  "id-conflict",
] as const satisfies readonly SettleOrderRefusal["code"][];

/** The answer to a {@link SettleOrderCommand}: `why` says of every candidate why they are paid or not. */
export type SettleOrderDecision = Decision<
  SettleOrderResult,
  ReferralEntry,
  SettleOrderRefusal,
  SettleOrderRefusal | ShareReason | { readonly code: "exists" }
>;

/**
 * Works out what an order pays: walks the chain that the order brings, prices each level on each line,
 * scales everything to the plan's share, cuts off at the caps. Chain, rates and rules are frozen in the
 * entry. House, levels and the buyer's benefit are together exactly the base.
 *
 * To ask what an order would pay, decide and do not keep the entries.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, those of `toMinor`,
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineReferral, newReferralState, settleOrder } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "20%" }, { rate: "10%" }],
 * });
 * const decision = settleOrder(plan, newReferralState(), {
 *   id: "s1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "buyer",
 *   order: "o1",
 *   lines: [{ id: "tea", amount: "100.00" }],
 *   chain: [{ member: "friend" }, { member: "aunt", active: false }],
 * });
 * decision.ok && decision.value.shares.map(({ earner, amount }) => [earner, amount]);
 * // => [["friend", "20.00"]]
 * decision.ok && decision.value.house; // => "80.00"
 * decision.why;
 * // => [{ code: "paid", level: 1, member: "friend" }, { code: "inactive", level: 2, member: "aunt" }]
 * ```
 */
export function settleOrder(
  plan: ReferralPlan,
  state: ReferralState,
  command: SettleOrderCommand,
): SettleOrderDecision {
  checkReferralState(state);
  return decideSettle(plan, state, command);
}

/** {@link settleOrder} on a state that has been checked. */
export function decideSettle(
  plan: ReferralPlan,
  state: ReferralState,
  command: SettleOrderCommand,
): SettleOrderDecision {
  const at = checkCommand(command, ["member", "order"]);
  const { member: buyer, order } = command;
  const currency = currencyOf(plan, command.currency);
  if (currency === null) {
    const asked = String(command.currency);
    return refuse({ code: "unknown-currency", currency: asked, known: plan.currencies });
  }
  const facts = readOrder(plan, command, currency, at);
  const content = contentHash({ buyer, ...facts }).slice(0, 16);
  const known = own(state.orders, order);
  if (known !== undefined) {
    if (known.content === content) return repeated(known);
    return refuse({
      code: "id-conflict",
      field: known.buyer === buyer ? "order" : "member",
      before: known.buyer === buyer ? known.content : known.buyer,
      now: known.buyer === buyer ? content : buyer,
    });
  }
  const priced = sharesOf(plan, facts, buyer, at);
  const question = { order, buyer, currency, at, used: state.caps };
  const capped = withinCaps(plan, priced.shares, question);
  const settled: SettledOrder = {
    order,
    buyer,
    currency,
    at: instantText(at),
    content,
    events: facts.events,
    hold: { ...plan.hold, zone: plan.zone },
    clawbackWindow: plan.clawbackWindow,
    lines: facts.lines.map(({ id, paidMinor, baseMinor }) => ({
      id,
      paid: paidMinor,
      base: baseMinor ?? 0,
      refunded: 0,
      clawed: 0,
    })),
    shares: capped.shares.map((share) => ({
      id: shareId(share),
      ...share,
      reversed: share.lines.map(() => 0),
      waitsFor: waitsFor(plan, share, capped.shares),
    })),
    burned: priced.burned,
    why: withoutCapped([...priced.why], capped.why),
    refunds: [],
  };
  const availableAt = settled.shares.map(() => availableFrom(settled));
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: "order-settled",
    settled,
    availableAt,
  };
  return {
    ok: true,
    value: resultOf(settled, availableAt),
    entries: [entry],
    why: settled.why,
  };
}

function shareId({ role, level }: Pick<RewardShare, "role" | "level">): string {
  return `${role}-${level}`;
}

/** The share that is to be paid out before another; null: none, or nobody earns it. */
function waitsFor(
  { levels }: ReferralPlan,
  { level }: RewardShare,
  shares: readonly RewardShare[],
): string | null {
  if (level < 2 || levels[level - 1]!.timing === "with-first") return null;
  const first = shares.find((share) => share.level === 1 && share.earner !== null);
  return first === undefined ? null : shareId(first);
}

/** From when on rewards of an order can be paid out; null: what they wait for has not happened. */
export function availableFrom({
  hold,
  events,
}: Pick<SettledOrder, "hold" | "events">): string | null {
  return daysAfter(hold, events, hold.zone);
}

/** When so many days after something that happened to an order are over; null: it has not happened. */
export function daysAfter(
  { from, days }: HoldInput,
  events: SettledOrder["events"],
  zone: string,
): string | null {
  const event = events[from];
  return event === null ? null : instantText(addCalendar(toMilliseconds(event), days, "day", zone));
}

/** The currency of a command; null: it is none of the plan's. */
export function currencyOf(plan: ReferralPlan, stated: string | undefined): string | null {
  if (stated !== undefined) return plan.currencies.includes(stated) ? stated : null;
  if (plan.currencies.length === 1) return plan.currencies[0]!;
  throw new UptierError(
    "invalid-command",
    `the plan has several currencies: say which one, ${plan.currencies.join(" or ")}, not ${shown(stated)}`,
  );
}

function repeated(known: SettledOrder): SettleOrderDecision {
  const availableAt = known.shares.map(() => availableFrom(known));
  return {
    ok: true,
    value: resultOf(known, availableAt),
    entries: [],
    why: [{ code: "exists" }],
  };
}

function resultOf(
  { order, currency, lines, shares, burned }: SettledOrder,
  availableAt: readonly (string | null)[],
): SettleOrderResult {
  const money = (minor: number): string => fromMinor(minor, currency);
  const base = sum(lines.map((line) => line.base));
  const paid = sum(shares.map((share) => sum(share.lines)));
  return {
    order,
    currency,
    base: money(base),
    shares: shares.map(({ id, role, level, earner, lines: parts, waitsFor: before }, place) => ({
      reward: `${order}/${id}`,
      role,
      level,
      earner,
      amount: money(sum(parts)),
      availableAt: before === null ? availableAt[place]! : null,
    })),
    burned: money(sum(burned)),
    house: money(base - paid - sum(burned)),
  };
}

/** A candidate whom a cap left nothing is not paid. */
function withoutCapped(
  why: readonly ShareReason[],
  capped: readonly ShareReason[],
): readonly ShareReason[] {
  const isCapped = ({ level }: ShareReason): boolean => capped.some((one) => one.level === level);
  return [...why.filter((one) => one.code !== "paid" || !isCapped(one)), ...capped].toSorted(
    (a, b) => a.level - b.level,
  );
}

import { allocate } from "../kernel/allocation/allocate";
import { releasedShare } from "../kernel/allocation/release";
import { checkCommand, invalidCommand } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import { isList } from "../kernel/list";
import { type AmountInput, fromMinor, toMinor } from "../kernel/money/amount";
import { conflictOf, type IdConflict, refuse } from "../kernel/refusal";
import { entryHead, type ReferralEntry, type ShareReversal } from "./entries";
import type { ReferralPlan } from "./plan";
import {
  checkReferralState,
  type KeptRefund,
  own,
  type ReferralState,
  rewardId,
  type SettledOrder,
  type SettledShare,
  sum,
} from "./state";

/** Money goes back to the buyer. */
export interface RefundOrderCommand extends Command {
  readonly order: string;
  /** All that is left; an amount of the whole order; or amounts of some of its lines. */
  readonly refund:
    | "all"
    | { readonly amount: AmountInput }
    | { readonly lines: readonly { readonly id: string; readonly amount: AmountInput }[] };
  /** `goodwill`: the shop bears it, and rewards stay. Default: `auto`. */
  readonly clawback?: "auto" | "goodwill" | undefined;
}

/** What a refund takes back, as decimal text. */
export interface RefundOrderResult {
  readonly order: string;
  readonly refunded: string;
  /** What is taken back of whom; those of whom nothing is taken are left out. */
  readonly reversals: readonly {
    readonly reward: string;
    readonly earner: string | null;
    readonly amount: string;
  }[];
  readonly status: "partially-refunded" | "refunded";
}

/**
 * Why nothing is refunded, in the order in which reasons are looked for.
 *
 * 1. `unknown-order`: it was never settled
 * 2. `id-conflict`: the id stood for another refund of the order
 * 3. `unknown-line`: the order has no such line
 * 4. `already-refunded`: nothing is left
 * 5. `exceeds-rest`: there is less left than that
 */
export type RefundOrderRefusal =
  | { readonly code: "unknown-order"; readonly order: string }
  | IdConflict
  | { readonly code: "unknown-line"; readonly line: string; readonly known: readonly string[] }
  | { readonly code: "already-refunded"; readonly order: string }
  | {
      readonly code: "exceeds-rest";
      /** Null: of the order as a whole. */
      readonly line: string | null;
      readonly left: string;
    };

/** The codes of {@link RefundOrderRefusal} in their order of precedence. */
export const REFUND_ORDER_REFUSALS = [
  "unknown-order",
  "id-conflict",
  "unknown-line",
  "already-refunded",
  "exceeds-rest",
] as const satisfies readonly RefundOrderRefusal["code"][];

/** The answer to a {@link RefundOrderCommand}. */
export type RefundOrderDecision = Decision<
  RefundOrderResult,
  ReferralEntry,
  RefundOrderRefusal,
  RefundOrderRefusal | { readonly code: "exists" }
>;

/**
 * Takes back what was earned on money that goes back: of every share, line by line, in proportion to
 * what was refunded so far, at the amounts that were frozen. Any slices end at exactly nothing for
 * everybody. What was paid out already becomes a debt, which the next payout settles.
 *
 * A refund of an amount is spread over the lines by what is left of them; one of lines takes back what was
 * earned on these.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, those of `toMinor`
 *
 * @example
 * ```ts
 * import { defineReferral, openReferral } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "33%" }],
 * });
 * const session = openReferral(plan);
 * const at = "2026-11-21T09:30:00+08:00";
 * session.settleOrder({
 *   id: "s1",
 *   at,
 *   member: "buyer",
 *   order: "o1",
 *   lines: [{ id: "tea", amount: "3.00" }],
 *   chain: [{ member: "friend" }],
 * });
 * const slices = ["1.00", "1.00", "1.00"].map((amount, index) => {
 *   const refund = session.refundOrder({ id: `r${index}`, at, order: "o1", refund: { amount } });
 *   return refund.ok && refund.value.reversals[0]?.amount;
 * });
 * slices; // => ["0.33", "0.33", "0.33"]
 * session.balanceOf("friend", at).balance; // => "0.00"
 * ```
 */
export function refundOrder(
  plan: ReferralPlan,
  state: ReferralState,
  command: RefundOrderCommand,
): RefundOrderDecision {
  checkReferralState(state);
  return decideRefund(plan, state, command);
}

/** {@link refundOrder} on a state that has been checked. */
export function decideRefund(
  plan: ReferralPlan,
  state: ReferralState,
  command: RefundOrderCommand,
): RefundOrderDecision {
  const at = checkCommand(command, ["order"]);
  const clawback = command.clawback ?? "auto";
  if (clawback !== "auto" && clawback !== "goodwill") {
    throw invalidCommand("clawback", '"auto" or "goodwill"', clawback);
  }
  const settled = own(state.orders, command.order);
  if (settled === undefined) return refuse({ code: "unknown-order", order: command.order });
  const asked = readRefund(command, settled);
  const known = settled.refunds.find(({ id }) => id === command.id);
  if (known !== undefined) return repeated(settled, known, asked, clawback);
  if ("code" in asked) return refuse(asked);
  const left = settled.lines.map(({ paid, refunded }) => paid - refunded);
  const lines = linesOf(asked, left, settled);
  if ("code" in lines) return refuse(lines);
  const refund: KeptRefund = { id: command.id, lines, clawback };
  const reversals = clawback === "goodwill" ? [] : reversalsOf(settled, lines);
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: "order-refunded",
    order: settled.order,
    currency: settled.currency,
    refund,
    reversals,
  };
  return {
    ok: true,
    value: resultOf(settled, refund, reversals, sum(left) === sum(lines)),
    entries: [entry],
    why: [],
  };
}

/** What is asked for: everything, an amount, or amounts by place of the line. */
type Asked =
  { readonly all: true } | { readonly amount: number } | { readonly byLine: readonly number[] };

type UnknownLine = Extract<RefundOrderRefusal, { code: "unknown-line" }>;

function readRefund(
  { refund }: RefundOrderCommand,
  { currency, lines }: SettledOrder,
): Asked | UnknownLine {
  if (refund === "all") return { all: true };
  if (typeof refund !== "object" || refund === null) {
    throw invalidCommand("refund", '"all", { amount } or { lines }', refund);
  }
  if ("amount" in refund) return { amount: amountAbove(refund.amount, currency) };
  if (!isList(refund.lines) || refund.lines.length === 0 || refund.lines.length > lines.length) {
    throw invalidCommand("refund.lines", "a list of lines of the order", refund.lines);
  }
  const byLine = lines.map(() => 0);
  for (const { id, amount } of refund.lines) {
    const place = lines.findIndex((line) => line.id === id);
    if (place < 0) {
      return { code: "unknown-line", line: id, known: lines.map((line) => line.id) };
    }
    if (byLine[place]! > 0) throw invalidCommand("refund.lines", "each line once", id);
    byLine[place] = amountAbove(amount, currency);
  }
  return { byLine };
}

function amountAbove(amount: AmountInput, currency: string): number {
  const minor = toMinor(amount, currency);
  if (minor <= 0) throw invalidCommand("refund", "an amount above 0", minor);
  return minor;
}

/** What goes back of each line. */
function linesOf(
  asked: Asked,
  left: readonly number[],
  { order, currency, lines, refunds }: SettledOrder,
): readonly number[] | RefundOrderRefusal {
  const rest = sum(left);
  // An order that points paid in full is refunded once, with nothing.
  const isDone = rest === 0 && (refunds.length > 0 || !("all" in asked));
  if (isDone) return { code: "already-refunded", order };
  if ("all" in asked) return left;
  if ("byLine" in asked) {
    const place = asked.byLine.findIndex((amount, index) => amount > left[index]!);
    if (place < 0) return asked.byLine;
    return {
      code: "exceeds-rest",
      line: lines[place]!.id,
      left: fromMinor(left[place]!, currency),
    };
  }
  if (asked.amount > rest) {
    return { code: "exceeds-rest", line: null, left: fromMinor(rest, currency) };
  }
  return allocate(asked.amount, left);
}

/** What is taken back of each share, when some more of each line goes back. */
export function reversalsOf(
  settled: SettledOrder,
  lines: readonly number[],
): readonly ShareReversal[] {
  const clawed = settled.lines.map(({ clawed: before }, place) => before + lines[place]!);
  const isAll = settled.lines.every(({ paid }, place) => clawed[place] === paid);
  return settled.shares.flatMap((share): ShareReversal[] => {
    const back = share.lines.map((amount, place) => {
      const { paid } = settled.lines[place]!;
      // What was earned on a line without money goes back with the last of the order.
      const done = paid === 0 ? (isAll ? 1 : 0) : clawed[place]!;
      const target = releasedShare(amount, done, paid === 0 ? 1 : paid, "half-away-from-zero");
      return target - share.reversed[place]!;
    });
    const amount = sum(back);
    if (back.every((part) => part === 0)) return [];
    return [
      {
        earner: share.earner,
        reward: rewardId(settled.order, share.id),
        amount,
        lines: back,
        caps: capsBack(share, amount),
      },
    ];
  });
}

/** What is taken back has room under the caps again. */
function capsBack({ caps }: SettledShare, amount: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(caps).map((key) => [key, amount]));
}

function repeated(
  settled: SettledOrder,
  known: KeptRefund,
  asked: Asked | UnknownLine,
  clawback: KeptRefund["clawback"],
): RefundOrderDecision {
  const before = sum(known.lines);
  const amount = "amount" in asked ? asked.amount : "byLine" in asked ? sum(asked.byLine) : before;
  const sameLines =
    !("byLine" in asked) || asked.byLine.every((part, place) => part === known.lines[place]);
  const conflict = conflictOf({
    refund: [before, amount],
    lines: [
      known.lines.join(),
      sameLines ? known.lines.join() : "byLine" in asked ? asked.byLine.join() : "",
    ],
    clawback: [known.clawback, clawback],
  });
  if (conflict !== null) return refuse(conflict);
  const isAll = settled.lines.every(({ paid, refunded }) => paid === refunded);
  return {
    ok: true,
    value: resultOf(settled, known, [], isAll),
    entries: [],
    why: [{ code: "exists" }],
  };
}

function resultOf(
  { order, currency }: SettledOrder,
  { lines }: KeptRefund,
  reversals: readonly ShareReversal[],
  isAll: boolean,
): RefundOrderResult {
  return {
    order,
    refunded: fromMinor(sum(lines), currency),
    reversals: reversals.map(({ reward, earner, amount }) => ({
      reward,
      earner,
      amount: fromMinor(amount, currency),
    })),
    status: isAll ? "refunded" : "partially-refunded",
  };
}

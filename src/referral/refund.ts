import { allocate } from "../kernel/allocation/allocate";
import { checkCommand, invalidCommand } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import { isList } from "../kernel/list";
import { type AmountInput, fromMinor, toMinor } from "../kernel/money/amount";
import { conflictOf, type IdConflict, refuse } from "../kernel/refusal";
import { toMilliseconds } from "../kernel/time/instant";
import { entryHead, type ReferralEntry } from "./entries";
import type { ReferralPlan } from "./plan";
import { asBefore, NOTHING_BACK, releasesOf, spanOf, takenBack, type TakenBack } from "./reversal";
import { daysAfter } from "./settle";
import { checkReferralState } from "./soundness";
import { type KeptRefund, own, type ReferralState, type SettledOrder, sum } from "./state";

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
  /** What of it had been burnt. */
  readonly burned: string;
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
 * 2. `id-conflict`: the id stood for another refund of the order; in a session: for any other command
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
  | RefundOrderRefusal
  | { readonly code: "exists" }
  /** Nothing is taken back: the clawback window of the order ended then. */
  | { readonly code: "clawback-ended"; readonly endedAt: string }
>;

/**
 * Takes back what was earned on money that goes back: of every share, line by line, in proportion to
 * what was refunded so far, at the amounts that were frozen. Any slices end at exactly nothing for
 * everybody. What was paid out already becomes a debt, which the next payout settles.
 *
 * Where the plan had a `clawbackWindow` when the order was settled, a refund at its end or later takes nothing
 * back, as with `goodwill`, and `why` says `clawback-ended`.
 *
 * A refund of an amount is spread over the lines by what is left of them; one of lines takes back what was
 * earned on these. Shipping is a line, `shipping`, where the plan pays of it; else it is no part of the order.
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
  const known = settled.refunds.findIndex(({ id }) => id === command.id);
  if (known >= 0) return repeated(settled, known, asked, clawback);
  if ("code" in asked) return refuse(asked);
  const left = settled.lines.map(({ paid, refunded }) => paid - refunded);
  const lines = linesOf(asked, left, settled);
  if ("code" in lines) return refuse(lines);
  const endedAt = clawback === "auto" ? windowEnd(settled) : null;
  const isLate = endedAt !== null && at >= toMilliseconds(endedAt);
  const kept = isLate ? "late" : clawback;
  const refund: KeptRefund = { id: command.id, of: asked.of, lines, clawback: kept };
  const back = kept === "auto" ? takenBack(settled, spanOf(settled, lines)) : NOTHING_BACK;
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: "order-refunded",
    order: settled.order,
    currency: settled.currency,
    refund,
    reversals: back.reversals,
    releases: releasesOf(settled, back.reversals),
  };
  return {
    ok: true,
    value: resultOf(settled, refund, back, sum(left) === sum(lines)),
    entries: [entry],
    why: isLate ? [{ code: "clawback-ended", endedAt }] : [],
  };
}

/** When refunds of an order stop taking rewards back; null: not yet known, or never. */
function windowEnd({ clawbackWindow, events, hold }: SettledOrder): string | null {
  return clawbackWindow === null ? null : daysAfter(clawbackWindow, events, hold.zone);
}

/** What is asked for: everything, an amount, or amounts by place of the line. */
type Asked =
  | { readonly of: "all" }
  | { readonly of: "amount"; readonly amount: number }
  | { readonly of: "lines"; readonly byLine: readonly number[] };

type UnknownLine = Extract<RefundOrderRefusal, { code: "unknown-line" }>;

function readRefund(
  { refund }: RefundOrderCommand,
  { currency, lines }: SettledOrder,
): Asked | UnknownLine {
  if (refund === "all") return { of: "all" };
  if (
    typeof refund !== "object" ||
    refund === null ||
    !(Object.hasOwn(refund, "amount") || Object.hasOwn(refund, "lines"))
  ) {
    throw invalidCommand("refund", '"all", { amount } or { lines }', refund);
  }
  if ("amount" in refund) {
    return { of: "amount", amount: amountAbove(refund.amount, currency) };
  }
  if (!isList(refund.lines) || refund.lines.length === 0 || refund.lines.length > lines.length) {
    throw invalidCommand("refund.lines", "a list of lines of the order", refund.lines);
  }
  const byLine = lines.map(() => 0);
  for (const line of refund.lines) {
    if (typeof line !== "object" || line === null) {
      throw invalidCommand("refund.lines", "a list of lines of the order", line);
    }
    const { id, amount } = line;
    const place = lines.findIndex((one) => one.id === id);
    if (place < 0) {
      return { code: "unknown-line", line: id, known: lines.map((one) => one.id) };
    }
    if (byLine[place]! > 0) throw invalidCommand("refund.lines", "each line once", id);
    byLine[place] = amountAbove(amount, currency);
  }
  return { of: "lines", byLine };
}

function amountAbove(amount: AmountInput, currency: string): number {
  const minor = toMinor(amount, currency);
  if (minor <= 0) throw invalidCommand("refund", "an amount above 0", amount);
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
  const isDone = rest === 0 && (refunds.length > 0 || asked.of !== "all");
  if (isDone) return { code: "already-refunded", order };
  if (asked.of === "all") return left;
  if (asked.of === "lines") {
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

/** A refund that was settled before: its first result, unless it stood for another. */
function repeated(
  settled: SettledOrder,
  place: number,
  asked: Asked | UnknownLine,
  clawback: "auto" | "goodwill",
): RefundOrderDecision {
  const known = settled.refunds[place]!;
  // Whether it came too late was decided when it came.
  const stated = known.clawback === "goodwill" ? "goodwill" : "auto";
  const text = (lines: readonly number[]): string => lines.join();
  const conflict =
    "code" in asked
      ? conflictOf({ lines: [text(known.lines), asked.line] })
      : conflictOf({
          refund: [known.of, asked.of],
          amount: [sum(known.lines), asked.of === "amount" ? asked.amount : sum(known.lines)],
          lines: [text(known.lines), text(asked.of === "lines" ? asked.byLine : known.lines)],
          clawback: [stated, clawback],
        });
  if (conflict !== null) return refuse(conflict);
  // The order as it was before that refund.
  const then = asBefore(settled, place);
  const back =
    known.clawback === "auto" ? takenBack(then, spanOf(then, known.lines)) : NOTHING_BACK;
  const isAll = then.lines.every(
    ({ paid, refunded }, line) => paid === refunded + known.lines[line]!,
  );
  return {
    ok: true,
    value: resultOf(settled, known, back, isAll),
    entries: [],
    why: [{ code: "exists" }],
  };
}

function resultOf(
  { order, currency }: SettledOrder,
  { lines }: KeptRefund,
  { reversals, burned }: TakenBack,
  isAll: boolean,
): RefundOrderResult {
  return {
    order,
    refunded: fromMinor(sum(lines), currency),
    burned: fromMinor(burned, currency),
    reversals: reversals.map(({ reward, earner, amount }) => ({
      reward,
      earner,
      amount: fromMinor(amount, currency),
    })),
    status: isAll ? "refunded" : "partially-refunded",
  };
}

import { checkCommand, invalidCommand } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import { type AmountInput, fromMinor, toMinor } from "../kernel/money/amount";
import { isPlainText } from "../kernel/text";
import { conflictOf, type IdConflict, refuse } from "../kernel/refusal";
import { accountIn, openOf, standingOf } from "./balance";
import { entryHead, type ReferralEntry } from "./entries";
import type { ReferralPlan } from "./plan";
import { currencyOf } from "./settle";
import { checkReferralState } from "./soundness";
import {
  adjustmentId,
  MAX_REWARDS,
  own,
  type PayoutItem,
  type ReferralAccount,
  type ReferralState,
  type RewardRef,
  sum,
} from "./state";

/** What can be paid out is claimed. The id of the command names the batch. */
export interface OpenPayoutCommand extends Command {
  /** Null: the pool. */
  readonly earner: string | null;
  /** Default: the only currency of the plan. */
  readonly currency?: string | undefined;
}

/** A batch, with amounts as decimal text. */
export interface PayoutResult {
  readonly batch: string;
  readonly earner: string | null;
  readonly amount: string;
  /** Below 0: what was refunded after it was paid. */
  readonly items: readonly { readonly reward: string; readonly amount: string }[];
  /**
   * Who earns on the same orders and is paid after this batch, by the `timing` of their level; null: the pool. In a
   * store `closePayout` names them.
   */
  readonly followers: readonly (string | null)[];
}

/**
 * Why nothing is paid out, in the order in which reasons are looked for.
 *
 * 1. `unknown-currency`: the plan has not that one
 * 2. `id-conflict`: in a session: the id stood for another command
 * 3. `nothing-payable`: what is payable and what is owed back come to 0 or less
 * 4. `below-minimum`: they come to less than the plan pays out
 */
export type OpenPayoutRefusal =
  | {
      readonly code: "unknown-currency";
      readonly currency: string;
      readonly known: readonly string[];
    }
  | IdConflict
  | { readonly code: "nothing-payable"; readonly payable: string }
  | { readonly code: "below-minimum"; readonly payable: string; readonly minimum: string };

/** The codes of {@link OpenPayoutRefusal} in their order of precedence. */
export const OPEN_PAYOUT_REFUSALS = [
  "unknown-currency",
  "id-conflict",
  "nothing-payable",
  "below-minimum",
] as const satisfies readonly OpenPayoutRefusal["code"][];

/** The answer to an {@link OpenPayoutCommand}. */
export type OpenPayoutDecision = Decision<
  PayoutResult,
  ReferralEntry,
  OpenPayoutRefusal,
  OpenPayoutRefusal | { readonly code: "exists" }
>;

/**
 * Claims all that can be paid out, and settles with it what is owed back. Each reward is claimed once,
 * whoever asks at the same time: the account is decided on alone. The minimum applies to the sum,
 * inclusive.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { defineReferral, openReferral } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["USD"],
 *   zone: "UTC",
 *   levels: [{ rate: "30%" }],
 *   minimumPayout: { USD: "50.00" },
 * });
 * const session = openReferral(plan);
 * const at = "2026-11-21T09:30:00Z";
 * const sell = (order: string) =>
 *   session.settleOrder({
 *     id: `settle-${order}`,
 *     at,
 *     member: "buyer",
 *     order,
 *     lines: [{ id: "plan", amount: "49.00" }],
 *     chain: [{ member: "friend" }],
 *   });
 * ["o1", "o2", "o3"].forEach(sell);
 * const early = session.openPayout({ id: "p1", at, earner: "friend" });
 * early.ok || early.refusal.code; // => "below-minimum"
 * sell("o4");
 * const payout = session.openPayout({ id: "p2", at, earner: "friend" });
 * payout.ok && payout.value.amount; // => "58.80"
 * ```
 */
export function openPayout(
  plan: ReferralPlan,
  state: ReferralState,
  command: OpenPayoutCommand,
): OpenPayoutDecision {
  checkReferralState(state);
  return decideOpenPayout(plan, state, command);
}

/** {@link openPayout} on a state that has been checked. */
export function decideOpenPayout(
  plan: ReferralPlan,
  state: ReferralState,
  command: OpenPayoutCommand,
): OpenPayoutDecision {
  const at = checkCommand(command, command?.earner === null ? [] : ["earner"]);
  const { earner, id: batch } = command;
  const currency = currencyOf(plan, command.currency);
  if (currency === null) {
    const asked = String(command.currency);
    return refuse({ code: "unknown-currency", currency: asked, known: plan.currencies });
  }
  const account = accountIn(state, earner, currency);
  const known = own(account.batches, batch);
  const money = (minor: number): string => fromMinor(minor, currency);
  const shown = (amount: number, items: readonly PayoutItem[]): PayoutResult => ({
    batch,
    earner,
    amount: money(amount),
    items: items.map(({ reward, amount: part }) => ({ reward, amount: money(part) })),
    followers: [...new Set(followersOf(account, items).map((one) => one.earner))],
  });
  if (known !== undefined) {
    const value = shown(known.amount, known.items);
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  const items = Object.entries(account.rewards).flatMap(([reward, one]): PayoutItem[] => {
    const amount = openOf(one);
    return amount !== 0 && standingOf(one, at) === "payable" ? [{ reward, amount }] : [];
  });
  const amount = sum(items.map((item) => item.amount));
  if (amount <= 0) return refuse({ code: "nothing-payable", payable: money(amount) });
  const minimum = own(plan.minimumPayout, currency) ?? 0;
  if (amount < minimum) {
    return refuse({ code: "below-minimum", payable: money(amount), minimum: money(minimum) });
  }
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: "payout-opened",
    earner,
    currency,
    batch,
    amount,
    items,
  };
  return { ok: true, value: shown(amount, items), entries: [entry], why: [] };
}

/** The rewards of other levels that wait for those of a batch. */
function followersOf(
  { rewards }: ReferralAccount,
  items: readonly PayoutItem[],
): readonly RewardRef[] {
  return items.flatMap(({ reward, amount }) =>
    amount > 0 ? (own(rewards, reward)?.followers ?? []) : [],
  );
}

/** A payout was made, or is given up. */
export interface ClosePayoutCommand extends Command {
  /** Null: the pool. */
  readonly earner: string | null;
  /** Default: the only currency of the plan. */
  readonly currency?: string | undefined;
  readonly batch: string;
  readonly outcome: "paid" | "cancelled";
}

/** What became of the batch. */
export interface ClosePayoutResult {
  readonly batch: string;
  readonly outcome: "paid" | "cancelled";
  readonly amount: string;
}

/**
 * Why a payout is not closed, in the order in which reasons are looked for.
 *
 * 1. `unknown-currency`: the plan has not that one
 * 2. `id-conflict`: in a session: the id stood for another command
 * 3. `unknown-batch`: the account has none of that id
 * 4. `already-paid`, `already-cancelled`: it ended the other way
 */
export type ClosePayoutRefusal =
  | {
      readonly code: "unknown-currency";
      readonly currency: string;
      readonly known: readonly string[];
    }
  | IdConflict
  | { readonly code: "unknown-batch"; readonly batch: string }
  | { readonly code: "already-paid"; readonly batch: string }
  | { readonly code: "already-cancelled"; readonly batch: string };

/** The codes of {@link ClosePayoutRefusal} in their order of precedence. */
export const CLOSE_PAYOUT_REFUSALS = [
  "unknown-currency",
  "id-conflict",
  "unknown-batch",
  "already-paid",
  "already-cancelled",
] as const satisfies readonly ClosePayoutRefusal["code"][];

/** The answer to a {@link ClosePayoutCommand}. */
export type ClosePayoutDecision = Decision<
  ClosePayoutResult,
  ReferralEntry,
  ClosePayoutRefusal,
  ClosePayoutRefusal | { readonly code: "exists" }
>;

/**
 * Says that a payout was made, or gives it up: what it had claimed can then be claimed again. Each ends
 * once. What waited for a first level to be paid no longer waits once it was.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function closePayout(
  plan: ReferralPlan,
  state: ReferralState,
  command: ClosePayoutCommand,
): ClosePayoutDecision {
  checkReferralState(state);
  return decideClosePayout(plan, state, command);
}

/** {@link closePayout} on a state that has been checked. */
export function decideClosePayout(
  plan: ReferralPlan,
  state: ReferralState,
  command: ClosePayoutCommand,
): ClosePayoutDecision {
  const at = checkCommand(command, command?.earner === null ? ["batch"] : ["batch", "earner"]);
  const { earner, batch, outcome } = command;
  if (outcome !== "paid" && outcome !== "cancelled") {
    throw invalidCommand("outcome", '"paid" or "cancelled"', outcome);
  }
  const currency = currencyOf(plan, command.currency);
  if (currency === null) {
    const asked = String(command.currency);
    return refuse({ code: "unknown-currency", currency: asked, known: plan.currencies });
  }
  const account = accountIn(state, earner, currency);
  const known = own(account.batches, batch);
  if (known === undefined) return refuse({ code: "unknown-batch", batch });
  const value = { batch, outcome, amount: fromMinor(known.amount, currency) };
  if (known.status === outcome) {
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  if (known.status !== "open") return refuse({ code: `already-${known.status}`, batch });
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: `payout-${outcome}`,
    earner,
    currency,
    batch,
    releases: outcome === "paid" ? followersOf(account, known.items) : [],
  };
  return { ok: true, value, entries: [entry], why: [] };
}

/** A balance is changed by hand. */
export interface AdjustBalanceCommand extends Command {
  readonly earner: string;
  /** Default: the only currency of the plan. */
  readonly currency?: string | undefined;
  /** Not 0. */
  readonly amount: AmountInput;
  readonly reason: string;
}

/** The change. */
export interface AdjustBalanceResult {
  /** The id of the line in its account: `a1/adjustment`. */
  readonly reward: string;
  readonly amount: string;
}

/**
 * Why a balance is not changed, in the order in which reasons are looked for.
 *
 * 1. `unknown-currency`: the plan has not that one
 * 2. `unknown-earner`: has never earned anything in that currency
 * 3. `id-conflict`: the id stood for another change; in a session: for any other command
 * 4. `too-many-rewards`: the account has as many lines as it may
 */
export type AdjustBalanceRefusal =
  | {
      readonly code: "unknown-currency";
      readonly currency: string;
      readonly known: readonly string[];
    }
  | { readonly code: "unknown-earner"; readonly earner: string }
  | IdConflict
  | { readonly code: "too-many-rewards"; readonly limit: number };

/** The codes of {@link AdjustBalanceRefusal} in their order of precedence. */
export const ADJUST_BALANCE_REFUSALS = [
  "unknown-currency",
  "unknown-earner",
  "id-conflict",
  "too-many-rewards",
] as const satisfies readonly AdjustBalanceRefusal["code"][];

/** The answer to an {@link AdjustBalanceCommand}. */
export type AdjustBalanceDecision = Decision<
  AdjustBalanceResult,
  ReferralEntry,
  AdjustBalanceRefusal,
  AdjustBalanceRefusal | { readonly code: "exists" }
>;

/**
 * Changes a balance by hand: a line of its own, with a reason and no sale.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (an amount of 0 and a missing
 * reason too), those of `toMinor`
 */
export function adjustBalance(
  plan: ReferralPlan,
  state: ReferralState,
  command: AdjustBalanceCommand,
): AdjustBalanceDecision {
  checkReferralState(state);
  return decideAdjust(plan, state, command);
}

/** {@link adjustBalance} on a state that has been checked. */
export function decideAdjust(
  plan: ReferralPlan,
  state: ReferralState,
  command: AdjustBalanceCommand,
): AdjustBalanceDecision {
  const at = checkCommand(command, ["earner"]);
  const { id, earner, reason } = command;
  if (!isPlainText(reason) || reason.length === 0 || reason.length > 200) {
    throw invalidCommand("reason", "a text of 1 to 200 characters", reason);
  }
  const currency = currencyOf(plan, command.currency);
  if (currency === null) {
    const asked = String(command.currency);
    return refuse({ code: "unknown-currency", currency: asked, known: plan.currencies });
  }
  const amount = toMinor(command.amount, currency);
  if (amount === 0) throw invalidCommand("amount", "an amount other than 0", amount);
  const { rewards } = accountIn(state, earner, currency);
  const lines = Object.keys(rewards).length;
  if (lines === 0) return refuse({ code: "unknown-earner", earner });
  const reward = adjustmentId(id);
  const value = { reward, amount: fromMinor(amount, currency) };
  const known = own(rewards, reward);
  if (known !== undefined) {
    const conflict = conflictOf({
      amount: [known.amount, amount],
      reason: [known.reason, reason],
    });
    if (conflict !== null) return refuse(conflict);
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  if (lines >= MAX_REWARDS) return refuse({ code: "too-many-rewards", limit: MAX_REWARDS });
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: "balance-adjusted",
    earner,
    currency,
    amount,
    reason,
  };
  return { ok: true, value, entries: [entry], why: [] };
}

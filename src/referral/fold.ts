import { UptierError } from "../kernel/errors";
import { duplicateEntry } from "../kernel/replay";
import type {
  OrderRefunded,
  OrderSettled,
  PayoutClosed,
  PayoutOpened,
  ReferralEntry,
} from "./entries";
import type { ReferralPlan } from "./plan";
import { checkEntryForm, checkReferralState, invalidEntry } from "./soundness";
import {
  type AccountReward,
  adjustmentId,
  emptyAccount,
  newReferralState,
  own,
  type ReferralAccount,
  referralAccountKey,
  type ReferralState,
  rewardId,
  type RewardRef,
  type SettledOrder,
  sum,
} from "./state";

/** A state that is changed in place: records of objects that are replaced, never changed. */
export interface OpenReferral {
  readonly orders: Record<string, SettledOrder>;
  readonly accounts: Record<string, OpenReferralAccount>;
  readonly caps: Record<string, number>;
}

/** An account whose records are changed in place. */
export interface OpenReferralAccount extends ReferralAccount {
  readonly rewards: Record<string, AccountReward>;
  readonly batches: Record<string, ReferralAccount["batches"][string]>;
}

/**
 * The state after one more entry.
 *
 * @param state - stays as it was
 * @throws UptierError in this order: `invalid-state`, `invalid-entry`, `foreign-entry` (of another
 * plan), `unknown-link` (about an order, a reward or a batch that the state does not have),
 * `duplicate-entry`
 *
 * @example
 * ```ts
 * import { apply, defineReferral, newReferralState, settleOrder } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }],
 * });
 * let state = newReferralState();
 * const decision = settleOrder(plan, state, {
 *   id: "s1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "buyer",
 *   order: "o1",
 *   lines: [{ id: "tea", amount: "100.00" }],
 *   chain: [{ member: "friend" }],
 * });
 * if (decision.ok) for (const entry of decision.entries) state = apply(plan, state, entry);
 * state.accounts["CNY/member/friend"]?.rewards["o1/level-1"]?.amount; // => 1000
 * ```
 */
export function apply(
  plan: ReferralPlan,
  state: ReferralState,
  entry: ReferralEntry,
): ReferralState {
  checkReferralState(state);
  checkReferralEntry(plan, entry);
  const open = copyFor(state, entry);
  foldReferral(open, entry);
  return open;
}

/**
 * The state that entries lead to, in the order in which they were made.
 *
 * @throws UptierError in this order, at the first entry at fault: `invalid-entry`, `foreign-entry`,
 * `duplicate-entry`, `unknown-link`
 *
 * @example
 * ```ts
 * import { defineReferral, replay } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }],
 * });
 * replay(plan, []); // => { orders: {}, accounts: {}, caps: {} }
 * ```
 */
export function replay(plan: ReferralPlan, entries: readonly ReferralEntry[]): ReferralState {
  const open = openState(newReferralState());
  const seen = new Set<string>();
  for (const entry of entries) {
    checkReferralEntry(plan, entry);
    if (seen.has(entry.id)) throw duplicateEntry(entry.id);
    seen.add(entry.id);
    foldReferral(open, entry);
  }
  return open;
}

/** A copy of a state that can be changed in place. */
export function openState({ orders, accounts, caps }: ReferralState): OpenReferral {
  return {
    orders: { ...orders },
    accounts: Object.fromEntries(
      Object.entries(accounts).map(([key, account]) => [key, openAccount(account)]),
    ),
    caps: { ...caps },
  };
}

function openAccount(account: ReferralAccount): OpenReferralAccount {
  return { ...account, rewards: { ...account.rewards }, batches: { ...account.batches } };
}

/** A copy of what an entry changes; the rest is shared. */
function copyFor(state: ReferralState, entry: ReferralEntry): OpenReferral {
  const accounts = { ...state.accounts } as Record<string, OpenReferralAccount>;
  for (const key of accountsOf(entry)) {
    const account = own(state.accounts, key);
    if (account !== undefined) accounts[key] = openAccount(account);
  }
  return { orders: { ...state.orders }, accounts, caps: { ...state.caps } };
}

/** The keys of the accounts that an entry changes. */
export function accountsOf(entry: ReferralEntry): readonly string[] {
  const currency = entry.kind === "order-settled" ? entry.settled.currency : entry.currency;
  // Somebody may have two shares of an order.
  return [...new Set(earnersOf(entry).map((earner) => referralAccountKey(earner, currency)))];
}

/** Whose accounts an entry changes; null: the pool. */
function earnersOf(entry: ReferralEntry): readonly (string | null)[] {
  switch (entry.kind) {
    case "order-settled":
      return entry.settled.shares.map(({ earner }) => earner);
    case "order-moved":
      return entry.rewards.map(({ earner }) => earner);
    case "order-refunded":
      return [...entry.reversals, ...entry.releases].map(({ earner }) => earner);
    case "payout-paid":
      return [entry.earner, ...entry.releases.map(({ earner }) => earner)];
    default:
      return [entry.earner];
  }
}

/** Folds an entry into a state, in place. The entry has been checked. */
export function foldReferral(state: OpenReferral, entry: ReferralEntry): void {
  foldOrders(state.orders, entry);
  for (const key of accountsOf(entry)) {
    let account = own(state.accounts, key);
    if (account === undefined) {
      account = openAccount(emptyAccount(...ownerOf(key)));
      put(state.accounts, key, account);
    }
    foldAccount(account, entry);
  }
  foldCaps(state.caps, entry);
}

/** Whose account a key is: what {@link referralAccountKey} made of it. */
export function ownerOf(key: string): [earner: string | null, currency: string] {
  const [currency, earner] = [key.slice(0, 3), key.slice("CNY/member/".length)];
  return [key.slice(4) === "pool" ? null : earner, currency];
}

/** Folds what an entry says of an order. */
export function foldOrders(orders: Record<string, SettledOrder>, entry: ReferralEntry): void {
  switch (entry.kind) {
    case "order-settled": {
      const { order } = entry.settled;
      if (own(orders, order) !== undefined) throw duplicateEntry(entry.id);
      put(orders, order, entry.settled);
      return;
    }
    case "order-moved": {
      const settled = orderOf(orders, entry.order);
      if (settled.events[entry.event] !== null) throw duplicateEntry(entry.id);
      const events = { ...settled.events, [entry.event]: entry.eventAt };
      put(orders, entry.order, { ...settled, events });
      return;
    }
    case "order-refunded": {
      const settled = orderOf(orders, entry.order);
      if (settled.refunds.some(({ id }) => id === entry.refund.id)) throw duplicateEntry(entry.id);
      put(orders, entry.order, refunded(settled, entry));
      return;
    }
    default:
      return;
  }
}

function refunded(settled: SettledOrder, { refund, reversals }: OrderRefunded): SettledOrder {
  for (const { lines } of [refund, ...reversals]) {
    if (lines.length !== settled.lines.length) throw invalidEntry("a list of lines", lines);
  }
  return {
    ...settled,
    lines: settled.lines.map((line, place) => ({
      ...line,
      refunded: line.refunded + refund.lines[place]!,
      clawed: line.clawed + (refund.clawback === "auto" ? refund.lines[place]! : 0),
    })),
    shares: settled.shares.map((share) => {
      const reversal = reversals.find(({ reward }) => reward === rewardId(settled.order, share.id));
      if (reversal === undefined) return share;
      const reversed = share.reversed.map((before, place) => before + reversal.lines[place]!);
      const caps = { ...share.caps };
      for (const [key, amount] of Object.entries(reversal.caps)) {
        caps[key] = (own(caps, key) ?? 0) - amount;
      }
      return { ...share, reversed, caps };
    }),
    refunds: [...settled.refunds, refund],
  };
}

/** Folds what an entry says of one account. */
export function foldAccount(account: OpenReferralAccount, entry: ReferralEntry): void {
  switch (entry.kind) {
    case "order-settled":
      addRewards(account, entry);
      return;
    case "order-moved":
      for (const ref of mine(account, entry.rewards)) {
        change(account, ref.reward, { availableAt: entry.availableAt });
      }
      return;
    case "order-refunded":
      for (const { reward, amount } of mine(account, entry.reversals)) {
        change(account, reward, { reversed: rewardOf(account, reward).reversed + amount });
      }
      release(account, entry.releases);
      return;
    case "reward-judged":
      if (rewardOf(account, entry.reward).risk === entry.risk) throw duplicateEntry(entry.id);
      change(account, entry.reward, { risk: entry.risk });
      return;
    case "payout-opened":
      openBatch(account, entry);
      return;
    case "payout-paid":
    case "payout-cancelled":
      if (entry.earner === account.earner) closeBatch(account, entry);
      release(account, entry.releases);
      return;
    case "balance-adjusted":
      add(account, adjustmentId(entry.cause), entry, {
        kind: "adjustment",
        order: null,
        level: 0,
        amount: entry.amount,
        reversed: 0,
        availableAt: entry.at,
        risk: "none",
        claimed: 0,
        waits: false,
        followers: [],
        reason: entry.reason,
      });
  }
}

function addRewards(account: OpenReferralAccount, entry: OrderSettled): void {
  const { settled, availableAt } = entry;
  settled.shares.forEach(({ id, earner, level, risk, lines, waitsFor }, place) => {
    if (earner !== account.earner) return;
    add(account, rewardId(settled.order, id), entry, {
      kind: "reward",
      order: settled.order,
      level,
      amount: sum(lines),
      reversed: 0,
      availableAt: availableAt[place] ?? null,
      risk: risk ? "held" : "none",
      claimed: 0,
      waits: waitsFor !== null,
      followers: followersOf(settled, id),
      reason: null,
    });
  });
}

/** The rewards of an order that wait for one of its shares. */
export function followersOf({ order, shares }: SettledOrder, share: string): readonly RewardRef[] {
  return shares.flatMap(({ id, earner, waitsFor }) =>
    waitsFor === share ? [{ earner, reward: rewardId(order, id) }] : [],
  );
}

function release(account: OpenReferralAccount, releases: readonly RewardRef[]): void {
  for (const { reward } of mine(account, releases)) change(account, reward, { waits: false });
}

function add(
  { rewards }: OpenReferralAccount,
  id: string,
  entry: ReferralEntry,
  reward: AccountReward,
): void {
  if (own(rewards, id) !== undefined) throw duplicateEntry(entry.id);
  put(rewards, id, reward);
}

function openBatch(account: OpenReferralAccount, entry: PayoutOpened): void {
  if (own(account.batches, entry.batch) !== undefined) throw duplicateEntry(entry.id);
  const { batch: id, at, amount, items } = entry;
  put(account.batches, id, { id, at, status: "open", amount, items });
  for (const { reward, amount: taken } of items) {
    change(account, reward, { claimed: rewardOf(account, reward).claimed + taken });
  }
}

function closeBatch(account: OpenReferralAccount, entry: PayoutClosed): void {
  const { batch: id, kind } = entry;
  const batch = own(account.batches, id);
  if (batch === undefined) throw unknownLink("batch", id);
  if (batch.status !== "open") throw duplicateEntry(entry.id);
  if (kind === "payout-paid") {
    put(account.batches, id, { ...batch, status: "paid" });
    return;
  }
  put(account.batches, id, { ...batch, status: "cancelled" });
  for (const { reward, amount } of batch.items) {
    change(account, reward, { claimed: rewardOf(account, reward).claimed - amount });
  }
}

/** Folds what an entry says of caps. */
export function foldCaps(caps: Record<string, number>, entry: ReferralEntry): void {
  const add = (by: Readonly<Record<string, number>>, sign: 1 | -1): void => {
    for (const [key, amount] of Object.entries(by)) {
      put(caps, key, (own(caps, key) ?? 0) + sign * amount);
    }
  };
  if (entry.kind === "order-settled") for (const share of entry.settled.shares) add(share.caps, 1);
  if (entry.kind === "order-refunded") for (const { caps: back } of entry.reversals) add(back, -1);
}

function mine<T extends RewardRef>({ earner }: ReferralAccount, refs: readonly T[]): readonly T[] {
  return refs.filter((ref) => ref.earner === earner);
}

function change(account: OpenReferralAccount, reward: string, by: Partial<AccountReward>): void {
  put(account.rewards, reward, { ...rewardOf(account, reward), ...by });
}

function rewardOf({ rewards }: ReferralAccount, id: string): AccountReward {
  const reward = own(rewards, id);
  if (reward === undefined) throw unknownLink("reward", id);
  return reward;
}

function orderOf(orders: Readonly<Record<string, SettledOrder>>, id: string): SettledOrder {
  const order = own(orders, id);
  if (order === undefined) throw unknownLink("order", id);
  return order;
}

/** A key such as "__proto__" must become a member of its own. */
export function put<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === "__proto__") {
    Object.defineProperty(record, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  } else record[key] = value;
}

/** Refuses what is no entry, or none of this plan. */
export function checkReferralEntry(plan: ReferralPlan, entry: ReferralEntry): void {
  checkEntryForm(entry);
  if (entry.plan !== plan.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to plan "${entry.plan}", not to "${plan.id}"`,
    );
  }
}

function unknownLink(what: string, id: string): UptierError {
  return new UptierError(
    "unknown-link",
    `there is no ${what} "${id}"; pass the entries before this one first`,
  );
}

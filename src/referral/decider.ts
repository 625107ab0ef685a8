import type { Command, Decider, Decision, ReadState, Reason, Stream } from "../kernel/decision";
import { invalidCommand } from "../kernel/command";
import { isList } from "../kernel/list";
import type { ReferralEntry } from "./entries";
import {
  accountsOf,
  foldAccount,
  foldCaps,
  foldOrders,
  type OpenReferralAccount,
  ownerOf,
} from "./fold";
import {
  decideJudge,
  decideMove,
  type JudgeRewardCommand,
  type JudgeRewardRefusal,
  type JudgeRewardResult,
  type MoveOrderCommand,
  type MoveOrderRefusal,
  type MoveOrderResult,
} from "./hold";
import type { SettleOrderCommand } from "./order";
import {
  type AdjustBalanceCommand,
  type AdjustBalanceRefusal,
  type AdjustBalanceResult,
  type ClosePayoutCommand,
  type ClosePayoutDecision,
  type ClosePayoutRefusal,
  type ClosePayoutResult,
  decideAdjust,
  decideClosePayout,
  decideOpenPayout,
  type OpenPayoutCommand,
  type OpenPayoutRefusal,
  type PayoutResult,
} from "./payout";
import type { ReferralPlan } from "./plan";
import {
  decideRefund,
  type RefundOrderCommand,
  type RefundOrderRefusal,
  type RefundOrderResult,
} from "./refund";
import {
  currencyOf,
  decideSettle,
  type SettleOrderRefusal,
  type SettleOrderResult,
} from "./settle";
import {
  emptyAccount,
  own,
  type ReferralAccount,
  referralAccountKey,
  type ReferralState,
  type SettledOrder,
} from "./state";

/**
 * A command on an order that was settled, with those who earn on it, as the answer to `settleOrder` named
 * them: a runner locks their accounts before it reads the order.
 */
export type OnSettledOrder<C extends Command> = C & {
  /** Null: the pool. */
  readonly earners: readonly (string | null)[];
  /** Of the order. Default: the only currency of the plan. */
  readonly currency?: string | undefined;
};

/**
 * The command that closes a payout, with those who are paid after it, as the answer to `openPayout` named them.
 */
export type AheadOfFollowers<C extends Command> = C & {
  /** Null: the pool. Default: nobody. */
  readonly followers?: readonly (string | null)[] | undefined;
};

/** A decider of one verb. */
export type ReferralDecider<C extends Command, Value, Refusal extends Reason> = Decider<
  C,
  Value,
  ReferralEntry,
  Refusal,
  Reason
>;

/** What a runner needs to make a plan durable: a decider for each verb. */
export interface ReferralDeciders {
  readonly settleOrder: ReferralDecider<SettleOrderCommand, SettleOrderResult, SettleOrderRefusal>;
  readonly refundOrder: ReferralDecider<
    OnSettledOrder<RefundOrderCommand>,
    RefundOrderResult,
    RefundOrderRefusal
  >;
  readonly moveOrder: ReferralDecider<
    OnSettledOrder<MoveOrderCommand>,
    MoveOrderResult,
    MoveOrderRefusal
  >;
  readonly judgeReward: ReferralDecider<JudgeRewardCommand, JudgeRewardResult, JudgeRewardRefusal>;
  readonly openPayout: ReferralDecider<OpenPayoutCommand, PayoutResult, OpenPayoutRefusal>;
  readonly closePayout: ReferralDecider<
    AheadOfFollowers<ClosePayoutCommand>,
    ClosePayoutResult,
    ClosePayoutRefusal
  >;
  readonly adjustBalance: ReferralDecider<
    AdjustBalanceCommand,
    AdjustBalanceResult,
    AdjustBalanceRefusal
  >;
}

/**
 * The decisions of a plan for a runner such as the SQL store. All share one name, so that no two of their
 * commands may have the same id. An order, each account, and the caps of a plan that has any are
 * streams of their own, so that two payouts of one earner, or two orders under one cap, wait for one another,
 * and nothing else does.
 *
 * @example
 * ```ts
 * import { defineReferral, referralDeciders } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }],
 * });
 * const command = { id: "p1", at: "2026-11-21T09:30:00+08:00", earner: "friend" };
 * referralDeciders(plan).openPayout.streams(command)[0]?.key;
 * // => "referral/friends/account/CNY/member/friend"
 * ```
 */
export function referralDeciders(plan: ReferralPlan): ReferralDeciders {
  const decider = <C extends Command, V, R extends Reason>(
    touches: (command: C) => Touched,
    decide: (
      plan: ReferralPlan,
      state: ReferralState,
      command: C,
    ) => Decision<V, ReferralEntry, R, Reason>,
  ): ReferralDecider<C, V, R> => ({
    name: `referral/${plan.id}`,
    streams: (about) =>
      "kind" in about && "plan" in about
        ? streamsOf(plan, touchedBy(plan, about))
        : streamsOf(plan, touches(about)),
    decide: (read, command) => decide(plan, stateOf(plan, read, touches(command)), command),
  });
  const account = ({
    earner,
    currency,
  }: {
    readonly earner: string | null;
    readonly currency?: string | undefined;
  }): Touched => ({ order: null, accounts: [keyFor(plan, earner, currency)], caps: false });
  const settled =
    (caps: boolean) =>
    ({ order, earners, currency }: OnSettledOrder<Command & { order: string }>): Touched => {
      if (!isList(earners)) throw invalidCommand("earners", "a list of those who earn", earners);
      return { order, accounts: earners.map((earner) => keyFor(plan, earner, currency)), caps };
    };
  return {
    settleOrder: decider(
      (command) => ({
        order: command.order,
        accounts: mayEarn(plan, command).map((earner) => keyFor(plan, earner, command.currency)),
        caps: plan.caps.length > 0,
      }),
      decideSettle,
    ),
    refundOrder: decider(settled(plan.caps.length > 0), named(decideRefund)),
    moveOrder: decider(settled(false), named(decideMove)),
    judgeReward: decider(account, decideJudge),
    openPayout: decider(account, decideOpenPayout),
    closePayout: decider(({ earner, followers = [], currency }) => {
      if (!isList(followers)) throw invalidCommand("followers", "a list of earners", followers);
      const all = [earner, ...followers].map((one) => keyFor(plan, one, currency));
      return { order: null, accounts: all, caps: false };
    }, aheadOfFollowers),
    adjustBalance: decider(account, decideAdjust),
  };
}

/** What a command reads and writes. */
interface Touched {
  /** Null: no order. */
  readonly order: string | null;
  /** Keys of accounts. */
  readonly accounts: readonly string[];
  readonly caps: boolean;
}

function touchedBy(plan: ReferralPlan, entry: ReferralEntry): Touched {
  const order =
    entry.kind === "order-settled" ? entry.settled.order : "order" in entry ? entry.order : null;
  const caps = entry.kind === "order-settled" || entry.kind === "order-refunded";
  return { order, accounts: accountsOf(entry), caps: caps && plan.caps.length > 0 };
}

function streamsOf(
  plan: ReferralPlan,
  { order, accounts, caps }: Touched,
): readonly Stream<unknown, ReferralEntry>[] {
  return [
    ...(order === null ? [] : [orderStream(plan.id, order)]),
    ...[...new Set(accounts)].map((key) => accountStream(plan.id, key)),
    ...(caps ? [capStream(plan.id)] : []),
  ];
}

/** The part of the state that a command touches. */
function stateOf(
  { id }: ReferralPlan,
  read: ReadState<ReferralEntry>,
  { order, accounts, caps }: Touched,
): ReferralState {
  const settled = order === null ? null : read(orderStream(id, order));
  return {
    orders: settled === null ? {} : { [settled.order]: settled },
    accounts: Object.fromEntries(accounts.map((key) => [key, read(accountStream(id, key))])),
    caps: caps ? read(capStream(id)) : {},
  };
}

/** The stream of an order; null before it is settled. */
export function orderStream(
  plan: string,
  order: string,
): Stream<SettledOrder | null, ReferralEntry> {
  return {
    key: `referral/${plan}/order/${order}`,
    initial: () => null,
    apply(state, entry) {
      const orders: Record<string, SettledOrder> = state === null ? {} : { [order]: state };
      foldOrders(orders, entry);
      return own(orders, order) ?? null;
    },
  };
}

/** The stream of an account, by its key in a state. */
export function accountStream(plan: string, key: string): Stream<ReferralAccount, ReferralEntry> {
  return {
    key: `referral/${plan}/account/${key}`,
    initial: () => emptyAccount(...ownerOf(key)),
    apply(state, entry) {
      const account: OpenReferralAccount = {
        ...state,
        rewards: { ...state.rewards },
        batches: { ...state.batches },
      };
      foldAccount(account, entry);
      return account;
    },
  };
}

/** The stream of what the caps of a plan have used up. */
export function capStream(plan: string): Stream<Readonly<Record<string, number>>, ReferralEntry> {
  return {
    key: `referral/${plan}/caps`,
    initial: () => ({}),
    apply(state, entry) {
      const caps = { ...state };
      foldCaps(caps, entry);
      return caps;
    },
  };
}

/** Everybody whom an order may pay. */
function mayEarn(plan: ReferralPlan, { member, chain }: SettleOrderCommand): (string | null)[] {
  const earners: (string | null)[] = isList(chain) ? chain.map((one) => one?.member) : [];
  if (plan.referee !== null) earners.push(member);
  if (plan.unclaimedTo === "pool") earners.push(null);
  return earners;
}

function keyFor(plan: ReferralPlan, earner: string | null, currency: string | undefined): string {
  return referralAccountKey(earner, currencyOf(plan, currency) ?? plan.currencies[0]!);
}

/** Refuses a command that does not name the accounts that it would change. */
function named<C extends Command & { readonly order: string }, D>(
  decide: (plan: ReferralPlan, state: ReferralState, command: C) => D,
): (plan: ReferralPlan, state: ReferralState, command: OnSettledOrder<C>) => D {
  return (plan, state, command) => {
    const settled = own(state.orders, command.order);
    if (settled !== undefined && currencyOf(plan, command.currency) !== settled.currency) {
      throw invalidCommand("currency", `${settled.currency}, as the order's`, command.currency);
    }
    const missing = settled?.shares.find(({ earner }) => !command.earners.includes(earner));
    if (missing !== undefined) {
      throw invalidCommand(
        "earners",
        `with ${String(missing.earner)}, who earns on it`,
        command.earners,
      );
    }
    return decide(plan, state, command);
  };
}

/** Refuses to close a payout whose command does not name the accounts that it would change. */
function aheadOfFollowers(
  plan: ReferralPlan,
  state: ReferralState,
  command: AheadOfFollowers<ClosePayoutCommand>,
): ClosePayoutDecision {
  const decision = decideClosePayout(plan, state, command);
  const [entry] = decision.ok ? decision.entries : [];
  if (entry === undefined || !("releases" in entry)) return decision;
  const { earner: own, followers = [] } = command;
  const missing = entry.releases.find(
    ({ earner }) => earner !== own && !followers.includes(earner),
  );
  if (missing === undefined) return decision;
  const needs = `with ${String(missing.earner)}, who is paid after it`;
  throw invalidCommand("followers", needs, command.followers);
}

import { checkCommand, instantIn, invalidCommand, textIn } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import { type IdConflict, refuse } from "../kernel/refusal";
import { type Instant, instantText } from "../kernel/time/instant";
import { accountIn } from "./balance";
import { entryHead, type ReferralEntry } from "./entries";
import { ORDER_EVENTS, type OrderEvent } from "./order";
import type { ReferralPlan } from "./plan";
import { availableFrom, currencyOf } from "./settle";
import { checkReferralState } from "./soundness";
import { own, type ReferralAccount, type ReferralState, rewardId, type RiskState } from "./state";

/** Something happened to an order: it was shipped, received, the service ended. */
export interface MoveOrderCommand extends Command {
  readonly order: string;
  readonly event: OrderEvent;
  /** When. Default: `at`. */
  readonly eventAt?: Instant | undefined;
}

/** What follows for the rewards of the order. */
export interface MoveOrderResult {
  /** From when on they can be paid out; null: they wait for something else. */
  readonly availableAt: string | null;
}

/**
 * Why an event is not noted, in the order in which reasons are looked for.
 *
 * 1. `unknown-order`: it was never settled
 * 2. `id-conflict`: in a session: the id stood for another command
 * 3. `already-happened`: the order has the event at another instant
 */
export type MoveOrderRefusal =
  | { readonly code: "unknown-order"; readonly order: string }
  | IdConflict
  | { readonly code: "already-happened"; readonly event: OrderEvent; readonly eventAt: string };

/** The codes of {@link MoveOrderRefusal} in their order of precedence. */
export const MOVE_ORDER_REFUSALS = [
  "unknown-order",
  "id-conflict",
  "already-happened",
] as const satisfies readonly MoveOrderRefusal["code"][];

/** The answer to a {@link MoveOrderCommand}. */
export type MoveOrderDecision = Decision<
  MoveOrderResult,
  ReferralEntry,
  MoveOrderRefusal,
  MoveOrderRefusal | { readonly code: "exists" }
>;

/**
 * Notes what happened to an order. If the hold of its plan, as it was when the order was
 * settled, waits for it, the clock of its rewards starts.
 * Nothing has to run when it ends: balances are asked at an instant.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function moveOrder(
  plan: ReferralPlan,
  state: ReferralState,
  command: MoveOrderCommand,
): MoveOrderDecision {
  checkReferralState(state);
  return decideMove(plan, state, command);
}

/** {@link moveOrder} on a state that has been checked. */
export function decideMove(
  plan: ReferralPlan,
  state: ReferralState,
  command: MoveOrderCommand,
): MoveOrderDecision {
  const at = checkCommand(command, ["order"]);
  const { order, event } = command;
  if (!ORDER_EVENTS.includes(event)) {
    throw invalidCommand("event", `one of ${ORDER_EVENTS.join(", ")}`, event);
  }
  const eventAt = instantText(
    command.eventAt === undefined ? at : instantIn("eventAt", command.eventAt),
  );
  const settled = own(state.orders, order);
  if (settled === undefined) return refuse({ code: "unknown-order", order });
  const before = settled.events[event];
  if (before !== null) {
    if (command.eventAt !== undefined && before !== eventAt) {
      return refuse({ code: "already-happened", event, eventAt: before });
    }
    const value = { availableAt: availableFrom(settled) };
    return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  }
  const { hold } = settled;
  const availableAt = availableFrom({ hold, events: { ...settled.events, [event]: eventAt } });
  const waits = hold.from === event && availableAt !== null;
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: "order-moved",
    order,
    currency: settled.currency,
    event,
    eventAt,
    rewards: waits
      ? settled.shares.map(({ id, earner }) => ({ earner, reward: rewardId(order, id) }))
      : [],
    availableAt: availableAt ?? eventAt,
  };
  return { ok: true, value: { availableAt }, entries: [entry], why: [] };
}

/** A reward is kept back, released or denied, after somebody or some rule has looked at it. */
export interface JudgeRewardCommand extends Command {
  /** Null: the pool. */
  readonly earner: string | null;
  /** Default: the only currency of the plan. */
  readonly currency?: string | undefined;
  /** The id of the reward: `o1/level-1`. */
  readonly reward: string;
  readonly risk: Exclude<RiskState, "none">;
  readonly reason?: string | undefined;
}

/** What became of the reward. */
export interface JudgeRewardResult {
  readonly reward: string;
  readonly risk: Exclude<RiskState, "none">;
}

/**
 * Why a reward is not judged, in the order in which reasons are looked for.
 *
 * 1. `unknown-currency`: the plan has not that one
 * 2. `id-conflict`: in a session: the id stood for another command
 * 3. `unknown-reward`: the account has none of that id
 * 4. `already-claimed`: it stands in a payout that is open or was made
 * 5. `already-denied`: that is final
 */
export type JudgeRewardRefusal =
  | {
      readonly code: "unknown-currency";
      readonly currency: string;
      readonly known: readonly string[];
    }
  | IdConflict
  | { readonly code: "unknown-reward"; readonly reward: string }
  | { readonly code: "already-claimed"; readonly reward: string }
  | { readonly code: "already-denied"; readonly reward: string };

/** The codes of {@link JudgeRewardRefusal} in their order of precedence. */
export const JUDGE_REWARD_REFUSALS = [
  "unknown-currency",
  "id-conflict",
  "unknown-reward",
  "already-claimed",
  "already-denied",
] as const satisfies readonly JudgeRewardRefusal["code"][];

/** The answer to a {@link JudgeRewardCommand}. */
export type JudgeRewardDecision = Decision<
  JudgeRewardResult,
  ReferralEntry,
  JudgeRewardRefusal,
  JudgeRewardRefusal | { readonly code: "exists" }
>;

/**
 * Keeps a reward back because of a risk, releases it, or denies it for good. What was refunded after it
 * was paid is never kept back: debts are settled in any case.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function judgeReward(
  plan: ReferralPlan,
  state: ReferralState,
  command: JudgeRewardCommand,
): JudgeRewardDecision {
  checkReferralState(state);
  return decideJudge(plan, state, command);
}

/** {@link judgeReward} on a state that has been checked. */
export function decideJudge(
  plan: ReferralPlan,
  state: ReferralState,
  command: JudgeRewardCommand,
): JudgeRewardDecision {
  const at = checkCommand(command, command?.earner === null ? ["reward"] : ["reward", "earner"]);
  const { earner, reward, risk } = command;
  if (!["held", "released", "denied"].includes(risk)) {
    throw invalidCommand("risk", '"held", "released" or "denied"', risk);
  }
  const reason = textIn("reason", command.reason);
  const currency = currencyOf(plan, command.currency);
  if (currency === null) {
    const asked = String(command.currency);
    return refuse({ code: "unknown-currency", currency: asked, known: plan.currencies });
  }
  const account = accountIn(state, earner, currency);
  const known = own(account.rewards, reward);
  if (known === undefined) return refuse({ code: "unknown-reward", reward });
  const value = { reward, risk };
  if (known.risk === risk) return { ok: true, value, entries: [], why: [{ code: "exists" }] };
  if (isClaimed(account, reward)) return refuse({ code: "already-claimed", reward });
  if (known.risk === "denied") return refuse({ code: "already-denied", reward });
  const entry: ReferralEntry = {
    ...entryHead(plan, command, at),
    kind: "reward-judged",
    earner,
    currency,
    reward,
    risk,
    reason,
  };
  return { ok: true, value, entries: [entry], why: [] };
}

/** Whether a payout has taken something of a reward and was not given up, even if debts came to as much. */
function isClaimed({ batches }: ReferralAccount, reward: string): boolean {
  return Object.values(batches).some(
    ({ status, items }) => status !== "cancelled" && items.some((item) => item.reward === reward),
  );
}

import { invalidCommand } from "../kernel/command";
import type { Command, Decision, Reason } from "../kernel/decision";
import { type IdConflict, refuse } from "../kernel/refusal";
import { duplicateEntry } from "../kernel/replay";
import { type Instant, toMilliseconds } from "../kernel/time/instant";
import { accountIn, balanceOfAccount, type ReferralBalance } from "./balance";
import type { ReferralEntry } from "./entries";
import { checkReferralEntry, foldReferral, openState } from "./fold";
import {
  decideJudge,
  decideMove,
  JUDGE_REWARD_REFUSALS,
  type JudgeRewardCommand,
  type JudgeRewardDecision,
  MOVE_ORDER_REFUSALS,
  type MoveOrderCommand,
  type MoveOrderDecision,
} from "./hold";
import { type About, noCommands } from "./identity";
import type { SettleOrderCommand } from "./order";
import {
  ADJUST_BALANCE_REFUSALS,
  type AdjustBalanceCommand,
  type AdjustBalanceDecision,
  CLOSE_PAYOUT_REFUSALS,
  type ClosePayoutCommand,
  type ClosePayoutDecision,
  decideAdjust,
  decideClosePayout,
  decideOpenPayout,
  OPEN_PAYOUT_REFUSALS,
  type OpenPayoutCommand,
  type OpenPayoutDecision,
} from "./payout";
import { foldWhole } from "./part";
import type { ReferralPlan } from "./plan";
import {
  decideRefund,
  REFUND_ORDER_REFUSALS,
  type RefundOrderCommand,
  type RefundOrderDecision,
} from "./refund";
import {
  currencyOf,
  decideSettle,
  SETTLE_ORDER_REFUSALS,
  type SettleOrderDecision,
} from "./settle";
import { checkReferralState } from "./soundness";
import { newReferralState, type ReferralState } from "./state";

/**
 * A plan held in memory, for services that keep it, for imports and for simulations. It makes the same
 * decisions as the verbs and keeps the state itself, changed in place. It knows the ids of all commands that it
 * decided and of all entries that it was given, and refuses another command under one of them: `id-conflict`,
 * whatever its verb, order or earner.
 */
export interface ReferralSession {
  /** Works out what an order pays: `settleOrder`. */
  settleOrder(command: SettleOrderCommand): SettleOrderDecision;
  /** Takes back what was earned on a refund: `refundOrder`. */
  refundOrder(command: RefundOrderCommand): RefundOrderDecision;
  /** Notes what happened to an order: `moveOrder`. */
  moveOrder(command: MoveOrderCommand): MoveOrderDecision;
  /** Keeps a reward back, releases or denies it: `judgeReward`. */
  judgeReward(command: JudgeRewardCommand): JudgeRewardDecision;
  /** Claims what can be paid out: `openPayout`. */
  openPayout(command: OpenPayoutCommand): OpenPayoutDecision;
  /** Says what became of a payout: `closePayout`. */
  closePayout(command: ClosePayoutCommand): ClosePayoutDecision;
  /** Changes a balance by hand: `adjustBalance`. */
  adjustBalance(command: AdjustBalanceCommand): AdjustBalanceDecision;
  /** Folds an entry that was decided elsewhere: all of it, or nothing where it is refused with an error. */
  apply(entry: ReferralEntry): void;
  /** What somebody has at an instant; in the only currency of the plan, unless it is stated. */
  balanceOf(earner: string | null, at: Instant, currency?: string): ReferralBalance;
  /** A copy of the state. */
  state(): ReferralState;
}

type Verdict<V, R extends Reason, W extends Reason> = Decision<V, ReferralEntry, R, W>;

interface Exists extends Reason {
  readonly code: "exists";
}

/**
 * Opens a session.
 *
 * @param state - to go on from; it stays as it is. Default: a new one
 * @throws UptierError `invalid-state`
 *
 * @example
 * ```ts
 * import { defineReferral, openReferral } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }],
 *   hold: { from: "receipt", days: 7 },
 * });
 * const session = openReferral(plan);
 * session.settleOrder({
 *   id: "s1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "buyer",
 *   order: "o1",
 *   lines: [{ id: "tea", amount: "100.00" }],
 *   chain: [{ member: "friend" }],
 * });
 * session.moveOrder({ id: "m1", at: "2026-11-24T18:00:00+08:00", order: "o1", event: "receipt" });
 * session.balanceOf("friend", "2026-12-01T17:59:59+08:00").pending; // => "10.00"
 * session.balanceOf("friend", "2026-12-01T18:00:00+08:00").payable; // => "10.00"
 * ```
 */
export function openReferral(
  plan: ReferralPlan,
  state: ReferralState = newReferralState(),
): ReferralSession {
  checkReferralState(state);
  const open = openState(state);
  const commands = noCommands();
  const verb =
    <C extends Command, V, R extends Reason, W extends Reason>(
      decide: (plan: ReferralPlan, state: ReferralState, command: C) => Verdict<V, R, W>,
      refusals: readonly R["code"][],
      about: (command: C) => About,
      // What is said again where the state may have moved on since; null: the verb finds it there.
      answer: ((command: C) => V) | null = null,
    ): ((command: C) => Verdict<V, R | IdConflict, W | IdConflict | Exists>) =>
    (command) => {
      const decision = decide(plan, open, command);
      const known = commands.find(command.id, about(command));
      if (known !== null && known !== "same") {
        // A reason that is looked for before is the answer.
        const isFirst = !decision.ok && isBefore(refusals, decision.refusal.code, known.code);
        return isFirst ? decision : refuse(known);
      }
      if (known === "same" && answer !== null) {
        return { ok: true, value: answer(command), entries: [], why: [{ code: "exists" }] };
      }
      if (!decision.ok) return decision;
      for (const entry of decision.entries) {
        foldReferral(open, entry);
        commands.add(entry);
      }
      return decision;
    };
  const currency = (stated: string | undefined): string | null => currencyOf(plan, stated);
  return {
    settleOrder: verb(decideSettle, SETTLE_ORDER_REFUSALS, ({ order }) => ({
      verb: "settleOrder",
      order,
    })),
    refundOrder: verb(decideRefund, REFUND_ORDER_REFUSALS, ({ order }) => ({
      verb: "refundOrder",
      order,
    })),
    moveOrder: verb(decideMove, MOVE_ORDER_REFUSALS, ({ order, event }) => ({
      verb: "moveOrder",
      order,
      event,
    })),
    judgeReward: verb(
      decideJudge,
      JUDGE_REWARD_REFUSALS,
      (command) => {
        const { earner, reward, risk, reason = null } = command;
        const about = { earner, currency: currency(command.currency), reward, risk, reason };
        return { verb: "judgeReward", ...about };
      },
      ({ reward, risk }) => ({ reward, risk }),
    ),
    openPayout: verb(decideOpenPayout, OPEN_PAYOUT_REFUSALS, (command) => ({
      verb: "openPayout",
      earner: command.earner,
      currency: currency(command.currency),
    })),
    closePayout: verb(decideClosePayout, CLOSE_PAYOUT_REFUSALS, (command) => {
      const { earner, batch, outcome } = command;
      const about = { earner, currency: currency(command.currency), batch, outcome };
      return { verb: "closePayout", ...about };
    }),
    adjustBalance: verb(decideAdjust, ADJUST_BALANCE_REFUSALS, (command) => ({
      verb: "adjustBalance",
      earner: command.earner,
      currency: currency(command.currency),
    })),
    apply(entry) {
      checkReferralEntry(plan, entry);
      if (commands.has(entry.cause)) throw duplicateEntry(entry.id);
      foldWhole(open, entry);
      commands.add(entry);
    },
    balanceOf: (earner, at, currency) => {
      if (earner !== null && typeof earner !== "string") {
        throw invalidCommand("earner", "the id of a member, or null for the pool", earner);
      }
      return balanceOfAccount(
        accountIn(open, earner, currencyOf(plan, currency) ?? String(currency)),
        toMilliseconds(at),
      );
    },
    state: () => openState(open),
  };
}

/** Whether a reason to refuse is looked for before another. */
function isBefore(refusals: readonly string[], one: string, other: string): boolean {
  return refusals.indexOf(one) < refusals.indexOf(other);
}

import * as z from "zod";
import { checkIds } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { toMinor } from "../../../kernel/money/amount";
import { amount, currency, id, text } from "../../../kernel/schema";
import { checkPeriod, type Period, period, type PeriodInput, periodOf } from "../period";
import {
  type CampaignRewardInput,
  checkAmount,
  checkReward,
  reward,
  rewardOf,
} from "../rungs/reward";
import {
  MAX_RUNGS,
  type Rung,
  type RungPolicy,
  type RungPolicyInput,
  rungPolicy,
  rungPolicyOf,
} from "../rungs/rung";

/** A ladder of what a friend does, as a shop stores it: join, share, recharge. Plain JSON. */
export interface EventLadderInput extends PeriodInput, RungPolicyInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217; of amounts, and of what rewards are worth. */
  readonly currency: string;
  /** 1 to 50, from the easiest to the one that is worth most. */
  readonly rungs: readonly EventRungInput[];
}

/** What a friend does, and what their inviter gets for it. */
export interface EventRungInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** The kind of event: `joined`, `shared`, `recharged`. */
  readonly on: string;
  /** What events of this kind must come to, refunds taken off. Default: one event is enough. */
  readonly amount?: string | undefined;
  /** For each friend who gets there, once. */
  readonly reward: CampaignRewardInput;
}

/** An event ladder, complete. Plain JSON, frozen. */
export interface EventLadder extends Period, RungPolicy {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly rungs: readonly EventRung[];
}

/** A rung of an event ladder; its threshold is in minor units or, without amounts, 1 event. */
export interface EventRung extends Rung {
  readonly on: string;
  /** Whether amounts are summed, and not events counted. */
  readonly inMoney: boolean;
}

/** The schema of {@link EventLadderInput}; it sees each value by itself. */
export const eventLadderSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  ...period,
  ...rungPolicy,
  rungs: z
    .array(z.strictObject({ id, name: text.optional(), on: id, amount: amount.optional(), reward }))
    .min(1)
    .max(MAX_RUNGS),
});

/**
 * Validates an event ladder: what an inviter gets for each thing that a friend does.
 *
 * @param input - plain JSON, see {@link EventLadderInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`. Codes of what does not fit together: `invalid-instant`, `closes-before-it-opens`,
 * `duplicate-id`, `too-many-decimals`, `unsafe-integer`, `without-effect` (an amount of 0)
 *
 * @example
 * ```ts
 * import { defineEventLadder } from "uptier/referral";
 *
 * const ladder = defineEventLadder({
 *   id: "bring-a-friend",
 *   currency: "CNY",
 *   rungs: [
 *     { id: "join", on: "joined", reward: { type: "coupon", worth: "2.00" } },
 *     { id: "share", on: "shared", reward: { type: "coupon", worth: "5.00" } },
 *     { id: "recharge", on: "recharged", amount: "100", reward: { type: "coupon", worth: "20.00" } },
 *   ],
 * });
 * ladder.rungs.map(({ threshold }) => threshold); // => [1, 1, 10000]
 * ```
 */
export function defineEventLadder(input: EventLadderInput): EventLadder {
  const parsed = parseDefinition("event ladder", eventLadderSchema, input, check);
  const { currency: money } = parsed;
  return deepFreeze<EventLadder>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    currency: money,
    ...periodOf(parsed),
    ...rungPolicyOf(parsed),
    rungs: parsed.rungs.map((rung) => ({
      id: rung.id,
      name: rung.name ?? null,
      on: rung.on,
      inMoney: rung.amount !== undefined,
      threshold: rung.amount === undefined ? 1 : toMinor(rung.amount, money),
      reward: rewardOf(rung.reward, money),
    })),
  });
}

function check(draft: Draft<z.output<typeof eventLadderSchema>>, report: Report): void {
  checkPeriod(draft, report);
  const rungs = draft.rungs ?? [];
  checkIds("rungs", rungs, report);
  rungs.forEach((rung, index) => {
    checkReward(rung?.reward, draft.currency, ["rungs", index, "reward"], report);
    const path = ["rungs", index, "amount"];
    if (checkAmount(rung?.amount, draft.currency, path, report) === 0) {
      report(path, "without-effect", "must be above 0; leave it out where one event is enough");
    }
  });
}

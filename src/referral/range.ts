import { instantIn, invalidCommand } from "../kernel/command";
import { UptierError } from "../kernel/errors";
import { isList } from "../kernel/list";
import { fromMinor } from "../kernel/money/amount";
import type { Instant } from "../kernel/time/instant";
import { type ChainMemberInput, type OrderLineInput, readOrder } from "./order";
import type { ReferralPlan } from "./plan";
import { currencyOf } from "./settle";
import { rewardBy, termsFor } from "./terms";

/** What may be bought, and who would refer it. */
export interface RewardRangeQuestion {
  readonly at: Instant;
  /** Default: the only currency of the plan. */
  readonly currency?: string | undefined;
  /** One line for each variant of a product, at most 500. */
  readonly lines: readonly OrderLineInput[];
  /** Default: somebody of whom nothing is known. */
  readonly earner?: ChainMemberInput | undefined;
  /** Default: a buyer whom no rule names. */
  readonly customer?: string | undefined;
  /** Groups that the buyer is in. Default: none. */
  readonly groups?: readonly string[] | undefined;
}

/** The least and the most that the first level pays, as decimal text. */
export interface RewardRange {
  readonly least: string;
  readonly most: string;
}

/**
 * What a product page says: "share this and earn 3.00 to 8.80". The first level of the plan on each
 * variant by itself, before caps and the most that an order may pay; a variant that nothing is set for pays 0.
 * Of no variants it is 0 to 0.
 *
 * @throws UptierError in this order: `invalid-command`, `unknown-currency` (none of the plan), those of
 * `toMinor`
 *
 * @example
 * ```ts
 * import { defineReferral, rewardRange } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }],
 * });
 * const lines = [
 *   { id: "small", amount: "29.90" },
 *   { id: "large", amount: "88.00" },
 * ];
 * rewardRange(plan, { at: "2026-11-21T09:30:00+08:00", lines });
 * // => { least: "2.99", most: "8.80" }
 * ```
 */
export function rewardRange(plan: ReferralPlan, question: RewardRangeQuestion): RewardRange {
  if (typeof question !== "object" || question === null) {
    throw invalidCommand("question", "an object", question);
  }
  const at = instantIn("at", question.at);
  const currency = currencyOf(plan, question.currency);
  if (currency === null) {
    throw new UptierError("unknown-currency", `the plan has ${plan.currencies.join(", ")}`);
  }
  const { lines, earner, customer = "", groups } = question;
  if (isList(lines) && lines.length === 0) {
    return { least: fromMinor(0, currency), most: fromMinor(0, currency) };
  }
  const chain = earner === undefined ? [] : [earner];
  const facts = readOrder(plan, { lines, chain, groups }, currency, at);
  const who = facts.chain[0] ?? null;
  const rewards = facts.lines.map((line) => {
    const priced = { line, base: line.baseMinor };
    const asked = { line, customer, groups: facts.groups, earner: who, level: 0, currency, at };
    const { terms, disabled } = termsFor(plan, asked, priced);
    return disabled ? 0 : (rewardBy(terms, priced, plan, currency) ?? 0);
  });
  return {
    least: fromMinor(Math.min(...rewards), currency),
    most: fromMinor(Math.max(...rewards), currency),
  };
}

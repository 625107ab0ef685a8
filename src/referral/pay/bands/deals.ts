import { checkInput, checkParts, invalidInput, wholeIn } from "../../../kernel/argument";
import { addSafely, type AmountInput, fromMinor, toMinor } from "../../../kernel/money/amount";
import { type BandReason, payOf } from "./band-pay";
import type { BandRules } from "./definition";
import { planIn, type QuantityMinor } from "./quantity";

/** A sale, or a return. */
export interface Deal {
  /** Unique in the list. */
  readonly id: string;
  /** Below 0: a return. */
  readonly amount: AmountInput;
  /** For bands of a count; below 0 for a return. Default: 1. */
  readonly count?: number | undefined;
}

/** The deals of a period. */
export interface DealsInput {
  /** In order; at most 100,000. */
  readonly deals: readonly Deal[];
  /** The plan of the period; needed by bands of the attainment. */
  readonly plan?: AmountInput | undefined;
  /** For cumulative bands: what was attained, and paid for, before. Default: nothing. */
  readonly attained?: { readonly amount: AmountInput; readonly count?: number } | undefined;
}

/** The commission of deals; decimal text. */
export interface DealsCommission {
  readonly currency: string;
  /** Base and commission. */
  readonly pay: string;
  /** Of the band that the period reached; only with `per: "period"`. */
  readonly base: string;
  readonly commission: string;
  /** Before and in these deals; the `attained` of the next list. */
  readonly attained: { readonly amount: string; readonly count: number };
  /** What was paid for what: a line for each deal, or one for the period. They sum to the pay. */
  readonly lines: readonly DealLine[];
}

/** What was paid for a deal, or for the period. */
export interface DealLine {
  /** Null: the whole period. */
  readonly deal: string | null;
  readonly pay: string;
  readonly why: readonly DealReason[];
}

/** Why a line pays what it pays; of `running-total`, the pay is the difference. */
export type DealReason =
  BandReason | { readonly code: "running-total"; readonly before: string; readonly after: string };

/** The most deals of one list. */
const MAX_DEALS = 100_000;

/**
 * The commission of a list of deals, by the evaluation of the bands.
 *
 * - `transaction`: each deal by itself
 * - `period`: all deals together, once
 * - `cumulative`: each deal is paid `f(attained + deal) - f(attained)`. Together that is
 *   `f(all) - f(before)`, whatever the order of the deals and however they are split; a return takes
 *   back what the last sales earned, and with `whole` bands a deal that reaches a band also brings the
 *   higher rate for what was sold before
 *
 * @throws UptierError in this order: `invalid-input` (no object, or no list, an id that is none or
 * comes twice), those of an amount and `invalid-input` (the plan), `invalid-input` (`attained` where
 * bands are not cumulative), those of an amount and `invalid-input` (attained, then each deal),
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { commissionOfDeals, defineBands } from "uptier/referral";
 *
 * const bands = defineBands({
 *   id: "year",
 *   currency: "CNY",
 *   mode: "step",
 *   per: "cumulative",
 *   bands: [{ upTo: "5000", rate: "10%" }, { rate: "12%" }],
 * });
 * const { pay, lines } = commissionOfDeals(bands, {
 *   attained: { amount: "4000" },
 *   deals: [{ id: "o1", amount: "2000" }, { id: "o1-returned", amount: "-2000" }],
 * });
 * lines.map((line) => line.pay); // => ["220.00", "-220.00"]
 * pay; // => "0.00"
 * ```
 */
export function commissionOfDeals(rules: BandRules, input: DealsInput): DealsCommission {
  checkInput("deals", input);
  const { deals, plan, attained } = input;
  checkParts("deals", deals, MAX_DEALS);
  const planMinor = planIn(rules, plan);
  if (attained !== undefined && rules.per !== "cumulative") {
    throw invalidInput("attained", "left out: it is for cumulative bands", "there");
  }
  const read = (what: string, amount: AmountInput, count: unknown): QuantityMinor => ({
    amountMinor: toMinor(amount, rules.currency),
    count: wholeIn(`count of ${what}`, count, -Infinity),
    planMinor,
  });
  if (attained !== undefined) checkInput("attained", attained);
  const before =
    attained === undefined
      ? { amountMinor: 0, count: 0, planMinor }
      : read("attained", attained.amount, attained.count ?? 0);
  const quantities = deals.map(({ id, amount, count = 1 }) => read(`"${id}"`, amount, count));
  const all = quantities.reduce(sumOf, before);
  const lines = EVALUATIONS[rules.per](rules, { deals, quantities, before, all });
  const payMinor = lines.reduce((sum, line) => addSafely(sum, line.payMinor), 0);
  const baseMinor = lines.reduce((sum, line) => addSafely(sum, line.baseMinor), 0);
  const text = (minor: number): string => fromMinor(minor, rules.currency);
  return {
    currency: rules.currency,
    pay: text(payMinor),
    base: text(baseMinor),
    commission: text(addSafely(payMinor, -baseMinor)),
    attained: { amount: text(all.amountMinor), count: all.count },
    lines: lines.map(({ deal, payMinor: minor, why }) => ({ deal, pay: text(minor), why })),
  };
}

interface Evaluated {
  readonly deals: readonly Deal[];
  readonly quantities: readonly QuantityMinor[];
  readonly before: QuantityMinor;
  readonly all: QuantityMinor;
}

interface LineMinor extends Omit<DealLine, "pay"> {
  readonly payMinor: number;
  /** Within the pay. */
  readonly baseMinor: number;
}

const EVALUATIONS: Readonly<
  Record<BandRules["per"], (rules: BandRules, evaluated: Evaluated) => LineMinor[]>
> = {
  transaction: (rules, { deals, quantities }) =>
    deals.map(({ id }, index) => {
      const { commissionMinor, why } = payOf(rules, quantities[index]!);
      return { deal: id, payMinor: commissionMinor, baseMinor: 0, why };
    }),
  period: (rules, { all }) => {
    const { baseMinor, commissionMinor, why } = payOf(rules, all);
    return [{ deal: null, payMinor: addSafely(baseMinor, commissionMinor), baseMinor, why }];
  },
  cumulative: (rules, { deals, quantities, before }) => {
    let attained = before;
    let paid = payOf(rules, attained).commissionMinor;
    return deals.map(({ id }, index) => {
      attained = sumOf(attained, quantities[index]!);
      const { commissionMinor, why } = payOf(rules, attained);
      const [from, to] = [paid, commissionMinor].map((minor) => fromMinor(minor, rules.currency));
      const payMinor = addSafely(commissionMinor, -paid);
      paid = commissionMinor;
      return {
        deal: id,
        payMinor,
        baseMinor: 0,
        why: [{ code: "running-total", before: from!, after: to! }, ...why],
      };
    });
  },
};

function sumOf(a: QuantityMinor, b: QuantityMinor): QuantityMinor {
  return {
    amountMinor: addSafely(a.amountMinor, b.amountMinor),
    count: addSafely(a.count, b.count),
    planMinor: a.planMinor,
  };
}

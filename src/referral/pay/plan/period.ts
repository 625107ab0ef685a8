import { checkInput, invalidInput } from "../../../kernel/argument";
import { shown } from "../../../kernel/errors";
import { addSafely, type AmountInput, fromMinor, toMinor } from "../../../kernel/money/amount";
import { commissionOfDeals, type DealsCommission, type DealsInput } from "../bands/deals";
import type { PayPlan } from "./definition";

/** What happened in a period. */
export interface PayPeriodInput {
  /** By the id of the commission; a list for each, empty where nothing was sold. */
  readonly sales: Readonly<Record<string, DealsInput>>;
  /** What is still owed from the period before, as it left it: 0 or less. Default: nothing. */
  readonly carriedIn?: AmountInput | undefined;
}

/** What a period pays; decimal text. */
export interface PeriodPay {
  readonly currency: string;
  /** To be paid out: never below base and draw. The amounts of `why` sum to it. */
  readonly pay: string;
  /** What later commissions pay back: 0 or less; the `carriedIn` of the next period. */
  readonly carriedOut: string;
  /** By the id of the commission. */
  readonly commissions: Readonly<Record<string, DealsCommission>>;
  readonly why: readonly PayReason[];
}

/**
 * What a period pays and why, in this order.
 *
 * - `base`: whatever happens; of the plan, or of the band that a commission has reached
 * - `commission`: earned in this period; below 0 where returns took back more
 * - `carried-in`: below 0, what was owed from before
 * - `draw`: an advance up to the draw, owed from now on
 * - `guarantee`: what a draw that is not recoverable adds; nobody owes it
 * - `carried-out`: what would have been below 0, owed from now on
 */
export type PayReason =
  | {
      readonly code: "base";
      /** Null: of the plan. */
      readonly commission: string | null;
      readonly amount: string;
    }
  | { readonly code: "commission"; readonly commission: string; readonly amount: string }
  | { readonly code: "carried-in"; readonly amount: string }
  | { readonly code: "draw"; readonly amount: string }
  | { readonly code: "guarantee"; readonly amount: string }
  | { readonly code: "carried-out"; readonly amount: string };

/**
 * The pay of a period: base, commissions, what is owed from before, and the draw.
 *
 * Commissions and what is carried in make the earnings. Earnings above the draw are paid in full. Below
 * it the draw is paid: a recoverable one is owed and carried on, a guarantee is not. Earnings below 0
 * are carried on in any case. A base is never touched. So nothing is lost and nothing comes twice:
 * over any number of periods, pay less bases and guarantees, plus what is carried out at the end, is
 * exactly the commissions plus what was carried in at the start.
 *
 * @throws UptierError in this order: `invalid-input` (no object, or sales that are missing or of no
 * commission of the plan), those of `commissionOfDeals` by commission, those of an amount and
 * `invalid-input` (a `carriedIn` above 0), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { definePayPlan, payOfPeriod } from "uptier/referral";
 *
 * const plan = definePayPlan({
 *   id: "adviser",
 *   currency: "CNY",
 *   base: "3000",
 *   commissions: [{ id: "own", mode: "step", per: "period", bands: [{ rate: "5%" }] }],
 *   draw: { amount: "1000", recoverable: true },
 * });
 * const slow = payOfPeriod(plan, { sales: { own: { deals: [{ id: "o1", amount: "8000" }] } } });
 * [slow.pay, slow.carriedOut]; // => ["4000.00", "-600.00"]
 * const good = payOfPeriod(plan, {
 *   sales: { own: { deals: [{ id: "o2", amount: "40000" }] } },
 *   carriedIn: slow.carriedOut,
 * });
 * [good.pay, good.carriedOut]; // => ["4400.00", "0.00"]
 * ```
 */
export function payOfPeriod(plan: PayPlan, period: PayPeriodInput): PeriodPay {
  checkInput("period", period);
  const { currency, baseMinor, drawMinor, recoverable } = plan;
  const earned = commissionsOf(plan, period.sales);
  const carriedMinor = carriedIn(period.carriedIn ?? "0", currency);
  const sumOf = (part: "base" | "commission", first: number): number =>
    earned.reduce((sum, [, one]) => addSafely(sum, toMinor(one[part], currency)), first);
  const basesMinor = sumOf("base", baseMinor);
  const earnedMinor = sumOf("commission", carriedMinor);
  const above = Math.max(earnedMinor, 0);
  const addedMinor = Math.max(drawMinor - above, 0);
  const belowMinor = Math.max(-earnedMinor, 0);
  const owedMinor = recoverable ? addSafely(addedMinor, belowMinor) : belowMinor;
  const money = (minor: number): string => fromMinor(minor, currency);
  const line = (
    code: Exclude<PayReason["code"], "base" | "commission">,
    minor: number,
  ): PayReason[] => (minor === 0 ? [] : [{ code, amount: money(minor) }]);
  const bases = [
    [null, money(baseMinor)] as const,
    ...earned.map(([id, { base }]) => [id, base] as const),
  ];
  return {
    currency,
    pay: money(addSafely(basesMinor, Math.max(earnedMinor, drawMinor))),
    carriedOut: money(-owedMinor),
    commissions: Object.fromEntries(earned),
    why: [
      ...bases.flatMap(([commission, amount]): PayReason[] =>
        toMinor(amount, currency) === 0 ? [] : [{ code: "base", commission, amount }],
      ),
      ...earned.map(([id, { commission }]): PayReason => {
        return { code: "commission", commission: id, amount: commission };
      }),
      ...line("carried-in", carriedMinor),
      ...line(recoverable ? "draw" : "guarantee", addedMinor),
      ...line("carried-out", belowMinor),
    ],
  };
}

function commissionsOf(
  plan: PayPlan,
  sales: PayPeriodInput["sales"],
): (readonly [string, DealsCommission])[] {
  checkInput("sales", sales);
  const known = plan.commissions.map(({ id }) => id);
  const stranger = Object.keys(sales).find((id) => !known.includes(id));
  if (stranger !== undefined) {
    throw invalidInput("sales", `of ${known.join(", ")}`, `of ${shown(stranger)}`);
  }
  return plan.commissions.map((commission) => {
    if (!Object.hasOwn(sales, commission.id)) {
      const needs = `there for "${commission.id}", { deals: [] } where nothing was sold`;
      throw invalidInput("sales", needs, "left out");
    }
    return [commission.id, commissionOfDeals(commission, sales[commission.id]!)];
  });
}

function carriedIn(amount: AmountInput, currency: string): number {
  const minor = toMinor(amount, currency);
  if (minor <= 0) return minor;
  throw invalidInput("carriedIn", "0 or less: what is owed", fromMinor(minor, currency));
}

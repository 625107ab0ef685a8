import { checkIds } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { toMinor } from "../../../kernel/money/amount";
import { checkMoney } from "../check";
import { checkBandRules } from "../bands/consistency";
import { type BandRules, compileBandRules } from "../bands/definition";
import type { PayPlanInput } from "./input";
import { payPlanSchema } from "./schema";

/** A commission of a plan, worked out; the functions of bands take it too. */
export interface PayCommission extends BandRules {
  readonly id: string;
  readonly name: string | null;
}

/** A pay plan: plain JSON, deeply frozen, with everything worked out. */
export interface PayPlan {
  readonly id: string;
  readonly name: string | null;
  readonly currency: string;
  readonly baseMinor: number;
  readonly commissions: readonly PayCommission[];
  /** 0: there is no draw. */
  readonly drawMinor: number;
  readonly recoverable: boolean;
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates a pay plan: base, commissions, draw.
 *
 * @param input - plain JSON, see {@link PayPlanInput}
 * @throws UptierError `invalid-definition` with every problem at once: the codes of `defineBands`, and
 * `duplicate-id`
 *
 * @example
 * ```ts
 * import { definePayPlan } from "uptier/referral";
 *
 * const plan = definePayPlan({
 *   id: "team-leader",
 *   currency: "CNY",
 *   base: "3000",
 *   commissions: [
 *     { id: "own", mode: "step", per: "period", bands: [{ rate: "3%" }] },
 *     { id: "team", mode: "step", per: "period", bands: [{ upTo: "50000", rate: "0.5%" }, { rate: "1%" }] },
 *   ],
 *   draw: { amount: "1000", recoverable: true },
 * });
 * plan.drawMinor; // => 100000
 * ```
 */
export function definePayPlan(input: PayPlanInput): PayPlan {
  const parsed = parseDefinition("pay plan", payPlanSchema, input, checkPlan);
  const { currency, base = "0", draw } = parsed;
  return deepFreeze({
    id: parsed.id,
    name: parsed.name ?? null,
    currency,
    baseMinor: toMinor(base, currency),
    commissions: parsed.commissions.map((commission) => ({
      id: commission.id,
      name: commission.name ?? null,
      ...compileBandRules(commission, currency),
    })),
    drawMinor: draw === undefined ? 0 : toMinor(draw.amount, currency),
    recoverable: draw?.recoverable ?? false,
    version: contentHash(input),
  });
}

function checkPlan(
  { currency, base, commissions = [], draw }: Draft<PayPlanInput>,
  report: Report,
): void {
  checkMoney(base, currency, ["base"], report);
  checkIds("commissions", commissions, report);
  commissions.forEach((commission, index) => {
    if (commission !== undefined) {
      checkBandRules(commission, currency, ["commissions", index], report);
    }
  });
  checkMoney(draw?.amount, currency, ["draw", "amount"], report);
}

import { checkInput, invalidInput, wholeIn } from "../../../kernel/argument";
import { shown } from "../../../kernel/errors";
import { type AmountInput, toMinor } from "../../../kernel/money/amount";
import type { BandRules } from "./definition";

/** What is put into bands. */
export interface BandQuantity {
  /** What was sold; below 0 where more was returned. */
  readonly amount: AmountInput;
  /** Deals or items; needed by bands of a count. Below 0 where more were returned. */
  readonly count?: number | undefined;
  /** More than 0; needed by bands of the attainment. */
  readonly plan?: AmountInput | undefined;
}

/** The same in minor units; 0 where the bands do not look. */
export interface QuantityMinor {
  readonly amountMinor: number;
  readonly count: number;
  readonly planMinor: number;
}

/**
 * Reads a quantity.
 *
 * @throws UptierError in this order: `invalid-input` (no object), those of an amount, `invalid-input`
 * (the count), those of an amount and `invalid-input` (the plan)
 */
export function quantityIn(rules: BandRules, quantity: BandQuantity): QuantityMinor {
  checkInput("quantity", quantity);
  return {
    amountMinor: toMinor(quantity.amount, rules.currency),
    count: rules.measure === "count" ? wholeIn("count", quantity.count, -Infinity) : 0,
    planMinor: planIn(rules, quantity.plan),
  };
}

/** The plan that attainment is measured by, in minor units; 0 for other measures. */
export function planIn(rules: BandRules, plan: AmountInput | undefined): number {
  if (rules.measure !== "attainment") return 0;
  if (plan === undefined) throw invalidInput("plan", "an amount above 0", shown(plan));
  const minor = toMinor(plan, rules.currency);
  if (minor > 0) return minor;
  throw invalidInput("plan", "an amount above 0", String(minor));
}

/** What the bands measure. */
export function measured({ measure }: BandRules, { amountMinor, count }: QuantityMinor): number {
  return measure === "count" ? count : amountMinor;
}

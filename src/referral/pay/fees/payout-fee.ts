import { amountIn, checkInput, invalidInput } from "../../../kernel/argument";
import { checkIds } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { shown } from "../../../kernel/errors";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { addSafely, type AmountInput, fromMinor, toMinor } from "../../../kernel/money/amount";
import { amountOf, type Fraction, toFraction } from "../../../kernel/money/rate";
import type { Rounding } from "../../../kernel/money/rounding";
import { checkMoney, checkShare } from "../check";
import type { PayoutFeeInput } from "./input";
import { payoutFeeSchema } from "./schema";

/** What payouts cost: plain JSON, deeply frozen, with everything worked out. */
export interface PayoutFees {
  readonly id: string;
  readonly name: string | null;
  readonly currency: string;
  readonly rate: Fraction;
  readonly freeLimitMinor: number;
  readonly methods: readonly { readonly id: string; readonly cost: Fraction }[];
  /** Null: fast transfers are not offered. */
  readonly fastSurchargeMinor: number | null;
  readonly rounding: Rounding;
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates what payouts cost.
 *
 * @param input - plain JSON, see {@link PayoutFeeInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-big`, `unknown-key`,
 * `unknown-currency`. Codes of what does not fit together: `duplicate-id`, `invalid-rate` (also above
 * 100 %), `too-many-decimals`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { definePayoutFee } from "uptier/referral";
 *
 * const fees = definePayoutFee({
 *   id: "partners",
 *   currency: "USD",
 *   rate: "3%",
 *   freeLimit: "500",
 *   methods: [{ id: "card", cost: "3%" }],
 * });
 * fees.freeLimitMinor; // => 50000
 * ```
 */
export function definePayoutFee(input: PayoutFeeInput): PayoutFees {
  const parsed = parseDefinition("payout fee", payoutFeeSchema, input, checkPayoutFee);
  const { currency, fastSurcharge } = parsed;
  return deepFreeze({
    id: parsed.id,
    name: parsed.name ?? null,
    currency,
    rate: toFraction(parsed.rate),
    freeLimitMinor: toMinor(parsed.freeLimit ?? "0", currency),
    methods: (parsed.methods ?? []).map(({ id, cost }) => ({ id, cost: toFraction(cost) })),
    fastSurchargeMinor: fastSurcharge === undefined ? null : toMinor(fastSurcharge, currency),
    rounding: parsed.rounding ?? "half-away-from-zero",
    version: contentHash(input),
  });
}

function checkPayoutFee(draft: Draft<PayoutFeeInput>, report: Report): void {
  const { currency, rate, freeLimit, methods = [], fastSurcharge } = draft;
  checkShare(rate, ["rate"], report);
  checkMoney(freeLimit, currency, ["freeLimit"], report);
  checkIds("methods", methods, report);
  methods.forEach((method, index) => {
    checkShare(method?.cost, ["methods", index, "cost"], report);
  });
  checkMoney(fastSurcharge, currency, ["fastSurcharge"], report);
}

/** A payout that is to be made. */
export interface PayoutInput {
  readonly amount: AmountInput;
  /** How much was paid out before that the free limit counts. Default: nothing. */
  readonly used?: AmountInput | undefined;
  /** The id of a method of the definition. Default: one that costs nothing. */
  readonly method?: string | undefined;
  /** Default: false. */
  readonly fast?: boolean | undefined;
}

/** What a payout costs; decimal text. The amounts of `why` sum to the fee. */
export interface PayoutFee {
  readonly currency: string;
  readonly amount: string;
  readonly fee: string;
  /** The `used` of the next payout. */
  readonly used: string;
  readonly why: readonly PayoutFeeReason[];
}

/**
 * Why a payout costs what it costs.
 *
 * - `free-limit`: this much of it was free of the rate
 * - `payout-rate`: the rate, on what was above the free limit
 * - `method-cost`: of the way of paying, on all of it
 * - `fast-surcharge`: of a fast transfer
 */
export type PayoutFeeReason =
  | { readonly code: "free-limit"; readonly free: string }
  | { readonly code: "payout-rate"; readonly on: string; readonly amount: string }
  | { readonly code: "method-cost"; readonly method: string; readonly amount: string }
  | { readonly code: "fast-surcharge"; readonly amount: string };

/**
 * The fee of a payout: `rate x max(0, amount - max(0, free limit - used)) + cost of the method x amount +
 * surcharge of a fast transfer`. Each part is rounded by itself, since each is a line of its own.
 *
 * @throws UptierError in this order: `invalid-input` (no object), those of an amount, `negative-amount`
 * (amount, then used), `invalid-input` (an unknown method, a fast transfer that is not offered),
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { definePayoutFee, payoutFee } from "uptier/referral";
 *
 * const fees = definePayoutFee({ id: "partners", currency: "USD", rate: "3%", freeLimit: "500" });
 * payoutFee(fees, { amount: "600" }).fee; // => "3.00"
 * payoutFee(fees, { amount: "600", used: "600" }).fee; // => "18.00"
 * ```
 */
export function payoutFee(fees: PayoutFees, payout: PayoutInput): PayoutFee {
  checkInput("payout", payout);
  const { currency, rounding } = fees;
  const amountMinor = amountIn("amount", payout.amount, currency);
  const usedMinor = amountIn("used", payout.used ?? "0", currency);
  const cost = costOf(fees, payout.method);
  const surchargeMinor = surchargeOf(fees, payout.fast ?? false);
  const freeMinor = Math.min(amountMinor, Math.max(fees.freeLimitMinor - usedMinor, 0));
  const chargedMinor = amountMinor - freeMinor;
  const rateMinor = amountOf(chargedMinor, fees.rate, rounding);
  const methodMinor = amountOf(amountMinor, cost, rounding);
  const money = (minor: number): string => fromMinor(minor, currency);
  const why: PayoutFeeReason[] = [];
  if (freeMinor > 0) why.push({ code: "free-limit", free: money(freeMinor) });
  if (chargedMinor > 0) {
    why.push({ code: "payout-rate", on: money(chargedMinor), amount: money(rateMinor) });
  }
  if (payout.method !== undefined) {
    why.push({ code: "method-cost", method: payout.method, amount: money(methodMinor) });
  }
  if (payout.fast === true) why.push({ code: "fast-surcharge", amount: money(surchargeMinor) });
  return {
    currency,
    amount: money(amountMinor),
    fee: money(addSafely(addSafely(rateMinor, methodMinor), surchargeMinor)),
    used: money(addSafely(usedMinor, amountMinor)),
    why,
  };
}

const NOTHING: Fraction = { num: 0, den: 1 };

function costOf({ methods }: PayoutFees, name: string | undefined): Fraction {
  if (name === undefined) return NOTHING;
  const method = methods.find(({ id }) => id === name);
  if (method !== undefined) return method.cost;
  throw invalidInput("method", `one of ${methods.map(({ id }) => id).join(", ")}`, shown(name));
}

function surchargeOf({ fastSurchargeMinor }: PayoutFees, fast: boolean): number {
  if (typeof fast !== "boolean") throw invalidInput("fast", "true or false", shown(fast));
  if (!fast) return 0;
  if (fastSurchargeMinor !== null) return fastSurchargeMinor;
  throw invalidInput("fast", "false: the definition has no surcharge for it", "true");
}

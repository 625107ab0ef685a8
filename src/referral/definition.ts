import * as z from "zod";
import { parseDefinition } from "../kernel/definition";
import { contentHash } from "../kernel/json";
import { checkReferral } from "./consistency";
import type { ReferralInput } from "./input";
import { compileReferral, type ReferralPlan } from "./plan";
import { referralSchema } from "./schema";

/**
 * Validates a plan of referral rewards and fills in its defaults.
 *
 * @param input - plain JSON, see {@link ReferralInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`, `unknown-zone`. Codes of what does not fit together:
 * `duplicate-id`, `invalid-rate`, `rate-above-one`, `too-many-decimals`, `first-level`, `unpaid-level`,
 * `without-effect`, `empty-range`
 *
 * @example
 * ```ts
 * import { defineReferral } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }, { rate: "5%" }],
 *   hold: { from: "receipt", days: 7 },
 * });
 * plan.onIneligible; // => "skip"
 * plan.rounding; // => "half-away-from-zero"
 * ```
 */
export function defineReferral(input: ReferralInput): ReferralPlan {
  const parsed = parseDefinition("referral plan", referralSchema, input, checkReferral);
  return compileReferral(parsed, contentHash(input));
}

/**
 * The JSON Schema (draft 2020-12) of {@link ReferralInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { referralJsonSchema } from "uptier/referral";
 *
 * referralJsonSchema()["type"]; // => "object"
 * ```
 */
export function referralJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(referralSchema, { io: "input" });
}

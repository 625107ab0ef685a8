import * as z from "zod";
import { bandsSchema } from "./bands/schema";
import { doubleSidedSchema } from "./double-sided/schema";
import { feeSharingSchema, payoutFeeSchema } from "./fees/schema";
import { payPlanSchema } from "./plan/schema";
import { bonusPoolSchema } from "./pool/schema";

/** A definition of pay that a JSON Schema can be asked for. */
export type PayDefinition =
  "bands" | "pay-plan" | "bonus-pool" | "double-sided" | "fee-sharing" | "payout-fee";

const SCHEMAS: Readonly<Record<PayDefinition, z.ZodType>> = {
  bands: bandsSchema,
  "pay-plan": payPlanSchema,
  "bonus-pool": bonusPoolSchema,
  "double-sided": doubleSidedSchema,
  "fee-sharing": feeSharingSchema,
  "payout-fee": payoutFeeSchema,
};

/**
 * The JSON Schema (draft 2020-12) of one of the definitions of pay, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { payJsonSchema } from "uptier/referral";
 *
 * payJsonSchema("pay-plan")["type"]; // => "object"
 * ```
 */
export function payJsonSchema(definition: PayDefinition): Record<string, unknown> {
  return z.toJSONSchema(SCHEMAS[definition], { io: "input" });
}

import * as z from "zod";
import { ROUNDINGS } from "../../../kernel/money/rounding";
import { amount, currency, id, text } from "../../../kernel/schema";

const MAX_METHODS = 20;

const rate = z.string().max(40);
const head = { id, name: text.optional(), currency, rounding: z.enum(ROUNDINGS).optional() };

/** The zod schema of `FeeSharingInput`. It sees each value by itself; `defineFeeSharing` sees all. */
export const feeSharingSchema = z.strictObject({
  ...head,
  feeBearer: z.enum(["shared", "seller"]),
  rates: z.strictObject({ min: rate, max: rate }).optional(),
});

/** The zod schema of `PayoutFeeInput`. It sees each value by itself; `definePayoutFee` sees all. */
export const payoutFeeSchema = z.strictObject({
  ...head,
  rate,
  freeLimit: amount.optional(),
  methods: z
    .array(z.strictObject({ id, cost: rate }))
    .max(MAX_METHODS)
    .optional(),
  fastSurcharge: amount.optional(),
});

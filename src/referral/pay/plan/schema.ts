import * as z from "zod";
import { amount, currency, id, text } from "../../../kernel/schema";
import { bandShapes, MODE_ERROR } from "../bands/schema";

const MAX_COMMISSIONS = 20;

const head = { id, name: text.optional() };

const commission = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ ...head, ...bandShapes.whole }),
    z.strictObject({ ...head, ...bandShapes.step }),
    z.strictObject({ ...head, ...bandShapes.interpolated }),
  ],
  { error: MODE_ERROR },
);

/** The zod schema of `PayPlanInput`. It sees each value by itself; `definePayPlan` sees all. */
export const payPlanSchema = z.strictObject({
  ...head,
  currency,
  base: amount.optional(),
  commissions: z.array(commission).min(1).max(MAX_COMMISSIONS),
  draw: z.strictObject({ amount, recoverable: z.boolean() }).optional(),
});

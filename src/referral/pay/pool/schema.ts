import * as z from "zod";
import { ROUNDINGS } from "../../../kernel/money/rounding";
import { currency, id, text } from "../../../kernel/schema";

const MAX_TARGETS = 20;

const figure = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/, { error: 'must be a decimal number as text, for example "97.5"' });

/** The zod schema of `BonusPoolInput`. It sees each value by itself; `defineBonusPool` sees all. */
export const bonusPoolSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  targets: z
    .array(
      z.strictObject({
        id,
        threshold: figure,
        target: figure,
        weight: z.int().min(1).max(1_000_000).optional(),
      }),
    )
    .min(1)
    .max(MAX_TARGETS),
  rounding: z.enum(ROUNDINGS).optional(),
});

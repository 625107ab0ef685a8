import * as z from "zod";
import { id, text } from "../../kernel/schema";

/** The most keys, and values of one key. */
const MAX_KEYS = 500;
const MAX_VALUES = 1_000;

/** The longest time for which a tag that is over is known: ten years. */
const MAX_KEEP_DAYS = 3_650;

/** What a set of tags is made of; how the parts fit together is checked apart. */
export const tagsSchema = z.strictObject({
  id,
  name: text.optional(),
  keepDays: z.int().min(1).max(MAX_KEEP_DAYS).optional(),
  keys: z
    .array(
      z.strictObject({
        id,
        name: text.optional(),
        values: z.array(text).min(1).max(MAX_VALUES).optional(),
      }),
    )
    .min(1)
    .max(MAX_KEYS),
});

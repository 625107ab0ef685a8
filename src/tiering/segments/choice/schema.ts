import * as z from "zod";
import { currency, id, text } from "../../../kernel/schema";
import { rate } from "../bar-input";
import { axisShape, bound, MAX_MEASURES } from "../measure-schema";
import { MAX_MEMBERS } from "../members";

/** The most groups with a quota of their own. */
const MAX_GROUPS = 10_000;

const quota = z.int().min(0).max(MAX_MEMBERS);

/** What a choice is made of; how the parts fit together is checked apart. */
export const choiceSchema = z.strictObject({
  id,
  name: text.optional(),
  currency: currency.optional(),
  axes: z
    .array(z.strictObject({ ...axisShape, floor: bound.optional(), leave: bound.optional() }))
    .min(1)
    .max(MAX_MEASURES),
  quota,
  quotas: z
    .array(z.strictObject({ group: text, quota }))
    .max(MAX_GROUPS)
    .optional(),
  margin: rate.optional(),
  persistence: z
    .strictObject({ periods: z.int().min(1).max(100), bar: rate.optional() })
    .optional(),
});

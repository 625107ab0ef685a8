import * as z from "zod";
import { duration, id, text, zone } from "../../kernel/schema";
import { BINDING_MODES } from "./input";

const MAX_CHANNELS = 20;
const MAX_WEIGHT = 1_000_000;

const weight = z.int().min(0).max(MAX_WEIGHT);

/** The zod schema of `BindingInput`. It sees each value by itself; `defineBinding` sees all. */
export const bindingSchema = z.strictObject({
  id,
  name: text.optional(),
  zone,
  mode: z.enum(BINDING_MODES).optional(),
  touch: z
    .union(
      [
        z.enum(["first", "last"]),
        z.strictObject({
          position: z.strictObject({
            first: weight.min(1),
            between: weight,
            last: weight.min(1),
          }),
        }),
      ],
      { error: 'must be "first", "last" or { "position": { "first", "between", "last" } }' },
    )
    .optional(),
  window: duration.optional(),
  channels: z
    .array(z.strictObject({ id, window: duration.optional() }))
    .min(1)
    .max(MAX_CHANNELS)
    .optional(),
  protection: duration.optional(),
  lasts: duration.optional(),
  referrersMayBeReferred: z.boolean().optional(),
});

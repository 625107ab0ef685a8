import * as z from "zod";
import { currency, daysOfYear, duration, id, text, zone } from "../kernel/schema";
import { earningSchema } from "./earning/schema";
import { expirySchema } from "./expiry-schema";
import { redemptionSchema } from "./redemption/schema";

/** The most days by which points that come back can be extended. */
const MAX_DAYS = 10_000;

const hold = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.literal("none") }),
    z.strictObject({ mode: z.literal("duration"), after: duration }),
    z.strictObject({ mode: z.literal("dates"), dates: daysOfYear }),
    z.strictObject({ mode: z.literal("event"), within: duration }),
  ],
  { error: 'must be { "mode": "none" | "duration" | "dates" | "event" }' },
);

const pointType = z.strictObject({
  id,
  name: text.optional(),
  expiry: expirySchema.optional(),
  hold: hold.optional(),
  burnKinds: z.array(id).min(1).max(20).optional(),
  onShortage: z.enum(["reject", "clamp", "overdraft"]).optional(),
  clawback: z.enum(["to-zero", "below-zero", "pending-only", "keep"]).optional(),
  restoreExpired: z
    .union(
      [
        z.enum(["original", "forfeit"]),
        z.strictObject({
          extendDays: z.int().min(1).max(MAX_DAYS),
        }),
      ],
      { error: 'must be "original", "forfeit" or { "extendDays": <days> }' },
    )
    .optional(),
  restoreOnPartial: z.enum(["pro-rata", "only-full", "never"]).optional(),
  transferExpiry: z.enum(["keep", "reset"]).optional(),
});

/** The zod schema of `PointsInput`. It sees each value by itself; `definePoints` sees all. */
export const pointsSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  zone,
  types: z.array(pointType).min(1).max(20),
  earning: earningSchema.optional(),
  redemption: redemptionSchema.optional(),
});

import * as z from "zod";
import { currency, id, instant, text, zone } from "../kernel/schema";
import { earningSchema } from "./earning/schema";
import { redemptionSchema } from "./redemption/schema";

/** The most units of one duration. */
const MAX_UNITS = 1_000;

const units = z.int().min(0).max(MAX_UNITS);

const duration = z.union(
  [
    z.strictObject({
      hours: z
        .int()
        .min(0)
        .max(24 * MAX_UNITS),
    }),
    z.strictObject({
      days: z
        .int()
        .min(0)
        .max(10 * MAX_UNITS),
    }),
    z.strictObject({ weeks: units }),
    z.strictObject({ months: units }),
    z.strictObject({ years: z.int().min(0).max(100) }),
  ],
  { error: 'must be one of { "hours" }, { "days" }, { "weeks" }, { "months" }, { "years" }' },
);

const round = z
  .union(
    [
      z.enum([
        "start-of-day",
        "end-of-day",
        "end-of-week",
        "end-of-month",
        "end-of-quarter",
        "end-of-half-year",
        "end-of-year",
      ]),
      z.strictObject({ endOfMonth: z.int().min(1).max(12) }),
    ],
    { error: 'must be "start-of-day", "end-of-...", or { "endOfMonth": 1 to 12 }' },
  )
  .optional();

const dates = z
  .array(z.string().regex(/^\d\d-\d\d$/, { error: 'must be a month and a day, "12-31"' }))
  .min(1)
  .max(20);

const expiry = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.literal("never") }),
    z.strictObject({
      mode: z.literal("rolling"),
      after: duration,
      round,
      enabledAt: instant.optional(),
    }),
    z.strictObject({ mode: z.literal("calendar"), dates }),
    z.strictObject({ mode: z.literal("fixed"), at: instant }),
    z.strictObject({
      mode: z.literal("inactivity"),
      after: duration,
      round,
      activities: z.array(id).min(1).max(20),
    }),
  ],
  { error: 'must be { "mode": "never" | "rolling" | "calendar" | "fixed" | "inactivity" }' },
);

const hold = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.literal("none") }),
    z.strictObject({ mode: z.literal("duration"), after: duration }),
    z.strictObject({ mode: z.literal("dates"), dates }),
    z.strictObject({ mode: z.literal("event"), within: duration }),
  ],
  { error: 'must be { "mode": "none" | "duration" | "dates" | "event" }' },
);

const pointType = z.strictObject({
  id,
  name: text.optional(),
  expiry: expiry.optional(),
  hold: hold.optional(),
  burnKinds: z.array(id).min(1).max(20).optional(),
  onShortage: z.enum(["reject", "clamp", "overdraft"]).optional(),
  clawback: z.enum(["to-zero", "below-zero", "pending-only", "keep"]).optional(),
  restoreExpired: z
    .union(
      [
        z.enum(["original", "forfeit"]),
        z.strictObject({
          extendDays: z
            .int()
            .min(1)
            .max(10 * MAX_UNITS),
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

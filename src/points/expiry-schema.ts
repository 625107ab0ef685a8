import * as z from "zod";
import { id, instant } from "../kernel/schema";

/** The most units of one duration. */
export const MAX_UNITS = 1_000;

const units = z.int().min(0).max(MAX_UNITS);

export const duration = z.union(
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

export const dates = z
  .array(z.string().regex(/^\d\d-\d\d$/, { error: 'must be a month and a day, "12-31"' }))
  .min(1)
  .max(20);

const lotExpiries = [
  z.strictObject({ mode: z.literal("never") }),
  z.strictObject({
    mode: z.literal("rolling"),
    after: duration,
    round,
    enabledAt: instant.optional(),
  }),
  z.strictObject({ mode: z.literal("calendar"), dates }),
  z.strictObject({ mode: z.literal("fixed"), at: instant }),
] as const;

/** The zod schema of `LotExpiryInput`. */
export const lotExpirySchema = z.discriminatedUnion("mode", lotExpiries, {
  error: 'must be { "mode": "never" | "rolling" | "calendar" | "fixed" }',
});

/** The zod schema of `ExpiryInput`. */
export const expirySchema = z.discriminatedUnion(
  "mode",
  [
    ...lotExpiries,
    z.strictObject({
      mode: z.literal("inactivity"),
      after: duration,
      round,
      activities: z.array(id).min(1).max(20),
    }),
  ],
  { error: 'must be { "mode": "never" | "rolling" | "calendar" | "fixed" | "inactivity" }' },
);

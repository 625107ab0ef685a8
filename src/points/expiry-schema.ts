import * as z from "zod";
import { daysOfYear, duration, endRounding, id, instant } from "../kernel/schema";

const lotExpiries = [
  z.strictObject({ mode: z.literal("never") }),
  z.strictObject({
    mode: z.literal("rolling"),
    after: duration,
    round: endRounding.optional(),
    enabledAt: instant.optional(),
  }),
  z.strictObject({ mode: z.literal("calendar"), dates: daysOfYear }),
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
      round: endRounding.optional(),
      activities: z.array(id).min(1).max(20),
    }),
  ],
  { error: 'must be { "mode": "never" | "rolling" | "calendar" | "fixed" | "inactivity" }' },
);

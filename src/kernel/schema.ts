import * as z from "zod";
import { MAX_COUNT } from "./command";
import { isCurrency } from "./money/currency";
import { isTimeZone } from "./time/zone";

/* The values that definitions of every module are made of. Each definition limits its own lists. */

/** The id of a part of a definition. */
export const id = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, {
    error: "must start with a letter or digit and go on with letters, digits, dots, - or _",
  });

/** Neither control characters nor halves of surrogate pairs: databases cannot keep them. */
export const text = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, { error: "must be text without control characters" });

/** Money of at least 0, as decimal text. */
export const amount = z
  .string()
  .max(40)
  .regex(/^\d+(\.\d+)?$/, { error: 'must be an amount as text, for example "29.90"' });

/** The text of an instant; whether it is one, the definition's own check says. */
export const instant = z.string().max(40);

export const count = z.int().min(1).max(MAX_COUNT);

export const currency = z.string().refine(isCurrency, {
  error: 'must be an ISO 4217 code in capitals, for example "CNY"',
  params: { code: "unknown-currency" },
});

export const zone = z.string().refine(isTimeZone, {
  error: 'must be an IANA time zone, for example "Asia/Shanghai"',
  params: { code: "unknown-zone" },
});

/** The most units of one duration. */
const MAX_UNITS = 1_000;

const units = z.int().min(0).max(MAX_UNITS);

/** A length of time; see `Duration`. */
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

/** Where an end is moved to; see `EndRounding`. */
export const endRounding = z.union(
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
);

/** 1 to 20 days of the year; that each exists is for the definition's own check. */
export const daysOfYear = z
  .array(z.string().regex(/^\d\d-\d\d$/, { error: 'must be a month and a day, "12-31"' }))
  .min(1)
  .max(20);

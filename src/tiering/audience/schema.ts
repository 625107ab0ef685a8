import * as z from "zod";
import { currency, id, text, zone } from "../../kernel/schema";
import { CALENDAR_UNITS } from "../../kernel/time/calendar";
import { type AudienceRule, FACT_TYPES } from "./input";

/** The most values that a fact is compared with in one test. */
const MAX_VALUES = 1_000;

/** The most rules side by side. */
const MAX_BRANCHES = 500;

/** The longest stretch of time, in its own units: its end must lie before the year 10000. */
const MAX_LENGTH = 5_000;

const bound = z.union([text, z.int()], {
  error: "must be a whole number, or text: a decimal number, an amount, a date or an instant",
});

const constant = z.union([text, z.int(), z.boolean()], {
  error: "must be text, a whole number, true or false",
});

const test = z.discriminatedUnion(
  "op",
  [
    z.strictObject({ fact: id, op: z.literal("equals"), value: constant }),
    z.strictObject({
      fact: id,
      op: z.literal("one-of"),
      values: z.array(constant).min(1).max(MAX_VALUES),
    }),
    z.strictObject({
      fact: id,
      op: z.enum(["at-least", "at-most", "before", "after", "contains"]),
      value: bound,
    }),
    z.strictObject({
      fact: id,
      op: z.literal("between"),
      from: bound,
      to: bound,
      includes: z.enum(["both", "from", "to", "neither"]),
    }),
    z.strictObject({
      fact: id,
      op: z.literal("within-last"),
      length: z.int().min(1).max(MAX_LENGTH),
      unit: z.enum(CALENDAR_UNITS),
    }),
    z.strictObject({ fact: id, op: z.literal("is-missing") }),
  ],
  { error: "must be the name of a test, for example at-least, one-of or is-missing" },
);

/** A rule and everything in it; how it fits the facts is checked apart. */
export const audienceRule: z.ZodType<AudienceRule, AudienceRule> = z.lazy(() => {
  const branches = z.array(audienceRule).min(1).max(MAX_BRANCHES);
  return z.union(
    [
      z.strictObject({ all: branches }),
      z.strictObject({ any: branches }),
      z.strictObject({ atLeast: z.int().min(1).max(MAX_BRANCHES), of: branches }),
      z.strictObject({ not: audienceRule }),
      test,
    ],
    { error: "must be a rule: all, any, atLeast with of, not, or a test of a fact" },
  );
});

/** What rules are read by. */
export const factTerms = {
  zone,
  currency: currency.optional(),
  facts: z.record(id, z.enum(FACT_TYPES)),
};

/** What an audience is made of; how the parts fit together is checked apart. */
export const audienceSchema = z.strictObject({
  id,
  name: text.optional(),
  ...factTerms,
  enter: audienceRule,
  stay: audienceRule.optional(),
});

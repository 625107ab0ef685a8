import * as z from "zod";
import { amount, count, currency, id, instant, text, zone } from "../../kernel/schema";
import { WEEKDAYS } from "../../kernel/time/calendar";
import { lotExpirySchema } from "../expiry-schema";

const MAX_RULES = 200;

/** Few, because the digits of exact factors add up. */
const MAX_MULTIPLIERS = 50;

/** The most products or categories of a filter. */
const MAX_ITEMS = 10_000;

/** The most points of one rate: a billion is beyond any, and products of it stay exact. */
const points = z.int().min(0).max(1_000_000_000);

const priority = z.int().min(-1_000_000).max(1_000_000).optional();

const items = z
  .strictObject({
    products: z.array(text).min(1).max(MAX_ITEMS).optional(),
    categories: z.array(text).min(1).max(MAX_ITEMS).optional(),
  })
  .optional();

const conditions = z
  .strictObject({
    memberTiers: z.array(id).min(1).max(100).optional(),
    channels: z.array(text).min(1).max(100).optional(),
    orderAtLeast: amount.optional(),
    withItem: items,
  })
  .optional();

const window = z.strictObject({ from: instant.optional(), until: instant.optional() }).optional();

const cap = z.strictObject({
  scope: z.enum(["transaction", "day", "week", "month", "year", "balance"]),
  points: count,
  onCap: z.enum(["clamp", "reject"]).optional(),
});

const basis = z.strictObject({
  of: z.enum(["items", "order"]).optional(),
  tax: z.enum(["included", "excluded"]).optional(),
  discounts: z.enum(["before", "after"]).optional(),
  shipping: z.boolean().optional(),
  pointsPaid: z.boolean().optional(),
});

const earn = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("per-amount"),
      per: amount,
      points,
      basis: basis.optional(),
      items,
    }),
    z.strictObject({
      kind: z.literal("per-item"),
      points,
      each: z.enum(["unit", "line"]).optional(),
      items,
    }),
    z.strictObject({ kind: z.literal("per-event"), event: id, points }),
  ],
  { error: 'must be { "kind": "per-amount" | "per-item" | "per-event" }' },
);

const rule = z.strictObject({
  id,
  type: id,
  earn,
  stackable: z.boolean().optional(),
  priority,
  window,
  conditions,
  firstTimeOnly: z.boolean().optional(),
  cooldownDays: z.int().min(1).max(36_600).optional(),
  caps: z.array(cap).min(1).max(10).optional(),
  expiry: lotExpirySchema.optional(),
});

const multiplier = z.strictObject({
  id,
  factor: z.string().max(40),
  rules: z.array(id).min(1).max(MAX_RULES).optional(),
  stackable: z.boolean().optional(),
  priority,
  window,
  conditions,
});

/** The zod schema of `EarningInput`: a section of a definition. */
export const earningSchema = z.strictObject({
  rules: z.array(rule).min(1).max(MAX_RULES),
  multipliers: z.array(multiplier).min(1).max(MAX_MULTIPLIERS).optional(),
  stacking: z.enum(["compound", "additive", "highest"]).optional(),
  rounding: z.enum(["floor", "half-away-from-zero", "ceil"]).optional(),
  caps: z
    .array(cap.extend({ type: id }))
    .min(1)
    .max(100)
    .optional(),
});

/** The zod schema of `EarningDefinitionInput`. */
export const earningDefinitionSchema = earningSchema.extend({
  currency,
  zone,
  weekStart: z.enum(WEEKDAYS).optional(),
});

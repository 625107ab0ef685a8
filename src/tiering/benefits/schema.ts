import * as z from "zod";
import { MAX_COUNT, MAX_ID_LENGTH } from "../../kernel/command";
import { ROUNDINGS } from "../../kernel/money/rounding";
import { amount, id, text } from "../../kernel/schema";

const MAX_BENEFITS = 50;
const MAX_CATEGORIES = 100;
const MAX_PRICES = 1_000;

/** The names of goods and categories are the shop's own. */
export const goodsName = z.string().min(1).max(MAX_ID_LENGTH);

const named = { id, name: text.optional() };
const rate = z.string().max(40);

const benefit = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      kind: z.literal("discount"),
      ...named,
      rate,
      on: z.array(goodsName).min(1).max(MAX_CATEGORIES).optional(),
      maxPerOrder: amount.optional(),
    }),
    z.strictObject({
      kind: z.literal("prices"),
      ...named,
      prices: z
        .array(z.strictObject({ sku: goodsName, price: amount }))
        .min(1)
        .max(MAX_PRICES),
    }),
    z.strictObject({
      kind: z.literal("multiplier"),
      ...named,
      factor: rate,
      of: id.optional(),
    }),
    z.strictObject({ kind: z.literal("reward-price"), ...named, factor: rate }),
    z.strictObject({
      kind: z.literal("perk"),
      ...named,
      quantity: z.int().min(0).max(MAX_COUNT).optional(),
    }),
  ],
  {
    error:
      'must be { "kind": "discount" | "prices" | "multiplier" | "reward-price" | "perk", "id": ... }',
  },
);

/** The zod schema of the benefits of a tier. */
export const benefitsSchema = z.array(benefit).max(MAX_BENEFITS);

/** The zod schema of `BenefitRulesInput`. */
export const benefitRulesSchema = z.strictObject({
  discounts: z.enum(["best", "additive", "compound"]).optional(),
  prices: z.enum(["best", "discounted"]).optional(),
  promotions: z.enum(["best", "add-up", "exclude"]).optional(),
  rounding: z.enum(ROUNDINGS).optional(),
});

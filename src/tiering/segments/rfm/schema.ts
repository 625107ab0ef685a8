import * as z from "zod";
import { amount, currency, id, text, zone } from "../../../kernel/schema";

/** The most segments of one definition. */
const MAX_SEGMENTS = 100;

const CUTS = 4;

const quantiles = z.strictObject({ kind: z.literal("quantiles") });

const countScale = z.discriminatedUnion("kind", [
  quantiles,
  z.strictObject({ kind: z.literal("cuts"), cuts: z.array(z.int().min(0)).min(CUTS).max(CUTS) }),
]);

const moneyScale = z.discriminatedUnion("kind", [
  quantiles,
  z.strictObject({ kind: z.literal("cuts"), cuts: z.array(amount).min(CUTS).max(CUTS) }),
]);

const score = z.int().min(1).max(5);

const bounds = z.tuple([score, score]).optional();

const box = { recency: bounds, frequency: bounds, monetary: bounds };

/** What RFM segments are made of; how the parts fit together is checked apart. */
export const rfmSchema = z.strictObject({
  id,
  name: text.optional(),
  zone,
  currency,
  scores: z.strictObject({ recency: countScale, frequency: countScale, monetary: moneyScale }),
  segments: z
    .array(
      z.strictObject({
        id,
        name: text.optional(),
        ...box,
        stay: z.strictObject(box).optional(),
      }),
    )
    .min(1)
    .max(MAX_SEGMENTS),
  others: id.optional(),
});

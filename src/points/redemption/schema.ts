import * as z from "zod";
import { MAX_COUNT } from "../../kernel/command";
import { amount, count, currency, id, instant, text } from "../../kernel/schema";

const conversion = z.strictObject({
  type: id,
  points: z.int().min(0).max(MAX_COUNT),
  money: amount,
  minimum: count.optional(),
  maxShare: z.string().max(40).optional(),
});

const reward = z.strictObject({
  id,
  name: text.optional(),
  kind: z.enum(["coupon", "trial", "goods", "service"]),
  type: id,
  cost: count,
  value: amount.optional(),
  memberTiers: z.array(id).min(1).max(100).optional(),
  stock: z.int().min(0).max(MAX_COUNT).optional(),
  perMember: count.optional(),
  window: z.strictObject({ from: instant.optional(), until: instant.optional() }).optional(),
});

/** The zod schema of `RedemptionInput`: a section of a definition. */
export const redemptionSchema = z.strictObject({
  conversions: z.array(conversion).min(1).max(100).optional(),
  rewards: z.array(reward).min(1).max(1_000).optional(),
});

/** The zod schema of `RedemptionDefinitionInput`. */
export const redemptionDefinitionSchema = redemptionSchema.extend({ currency });

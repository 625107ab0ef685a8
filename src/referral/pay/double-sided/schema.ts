import * as z from "zod";
import { ROUNDINGS } from "../../../kernel/money/rounding";
import { amount, currency, id, text } from "../../../kernel/schema";

const MAX_TIERS = 50;
const MAX_COMPONENTS = 20;
const MAX_EPOCHS = 1_000;

const rate = z.string().max(40);
const factors = z.union([rate, z.record(id, rate)], {
  error: 'must be a rate, "2%", or one for each component of the fee',
});
const stake = z.int().min(0);

/** The zod schema of `DoubleSidedInput`. It sees each value by itself; `defineDoubleSided` sees all. */
export const doubleSidedSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  components: z.array(id).min(1).max(MAX_COMPONENTS),
  windowEpochs: z.int().min(1).max(MAX_EPOCHS),
  tiers: z
    .array(
      z.strictObject({
        minVolume: amount,
        minEpochs: z.int().min(0),
        reward: factors,
        discount: factors,
      }),
    )
    .min(1)
    .max(MAX_TIERS),
  multipliers: z
    .array(z.strictObject({ minStake: stake, multiplier: rate }))
    .max(MAX_TIERS)
    .optional(),
  minStake: stake.optional(),
  maxReward: rate.optional(),
  contributionCap: amount.optional(),
  rounding: z.enum(ROUNDINGS).optional(),
});

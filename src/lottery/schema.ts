import * as z from "zod";
import { MAX_COUNT } from "../kernel/command";
import { amount, count, currency, id, instant, text, zone } from "../kernel/schema";

/** The most prizes of one campaign. */
const MAX_PRIZES = 1_000;

/** The most members of a list; longer ones are a tier of the shop's. */
const MAX_LISTED = 100_000;

/** The longest time that a claim, an offer or a chance may be open: ten years. */
const MAX_HOURS = 87_600;

const name = text.optional();

const chance = z.string().max(100);

const units = z.int().min(0).max(MAX_COUNT);

const hours = z.int().min(1).max(MAX_HOURS);

const rank = z.int().min(1).max(100);

const fallback = z.strictObject({ fallback: id });

const policy = z
  .union([z.enum(["renormalise", "nothing", "downgrade", "largest-remaining"]), fallback], {
    error:
      'must be "renormalise", "nothing", "downgrade", "largest-remaining" or { "fallback": "<id of a prize>" }',
  })
  .optional();

const memberPolicy = z
  .union([z.enum(["renormalise", "nothing"]), fallback], {
    error: 'must be "renormalise", "nothing" or { "fallback": "<id of a prize>" }',
  })
  .optional();

const stock = z.union(
  [
    units,
    z.strictObject({
      total: units.optional(),
      perDay: units.optional(),
      perHour: units.optional(),
      batches: z
        .array(z.strictObject({ at: instant, units: count }))
        .min(1)
        .max(1_000)
        .optional(),
    }),
  ],
  { error: 'must be a whole number, or { "total", "perDay", "perHour", "batches" }' },
);

const prize = z.strictObject({
  id,
  name,
  kind: z.enum(["goods", "cash", "coupon", "points", "nothing"]),
  weight: z
    .union([z.int().min(0), z.literal("remaining")], {
      error: 'must be a whole number of at least 0, or "remaining"',
    })
    .optional(),
  chance: chance.optional(),
  tier: rank.optional(),
  stock: stock.optional(),
  cost: amount.optional(),
  marketValue: amount.optional(),
  perMember: count.optional(),
  unlockAfterDraws: count.optional(),
  claimWithinHours: hours.optional(),
  upgrade: z.strictObject({ to: id, withinHours: hours }).optional(),
  onStockOut: policy,
  onBudgetShort: policy,
  onMemberLimit: memberPolicy,
  onLocked: memberPolicy,
});

const pool = z.strictObject({
  id,
  fromScore: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  memberTiers: z.array(id).min(1).max(100).optional(),
  prizes: z.array(id).min(1).max(MAX_PRIZES),
});

const chances = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        id,
        perMember: count.optional(),
        perMemberPerDay: count.optional(),
        validHours: hours.optional(),
      }),
    )
    .min(1)
    .max(100),
  perMember: count.optional(),
  perMemberPerDay: count.optional(),
});

const pity = z.strictObject({
  tier: rank,
  table: z.union(
    [
      z.array(chance).min(1).max(1_000),
      z.strictObject({
        base: chance,
        constantFor: z.int().min(0).max(1_000),
        step: chance,
        hardAt: z.int().min(1).max(1_000),
      }),
    ],
    {
      error:
        'must be a list of chances, or { "base", "constantFor", "step", "hardAt" } of at most 1,000 draws',
    },
  ),
  resetBy: z.enum(["same-tier", "same-or-higher", "any-hit"]),
  whenUnavailable: z.enum(["owe", "fallback", "refuse"]).optional(),
  featured: z
    .strictObject({ prizes: z.array(id).min(1).max(MAX_PRIZES), share: chance })
    .optional(),
});

const pacing = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.literal("none") }),
    z.strictObject({ mode: z.literal("deck") }),
    z.strictObject({ mode: z.literal("moments"), unclaimed: z.enum(["roll-over", "void"]) }),
    z.strictObject({
      mode: z.literal("throttle"),
      line: z
        .array(z.strictObject({ at: instant, spent: amount }))
        .min(2)
        .max(1_000)
        .optional(),
    }),
  ],
  { error: 'must be { "mode": "none" | "deck" | "moments" | "throttle" }' },
);

const members = z.array(text).max(MAX_LISTED);

/** The zod schema of `CampaignInput`. It sees each value by itself; `defineCampaign` sees all. */
export const campaignSchema = z.strictObject({
  id,
  name,
  organiser: name,
  currency,
  zone,
  opensAt: instant.optional(),
  closesAt: instant.optional(),
  weightTotal: z.int().min(1).optional(),
  onSumBelow: z.enum(["error", "normalise"]).optional(),
  prizes: z.array(prize).min(1).max(MAX_PRIZES),
  budget: z.strictObject({ total: amount.optional(), perDay: amount.optional() }).optional(),
  limits: z
    .strictObject({
      perMember: count.optional(),
      perMemberPerMonth: count.optional(),
      perMemberPerDay: count.optional(),
    })
    .optional(),
  members: z
    .strictObject({
      blocked: members.optional(),
      eligible: members.min(1).optional(),
      eligibleTiers: z.array(id).min(1).max(100).optional(),
    })
    .optional(),
  pools: z.array(pool).min(1).max(100).optional(),
  chances: chances.optional(),
  price: z.strictObject({ unit: z.enum(["points", "money"]), amount }).optional(),
  pity: z.array(pity).min(1).max(8).optional(),
  pacing: pacing.optional(),
  fairness: z.enum(["open", "keyed"]).optional(),
  fields: z
    .array(
      z.union([id, z.strictObject({ decoy: text })], {
        error: 'must be the id of a prize, or { "decoy": "<what it shows>" }',
      }),
    )
    .min(1)
    .max(100)
    .optional(),
});

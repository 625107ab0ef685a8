import * as z from "zod";
import { count, id, instant, text, zone } from "../../kernel/schema";

/** The most badges of one definition. */
const MAX_BADGES = 200;

/** The most tiers of one badge, and rewards of one tier. */
const MAX_TIERS = 20;
const MAX_REWARDS = 20;

/** The longest time for which an activity can be undone: ten years. */
const MAX_UNDO_DAYS = 3_650;

const counter = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["events", "sum", "distinct-days", "streak"]) }),
  z.strictObject({ kind: z.literal("distinct"), attribute: text }),
]);

const attributeValue = z.union([text, z.int(), z.boolean()], {
  error: "must be a text, a whole number, true or false",
});

const on = z.strictObject({
  kinds: z.array(id).min(1).max(100),
  where: z.record(text, z.array(attributeValue).min(1).max(1_000)).optional(),
});

const reward = z.strictObject({ type: id, points: z.int().min(0).max(1_000_000_000) });

const tier = z.strictObject({
  id,
  name: text.optional(),
  threshold: count,
  rewards: z.array(reward).max(MAX_REWARDS).optional(),
});

const season = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("calendar"), unit: z.enum(["month", "quarter", "year"]) }),
  z.strictObject({
    kind: z.literal("windows"),
    windows: z
      .array(z.strictObject({ id, from: instant, to: instant }))
      .min(1)
      .max(1_000),
  }),
]);

const badge = z.strictObject({
  id,
  name: text.optional(),
  hidden: z.boolean().optional(),
  counter,
  on,
  tiers: z.array(tier).min(1).max(MAX_TIERS),
  season: season.optional(),
  requires: z
    .array(z.strictObject({ badge: id, tier: id.optional() }))
    .max(20)
    .optional(),
  onRefund: z.enum(["revoke", "keep"]).optional(),
});

/** What a set of badges is made of; how the parts fit together is checked apart. */
export const badgesSchema = z.strictObject({
  id,
  name: text.optional(),
  zone,
  undoWithinDays: z.int().min(1).max(MAX_UNDO_DAYS).optional(),
  badges: z.array(badge).min(1).max(MAX_BADGES),
});

import * as z from "zod";
import { ROUNDINGS } from "../kernel/money/rounding";
import {
  amount,
  currency,
  daysOfYear,
  duration,
  endRounding,
  id,
  instant,
  text,
  zone,
} from "../kernel/schema";
import { CALENDAR_UNITS, WEEKDAYS } from "../kernel/time/calendar";
import { benefitRulesSchema, benefitsSchema } from "./benefits/schema";
import type { ConditionInput } from "./input";

const MAX_METRICS = 20;
const MAX_TIERS = 50;
const MAX_KINDS = 50;
const MAX_POINTS = 1_000_000;

/** The longest window in its own units, as everywhere. */
const MAX_WINDOW_LENGTH = 10_000;

const unit = z.enum(CALENDAR_UNITS);
const length = z.int().min(1).max(MAX_WINDOW_LENGTH);

const window = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("lifetime") }),
    z.strictObject({ kind: z.literal("since-change") }),
    z.strictObject({
      kind: z.literal("calendar"),
      unit,
      weekStart: z.enum(WEEKDAYS).optional(),
    }),
    z.strictObject({ kind: z.literal("rolling"), length, unit }),
    z.strictObject({ kind: z.literal("anniversary"), length, unit }),
    z.strictObject({ kind: z.literal("fixed"), from: instant, to: instant }),
  ],
  {
    error:
      'must be { "kind": "lifetime" | "calendar" | "rolling" | "anniversary" | "since-change" | "fixed" }',
  },
);

/** Of a money metric an amount as text, of others a whole number; which one, the check says. */
const quantity = z.union([amount, z.int().min(0)], {
  error: 'must be an amount as text, "2000", or a whole number of at least 0',
});

const on = z.array(id).min(1).max(MAX_KINDS);
const counted = { id, name: text.optional(), on };

const term = z.strictObject({
  metric: id,
  points: z.int().min(-MAX_POINTS).max(MAX_POINTS),
  per: quantity.optional(),
});

const metric = z.discriminatedUnion("kind", [
  z.strictObject({
    ...counted,
    kind: z.enum(["money", "sum", "count", "days"]),
    window: window.optional(),
  }),
  z.strictObject({ ...counted, kind: z.literal("balance") }),
  z.strictObject({
    id,
    name: text.optional(),
    kind: z.literal("weighted"),
    terms: z.array(term).min(1).max(20),
    rounding: z.enum(ROUNDINGS).optional(),
  }),
]);

const bound = z.strictObject({
  metric: id,
  min: quantity,
  keepMin: quantity.optional(),
  keepRatio: z.string().max(40).optional(),
});

/** How deep conditions may stand in one another is checked apart. */
const condition: z.ZodType<ConditionInput> = z.lazy(() =>
  z.union(
    [
      bound,
      z.strictObject({ all: conditions }),
      z.strictObject({ any: conditions }),
      z.strictObject({ atLeast: z.int().min(1).max(20), of: conditions }),
      z.strictObject({ not: condition }),
    ],
    {
      error:
        'must be { "metric", "min" }, { "all": [...] }, { "any": [...] }, { "atLeast", "of": [...] } or { "not": ... }',
    },
  ),
);
const conditions = z.array(condition).min(1).max(20);

const validity = z.discriminatedUnion(
  "mode",
  [
    z.strictObject({ mode: z.literal("none") }),
    z.strictObject({ mode: z.literal("never") }),
    z.strictObject({
      mode: z.literal("duration"),
      after: duration,
      round: endRounding.optional(),
    }),
    z.strictObject({ mode: z.literal("end-of-period"), unit }),
    z.strictObject({ mode: z.literal("end-of-next-period"), unit }),
    z.strictObject({ mode: z.literal("dates"), dates: daysOfYear }),
    z.strictObject({ mode: z.literal("anniversary") }),
  ],
  {
    error:
      'must be { "mode": "none" | "never" | "duration" | "end-of-period" | "end-of-next-period" | "dates" | "anniversary" }',
  },
);

const tier = z.strictObject({
  id,
  rank: z.int().min(-1_000_000).max(1_000_000),
  name: text.optional(),
  entry: condition.optional(),
  keep: condition.optional(),
  noDowngrade: z.boolean().optional(),
  validity: validity.optional(),
  deduction: z.strictObject({ metric: id, amount: quantity }).optional(),
  benefits: benefitsSchema.optional(),
});

/** The zod schema of `TierProgramInput`. It sees each value by itself; `defineTiers` sees all. */
export const tiersSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  zone,
  metrics: z.array(metric).min(1).max(MAX_METRICS),
  tiers: z.array(tier).min(1).max(MAX_TIERS),
  validity: validity.optional(),
  renewal: z.enum(["on-review", "extend-on-requalify"]).optional(),
  downgrade: z.enum(["recalculate", "one-level", "never"]).optional(),
  grace: z.strictObject({ after: duration, round: endRounding.optional() }).optional(),
  minStay: duration.optional(),
  effective: z
    .discriminatedUnion(
      "mode",
      [
        z.strictObject({ mode: z.literal("immediate") }),
        z.strictObject({ mode: z.literal("next-period"), unit }),
      ],
      { error: 'must be { "mode": "immediate" } or { "mode": "next-period", "unit" }' },
    )
    .optional(),
  refundEffect: z.enum(["next-review", "none", "immediate-with-grace", "immediate"]).optional(),
  manualMode: z.enum(["floor", "lock"]).optional(),
  onEdit: z.enum(["upgrade-only", "both-ways"]).optional(),
  benefits: benefitRulesSchema.optional(),
});

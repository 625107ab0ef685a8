import * as z from "zod";
import { count, id, instant, zone } from "../../kernel/schema";
import { WEEKDAYS } from "../../kernel/time/calendar";

/** The most milestones of one check-in. */
const MAX_MILESTONES = 100;

/** The most parts of one reward. */
const MAX_REWARDS = 10;

/** The longest cycle, in days. */
const MAX_CYCLE = 365;

/** How far back days can be made up; states keep records for longer than that. */
const MAX_WINDOW_DAYS = 366;

const day = z.string().max(10);

const weekday = z.enum(WEEKDAYS);

const reward = z
  .array(
    z.union([z.strictObject({ type: id, points: count }), z.strictObject({ item: id, count })], {
      error: 'must be { "type", "points" } or { "item", "count" }',
    }),
  )
  .max(MAX_REWARDS);

const price = z.strictObject({ type: id, points: count });

const milestone = { id, mode: z.enum(["add", "override"]).optional(), reward };

/** The schema of a check-in, for settings pages that build on zod. */
export const checkInSchema = z.strictObject({
  id,
  zone,
  dayStartsAt: z.int().min(0).max(23).optional(),
  opensAt: instant.optional(),
  closesAt: instant.optional(),
  cycle: z
    .strictObject({
      length: z.int().min(2).max(MAX_CYCLE),
      rewards: z
        .array(z.strictObject({ day: z.int().min(1).max(MAX_CYCLE), reward }))
        .max(MAX_CYCLE),
    })
    .optional(),
  cycleBy: z.enum(["streak", "cumulative"]).optional(),
  milestones: z
    .array(
      z.discriminatedUnion(
        "kind",
        [
          z.strictObject({ ...milestone, kind: z.literal("every-day") }),
          z.strictObject({
            ...milestone,
            kind: z.enum(["streak", "every-streak"]),
            n: count,
          }),
          z.strictObject({ ...milestone, kind: z.literal("month"), n: z.int().min(1).max(31) }),
          z.strictObject({
            ...milestone,
            kind: z.enum(["total", "every-total", "rank"]),
            n: count,
          }),
          z.strictObject({ ...milestone, kind: z.literal("weekday"), weekday }),
          z.strictObject({ ...milestone, kind: z.literal("date"), date: day }),
        ],
        {
          error:
            'must be "every-day", "streak", "every-streak", "month", "total", "every-total", "weekday", "date" or "rank"',
        },
      ),
    )
    .max(MAX_MILESTONES)
    .optional(),
  restDays: z
    .union(
      [
        z.array(weekday).max(WEEKDAYS.length),
        z.strictObject({ weekStart: z.enum(["monday", "sunday"]) }),
      ],
      { error: 'must be a list of weekdays, or { "weekStart": "monday" } or "sunday"' },
    )
    .optional(),
  makeUp: z
    .strictObject({
      windowDays: z.int().min(1).max(MAX_WINDOW_DAYS),
      perMonth: count.optional(),
      price: price.optional(),
      earliest: day.optional(),
      reward: reward.optional(),
      feedsStreak: z.boolean().optional(),
    })
    .optional(),
  freezes: z.strictObject({ max: z.int().min(1).max(100) }).optional(),
  restore: z
    .strictObject({ maxGapDays: z.int().min(1).max(31), price: price.optional() })
    .optional(),
  minHoursAfterZoneChange: z.int().min(0).max(48).optional(),
});

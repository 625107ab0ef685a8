import * as z from "zod";
import { parseDefinition } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import type { Weekday } from "../../kernel/time/calendar";
import type { DayKey } from "../../kernel/time/day";
import { instantText, toMilliseconds } from "../../kernel/time/instant";
import { checkConsistency } from "./consistency";
import type { CheckInInput, CheckInMilestone, CheckInPrice, CheckInReward } from "./input";
import { checkInSchema } from "./schema";

/** A check-in with everything that was left out filled in; frozen. Plain JSON. */
export interface CheckInDefinition {
  readonly id: string;
  /** The hash of the input: another input is another version. */
  readonly version: string;
  readonly zone: string;
  /** The hour of the wall clock at which a day starts. */
  readonly dayStartsAt: number;
  /** In UTC; null: always open. */
  readonly opensAt: string | null;
  /** In UTC; null: open for ever. */
  readonly closesAt: string | null;
  /** Null: no reward depends on a cycle. */
  readonly cycle: {
    readonly by: "streak" | "cumulative";
    readonly length: number;
    /** One reward for each day of the cycle; empty where there is none. */
    readonly rewards: readonly (readonly CheckInReward[])[];
  } | null;
  readonly milestones: readonly CheckInMilestone[];
  readonly restDays: readonly Weekday[];
  /** Null: days cannot be made up. */
  readonly makeUp: {
    readonly windowDays: number;
    readonly perMonth: number | null;
    readonly price: CheckInPrice | null;
    readonly earliest: DayKey | null;
    readonly reward: readonly CheckInReward[];
    readonly feedsStreak: boolean;
  } | null;
  /** Null: there are no freezes. */
  readonly freezes: { readonly max: number } | null;
  /** Null: streaks cannot be bought back. */
  readonly restore: { readonly maxGapDays: number; readonly price: CheckInPrice | null } | null;
  readonly minHoursAfterZoneChange: number;
}

/** The hours between check-ins in two zones where the definition says nothing. */
const HOURS_AFTER_ZONE_CHANGE = 12;

/**
 * Validates a daily check-in and fills in what was left out.
 *
 * @param input - plain JSON, see {@link CheckInInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-zone`. Codes of what does not fit together: `invalid-instant`,
 * `closes-before-it-opens`, `without-effect`, `beyond-cycle`, `duplicate-day`, `duplicate-id`,
 * `invalid-day`, `no-required-day`
 *
 * @example
 * ```ts
 * import { defineCheckIn } from "uptier/points";
 *
 * const definition = defineCheckIn({
 *   id: "daily",
 *   zone: "Asia/Shanghai",
 *   cycle: { length: 7, rewards: [{ day: 7, reward: [{ type: "coin", points: 20 }] }] },
 *   restDays: { weekStart: "monday" },
 * });
 * definition.restDays; // => ["saturday", "sunday"]
 * definition.minHoursAfterZoneChange; // => 12
 * ```
 */
export function defineCheckIn(input: CheckInInput): CheckInDefinition {
  const parsed = parseDefinition("check-in", checkInSchema, input, checkConsistency);
  const { cycle, makeUp, restore } = parsed;
  return deepFreeze({
    id: parsed.id,
    version: contentHash(input),
    zone: parsed.zone,
    dayStartsAt: parsed.dayStartsAt ?? 0,
    opensAt: inUtc(parsed.opensAt),
    closesAt: inUtc(parsed.closesAt),
    cycle:
      cycle === undefined
        ? null
        : {
            by: parsed.cycleBy ?? "streak",
            length: cycle.length,
            rewards: Array.from(
              { length: cycle.length },
              (_, index) => cycle.rewards.find(({ day }) => day === index + 1)?.reward ?? [],
            ),
          },
    milestones: parsed.milestones ?? [],
    restDays: restDaysOf(parsed.restDays ?? []),
    makeUp:
      makeUp === undefined
        ? null
        : {
            windowDays: makeUp.windowDays,
            perMonth: makeUp.perMonth ?? null,
            price: makeUp.price ?? null,
            earliest: makeUp.earliest ?? null,
            reward: makeUp.reward ?? [],
            feedsStreak: makeUp.feedsStreak ?? false,
          },
    freezes: parsed.freezes ?? null,
    restore:
      restore === undefined
        ? null
        : { maxGapDays: restore.maxGapDays, price: restore.price ?? null },
    minHoursAfterZoneChange: parsed.minHoursAfterZoneChange ?? HOURS_AFTER_ZONE_CHANGE,
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link CheckInInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { checkInJsonSchema } from "uptier/points";
 *
 * checkInJsonSchema()["type"]; // => "object"
 * ```
 */
export function checkInJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(checkInSchema, { io: "input" });
}

function inUtc(text: string | undefined): string | null {
  return text === undefined ? null : instantText(toMilliseconds(text));
}

function restDaysOf(rule: NonNullable<CheckInInput["restDays"]>): readonly Weekday[] {
  if (!("weekStart" in rule)) return [...new Set(rule)];
  return rule.weekStart === "monday" ? ["saturday", "sunday"] : ["friday", "saturday"];
}

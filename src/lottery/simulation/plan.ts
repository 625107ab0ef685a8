import { shown, UptierError } from "../../kernel/errors";
import type { Rate } from "../../kernel/money/rate";
import { dayNumber, type DayKey, type DayNumber } from "../../kernel/time/day";
import { localDay, startOfDay } from "../../kernel/time/zone";
import type { Campaign } from "../campaign";
import { lookupOf } from "../lookup";
import { chanceOf } from "../ratio";

/** The traffic that a campaign is to be tried with. */
export interface TrafficPlan {
  /**
   * How many draws are asked for on each day; they come at even distances. At most 1,000 days; those
   * on which the campaign is not open do not count.
   */
  readonly drawsByDay: readonly number[];
  /** The first day, in the zone of the campaign. Default: the day on which it opens, else 2026-01-01. */
  readonly startsOn?: DayKey | undefined;
  /** How many members take turns at random. Default: as many as there are draws. */
  readonly members?: number | undefined;
  /** Share of the held prizes that are claimed, by prize; the others expire. Default: all. */
  readonly claimed?: Readonly<Record<string, Rate>> | undefined;
  /** Share of the upgrades that are taken. Default: all. */
  readonly upgraded?: Rate | undefined;
}

/** One day of a plan. */
export interface PlanDay {
  readonly draws: number;
  /** Milliseconds; draws come from `from` on, before `to`. */
  readonly from: number;
  readonly to: number;
}

const MAX_DAYS = 1_000;
const MAX_DRAWS = 1_000_000_000;

/**
 * The days of a plan, as far as the campaign is open on them.
 *
 * @throws UptierError `invalid-plan`, `invalid-rate`, `invalid-chances`, `invalid-day`
 */
export function planDays(campaign: Campaign, plan: TrafficPlan): readonly PlanDay[] {
  const { drawsByDay, startsOn } = plan;
  if (!Array.isArray(drawsByDay) || drawsByDay.length === 0 || drawsByDay.length > MAX_DAYS) {
    throw invalidPlan(`drawsByDay must list the draws of 1 to ${MAX_DAYS} days`);
  }
  for (const [index, draws] of (drawsByDay as readonly number[]).entries()) {
    if (!Number.isSafeInteger(draws) || draws < 0 || draws > MAX_DRAWS) {
      throw invalidPlan(
        `drawsByDay[${index}] is ${shown(draws)}; give a whole number from 0 to ${MAX_DRAWS}`,
      );
    }
  }
  for (const [prize, rate] of Object.entries(plan.claimed ?? {})) {
    const held = campaign.prizes.find(({ id }) => id === prize)?.claimWithinHours ?? null;
    if (held === null)
      throw invalidPlan(`claimed names "${prize}", which is no prize to be claimed`);
    chanceOf(rate, `claimed of "${prize}"`);
  }
  if (plan.upgraded !== undefined) chanceOf(plan.upgraded, "upgraded");
  const { members = 1 } = plan;
  if (!Number.isSafeInteger(members) || members < 1 || members > MAX_DRAWS) {
    throw invalidPlan(`members is ${shown(members)}; give a whole number from 1 to ${MAX_DRAWS}`);
  }
  const { opensAt, closesAt } = lookupOf(campaign);
  const first = firstDay(campaign, startsOn, opensAt);
  return (drawsByDay as readonly number[]).map((draws, index) => ({
    draws: isOpenOn(campaign, first + index) ? draws : 0,
    from: Math.max(startOfDay(first + index, campaign.zone), opensAt),
    to: Math.min(startOfDay(first + index + 1, campaign.zone), closesAt),
  }));
}

/** Whether a day has an instant at which the campaign is open. */
function isOpenOn(campaign: Campaign, day: DayNumber): boolean {
  const { opensAt, closesAt } = lookupOf(campaign);
  const { zone } = campaign;
  return startOfDay(day + 1, zone) > opensAt && startOfDay(day, zone) < closesAt;
}

function firstDay({ zone }: Campaign, startsOn: DayKey | undefined, opensAt: number): DayNumber {
  if (startsOn !== undefined) return dayNumber(startsOn);
  return opensAt === -Infinity ? dayNumber("2026-01-01") : localDay(opensAt, zone);
}

function invalidPlan(message: string): UptierError {
  return new UptierError("invalid-plan", message);
}

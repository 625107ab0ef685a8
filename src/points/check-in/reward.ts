import type { DayNumber } from "../../kernel/time/day";
import type { CheckInDefinition } from "./definition";
import { weekdayOf } from "./day";
import type { CheckInMilestone, CheckInReward, MilestoneMode } from "./input";
import { lookupOf, type Rung } from "./lookup";

/** The counters after a check-in, each of which only its own rewards look at. */
export interface CheckInCounters {
  /** Days of the streak, this one included; null: a day made up that does not feed it. */
  readonly streak: number | null;
  /** The day of the cycle, from 1; null: there is no cycle, or the day was made up. */
  readonly cycleDay: number | null;
  /** Days in all, those made up included. */
  readonly total: number;
  /** Days in the month of the day, those made up included. */
  readonly inMonth: number;
}

/** Why a reward is what it is: one share of it, in the order in which they add up. */
export type CheckInRewardShare =
  | {
      readonly code: "cycle-day";
      readonly cycleDay: number;
      readonly reward: readonly CheckInReward[];
    }
  | { readonly code: "make-up"; readonly reward: readonly CheckInReward[] }
  | {
      readonly code: "milestone";
      readonly milestone: string;
      readonly kind: CheckInMilestone["kind"];
      readonly mode: MilestoneMode;
      readonly reward: readonly CheckInReward[];
    };

/** What the check-in of a day gives, share by share. */
export function sharesOfClaim(
  definition: CheckInDefinition,
  counters: CheckInCounters,
  day: DayNumber,
  rank: number | null,
): readonly CheckInRewardShare[] {
  const { cycleDay } = counters;
  const reward = cycleDay === null ? [] : definition.cycle!.rewards[cycleDay - 1]!;
  const base: CheckInRewardShare[] =
    reward.length === 0 ? [] : [{ code: "cycle-day", cycleDay: cycleDay!, reward }];
  const { rungs } = lookupOf(definition);
  return withMilestones(
    base,
    rungs.filter((rung) =>
      isReached(rung, counters.streak!, counters.total, counters.inMonth, day, rank),
    ),
  );
}

/**
 * What a day that is made up gives: its own reward, and what the counts of the month and in all
 * reach. Nothing that depends on a streak, on the cycle or on the day itself.
 */
export function sharesOfMakeUp(
  definition: CheckInDefinition,
  { total, inMonth }: CheckInCounters,
): readonly CheckInRewardShare[] {
  const { reward } = definition.makeUp!;
  const base: CheckInRewardShare[] = reward.length === 0 ? [] : [{ code: "make-up", reward }];
  const counts = ["month", "total", "every-total"];
  const { rungs } = lookupOf(definition);
  return withMilestones(
    base,
    rungs.filter(
      (rung) => counts.includes(rung.kind) && isReached(rung, 0, total, inMonth, 0, null),
    ),
  );
}

/** Whether a check-in with these counters reaches a milestone. */
export function isReached(
  { kind, n }: Rung,
  streak: number,
  total: number,
  inMonth: number,
  day: DayNumber,
  rank: number | null,
): boolean {
  switch (kind) {
    case "every-day":
      return true;
    case "streak":
      return streak === n;
    case "every-streak":
      return streak % n === 0;
    case "month":
      return inMonth === n;
    case "total":
      return total === n;
    case "every-total":
      return total % n === 0;
    case "weekday":
      return weekdayOf(day) === n;
    case "date":
      return day === n;
    case "rank":
      return rank !== null && rank <= n;
  }
}

function withMilestones(
  base: CheckInRewardShare[],
  reached: readonly Rung[],
): readonly CheckInRewardShare[] {
  let shares = base;
  for (const { milestone, kind, overrides } of reached) {
    const { id, reward } = milestone;
    const mode = overrides ? "override" : "add";
    const share: CheckInRewardShare = { code: "milestone", milestone: id, kind, mode, reward };
    shares = overrides ? [share] : [...shares, share];
  }
  return shares;
}

/** The sum of all shares, with one part for each type or item, in the order in which they come. */
export function sumOfShares(shares: readonly CheckInRewardShare[]): readonly CheckInReward[] {
  const sums = new Map<string, CheckInReward>();
  for (const { reward } of shares) for (const part of reward) addReward(sums, part);
  return [...sums.values()];
}

function addReward(sums: Map<string, CheckInReward>, part: CheckInReward): void {
  const key = keyOfReward(part);
  const before = sums.get(key);
  if ("type" in part) {
    const points = before !== undefined && "points" in before ? before.points : 0;
    sums.set(key, { type: part.type, points: points + part.points });
  } else {
    const count = before !== undefined && "count" in before ? before.count : 0;
    sums.set(key, { item: part.item, count: count + part.count });
  }
}

/** Tells types and items apart; neither can contain the sign between. */
export function keyOfReward(part: CheckInReward): string {
  return "type" in part ? `type:${part.type}` : `item:${part.item}`;
}

/** The day of the cycle that the n-th check-in is; null: there is no cycle. */
export function cycleDayOf(
  { cycle }: CheckInDefinition,
  streak: number,
  claims: number,
): number | null {
  if (cycle === null) return null;
  return (((cycle.by === "streak" ? streak : claims) - 1) % cycle.length) + 1;
}

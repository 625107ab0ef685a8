import { dayKey, type DayKey } from "../kernel/time/day";
import { localDay, startOfDay, wallClock } from "../kernel/time/zone";
import type { Campaign, Prize, Stock } from "./campaign";
import type { ClosedForAll } from "./closing";
import { lookupOf } from "./lookup";
import { type CampaignState, countOf } from "./state";

/** Changes of offsets and of hours fall on quarters of an hour. */
export const QUARTER = 900_000;

/** One of the limits of a stock at an instant. */
export interface StockLimit {
  /** What closes the prize once it is reached. */
  readonly code: ClosedForAll["code"];
  /** How many units can be drawn before that. */
  readonly left: number;
  /** When it ends by itself once it is reached; Infinity: never. */
  readonly refilledAt: number;
  /** Time alone does not change `left` before this instant. */
  readonly steadyUntil: number;
}

/** The limits of the stock of a prize, in the order in which they are looked at; empty: it has none. */
export function stockLimits(
  campaign: Campaign,
  state: CampaignState,
  index: number,
  at: number,
): readonly StockLimit[] {
  const prize = campaign.prizes[index]!;
  const { id, stock } = prize;
  if (stock === null) return NO_LIMITS;
  const { zone } = campaign;
  const limits: StockLimit[] = [
    {
      code: "prize-sold-out",
      left: unitsLeft(campaign, state, prize),
      refilledAt: Infinity,
      steadyUntil: Infinity,
    },
  ];
  const times = lookupOf(campaign).batchTimes.get(index);
  if (times !== undefined) {
    const next = times.find((time) => time > at) ?? Infinity;
    limits.push({
      code: "prize-not-released",
      left: unitsLeft(campaign, state, prize, releasedUnits(stock, times, at)),
      refilledAt: next,
      steadyUntil: next,
    });
  }
  if (stock.perDay !== null) {
    const today = localDay(at, zone);
    const tomorrow = startOfDay(today + 1, zone);
    limits.push({
      code: "prize-over-day-stock",
      left: stock.perDay - countOf(state.taken, `${id} ${dayKey(today)}`),
      refilledAt: tomorrow,
      steadyUntil: tomorrow,
    });
  }
  if (stock.perHour !== null) {
    limits.push({
      code: "prize-over-hour-stock",
      left: stock.perHour - countOf(state.taken, `${id} ${hourKey(at, zone)}`),
      refilledAt: nextHour(at, zone),
      steadyUntil: (Math.floor(at / QUARTER) + 1) * QUARTER,
    });
  }
  return limits;
}

const NO_LIMITS: readonly StockLimit[] = Object.freeze([]);

/** How many units of a prize can be drawn before one of the limits of its stock closes it. */
export function unitsOnShelf(
  campaign: Campaign,
  state: CampaignState,
  index: number,
  at: number,
): number {
  return Math.min(...stockLimits(campaign, state, index, at).map(({ left }) => left));
}

/** Whether a prize has units left at an instant. */
export function isInStock(
  campaign: Campaign,
  state: CampaignState,
  index: number,
  at: number,
): boolean {
  return unitsOnShelf(campaign, state, index, at) > 0;
}

/** How many units of a prize can still be drawn in the whole campaign; Infinity: no limit. */
export function unitsLeft(
  campaign: Campaign,
  state: CampaignState,
  prize: Prize,
  released: number = prize.stock?.total ?? Infinity,
): number {
  const limit =
    campaign.pacing.mode === "deck" || campaign.pacing.mode === "moments" ? prize.weight : released;
  return limit === Infinity
    ? Infinity
    : limit + countOf(state.restocked, prize.id) - unitsInUse(state, prize.id);
}

/** Units that are with members, or held for them. */
export function unitsInUse(state: CampaignState, prize: string): number {
  return countOf(state.awarded, prize) - countOf(state.returned, prize);
}

/** Whether stock is counted by day or hour. */
export function isWindowed({ perDay, perHour }: Stock): boolean {
  return perDay !== null || perHour !== null;
}

/** The windows in which the stock of a prize is counted: `gift 2026-11-21`, `gift 2026-11-21T09`. */
export function windowsOf(
  { id, stock }: Prize,
  at: number,
  zone: string,
  day: DayKey,
): readonly string[] {
  const windows: string[] = [];
  if (stock === null) return windows;
  if (stock.perDay !== null) windows.push(`${id} ${day}`);
  if (stock.perHour !== null) windows.push(`${id} ${hourKey(at, zone)}`);
  return windows;
}

function releasedUnits({ batches }: Stock, times: readonly number[], at: number): number {
  let released = 0;
  for (let index = 0; index < times.length && times[index]! <= at; index += 1) {
    released += batches[index]!.units;
  }
  return released;
}

/** `2026-11-21T09`: an hour of the wall clock; one that comes twice counts as one. */
function hourKey(at: number, zone: string): string {
  return new Date(wallClock(at, zone)).toISOString().slice(0, 13);
}

function nextHour(at: number, zone: string): number {
  const hour = hourKey(at, zone);
  let next = (Math.floor(at / QUARTER) + 1) * QUARTER;
  while (hourKey(next, zone) === hour) next += QUARTER;
  return next;
}

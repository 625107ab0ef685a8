import { scaled } from "../kernel/money/rate";
import { type DayKey, dayKey } from "../kernel/time/day";
import { instantText } from "../kernel/time/instant";
import { localDay, startOfDay, wallClock } from "../kernel/time/zone";
import type { Campaign, Prize, Stock } from "./campaign";
import type { ClosedForAll } from "./closing";
import { type Lookup, lookupOf } from "./lookup";
import type { UnavailablePolicy } from "./policy";
import { type CampaignState, countOf } from "./state";

/** What a campaign as a whole can give at an instant, whoever draws. */
export interface Shelf {
  /** In the order of the prizes. */
  readonly closed: readonly ClosedForAll[];
  /** The shelf stays as it is before this instant, as long as no unit and no money moves. */
  readonly until: number;
  /** It stays as it is while no more than this is spent and reserved, in all and on the day. */
  readonly committedUpTo: number;
  readonly committedTodayUpTo: number;
  /**
   * For `largest-remaining`: the indices of the open prizes with a stock, most units left first.
   * Null: no policy asks for them now.
   */
  readonly heirs: readonly number[] | null;
}

/** Changes of offsets and of hours fall on quarters of an hour. */
export const QUARTER = 900_000;

/** The shelf of a campaign in a state at an instant. */
export function shelfOf(campaign: Campaign, state: CampaignState, at: number): Shelf {
  const { opensAt, closesAt, batchTimes } = lookupOf(campaign);
  const money = moneyLeft(campaign, state, at);
  const closed: (ClosedForAll | null)[] = [];
  let until = Math.min(at < opensAt ? opensAt : at < closesAt ? closesAt : Infinity, money.until);
  let [committedUpTo, committedTodayUpTo, needsHeirs] = [Infinity, Infinity, false];
  campaign.prizes.forEach((prize, index) => {
    const code = outOfStock(campaign, state, prize, index, at);
    const times = batchTimes.get(index);
    const reason =
      code === null
        ? overBudget(prize, money)
        : closedPrize(code, prize.id, prize.onStockOut!, refilledAt(code, campaign, times, at));
    closed.push(reason);
    until = Math.min(until, steadyUntil(prize, campaign, times, at));
    if (reason?.policy === "largest-remaining") needsHeirs = true;
    if (reason === null) {
      const left = Math.min(money.total, money.line) - prize.costMinor;
      committedUpTo = Math.min(committedUpTo, left);
      committedTodayUpTo = Math.min(committedTodayUpTo, money.today - prize.costMinor);
    } else if (reason.code === "prize-over-day-budget") {
      // While the total pays for it: that it does not is said first.
      committedUpTo = Math.min(committedUpTo, money.total - prize.costMinor);
    } else if (reason.code === "prize-throttled") {
      // All that is spent puts off the end of it.
      committedUpTo = Math.min(committedUpTo, money.committed);
      until = Math.min(until, money.instantAllowing(prize.costMinor));
    }
  });
  return {
    closed: closed.filter((reason) => reason !== null),
    until,
    committedUpTo,
    committedTodayUpTo,
    heirs: needsHeirs ? heirsOf(campaign, state, closed) : null,
  };
}

/** Whether the budget pays for a cost at an instant. */
export function paysFor(
  campaign: Campaign,
  state: CampaignState,
  costMinor: number,
  at: number,
): boolean {
  const { total, today, line, committed, committedToday } = moneyLeft(campaign, state, at);
  return committed + costMinor <= Math.min(total, line) && committedToday + costMinor <= today;
}

/** Whether a prize has units left at an instant. */
export function isInStock(
  campaign: Campaign,
  state: CampaignState,
  index: number,
  at: number,
): boolean {
  return outOfStock(campaign, state, campaign.prizes[index]!, index, at) === null;
}

/** How many units of a prize can be drawn before one of the limits of its stock closes it. */
export function unitsOnShelf(
  campaign: Campaign,
  state: CampaignState,
  index: number,
  at: number,
): number {
  const prize = campaign.prizes[index]!;
  const { id, stock } = prize;
  if (stock === null) return Infinity;
  const times = lookupOf(campaign).batchTimes.get(index);
  const released = times === undefined ? undefined : releasedUnits(stock, times, at);
  let left = unitsLeft(campaign, state, prize, released);
  if (stock.perDay !== null) {
    const today = dayKey(localDay(at, campaign.zone));
    left = Math.min(left, stock.perDay - countOf(state.taken, `${id} ${today}`));
  }
  if (stock.perHour !== null) {
    const hour = hourKey(at, campaign.zone);
    left = Math.min(left, stock.perHour - countOf(state.taken, `${id} ${hour}`));
  }
  return left;
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

/** Which of its limits a stock has reached; null: none. */
function outOfStock(
  campaign: Campaign,
  state: CampaignState,
  prize: Prize,
  index: number,
  at: number,
): ClosedForAll["code"] | null {
  const { stock } = prize;
  if (stock === null) return null;
  const { id } = prize;
  if (unitsLeft(campaign, state, prize) <= 0) return "prize-sold-out";
  const times = stock.batches.length === 0 ? undefined : lookupOf(campaign).batchTimes.get(index);
  if (times !== undefined) {
    const released = releasedUnits(stock, times, at);
    if (unitsLeft(campaign, state, prize, released) <= 0) return "prize-not-released";
  }
  if (stock.perDay !== null) {
    const today = dayKey(localDay(at, campaign.zone));
    if (countOf(state.taken, `${id} ${today}`) >= stock.perDay) return "prize-over-day-stock";
  }
  if (stock.perHour !== null) {
    const hour = hourKey(at, campaign.zone);
    if (countOf(state.taken, `${id} ${hour}`) >= stock.perHour) return "prize-over-hour-stock";
  }
  return null;
}

/** When a limit of a stock that has been reached ends by itself. */
function refilledAt(
  code: ClosedForAll["code"],
  { zone }: Campaign,
  times: readonly number[] | undefined,
  at: number,
): number {
  if (code === "prize-not-released") return nextBatch(times, at);
  if (code === "prize-over-day-stock") return startOfDay(localDay(at, zone) + 1, zone);
  return code === "prize-over-hour-stock" ? nextHour(at, zone) : Infinity;
}

/** Until when time alone does not change what a stock has. */
function steadyUntil(
  { stock }: Prize,
  { zone }: Campaign,
  times: readonly number[] | undefined,
  at: number,
): number {
  return Math.min(
    nextBatch(times, at),
    stock === null || stock.perDay === null ? Infinity : startOfDay(localDay(at, zone) + 1, zone),
    stock === null || stock.perHour === null ? Infinity : (Math.floor(at / QUARTER) + 1) * QUARTER,
  );
}

function closedPrize(
  code: ClosedForAll["code"],
  prize: string,
  policy: UnavailablePolicy,
  until: number,
): ClosedForAll {
  const reason = { code, prize, policy };
  return until === Infinity ? reason : { ...reason, until: instantText(until) };
}

function releasedUnits({ batches }: Stock, times: readonly number[], at: number): number {
  let released = 0;
  for (let index = 0; index < times.length && times[index]! <= at; index += 1) {
    released += batches[index]!.units;
  }
  return released;
}

function nextBatch(times: readonly number[] | undefined, at: number): number {
  return times?.find((time) => time > at) ?? Infinity;
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

interface Money {
  /** What may be spent and reserved in all, on the day, and by the line of the throttle. */
  readonly total: number;
  readonly today: number;
  readonly line: number;
  readonly committed: number;
  readonly committedToday: number;
  readonly until: number;
  /** When the line will pay for a prize that it holds back. */
  readonly instantAllowing: (costMinor: number) => number;
}

function moneyLeft(campaign: Campaign, state: CampaignState, at: number): Money {
  const { budget, zone } = campaign;
  const { line } = lookupOf(campaign);
  const committed = state.spentMinor + state.reservedMinor;
  const perDay = budget?.perDayMinor ?? null;
  const day = perDay === null ? 0 : localDay(at, zone);
  return {
    total: budget?.totalMinor ?? Infinity,
    today: perDay ?? Infinity,
    line: line.length === 0 ? Infinity : allowedBy(line, at),
    committed,
    committedToday: perDay === null ? 0 : countOf(state.committedByDay, dayKey(day)),
    until: perDay === null ? Infinity : startOfDay(day + 1, zone),
    instantAllowing: (costMinor) => instantAllowing(line, committed + costMinor),
  };
}

function overBudget({ id, costMinor, onBudgetShort }: Prize, money: Money): ClosedForAll | null {
  if (onBudgetShort === null) return null;
  const close = (code: ClosedForAll["code"], until: number): ClosedForAll =>
    closedPrize(code, id, onBudgetShort, until);
  if (money.committed + costMinor > money.total) return close("prize-over-budget", Infinity);
  if (money.committedToday + costMinor > money.today) {
    return close("prize-over-day-budget", money.until);
  }
  if (money.committed + costMinor <= money.line) return null;
  return close("prize-throttled", money.instantAllowing(costMinor));
}

type Line = Lookup["line"];

/** How much may be spent by an instant; rounded down to whole minor units. */
function allowedBy(line: Line, at: number): number {
  const next = line.findIndex((corner) => corner.at > at);
  if (next === 0) return 0;
  if (next === -1) return line[line.length - 1]!.spentMinor;
  const [from, to] = [line[next - 1]!, line[next]!];
  const rise = to.spentMinor - from.spentMinor;
  return from.spentMinor + scaled(rise, at - from.at, to.at - from.at, "floor");
}

/** The first instant at which so much may be spent; Infinity: never. */
function instantAllowing(line: Line, minor: number): number {
  const next = line.findIndex((corner) => corner.spentMinor >= minor);
  if (next === -1) return Infinity;
  const to = line[next]!;
  if (next === 0) return to.at;
  const from = line[next - 1]!;
  const rise = to.spentMinor - from.spentMinor;
  return from.at + scaled(minor - from.spentMinor, to.at - from.at, rise, "ceil");
}

function heirsOf(
  campaign: Campaign,
  state: CampaignState,
  closed: readonly (ClosedForAll | null)[],
): readonly number[] {
  return campaign.prizes
    .flatMap((prize, index) =>
      closed[index] === null && (prize.stock?.total ?? null) !== null
        ? [{ index, left: unitsLeft(campaign, state, prize) }]
        : [],
    )
    .sort((a, b) => b.left - a.left)
    .map(({ index }) => index);
}

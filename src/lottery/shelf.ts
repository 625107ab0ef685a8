import { scaled } from "../kernel/money/rate";
import { dayKey } from "../kernel/time/day";
import { instantText } from "../kernel/time/instant";
import { localDay, startOfDay } from "../kernel/time/zone";
import type { Campaign, Prize } from "./campaign";
import type { ClosedForAll } from "./closing";
import { type Lookup, lookupOf } from "./lookup";
import type { UnavailablePolicy } from "./policy";
import { type CampaignState, countOf } from "./state";
import { stockLimits, unitsLeft } from "./stock";
import type { PrizeTable } from "./table";

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
  /** What members draw from, by what is special about them; null: nobody has drawn yet. */
  tables: Map<string | number, PrizeTable> | null;
}

/** The shelf of a campaign in a state at an instant. */
export function shelfOf(campaign: Campaign, state: CampaignState, at: number): Shelf {
  const { opensAt, closesAt } = lookupOf(campaign);
  const money = moneyLeft(campaign, state, at);
  const closed: (ClosedForAll | null)[] = [];
  let until = Math.min(at < opensAt ? opensAt : at < closesAt ? closesAt : Infinity, money.until);
  let [committedUpTo, committedTodayUpTo, needsHeirs] = [Infinity, Infinity, false];
  campaign.prizes.forEach((prize, index) => {
    const limits = stockLimits(campaign, state, index, at);
    const reached = limits.find(({ left }) => left <= 0);
    const reason =
      reached === undefined
        ? overBudget(prize, money)
        : closedPrize(reached.code, prize.id, prize.onStockOut!, reached.refilledAt);
    closed.push(reason);
    for (const { steadyUntil } of limits) until = Math.min(until, steadyUntil);
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
    tables: null,
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

function closedPrize(
  code: ClosedForAll["code"],
  prize: string,
  policy: UnavailablePolicy,
  until: number,
): ClosedForAll {
  const reason = { code, prize, policy };
  return until === Infinity ? reason : { ...reason, until: instantText(until) };
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

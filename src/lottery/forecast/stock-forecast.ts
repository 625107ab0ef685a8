import { shown, UptierError } from "../../kernel/errors";
import type { Rate } from "../../kernel/money/rate";
import { chanceOf, numberOf, over, type Ratio, ratio, times } from "../ratio";
import { atLeast, binomial } from "./binomial";
import { checkDraws } from "./cost-law";

/** One prize and the draws that are expected. */
export interface StockPlan {
  /** Of the prize in one draw, for as long as it is there. */
  readonly chance: Rate;
  /** Units; 0 to 1,000,000,000. */
  readonly stock: number;
  /** Draws on the first day, on the second day, ...; 1 to 1,000 days. */
  readonly drawsByDay: readonly number[];
}

/** What becomes of the stock of a prize. */
export interface StockForecast {
  /** Mean and variance of the demand: how often the prize would be drawn if it never ran out. */
  readonly demandMean: number;
  readonly demandVariance: number;
  /** The expected number of units that are given, with the stock as it is. */
  readonly expectedGiven: number;
  /** P(demand >= stock): the last unit is given. */
  readonly soldOut: number;
  /** P(demand > stock): somebody draws it in vain. */
  readonly short: number;
  /** The draw that gives the last unit; null where there is none: no stock, or no chance. */
  readonly lastUnit: LastUnit | null;
  readonly byDay: readonly StockDay[];
}

/** When the last unit goes, counted in draws from the first, over as many draws as it takes. */
export interface LastUnit {
  readonly meanDraw: number;
  /** The first draw by which it is gone with probability 1/2; null: beyond 2^53 - 1. */
  readonly medianDraw: number | null;
}

/** The state at the end of a day. */
export interface StockDay {
  /** From 1. */
  readonly day: number;
  /** Until the end of the day, in all. */
  readonly draws: number;
  /** P(demand so far >= stock). */
  readonly soldOut: number;
}

const MAX_STOCK = 1_000_000_000;
const MAX_DAYS = 1_000;

/* How much less than 1/2 a sum of floats may be and still count as 1/2. */
const SLACK = 1e-12;

/**
 * How a prize's stock holds out against a plan of draws: the demand is binomial, the draw of the
 * last unit negative binomial.
 *
 * The chance is taken as the same in every draw: what pacing, limits or other sold-out prizes do to
 * it needs a simulation. Probabilities are right to 1e-9.
 *
 * @throws UptierError in this order: `invalid-rate`, `invalid-chances` (above 1), `invalid-stock`,
 * `invalid-draws` (no day, more than 1,000, or a number of draws, of a day or in all, that is not
 * 0 to 1,000,000,000)
 * @see {@link https://en.wikipedia.org/wiki/Negative_binomial_distribution}
 *
 * @example
 * ```ts
 * import { stockForecast } from "uptier/lottery";
 *
 * const forecast = stockForecast({ chance: "0.1%", stock: 10, drawsByDay: [5_000, 5_000] });
 * forecast.demandMean; // => 10
 * forecast.short.toFixed(9); // => "0.416960239"
 * forecast.expectedGiven.toFixed(9); // => "8.749525360"
 * forecast.lastUnit; // => { meanDraw: 10000, medianDraw: 9669 }
 * forecast.byDay.map(({ soldOut }) => soldOut.toFixed(3)); // => ["0.032", "0.542"]
 * ```
 */
export function stockForecast({ chance, stock, drawsByDay }: StockPlan): StockForecast {
  const exact = chanceOf(chance, "the chance");
  if (!Number.isInteger(stock) || stock < 0 || stock > MAX_STOCK) {
    throw new UptierError(
      "invalid-stock",
      `${shown(stock)} is not a stock; give a whole number from 0 to ${MAX_STOCK}`,
    );
  }
  const byDay = drawsSoFar(drawsByDay).map((draws, index) => ({
    day: index + 1,
    draws,
    soldOut: atLeast(binomial(draws, exact), stock),
  }));
  const { draws, soldOut } = byDay[byDay.length - 1]!;
  const mean = times(exact, ratio(draws));
  return {
    demandMean: numberOf(mean),
    demandVariance: numberOf(times(mean, { num: exact.den - exact.num, den: exact.den })),
    expectedGiven: expectedGiven(draws, exact, stock, soldOut),
    soldOut,
    short: atLeast(binomial(draws, exact), stock + 1),
    lastUnit: lastUnit(exact, stock),
    byDay,
  };
}

/*
 * E[min(demand, stock)] = sum over k < stock of k P(k), plus stock x P(demand >= stock). As k P(k)
 * of n draws is n x chance x P(k - 1) of n - 1 draws, the sum is a tail of one draw less.
 */
function expectedGiven(draws: number, chance: Ratio, stock: number, soldOut: number): number {
  if (draws === 0 || stock === 0) return 0;
  const law = binomial(draws - 1, { num: chance.den - chance.num, den: chance.den });
  // At most stock - 2 hits are at least draws - 1 - (stock - 2) misses: a tail with all its digits.
  const below = atLeast(law, draws + 1 - stock);
  return numberOf(times(chance, ratio(draws))) * (stock >= 2 ? below : 0) + stock * soldOut;
}

function lastUnit(chance: Ratio, stock: number): LastUnit | null {
  if (chance.num === 0n || stock === 0) return null;
  const isGoneBy = (draws: number): boolean =>
    atLeast(binomial(draws, chance), stock) >= 0.5 - SLACK;
  let [low, high] = [stock, stock];
  while (!isGoneBy(high)) {
    if (high === Number.MAX_SAFE_INTEGER) {
      return { meanDraw: numberOf(over(ratio(stock), chance)), medianDraw: null };
    }
    low = high + 1;
    high = Math.min(2 * high, Number.MAX_SAFE_INTEGER);
  }
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (isGoneBy(middle)) high = middle;
    else low = middle + 1;
  }
  return { meanDraw: numberOf(over(ratio(stock), chance)), medianDraw: low };
}

/**
 * How many draws a plan has made by the end of each day.
 *
 * @throws UptierError `invalid-draws`
 */
export function drawsSoFar(drawsByDay: readonly number[]): number[] {
  if (!Array.isArray(drawsByDay) || drawsByDay.length === 0 || drawsByDay.length > MAX_DAYS) {
    throw new UptierError("invalid-draws", `give the draws of 1 to ${MAX_DAYS} days, as a list`);
  }
  let total = 0;
  return drawsByDay.map((draws: number) => {
    checkDraws(draws);
    total += draws;
    checkDraws(total);
    return total;
  });
}

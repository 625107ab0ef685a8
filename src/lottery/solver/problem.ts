import { shown, UptierError } from "../../kernel/errors";
import { type AmountInput, safeInteger } from "../../kernel/money/amount";
import { type DecimalInput, parseDecimal } from "../../kernel/money/decimal";
import { currencyDecimals } from "../../kernel/money/currency";
import type { Rate } from "../../kernel/money/rate";
import { checkRounding, type Rounding } from "../../kernel/money/rounding";
import { amountAtLeastZero, negativeAmount } from "../forecast/expected";
import { chanceOf, type Ratio, ratio, times } from "../ratio";

/** What weights are wanted. */
export interface WeightsTarget {
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** Of the texts of amounts; the exact fractions stand beside them. */
  readonly rounding: Rounding;
  /** What the weights of all prizes and of nothing sum to; 1 to 1,000,000,000. */
  readonly weightTotal: number;
  /** 1 to 100 prizes that can be won. */
  readonly prizes: readonly TargetPrize[];
  /** The chance to win any of them; a whole number of `weightTotal`. */
  readonly winRate: Rate;
  /** What a draw may cost on average, won or not: decimal text, also of less than a minor unit. */
  readonly expectedCost: DecimalInput;
  /** All ids, from the most likely prize to the least likely; no two are equally likely. */
  readonly ranking?: readonly string[];
  /** The id of the prize that is more likely than every other; not together with `ranking`. */
  readonly mostLikely?: string;
}

/** A prize to find a weight for. */
export interface TargetPrize {
  readonly id: string;
  readonly cost: AmountInput;
  /** The least chance that it may have. Default: one unit of weight. */
  readonly atLeast?: Rate;
}

/** The target in whole numbers. Every list is by the position of the prize. */
export interface WeightsProblem {
  readonly costs: readonly number[];
  /** The least weights that keep every minimum and the order. */
  readonly least: readonly number[];
  /** How many prizes deep the order below a prize is, itself included; 1 without an order. */
  readonly heights: readonly number[];
  /** The prize that must be more likely by a unit or more, or null. */
  readonly above: readonly (number | null)[];
  /** All positions, a prize after the one that must be more likely. */
  readonly order: readonly number[];
  /** The win rate in units of the total; may be a fraction. */
  readonly wins: Ratio;
  /** The cost of `weightTotal` draws, in minor units. */
  readonly budget: Ratio;
}

const MAX_PRIZES = 100;
const MAX_WEIGHT_TOTAL = 1_000_000_000;

/**
 * Reads a target.
 *
 * @throws UptierError as `solveWeights` says
 */
export function weightsProblem(target: WeightsTarget): WeightsProblem {
  const { currency, weightTotal, prizes } = target;
  checkRounding(target.rounding);
  const unit = 10n ** BigInt(currencyDecimals(currency));
  if (!Number.isInteger(weightTotal) || weightTotal < 1 || weightTotal > MAX_WEIGHT_TOTAL) {
    throw invalid(`weightTotal ${shown(weightTotal)} is not 1 to ${MAX_WEIGHT_TOTAL}`);
  }
  if (!Array.isArray(prizes) || prizes.length === 0 || prizes.length > MAX_PRIZES) {
    throw invalid(`give 1 to ${MAX_PRIZES} prizes`);
  }
  const positions = new Map(prizes.map(({ id }: TargetPrize, index) => [id, index]));
  if (positions.size < prizes.length) throw invalid("two prizes have one id; give each its own");
  const { above, order } = orderOf(target, positions);
  const costs = prizes.map(({ id, cost }: TargetPrize) =>
    amountAtLeastZero(cost, currency, `the cost of ${shown(id)}`),
  );
  const whole = ratio(weightTotal);
  const minimums = prizes.map(({ id, atLeast }: TargetPrize) =>
    atLeast === undefined
      ? 1
      : Math.max(1, ceilOf(times(chanceOf(atLeast, `atLeast of ${shown(id)}`), whole))),
  );
  const wins = times(chanceOf(target.winRate, "winRate"), whole);
  const { digits, scale } = parseDecimal(target.expectedCost);
  if (digits < 0n) throw negativeAmount("expectedCost");
  safeInteger(BigInt(Math.max(...costs)) * BigInt(Math.max(weightTotal, MAX_PRIZES ** 2)));
  return {
    costs,
    least: leastWeights(minimums, above, order),
    heights: leastWeights(
      minimums.map(() => 1),
      above,
      order,
    ),
    above,
    order,
    wins,
    budget: times(ratio(digits * unit, 10n ** BigInt(scale)), whole),
  };
}

function orderOf(
  { prizes, ranking, mostLikely }: WeightsTarget,
  positions: ReadonlyMap<string, number>,
): { above: (number | null)[]; order: number[] } {
  const above: (number | null)[] = prizes.map(() => null);
  const all = prizes.map((_, index) => index);
  if (ranking !== undefined && mostLikely !== undefined) {
    throw invalid("ranking already says which prize is mostLikely; give one of the two");
  }
  if (ranking !== undefined) {
    const order = [...new Set(ranking)].map((id) => positionOf(id, positions));
    if (order.length !== prizes.length || ranking.length !== prizes.length) {
      throw invalid("ranking must name every prize once");
    }
    order.forEach((position, rank) => (above[position] = rank === 0 ? null : order[rank - 1]!));
    return { above, order };
  }
  if (mostLikely === undefined) return { above, order: all };
  const first = positionOf(mostLikely, positions);
  const others = all.filter((position) => position !== first);
  for (const position of others) above[position] = first;
  return { above, order: [first, ...others] };
}

function positionOf(id: string, positions: ReadonlyMap<string, number>): number {
  const position = positions.get(id);
  if (position === undefined) throw invalid(`${shown(id)} is not the id of a prize`);
  return position;
}

/** From the least likely prize upwards: its own minimum, or a unit more than the one below. */
function leastWeights(
  minimums: readonly number[],
  above: readonly (number | null)[],
  order: readonly number[],
): number[] {
  const least = [...minimums];
  for (const position of order.toReversed()) {
    const next = above[position]!;
    if (next !== null) least[next] = Math.max(least[next]!, least[position]! + 1);
  }
  return least;
}

function ceilOf({ num, den }: Ratio): number {
  return Number((num + den - 1n) / den);
}

function invalid(message: string): UptierError {
  return new UptierError("invalid-target", message);
}

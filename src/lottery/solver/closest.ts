import { greatestCommonDivisor } from "../../kernel/money/rate";
import type { WeightsProblem } from "./problem";

/** The best whole weights that were found, if any. */
export interface Closest {
  /** Null: none was found. */
  readonly weights: readonly number[] | null;
  /** Of all weights, in minor units. */
  readonly cost: number;
  /** No whole weights do better; or, where none was found, there are none. */
  readonly proven: boolean;
}

/** How many weights are tried at most. */
const MAX_TRIES = 200_000;

/**
 * The whole weights of at most `budget` that cost most, looked for around a start: all prizes but
 * two are moved by at most `radius` units, which doubles, and the two follow by arithmetic.
 *
 * As the two are those with the smallest difference of costs, what is found misses the budget by
 * less than that difference wherever the two have room. Any cost is `wins x cost of the first`
 * modulo the common divisor of the differences, so nothing can come closer than that allows: found
 * that, the search ends with a proof. It also proves what it finds when it has tried everything,
 * which it does for small totals.
 */
export function closestWeights(
  problem: WeightsProblem,
  wins: number,
  budget: number,
  start: readonly number[],
): Closest {
  const { costs, least } = problem;
  const [upper, lower] = closestPair(costs);
  const others = costs
    .map((_, position) => position)
    .filter((position) => position !== upper && position !== lower)
    .sort((a, b) => costs[b]! - costs[a]!); // The cheapest move first: that disturbs least.
  const first = costs[0]!;
  const divisor = costs.reduce((before, cost) => greatestCommonDivisor(before, cost - first), 0);
  const offset = wins * first;
  const limit = divisor === 0 ? offset : offset + Math.floor((budget - offset) / divisor) * divisor;
  const weights = [...start];
  let best: number[] | null = null;
  let bestCost = -1;
  let tries = 0;
  let everything = false;
  for (let radius = 0; !everything && !isDone(); radius = Math.max(1, 2 * radius)) {
    everything = true;
    move(0, radius);
  }
  return { weights: best, cost: bestCost, proven: bestCost === limit || everything };

  function isDone(): boolean {
    return bestCost === limit || tries >= MAX_TRIES;
  }

  /** Tries every weight of the prizes from `depth` on that is within the radius, nearest first. */
  function move(depth: number, radius: number): void {
    const position = others[depth];
    if (position === undefined) {
      tries += 1;
      settlePair();
      return;
    }
    const [from, lowestWeight] = [start[position]!, least[position]!];
    if (from - radius > lowestWeight || from + radius < wins) everything = false;
    for (let distance = 0; distance <= radius; distance += 1) {
      for (const weight of distance === 0 ? [from] : [from - distance, from + distance]) {
        if (weight < lowestWeight || weight > wins) continue;
        if (isDone()) {
          everything = false;
          return;
        }
        weights[position] = weight;
        move(depth + 1, radius);
      }
    }
    weights[position] = from;
  }

  /** Gives the two what is left, the dearer one as much as the budget and the order allow. */
  function settlePair(): void {
    let [sum, left] = [wins, budget];
    for (const position of others) {
      sum -= weights[position]!;
      left -= weights[position]! * costs[position]!;
    }
    const range = rangeOfUpper(problem, weights, upper, lower, sum);
    if (range === null) return;
    const rise = costs[upper]! - costs[lower]!;
    const spare = left - sum * costs[lower]!;
    if (rise === 0 ? spare < 0 : spare < rise * range.from) return;
    const most = rise === 0 ? Math.max(range.from, weights[upper]!) : Math.floor(spare / rise);
    const weight = Math.min(range.to, most);
    const cost = budget - spare + rise * weight;
    if (cost <= bestCost) return;
    bestCost = cost;
    best = [...weights];
    best[lower] = sum - weight;
    best[upper] = weight; // Last: a single prize is both of them.
  }
}

/** The dearer and the cheaper of the two prizes whose costs differ least, but differ if any do. */
function closestPair(costs: readonly number[]): [number, number] {
  const order = costs.map((_, position) => position).sort((a, b) => costs[a]! - costs[b]!);
  let [upper, lower] = [order[order.length - 1]!, order[0]!];
  for (let rank = 1; rank < order.length; rank += 1) {
    const difference = costs[order[rank]!]! - costs[order[rank - 1]!]!;
    if (difference > 0 && difference < costs[upper]! - costs[lower]!) {
      [upper, lower] = [order[rank]!, order[rank - 1]!];
    }
  }
  return [upper, lower];
}

/*
 * What the upper of the two may weigh, where the two together weigh `sum` and all others have their
 * weights; null: nothing, or others break the order among themselves. Every rule says that one
 * weight exceeds another; each weight is a constant plus -1, 0 or 1 times the one that is asked for.
 */
function rangeOfUpper(
  { least, above }: WeightsProblem,
  weights: readonly number[],
  upper: number,
  lower: number,
  sum: number,
): { from: number; to: number } | null {
  if (upper === lower) return sum === 0 ? null : { from: sum, to: sum };
  let [from, to] = [least[upper]!, sum - least[lower]!];
  const slope = (at: number): number => (at === upper ? 1 : at === lower ? -1 : 0);
  const constant = (at: number): number => (at === upper ? 0 : at === lower ? sum : weights[at]!);
  for (let position = 0; position < above.length; position += 1) {
    const next = above[position]!;
    if (next === null) continue;
    const times = slope(next) - slope(position);
    const needed = constant(position) + 1 - constant(next);
    if (times > 0) from = Math.max(from, Math.ceil(needed / times));
    else if (times < 0) to = Math.min(to, Math.floor(needed / times));
    else if (needed > 0) return null;
  }
  return from <= to ? { from, to } : null;
}

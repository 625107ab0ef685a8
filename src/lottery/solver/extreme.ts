import { plus, type Ratio, ratio, times } from "../ratio";
import type { WeightsProblem } from "./problem";

/** The weights, not necessarily whole, that cost the least or the most. */
export interface Extreme {
  readonly weights: readonly Ratio[];
  /** Of all weights, in minor units. */
  readonly cost: Ratio;
  /** The positions that share the last units equally: what makes it cheap or dear. */
  readonly mix: readonly number[];
}

/** Prizes that can only be raised together, because each must stay above the next. */
interface Block {
  readonly head: number;
  members: number[];
  cost: number;
  /** Blocks that could be raised with this one. */
  followers: Block[];
}

/**
 * The cheapest weights that sum to `wins` and keep every minimum and the order.
 *
 * From the least weights upwards, the remaining units go where they cost least: always to the block
 * of prizes with the smallest mean cost, until it meets the prize that must stay above it. The cost
 * as a function of the units is convex, which makes that the minimum; with a ranking, its corners
 * are "uniform on the first k" beyond the least weights.
 *
 * @param costs - of the problem; negated, the result is the dearest
 */
export function cheapest(problem: WeightsProblem, wins: number, costs: readonly number[]): Extreme {
  const weights = [...problem.least];
  let units = weights.reduce((left, weight) => left - weight, wins);
  for (;;) {
    const { head, members } = cheapestBlock(problem, weights, costs);
    const next = problem.above[head]!;
    const room = next === null ? Infinity : weights[next]! - weights[head]! - 1;
    const steps = Math.min(room, Math.floor(units / members.length));
    for (const member of members) weights[member]! += steps;
    units -= steps * members.length;
    if (steps < room) {
      const share = ratio(units, members.length);
      const exact = weights.map((weight, position) =>
        members.includes(position) ? plus(ratio(weight), share) : ratio(weight),
      );
      return { weights: exact, cost: costOf(exact, costs), mix: members };
    }
  }
}

/** The sum of `weight x cost`. */
export function costOf(weights: readonly Ratio[], costs: readonly number[]): Ratio {
  return weights.reduce(
    (sum, weight, position) => plus(sum, times(weight, ratio(costs[position]!))),
    ratio(0),
  );
}

/*
 * Of every prize that can be raised, take with it those below it that lower the mean cost: as long
 * as the cheapest block that hangs on it is cheaper than itself, the two become one (Horn 1972, for
 * trees of jobs).
 */
function cheapestBlock(
  { above, order }: WeightsProblem,
  weights: readonly number[],
  costs: readonly number[],
): Block {
  const blocks = costs.map((cost, head): Block => ({ head, members: [head], cost, followers: [] }));
  let best: Block | undefined;
  for (const position of order.toReversed()) {
    const block = blocks[position]!;
    for (;;) {
      const follower = block.followers.reduce<Block | undefined>(cheaper, undefined);
      if (follower === undefined || isDearer(follower, block)) break;
      block.members = [...block.members, ...follower.members];
      block.cost += follower.cost;
      block.followers = block.followers
        .filter((other) => other !== follower)
        .concat(follower.followers);
    }
    const next = above[position]!;
    const isTight = next !== null && weights[next] === weights[position]! + 1;
    if (isTight) blocks[next]!.followers.push(block);
    else best = cheaper(best, block);
  }
  return best!;
}

function cheaper(a: Block | undefined, b: Block): Block {
  return a === undefined || isDearer(a, b) ? b : a;
}

/** Compares means without dividing; both products are below 2^53 by the limits of a target. */
function isDearer(a: Block, b: Block): boolean {
  return a.cost * b.members.length > b.cost * a.members.length;
}

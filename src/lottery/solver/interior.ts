import { compare, floorOf, minus, over, plus, type Ratio, ratio, times } from "../ratio";
import { costOf, type Extreme } from "./extreme";
import type { WeightsProblem } from "./problem";

/**
 * Whole weights near the target: on the way from the centre to the extreme, the point whose cost is the target,
 * rounded. In the centre every prize gets the same beyond its least weight, or steps of equal height
 * where they are ranked, so that there is room on all sides.
 *
 * @param extreme - the cheapest and the dearest weights
 */
export function interiorWeights(
  problem: WeightsProblem,
  wins: number,
  { lowest, highest }: { readonly lowest: Extreme; readonly highest: Extreme },
): number[] {
  const { least, heights, costs, budget, order } = problem;
  const units = least.reduce((left, weight) => left - weight, wins);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  const centre = least.map((weight, position) =>
    plus(ratio(weight), times(ratio(units), ratio(heights[position]!, whole))),
  );
  const cost = costOf(centre, costs);
  const extreme = compare(budget, cost) < 0 ? lowest : highest;
  const span = minus(extreme.cost, cost);
  const way = span.num === 0n ? ratio(0) : over(minus(budget, cost), span);
  const exact = centre.map((weight, position) =>
    plus(weight, times(way, minus(extreme.weights[position]!, weight))),
  );
  return rounded(exact, wins, order);
}

/*
 * By largest remainder; between equal remainders the more likely prize comes first. A prize that is
 * above another by a unit or more stays so: cut down, the two are still a unit apart, and if exactly
 * one, then the remainder of the upper one is not the smaller. (`allocate` shares out in proportion
 * to whole weights below 2^53; these are fractions with larger denominators.)
 */
function rounded(exact: readonly Ratio[], wins: number, order: readonly number[]): number[] {
  const floors = exact.map(floorOf);
  const weights = floors.map(Number);
  const missing = weights.reduce((left, weight) => left - weight, wins);
  const remainders = exact.map((weight, position) => minus(weight, ratio(floors[position]!)));
  const byRemainder = [...order].sort((a, b) => compare(remainders[b]!, remainders[a]!));
  for (const position of byRemainder.slice(0, missing)) weights[position]! += 1;
  return weights;
}

import type { Fraction } from "../../kernel/money/rate";
import { expectedMoney, type ExpectedMoney } from "../forecast/expected";
import { compare, floorOf, fractionOf, minus, over, type Ratio, ratio } from "../ratio";
import { closestWeights } from "./closest";
import { cheapest, type Extreme } from "./extreme";
import { interiorWeights } from "./interior";
import { type WeightsProblem, weightsProblem, type WeightsTarget } from "./problem";

/** Weights that meet a target, or why there are none. */
export type SolvedWeights =
  | {
      readonly ok: true;
      /** In the order of the target. */
      readonly weights: readonly SolvedWeight[];
      /** What remains of `weightTotal` for no prize. */
      readonly nothingWeight: number;
      /** As asked for. */
      readonly winRate: Fraction;
      /** Of a draw; never above the target. */
      readonly expectedCost: ExpectedMoney;
      readonly why: readonly WeightsReason[];
    }
  | {
      readonly ok: false;
      readonly refusal: WeightsRefusal;
      readonly why: readonly WeightsReason[];
    };

/** The weight of one prize. */
export interface SolvedWeight {
  readonly id: string;
  /** Of `weightTotal`. */
  readonly weight: number;
  readonly chance: Fraction;
}

/**
 * Why no weights meet the target, in the order of precedence:
 *
 * - `win-rate-not-whole`: it is not a whole number of `weightTotal`; the next ones that are
 * - `win-rate-too-low`: the minimums and the order need more; the lowest win rate that they allow
 * - `cost-too-low`, `cost-too-high`: beyond what the order allows at this win rate, which is
 *   `lowest` to `highest`, both of them possible up to the rounding to whole weights
 * - `no-whole-weights`: at the very edge of that range, and no whole weights were found there; a
 *   larger `weightTotal` helps
 */
export type WeightsRefusal =
  | { readonly code: "win-rate-not-whole"; readonly below: Fraction; readonly above: Fraction }
  | { readonly code: "win-rate-too-low"; readonly lowest: Fraction }
  | {
      readonly code: "cost-too-low" | "cost-too-high" | "no-whole-weights";
      readonly lowest: ExpectedMoney;
      readonly highest: ExpectedMoney;
    };

/**
 * Why these weights, or why none:
 *
 * - `on-target`: the expected cost is the target
 * - `below-target`: by `gapMinor` minor units per draw; `proven`: no whole weights come closer
 * - `cheapest-mix`, `dearest-mix`: a draw costs least, or most, where these prizes share equally
 *   what is left beyond the least weights
 * - `least-weights`: what the minimums and the order need
 */
export type WeightsReason =
  | { readonly code: "on-target" }
  | { readonly code: "below-target"; readonly gapMinor: Fraction; readonly proven: boolean }
  | { readonly code: "cheapest-mix" | "dearest-mix"; readonly prizes: readonly string[] }
  | { readonly code: "least-weights"; readonly weights: readonly number[] };

/**
 * Weights for a win rate and an expected cost per draw that are wanted.
 *
 * The weights are whole, sum to `weightTotal` with `nothingWeight`, meet the win rate exactly, keep
 * every minimum and the order, and cost no more than the target on average. Below the target, they
 * come as close as whole weights can where `why` says that it is `proven`; otherwise as close as
 * 200,000 tries found, which is within the smallest difference of two costs divided by
 * `weightTotal` unless a minimum or the order leaves no room. Whether the target is within reach is
 * decided exactly, before anything is rounded. The same target always has the same answer.
 *
 * Between the centre (the same for all prizes beyond their minimums, or even steps where they are
 * ranked) and the cheapest or dearest weights that the order allows, it takes the point with the
 * wanted cost.
 *
 * @throws UptierError in this order: `unknown-rounding`, `unknown-currency`, `invalid-target` (the
 * weight total, the number of prizes, their ids, the order), at the first cost at fault
 * `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `negative-amount`; `invalid-rate` or
 * `invalid-chances` (`atLeast`, then `winRate`), `invalid-decimal` or `negative-amount` (the
 * expected cost), `unsafe-integer` (the dearest prize in every one of `weightTotal` draws)
 *
 * @example
 * ```ts
 * import { solveWeights } from "uptier/lottery";
 *
 * const target = {
 *   currency: "CNY",
 *   rounding: "half-even",
 *   weightTotal: 1_000_000,
 *   prizes: [
 *     { id: "phone case", cost: "12.00" },
 *     { id: "coupon", cost: "1.00" },
 *     { id: "cash packet", cost: "8.80" },
 *   ],
 *   winRate: "40%",
 *   mostLikely: "coupon",
 * } as const;
 *
 * const solved = solveWeights({ ...target, expectedCost: "1.20" });
 * solved.ok && solved.weights.map(({ weight }) => weight); // => [42559, 314896, 42545]
 * solved.ok && solved.nothingWeight; // => 600000
 * solved.ok && solved.expectedCost.amount; // => "1.20"
 *
 * const refused = solveWeights({ ...target, expectedCost: "0.30" });
 * !refused.ok && refused.refusal.code; // => "cost-too-low"
 * ```
 */
export function solveWeights(target: WeightsTarget): SolvedWeights {
  const problem = weightsProblem(target);
  const { weightTotal } = target;
  const unreachable = winRateRefusal(problem, weightTotal);
  if (unreachable !== null) return unreachable;
  const wins = Number(floorOf(problem.wins));
  const lowest = cheapest(problem, wins, problem.costs);
  const highest = dearest(problem, wins);
  const refused = (code: "cost-too-low" | "cost-too-high" | "no-whole-weights"): SolvedWeights => ({
    ok: false,
    refusal: { code, lowest: perDraw(lowest.cost), highest: perDraw(highest.cost) },
    why: [
      { code: "cheapest-mix", prizes: idsOf(lowest.mix) },
      { code: "dearest-mix", prizes: idsOf(highest.mix) },
    ],
  });
  if (compare(problem.budget, lowest.cost) < 0) return refused("cost-too-low");
  if (compare(problem.budget, highest.cost) > 0) return refused("cost-too-high");
  const start = interiorWeights(problem, wins, { lowest, highest });
  const { weights, cost, proven } = closestWeights(
    problem,
    wins,
    Number(floorOf(problem.budget)),
    start,
  );
  if (weights === null) return refused("no-whole-weights");
  const gap = minus(problem.budget, ratio(cost));
  return {
    ok: true,
    weights: target.prizes.map(({ id }, position) => ({
      id,
      weight: weights[position]!,
      chance: fractionOf(ratio(weights[position]!, weightTotal)),
    })),
    nothingWeight: weightTotal - wins,
    winRate: fractionOf(ratio(wins, weightTotal)),
    expectedCost: perDraw(ratio(cost)),
    why: [
      gap.num === 0n
        ? { code: "on-target" }
        : { code: "below-target", gapMinor: fractionOf(over(gap, ratio(weightTotal))), proven },
    ],
  };

  function perDraw(cost: Ratio): ExpectedMoney {
    return expectedMoney(over(cost, ratio(weightTotal)), target.currency, target.rounding);
  }

  function idsOf(positions: readonly number[]): string[] {
    return positions.map((position) => target.prizes[position]!.id);
  }
}

function winRateRefusal(
  { wins, least }: WeightsProblem,
  weightTotal: number,
): Extract<SolvedWeights, { ok: false }> | null {
  const whole = floorOf(wins);
  if (compare(wins, ratio(whole)) !== 0) {
    const [below, above] = [whole, whole + 1n].map((units) =>
      fractionOf(ratio(units, weightTotal)),
    );
    return {
      ok: false,
      refusal: { code: "win-rate-not-whole", below: below!, above: above! },
      why: [],
    };
  }
  const needed = least.reduce((sum, weight) => sum + weight, 0);
  if (needed <= whole) return null;
  return {
    ok: false,
    refusal: { code: "win-rate-too-low", lowest: fractionOf(ratio(needed, weightTotal)) },
    why: [{ code: "least-weights", weights: least }],
  };
}

function dearest(problem: WeightsProblem, wins: number): Extreme {
  const negated = cheapest(
    problem,
    wins,
    problem.costs.map((cost) => -cost),
  );
  return { ...negated, cost: ratio(-negated.cost.num, negated.cost.den) };
}

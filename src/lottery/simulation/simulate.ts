import { shown, UptierError } from "../../kernel/errors";
import { SEEDED_GENERATOR } from "../../kernel/random/seeded";
import type { Campaign } from "../campaign";
import { type Estimate, meanOf, quantileOf, type QuantileEstimate, shareOf } from "./estimate";
import { planDays, type TrafficPlan } from "./plan";
import { openToAll, type RunResult, runOnce } from "./run";

/** The most runs of one simulation. */
const MAX_RUNS = 100_000;

/** What a simulation found. Plain JSON; costs in minor units. */
export interface SimulationReport {
  readonly runs: number;
  /** Runs come from the seeds `seed/1`, `seed/2`, ... of this generator. */
  readonly seed: string;
  readonly generator: string;
  /** Draws asked for in each run, and made on average. */
  readonly asked: number;
  readonly made: Estimate;
  readonly costMinor: Estimate;
  readonly costQuantiles: readonly QuantileEstimate[];
  /** Share of the runs in which the budget did not pay for a prize. */
  readonly short: Estimate;
  readonly prizes: readonly SimulatedPrize[];
}

/** What became of one prize. */
export interface SimulatedPrize {
  readonly prize: string;
  /** Units with members, or held for them, at the end. */
  readonly given: Estimate;
  /** Share of the runs in which it was sold out by the end of each day. */
  readonly soldOut: readonly Estimate[];
}

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/**
 * Draws through a campaign many times, with its stock, budget, limits, pity and pacing: for what
 * depends on history, where `costDistribution` cannot tell. Everybody is welcome to the simulation,
 * and draws need no chance and no price.
 *
 * Means come with a normal interval of 95 %, shares with a Wilson interval, quantiles with the order
 * statistics around them. The same seed gives the same report.
 *
 * @param plan - draws by day; members who take turns
 * @param options - `runs`: 1 to 100,000. Default: 1,000
 * @throws UptierError in this order: `invalid-plan`, `invalid-day`, `invalid-rate`, `invalid-seed`
 *
 * @example
 * ```ts
 * import { defineCampaign, simulate } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "cups",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", kind: "goods", chance: "50%", cost: "12", stock: 10, onStockOut: "nothing" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * const report = simulate(campaign, { drawsByDay: [100, 100] }, "spring", { runs: 50 });
 * report.costMinor.mean; // => 12000
 * report.prizes[0]?.soldOut[1]?.mean; // => 1
 * ```
 */
export function simulate(
  campaign: Campaign,
  plan: TrafficPlan,
  seed: string,
  { runs = 1_000 }: { readonly runs?: number | undefined } = {},
): SimulationReport {
  if (!Number.isSafeInteger(runs) || runs < 1 || runs > MAX_RUNS) {
    throw new UptierError(
      "invalid-plan",
      `runs is ${shown(runs)}; give a whole number from 1 to ${MAX_RUNS}`,
    );
  }
  const open = openToAll(campaign);
  const days = planDays(open, plan);
  const results: RunResult[] = [];
  for (let run = 1; run <= runs; run += 1) {
    results.push(runOnce(open, plan, days, `${seed}/${run}`));
  }
  const costs = results.map(({ costMinor }) => costMinor).sort((a, b) => a - b);
  return {
    runs,
    seed,
    generator: SEEDED_GENERATOR,
    asked: days.reduce((sum, { draws }) => sum + draws, 0),
    made: meanOf(results.map(({ draws }) => draws)),
    costMinor: meanOf(costs),
    costQuantiles: QUANTILES.map((q) => quantileOf(costs, q)),
    short: shareOf(results.filter(({ short }) => short).length, runs),
    prizes: campaign.prizes.map(({ id }, index) => ({
      prize: id,
      given: meanOf(results.map(({ given }) => given[index]!)),
      soldOut: days.map((_, day) =>
        shareOf(
          results.filter(({ soldOutOn }) => soldOutOn[index]! >= 0 && soldOutOn[index]! <= day)
            .length,
          runs,
        ),
      ),
    })),
  };
}

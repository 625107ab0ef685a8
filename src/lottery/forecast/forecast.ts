import { fromMinor } from "../../kernel/money/amount";
import { UptierError } from "../../kernel/errors";
import type { Fraction } from "../../kernel/money/rate";
import type { Campaign, Stock } from "../campaign";
import { lowestTerms } from "../odds";
import { isWindowed } from "../stock";
import { planDays, type TrafficPlan } from "../simulation/plan";
import { simulate, type SimulationReport } from "../simulation/simulate";
import { type CostDistribution, costDistribution } from "./cost-distribution";
import { type StockForecast, stockForecast } from "./stock-forecast";

/** What to expect of a campaign before it starts. Plain JSON. */
export interface CampaignForecast {
  readonly campaign: string;
  readonly version: string;
  readonly draws: number;
  /** Exact, of the stated odds and without the caps of stock and budget; null: see `whyNotExact`. */
  readonly demand: DemandForecast | null;
  /** Why the demand is not the same for every draw, or not computed; null: it is there. */
  readonly whyNotExact: "pity" | "pools" | "deck" | "moments" | "lattice-too-large" | null;
  /** With all rules. */
  readonly simulated: SimulationReport;
  /** With half, the same and one and a half times the draws. */
  readonly sensitivity: readonly TrafficForecast[];
}

/** What the stated odds ask for. */
export interface DemandForecast {
  /** The mean cost of one draw, in minor units, exactly; and as decimal text, rounded half-even. */
  readonly costPerDraw: Fraction;
  readonly cost: CostDistribution;
  /** How likely it is that the draws cost more than the budget in total; null: it has none. */
  readonly overBudget: number | null;
  /**
   * For each prize whose stock is there from the start. What is released over time, by day, hour or
   * batch, is for the simulation.
   */
  readonly stock: readonly ({ readonly prize: string } & StockForecast)[];
}

/** A forecast at another traffic. */
export interface TrafficForecast {
  readonly traffic: "50%" | "100%" | "150%";
  readonly draws: number;
  readonly costMinor: number;
  /** Decimal text. */
  readonly cost: string;
  /** Share of the runs in which the budget did not pay for a prize. */
  readonly short: number;
  /** By prize: share of the runs in which it was sold out at the end. */
  readonly soldOut: Readonly<Record<string, number>>;
}

/**
 * Forecasts a campaign: exactly what the stated odds ask for, where draws do not depend on one
 * another; by simulation what comes of it with stock, budget, limits, pity and pacing; and what more
 * or less traffic would change.
 *
 * @param plan - draws by day; see `simulate`
 * @param seed - of the simulation; the same seed gives the same forecast
 * @param options - `runs`: of each simulation. Default: 1,000
 * @throws UptierError as `simulate`
 *
 * @example
 * ```ts
 * import { defineCampaign, forecast } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "cups",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "cup", kind: "goods", chance: "10%", cost: "12", stock: 5, onStockOut: "nothing" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * const expected = forecast(campaign, { drawsByDay: [50, 50] }, "spring", { runs: 100 });
 * expected.demand?.cost.mean; // => 12000
 * expected.demand?.stock[0]?.expectedGiven.toFixed(6); // => "4.966159"
 * expected.sensitivity.map(({ traffic, draws }) => `${traffic}: ${draws}`);
 * // => ["50%: 50", "100%: 100", "150%: 150"]
 * ```
 */
export function forecast(
  campaign: Campaign,
  plan: TrafficPlan,
  seed: string,
  options: { readonly runs?: number | undefined } = {},
): CampaignForecast {
  const simulated = simulate(campaign, plan, seed, options);
  const whyNot = whyNotExact(campaign);
  const drawsByDay = planDays(campaign, plan).map(({ draws }) => draws);
  const demand = whyNot === null ? demandOf(campaign, drawsByDay, simulated.asked) : null;
  return {
    campaign: campaign.id,
    version: campaign.version,
    draws: simulated.asked,
    demand,
    whyNotExact: demand === null ? (whyNot ?? "lattice-too-large") : null,
    simulated,
    sensitivity: [
      trafficForecast("50%", simulate(campaign, scaled(plan, 1, 2), `${seed}/50%`, options)),
      trafficForecast("100%", simulated),
      trafficForecast("150%", simulate(campaign, scaled(plan, 3, 2), `${seed}/150%`, options)),
    ],
  };

  function trafficForecast(
    traffic: TrafficForecast["traffic"],
    { asked, costMinor, short, prizes }: SimulationReport,
  ): TrafficForecast {
    return {
      traffic,
      draws: asked,
      costMinor: costMinor.mean,
      cost: fromMinor(Math.round(costMinor.mean), campaign.currency),
      short: short.mean,
      soldOut: Object.fromEntries(
        prizes.map(({ prize, soldOut }) => [prize, soldOut[soldOut.length - 1]!.mean]),
      ),
    };
  }
}

function whyNotExact({ pity, pools, pacing }: Campaign): CampaignForecast["whyNotExact"] {
  if (pity.length > 0) return "pity";
  if (pools.length > 0) return "pools";
  return pacing.mode === "deck" || pacing.mode === "moments" ? pacing.mode : null;
}

/** Null: the costs have too fine a common divisor. */
function demandOf(
  campaign: Campaign,
  drawsByDay: readonly number[],
  draws: number,
): DemandForecast | null {
  const { prizes, weightTotal, budget } = campaign;
  const law = prizes.map(({ weight, costMinor }) => ({
    chance: lowestTerms(weight, weightTotal),
    costMinor,
  }));
  const total = budget?.totalMinor ?? null;
  try {
    const cost = costDistribution(law, draws, {
      quantiles: [0.05, 0.25, 0.5, 0.75, 0.95, 0.99],
      above: total === null ? [] : [total],
    });
    return {
      costPerDraw: costPerDraw(campaign),
      cost,
      overBudget: total === null ? null : cost.above[0]!.probability,
      stock: prizes.flatMap(({ id, weight, stock }) =>
        stock === null || stock.total === null || isReleasedOverTime(stock)
          ? []
          : [
              {
                prize: id,
                ...stockForecast({
                  chance: lowestTerms(weight, weightTotal),
                  stock: stock.total,
                  drawsByDay,
                }),
              },
            ],
      ),
    };
  } catch (error) {
    if (error instanceof UptierError && error.code === "lattice-too-large") return null;
    throw error;
  }
}

function isReleasedOverTime(stock: Stock): boolean {
  return isWindowed(stock) || stock.batches.length > 0;
}

function costPerDraw({ prizes, weightTotal }: Campaign): Fraction {
  const sum = prizes.reduce((before, { weight, costMinor }) => before + weight * costMinor, 0);
  return lowestTerms(sum, weightTotal);
}

/** The plan at another traffic; a half draw counts as one. */
function scaled(plan: TrafficPlan, num: number, den: number): TrafficPlan {
  const drawsByDay = plan.drawsByDay.map((draws) => Math.ceil((draws * num) / den));
  return { ...plan, drawsByDay };
}

import { type Sampler, weightedSampler } from "../kernel/random/sampler";
import type { Campaign, Prize, UnavailablePolicy } from "./definition";
import { type CampaignState, countOf } from "./state";

/** Why a prize cannot be drawn now, and where its chance goes. */
export interface ClosedPrize {
  readonly code: "prize-sold-out" | "prize-over-budget";
  /** The id of the prize. */
  readonly prize: string;
  /** What the definition does with its chance. */
  readonly policy: UnavailablePolicy;
}

/**
 * The chances of the prizes as they are now: what is drawn from, and what is explained. Rules act on
 * weights before the draw; a draw is one roll and never repeated.
 */
export interface PrizeTable {
  /** By the index of the prize in the campaign. */
  readonly weights: readonly number[];
  /** Their sum; 0 where no prize can be drawn. */
  readonly weightTotal: number;
  readonly closed: readonly ClosedPrize[];
  /** Null where no prize can be drawn. */
  readonly sampler: Sampler | null;
}

/** The table of a campaign in a state. Two states with the same closed prizes share one. */
export function tableOf(campaign: Campaign, state: CampaignState): PrizeTable {
  const closed = campaign.prizes
    .map((prize) => closedPrize(campaign, state, prize))
    .filter((reason) => reason !== null);
  const key = closed.map((reason) => `${reason.code} ${reason.prize}`).join();
  const tables = tablesOf(campaign);
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = makeTable(campaign, closed);
  if (tables.size >= REMEMBERED_TABLES) tables.clear();
  tables.set(key, table);
  return table;
}

/**
 * Whether a prize is closed. Its stock comes before the budget: what is sold out is not dear.
 */
function closedPrize(campaign: Campaign, state: CampaignState, prize: Prize): ClosedPrize | null {
  const { onStockOut, onBudgetShort } = prize;
  if (onStockOut !== null && countOf(state.awarded, prize.id) >= (prize.stock ?? Infinity)) {
    return { code: "prize-sold-out", prize: prize.id, policy: onStockOut };
  }
  const left = (campaign.budget?.totalMinor ?? Infinity) - state.spentMinor;
  if (onBudgetShort !== null && prize.costMinor > left) {
    return { code: "prize-over-budget", prize: prize.id, policy: onBudgetShort };
  }
  return null;
}

function makeTable(campaign: Campaign, closed: readonly ClosedPrize[]): PrizeTable {
  const { prizes } = campaign;
  const policies = new Map(closed.map((reason) => [reason.prize, reason.policy]));
  const indexOf = new Map(prizes.map((prize, index) => [prize.id, index]));
  const nothing = prizes.findIndex((prize) => prize.kind === "nothing");
  const weights = prizes.map(() => 0);
  prizes.forEach((prize, index) => {
    const heir = heirOf(index);
    if (heir !== null) weights[heir]! += prize.weight;
  });
  const weightTotal = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    weights,
    weightTotal,
    closed,
    sampler: weightTotal === 0 ? null : weightedSampler(weights),
  };

  /** Who gets the chance of a prize: itself while it is open; null: everybody, in proportion. */
  function heirOf(index: number): number | null {
    for (let heir = index; ;) {
      const policy = policies.get(prizes[heir]!.id);
      if (policy === undefined) return heir;
      if (policy === "renormalise") return null;
      heir = policy === "nothing" ? nothing : indexOf.get(policy.fallback)!;
    }
  }
}

/*
 * Making a table takes a time that grows with the number of prizes, and the same few tables come
 * back draw after draw: they change when a prize closes. So each campaign keeps those it has made.
 */
const REMEMBERED_TABLES = 64;

const tablesByCampaign = new WeakMap<Campaign, Map<string, PrizeTable>>();

function tablesOf(campaign: Campaign): Map<string, PrizeTable> {
  const known = tablesByCampaign.get(campaign);
  if (known !== undefined) return known;
  const tables = new Map<string, PrizeTable>();
  tablesByCampaign.set(campaign, tables);
  return tables;
}

import type { RandomSource } from "../kernel/random/source";
import { rangeSampler, type Sampler, weightedSampler } from "../kernel/random/sampler";
import type { Campaign, Pool, Prize } from "./campaign";
import type { ClosedForMember, ClosedPrize } from "./closing";
import { lookupOf } from "./lookup";
import { type PityView, weightsWithPity } from "./pity/shares";
import type { Shelf } from "./shelf";

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
  /** Those made so far; see {@link samplerOf}. */
  readonly samplers: { byAlias?: Sampler; byRanges?: Sampler };
}

/** What a member adds to the shelf: another pool, prizes closed for them, pity. */
export interface MemberView {
  readonly pool: Pool | null;
  readonly closed: readonly ClosedForMember[];
  readonly pity: readonly PityView[];
}

/** A member without rules of their own: most of them. */
export const EVERYBODY: MemberView = Object.freeze({ pool: null, closed: [], pity: [] });

/** The table of a member. Two members and states with the same rules in force share one. */
export function tableOf(campaign: Campaign, shelf: Shelf, view: MemberView): PrizeTable {
  const tables = tablesOf(campaign, shelf);
  const key = view === EVERYBODY ? "" : keyOf(view);
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = makeTable(campaign, shelf, view);
  if (tables.size >= REMEMBERED_TABLES) tables.clear();
  tables.set(key, table);
  return table;
}

/** A table of given weights, for pacings that say themselves what can be drawn. */
export function tableOfWeights(weights: readonly number[]): PrizeTable {
  const weightTotal = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights: Object.freeze(weights), weightTotal, closed: [], samplers: {} };
}

/**
 * The sampler of a table: in constant time, or where the member is to check it with a pencil, by
 * ranges in the order of the prizes. Made when it is asked for first.
 */
export function samplerOf(table: PrizeTable, random: RandomSource): Sampler {
  const made = table.samplers;
  return random.record?.kind === "keyed"
    ? (made.byRanges ??= rangeSampler(table.weights))
    : (made.byAlias ??= weightedSampler(table.weights));
}

/** What tells the rules of two members apart; one counter alone, the usual case, is a number. */
function keyOf({ pool, closed, pity }: MemberView): string | number {
  if (pool === null && closed.length === 0 && pity.length === 1 && !pity[0]!.count.featuredNext) {
    return pity[0]!.count.misses;
  }
  let key = pool === null ? "" : pool.id;
  for (const { count } of pity) key += (count.featuredNext ? "!" : "|") + String(count.misses);
  for (const { code, prize, draws = "" } of closed) key += `|${code} ${prize} ${draws}`;
  return key;
}

function makeTable(
  campaign: Campaign,
  { closed: closedForAll, heirs }: Shelf,
  { pool, closed: closedForMember, pity }: MemberView,
): PrizeTable {
  const { prizes } = campaign;
  const { indexOf, nothing } = lookupOf(campaign);
  const shut = new Map<string, ClosedPrize>(closedForAll.map((reason) => [reason.prize, reason]));
  // What holds for everybody comes first.
  for (const reason of closedForMember) {
    if (!shut.has(reason.prize)) shut.set(reason.prize, reason);
  }
  const inPool = (prize: Prize): boolean => pool === null || pool.prizes.includes(prize.id);
  const isOpen = (prize: Prize): boolean => !shut.has(prize.id);
  const heir = heirs?.find((index) => inPool(prizes[index]!) && isOpen(prizes[index]!)) ?? null;
  const closed = [...shut.values()].map((reason) =>
    reason.policy === "largest-remaining" && heir !== null
      ? { ...reason, heir: prizes[heir]!.id }
      : reason,
  );
  const base =
    pity.length > 0
      ? weightsWithPity(campaign, pity, inPool, isOpen)
      : prizes.map((prize) => (inPool(prize) ? prize.weight : 0));
  const weights = prizes.map(() => 0);
  base.forEach((weight, index) => {
    const taker = weight === 0 ? null : takerOf(index);
    if (taker !== null) weights[taker]! += weight;
  });
  const weightTotal = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    weights: Object.freeze(weights),
    weightTotal,
    closed: Object.freeze(closed),
    samplers: {},
  };

  /** Who gets the chance of a prize: itself while it is open; null: everybody, in proportion. */
  function takerOf(index: number): number | null {
    const prize = prizes[index]!;
    const policy = shut.get(prize.id)?.policy;
    switch (policy) {
      case undefined:
        return index;
      case "renormalise":
        return null;
      case "nothing":
        return nothing;
      case "downgrade":
        return nextLower(prize);
      case "largest-remaining":
        return heir;
      default:
        // The definition has no circle of fallbacks.
        return takerOf(indexOf.get(policy.fallback)!);
    }
  }

  function nextLower({ tier }: Prize): number | null {
    let [best, rank] = [null as number | null, Infinity];
    prizes.forEach((prize, index) => {
      const lower = prize.tier ?? Number.MAX_SAFE_INTEGER;
      if (lower > (tier ?? Infinity) && lower < rank && inPool(prize) && isOpen(prize)) {
        [best, rank] = [index, lower];
      }
    });
    return best;
  }
}

/*
 * Making a table takes a time that grows with the number of prizes, and the same few tables come
 * back draw after draw: they change when a prize closes, and with a pity counter. So each campaign
 * keeps those it has made.
 */
const REMEMBERED_SHELVES = 64;
const REMEMBERED_TABLES = 4_096;

const shelvesByCampaign = new WeakMap<Campaign, Map<string, Map<string | number, PrizeTable>>>();
function tablesOf(campaign: Campaign, shelf: Shelf): Map<string | number, PrizeTable> {
  if (shelf.tables !== null) return shelf.tables;
  const shelves =
    shelvesByCampaign.get(campaign) ?? new Map<string, Map<string | number, PrizeTable>>();
  shelvesByCampaign.set(campaign, shelves);
  const reasons = shelf.closed.map(({ code, prize, until }) => `${code} ${prize} ${until ?? ""}`);
  const key = `${reasons.join()}|${shelf.heirs?.join() ?? ""}`;
  const tables = shelves.get(key) ?? new Map<string | number, PrizeTable>();
  if (shelves.size >= REMEMBERED_SHELVES) shelves.clear();
  shelves.set(key, tables);
  shelf.tables = tables;
  return tables;
}

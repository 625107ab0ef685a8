import type { Fraction } from "../../kernel/money/rate";
import type { Campaign, Pity, Prize } from "../campaign";
import { commonDivisor, compare, minus, type Ratio, ratio, times } from "../ratio";
import type { PityCount } from "../state";

const NONE = ratio(0);

/** A pity rule beside the counter of the member who draws. */
export interface PityView {
  readonly rule: Pity;
  /** Of the counter: pool and tier. */
  readonly key: string;
  readonly count: PityCount;
}

/** The chance that the rule gives its tier in the next draw. */
export function chanceOf({ rule, count }: PityView): Fraction {
  return rule.table[Math.min(count.misses, rule.table.length - 1)]!;
}

/** Prizes of one tier, those without a tier last. */
interface Group {
  readonly tier: number;
  readonly members: readonly { readonly prize: Prize; readonly index: number }[];
  readonly weight: number;
}

/**
 * The weights of the prizes with pity, before the policies of closed prizes apply. From the highest
 * tier down, a tier with pity takes its chance, another one its base chance, as far as what is left
 * allows; the lowest tier takes the rest. Within a tier with pity, only prizes that can be given
 * share, in the proportion of their weights; a tier of which none can be given is left to the
 * policies. All fractions are exact, so that the weights are the smallest whole numbers in the same
 * proportion.
 *
 * @param inPool - whether a prize belongs to the pool that is drawn from
 * @param isOpen - whether a prize can be given
 */
export function weightsWithPity(
  campaign: Campaign,
  views: readonly PityView[],
  inPool: (prize: Prize) => boolean,
  isOpen: (prize: Prize) => boolean,
): number[] {
  const groups = groupsOf(campaign, inPool);
  const base = groups.reduce((sum, group) => sum + group.weight, 0);
  const shares = campaign.prizes.map((): Ratio => NONE);
  let rest = ratio(1);
  groups.forEach((group, position) => {
    const view = views.find(({ rule }) => rule.tier === group.tier);
    const open = group.members.filter(({ prize }) => prize.weight > 0 && isOpen(prize));
    const active = view !== undefined && open.length > 0;
    const wanted =
      view !== undefined && (active || view.rule.whenUnavailable === "fallback")
        ? ratio(chanceOf(view).num, chanceOf(view).den)
        : ratio(group.weight, base);
    const share = position === groups.length - 1 || compare(wanted, rest) > 0 ? rest : wanted;
    rest = minus(rest, share);
    if (active) shareInTier(share, open, view, shares);
    else spread(share, group.members, shares);
  });
  return smallestWeights(shares);
}

/** Splits the chance of a tier between its featured prizes and the others. */
function shareInTier(
  share: Ratio,
  open: Group["members"],
  { rule, count }: PityView,
  shares: Ratio[],
): void {
  const { featured } = rule;
  const isFeatured = (id: string): boolean => featured?.prizes.includes(id) ?? false;
  const [stars, others] = [
    open.filter(({ prize }) => isFeatured(prize.id)),
    open.filter(({ prize }) => !isFeatured(prize.id)),
  ];
  const part =
    featured === null || stars.length === 0
      ? NONE
      : others.length === 0 || count.featuredNext
        ? share
        : times(share, ratio(featured.share.num, featured.share.den));
  spread(part, stars, shares);
  spread(minus(share, part), others, shares);
}

function spread(share: Ratio, members: Group["members"], shares: Ratio[]): void {
  const sum = members.reduce((before, { prize }) => before + prize.weight, 0);
  for (const { prize, index } of members) {
    if (prize.weight > 0) shares[index] = times(share, ratio(prize.weight, sum));
  }
}

function groupsOf(campaign: Campaign, inPool: (prize: Prize) => boolean): Group[] {
  const byTier = new Map<number, { prize: Prize; index: number }[]>();
  campaign.prizes.forEach((prize, index) => {
    if (!inPool(prize)) return;
    const tier = prize.tier ?? Infinity;
    const members = byTier.get(tier) ?? [];
    members.push({ prize, index });
    byTier.set(tier, members);
  });
  return [...byTier]
    .map(([tier, members]) => ({
      tier,
      members,
      weight: members.reduce((sum, { prize }) => sum + prize.weight, 0),
    }))
    .filter((group) => group.weight > 0)
    .sort((a, b) => a.tier - b.tier);
}

/**
 * An upper bound of the sum of the weights of any table that pity can lead to: the common
 * denominator of all chances, times what the weights within a tier can be divided by.
 */
export function finestTotal(campaign: Campaign): bigint {
  const pools = [null, ...campaign.pools];
  return pools.reduce((most, pool) => {
    const groups = groupsOf(campaign, (prize) => pool === null || pool.prizes.includes(prize.id));
    let unit = BigInt(groups.reduce((sum, group) => sum + group.weight, 0));
    if (unit === 0n) return most;
    let divisors = 1n;
    let largest = 1n;
    for (const group of groups) {
      const rule = campaign.pity.find(({ tier }) => tier === group.tier);
      const parts = BigInt(group.weight) / divisorOf(group);
      if (rule === undefined) {
        if (parts > largest) largest = parts;
        continue;
      }
      for (const { den } of rule.table) unit = leastCommonMultiple(unit, BigInt(den));
      divisors *= rule.featured === null ? parts : parts * parts * BigInt(rule.featured.share.den);
    }
    const total = unit * divisors * largest;
    return total > most ? total : most;
  }, 0n);
}

function divisorOf({ members }: Group): bigint {
  return members.reduce((before, { prize }) => commonDivisor(before, BigInt(prize.weight)), 0n);
}

function smallestWeights(shares: readonly Ratio[]): number[] {
  const unit = shares.reduce((before, { den }) => leastCommonMultiple(before, den), 1n);
  const weights = shares.map(({ num, den }) => num * (unit / den));
  const common = weights.reduce((before, weight) => commonDivisor(before, weight), 0n);
  return weights.map((weight) => Number(common === 0n ? 0n : weight / common));
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / commonDivisor(a, b)) * b;
}

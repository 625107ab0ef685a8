import type { Pool, Prize } from "../campaign";
import type { ClosedPrize } from "../closing";
import type { PityStep } from "../entries";
import type { MemberView } from "../table";
import { chanceOf, type PityView } from "./shares";

/** Whether the next draw is a hit of the tier for certain. */
export function isGuaranteed(view: PityView): boolean {
  const { num, den } = chanceOf(view);
  return num === den;
}

/** Whether a prize of a tier can be given to somebody who draws from a pool. */
export function canBeGiven(
  prizes: readonly Prize[],
  tier: number,
  pool: Pool | null,
  closed: readonly ClosedPrize[],
): boolean {
  return prizes.some(
    (prize) =>
      prize.tier === tier &&
      prize.weight > 0 &&
      (pool === null || pool.prizes.includes(prize.id)) &&
      !closed.some((reason) => reason.prize === prize.id),
  );
}

/** What a drawn prize does to the counters that shaped the table it was drawn from. */
export function pitySteps(
  prizes: readonly Prize[],
  drawn: Prize,
  { pool, pity }: MemberView,
  closed: readonly ClosedPrize[],
): readonly PityStep[] {
  if (pity.length === 0) return NO_STEPS;
  return pity.map((view): PityStep => {
    const { rule, key, count } = view;
    const hit = drawn.tier === rule.tier && drawn.kind !== "nothing";
    const settled =
      rule.whenUnavailable === "fallback" &&
      isGuaranteed(view) &&
      !canBeGiven(prizes, rule.tier, pool, closed);
    const resets = hit || settled || resetsBy(rule.resetBy, rule.tier, drawn);
    const { featured } = rule;
    return {
      key,
      misses: count.misses,
      featuredNext: count.featuredNext,
      missesAfter: resets ? 0 : Math.min(count.misses + 1, rule.table.length - 1),
      featuredNextAfter:
        hit && featured !== null ? !featured.prizes.includes(drawn.id) : count.featuredNext,
    };
  });
}

const NO_STEPS: readonly PityStep[] = Object.freeze([]);

function resetsBy(
  resetBy: PityView["rule"]["resetBy"],
  tier: number,
  { kind, tier: drawnTier }: Prize,
): boolean {
  if (kind === "nothing" || resetBy === "same-tier") return false;
  return resetBy === "any-hit" || (drawnTier !== null && drawnTier < tier);
}

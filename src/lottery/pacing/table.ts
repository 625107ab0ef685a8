import { toMilliseconds } from "../../kernel/time/instant";
import type { Campaign } from "../campaign";
import { lookupOf } from "../lookup";
import type { Shelf } from "../shelf";
import { unitsLeft } from "../stock";
import type { CampaignState, Moment } from "../state";
import { type MemberView, type PrizeTable, tableOf, tableOfWeights } from "../table";

/** What is drawn from, as the pacing of the campaign has it. */
export interface PacedTable {
  readonly table: PrizeTable;
  /** The winning moment that the draw takes; null: none. */
  readonly moment: number | null;
}

/** The table of a member at an instant. */
export function drawnTable(
  campaign: Campaign,
  state: CampaignState,
  shelf: Shelf,
  view: MemberView,
  at: number,
): PacedTable {
  switch (campaign.pacing.mode) {
    case "none":
    case "throttle":
      return { table: tableOf(campaign, shelf, view), moment: null };
    case "deck": {
      const cards = campaign.prizes.map((prize) => Math.max(0, unitsLeft(campaign, state, prize)));
      return { table: tableOfWeights(cards), moment: null };
    }
    case "moments": {
      const moment = dueMoment(state, campaign.pacing.unclaimed, at);
      const { indexOf, nothing } = lookupOf(campaign);
      const winner =
        moment === null ? nothing : (indexOf.get(state.moments![moment]!.prize) ?? nothing);
      const weights = campaign.prizes.map((_, index) => (index === winner ? 1 : 0));
      return { table: tableOfWeights(weights), moment };
    }
  }
}

/**
 * The winning moment that the next draw takes; null: none is due. Of moments that nobody took, the
 * earliest one where they stay, or the latest one where a new one ends the one before.
 */
function dueMoment(
  { moments, momentsOver }: CampaignState,
  unclaimed: "roll-over" | "void",
  at: number,
): number | null {
  if (moments === null) return null;
  if (unclaimed === "roll-over") {
    const next = moments[momentsOver];
    return next !== undefined && toMilliseconds(next.at) <= at ? momentsOver : null;
  }
  const latest = momentsUntil(moments, at) - 1;
  return latest >= momentsOver ? latest : null;
}

/** How many moments have come by an instant; they are in ascending order. */
function momentsUntil(moments: readonly Moment[], at: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (toMilliseconds(moments[middle]!.at) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

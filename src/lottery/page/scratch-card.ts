import { shown, UptierError } from "../../kernel/errors";
import type { Campaign, Prize } from "../campaign";
import type { DrawResult } from "../draw";
import type { PrizeKind } from "../input";
import { lookupOf } from "../lookup";

/** What is under the foil of a scratch card: all of a draw that its winner sees. */
export interface ScratchCard {
  /** The id of the draw. */
  readonly draw: string;
  /** The id of the prize. */
  readonly prize: string;
  readonly kind: PrizeKind;
  /** The name of the prize, or its id where it has none. */
  readonly text: string;
  /** Until when the prize must be claimed; null: it is given out, or has no end. */
  readonly claimUntil: string | null;
}

/**
 * What a scratch card shows when its foil is rubbed off. Unlike the result of the draw it can be
 * sent to the member: it says neither what the prize costs the shop nor how many were given out.
 *
 * @param campaign - with or without `fields`
 * @param result - what `draw` gave
 * @throws UptierError `foreign-draw` (the campaign has no such prize)
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { defineCampaign, draw, newDrawState, scratchCard } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "parcel-card",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", name: "Green tea", kind: "goods", chance: "100%", cost: "3.20" }],
 * });
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const decision = draw(campaign, newDrawState(), command, seededRandom("spring"));
 * decision.ok && scratchCard(campaign, decision.value);
 * // => { draw: "d1", prize: "tea", kind: "goods", text: "Green tea", claimUntil: null }
 * ```
 */
export function scratchCard(campaign: Campaign, result: DrawResult): ScratchCard {
  const { draw, claimUntil } = result;
  const { id, kind, name } = prizeOf(campaign, result.prize);
  return { draw, prize: id, kind, text: name ?? id, claimUntil };
}

function prizeOf(campaign: Campaign, id: string): Prize {
  const index = lookupOf(campaign).indexOf.get(id);
  if (index === undefined) {
    throw new UptierError(
      "foreign-draw",
      `campaign "${campaign.id}" has no prize ${shown(id)}; pass a draw of this campaign`,
    );
  }
  return campaign.prizes[index]!;
}

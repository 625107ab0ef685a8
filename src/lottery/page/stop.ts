import { shown, UptierError } from "../../kernel/errors";
import type { Campaign } from "../campaign";

/**
 * The field at which a wheel or a grid has to stop, for `stop(index)` of lucky-canvas. It is that of
 * the draw, and shows the prize of the draw; several fields of one prize take turns, a decoy is never
 * among them. It is never `undefined`, which would make lucky-canvas pick a field by itself, and
 * never negative, which would end the spin without a result.
 *
 * @param campaign - whose page is shown
 * @param result - what `draw` gave; an entry of the draw will do
 * @returns from 0
 * @throws UptierError in this order: `invalid-fields` (the campaign has none), `foreign-draw` (in
 * this campaign the field does not show the prize: the draw belongs to another campaign, or to the
 * page as it was before an edit)
 *
 * @example
 * ```ts
 * import { seededRandom } from "uptier/kernel";
 * import { defineCampaign, draw, newDrawState, stopIndex } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "always-tea",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
 *   fields: [{ decoy: "A car" }, "tea"],
 * });
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const decision = draw(campaign, newDrawState(), command, seededRandom("spring"));
 * decision.ok && stopIndex(campaign, decision.value); // => 1
 * ```
 */
export function stopIndex(
  campaign: Campaign,
  result: { readonly prize: string; readonly field: number | null },
): number {
  const { id, fields } = campaign;
  if (fields.length === 0) {
    throw new UptierError(
      "invalid-fields",
      `campaign "${id}" has no fields to stop at; say in its definition which prize each field shows`,
    );
  }
  const { prize, field } = result;
  const isShown =
    typeof field === "number" && typeof prize === "string" && fields[field]?.prize === prize;
  if (!isShown) {
    throw new UptierError(
      "foreign-draw",
      `field ${shown(field)} of campaign "${id}" does not show the prize ${shown(prize)}; pass a draw of this campaign, made since its fields were last changed`,
    );
  }
  return field;
}

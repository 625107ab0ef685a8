import { notLegalAdvice } from "../../kernel/finding";
import type { Campaign } from "../campaign";
import { lintAppStore } from "./app-store";
import { lintChina } from "./china";
import { type Finding, inOrder, type LintRegion } from "./finding";
import { lintGuarantees } from "./guarantee";
import { lintJapan } from "./japan";
import { type LintCase, lintCaseOf, type LintOptions } from "./lint-case";
import { lintPlan } from "./plan";
import { lintPrizes } from "./prizes";
import { lintPublishing } from "./publishing";
import { lintUnitedKingdom } from "./united-kingdom";
import { lintUnitedStates } from "./united-states";

/**
 * What to change, to check or to know before a campaign starts: what its arithmetic shows, and what
 * the law of a region asks for. A campaign that cannot be run at all is refused by `defineCampaign`
 * already.
 *
 * Arithmetic is exact, but for the probability that a stock runs out early and the expected cost
 * that stock allows, which are right to 1e-9. Chances are taken as stated: limits of members, locks
 * and sold-out prizes change them, which needs a simulation. `runs-out-early` means that the stock
 * is gone by half time with a probability above 10 %. Caps of laws are inclusive: a prize that is
 * worth the cap exactly is allowed.
 *
 * This is not legal advice. The rules of regions are from secondary sources, they change, and every
 * region brings a finding that says so. Nothing here, and nothing in the library, makes a chosen
 * member win: designated winners are illegal where these laws apply.
 *
 * @param options - what the definition does not say, see {@link LintOptions}
 * @returns errors, then warnings, then notes; each by path, region and code. Empty: nothing found
 * @throws UptierError in this order: `unknown-region`, `invalid-draws` (a plan of no day, of more
 * than 1,000, or of a number of draws that is not 0 to 1,000,000,000), at the first amount at fault
 * `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `negative-amount`; then `unknown-item`
 *
 * @example
 * ```ts
 * import { defineCampaign, lintCampaign } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "three",
 *   organiser: "Corner Shop Ltd",
 *   currency: "JPY",
 *   zone: "Asia/Tokyo",
 *   opensAt: "2026-11-01T00:00:00+09:00",
 *   closesAt: "2026-12-01T00:00:00+09:00",
 *   prizes: [
 *     { id: "cup", kind: "goods", chance: "1%", cost: "15000", stock: 5, onStockOut: "nothing" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * const findings = lintCampaign(campaign, {
 *   region: "JP",
 *   plan: { drawsByDay: [400, 400] },
 *   purchase: "700",
 *   expectedSales: "5000000",
 * });
 * findings.map(({ severity, code }) => `${severity} ${code}`);
 * // => [
 * //   "error prize-above-cap",
 * //   "warning expected-wins-above-stock",
 * //   "warning runs-out-early",
 * //   "note not-legal-advice",
 * //   "note complete-gacha",
 * // ]
 * findings[0]?.data; // => { prize: "cup", value: "15000", cap: "14000", purchase: "700" }
 * findings[1]?.text.zh; // => "按计划，“cup”预计被抽中 8 次，而库存只有 5 件。请增加库存或降低概率。"
 * ```
 */
export function lintCampaign(campaign: Campaign, options: LintOptions = {}): readonly Finding[] {
  const lintCase = lintCaseOf(campaign, options);
  return [
    ...lintPrizes(lintCase),
    ...lintPlan(lintCase),
    ...lintGuarantees(lintCase),
    ...lintPublishing(lintCase),
    ...lintCase.regions.flatMap((region) => [notLegalAdvice(region), ...LAWS[region](lintCase)]),
  ].sort(inOrder);
}

const LAWS: Readonly<Record<LintRegion, (lintCase: LintCase) => readonly Finding[]>> = {
  CN: lintChina,
  JP: lintJapan,
  US: lintUnitedStates,
  UK: lintUnitedKingdom,
  "app-store": lintAppStore,
};

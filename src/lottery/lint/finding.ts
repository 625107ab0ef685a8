import type { Path } from "../../kernel/errors";
import { type BilingualText, findingOrder, type LintFinding } from "../../kernel/finding";

/** The regions whose law is looked at. `app-store`: the rules for apps of that store. */
export const LINT_REGIONS = ["CN", "JP", "US", "UK", "app-store"] as const;

/** A region whose law is looked at. */
export type LintRegion = (typeof LINT_REGIONS)[number];

/**
 * What a finding can be about.
 *
 * Of any campaign:
 *
 * - `zero-weight-prize-shown`: a field shows a prize that no draw and no policy can lead to
 * - `no-units`: a prize has a chance, and not one unit
 * - `coupon-not-most-likely`: another prize is drawn more often than any coupon
 * - `upgrade-target-short`: more winners can be offered an upgrade than there are units for
 * - `unpaced-large-prize`: one unit costs a tenth of the budget, and the first draw can win it
 * - `pity-tier-can-sell-out`, `pity-out-of-reach`: a guarantee that stock, or the limit on draws of
 *   a member, does not let come true
 * - `every-draw-wins-not-covered`: no draw is meant to win nothing, and not every draw can win
 * - `organiser-missing`, `times-missing`: what members must be able to read is not in the definition
 * - `renormalise-moves-odds`, `pacing-moves-odds`: published odds do not stay as they are
 *
 * With a plan of draws:
 *
 * - `expected-wins-above-stock`, `runs-out-early`: the stock does not last
 * - `expected-cost-above-budget`: the budget does not last
 * - `plan-above-deck`: more draws than cards
 * - `plan-needs-simulation`: pools or pity decide the chances, so that the stock is not judged
 *
 * Of a region:
 *
 * - `not-legal-advice`: stands beside the findings of every region
 * - `judge-in-currency`: amounts of the law are in another currency than the campaign's
 * - `prize-above-cap`, `total-above-cap`: a prize, or all of them, are worth more than allowed
 * - `prize-total-unbounded`: a prize has a value and no limit, so that the total has none
 * - `purchase-missing`, `expected-sales-missing`, `no-purchase`: what a cap is computed from
 * - `not-published`: `data.item` must be published beforehand
 * - `prize-name-missing`: a prize without a name cannot be published
 * - `redemption-shown`, `keep-records`, `no-insiders`: duties while it runs and after it
 * - `released-in-batches`, `units-lapse`: units that come later, or never
 * - `paid-with-money`, `consideration`: what a draw costs
 * - `complete-gacha`: prizes for complete sets
 * - `register-and-bond`, `register-retail`: authorities that must know beforehand
 * - `independent-audit`: somebody independent must confirm that prizes are given at random
 */
export const FINDING_CODES = [
  "zero-weight-prize-shown",
  "no-units",
  "coupon-not-most-likely",
  "upgrade-target-short",
  "unpaced-large-prize",
  "pity-tier-can-sell-out",
  "pity-out-of-reach",
  "every-draw-wins-not-covered",
  "organiser-missing",
  "times-missing",
  "renormalise-moves-odds",
  "pacing-moves-odds",
  "expected-wins-above-stock",
  "runs-out-early",
  "expected-cost-above-budget",
  "plan-above-deck",
  "plan-needs-simulation",
  "not-legal-advice",
  "judge-in-currency",
  "prize-above-cap",
  "total-above-cap",
  "prize-total-unbounded",
  "purchase-missing",
  "expected-sales-missing",
  "no-purchase",
  "not-published",
  "prize-name-missing",
  "redemption-shown",
  "keep-records",
  "no-insiders",
  "released-in-batches",
  "units-lapse",
  "paid-with-money",
  "consideration",
  "complete-gacha",
  "register-and-bond",
  "register-retail",
  "independent-audit",
] as const;

/** A code of {@link FINDING_CODES}. */
export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing to change, to check or to know before a campaign starts. Plain JSON. */
export type Finding = LintFinding<FindingCode, LintRegion>;

/** A finding of arithmetic, which holds everywhere. */
export function arithmeticFinding(
  code: FindingCode,
  severity: Finding["severity"],
  path: Path,
  text: BilingualText,
  data: Finding["data"] = {},
): Finding {
  return { code, severity, region: null, path, text, source: null, data };
}

/** Puts findings in order: by severity, then by path, region and code. */
export const inOrder = findingOrder(FINDING_CODES, LINT_REGIONS);

import { notLegalAdvice } from "../../kernel/finding";
import type { ReferralPlan } from "../plan";
import { lintArithmetic } from "./arithmetic";
import { lintChina } from "./china";
import { type Finding, inOrder, type LintRegion } from "./finding";
import { type LintCase, lintCaseOf, type LintOptions } from "./lint-case";
import { lintUnitedStates } from "./united-states";
import { lintWechat } from "./wechat";

/**
 * What to change, to check or to know before a plan starts: what its arithmetic shows, and what the law of
 * a region or the rules of a platform ask for. A plan that cannot be run at all is refused by
 * `defineReferral` already. The library has no binary and no matrix plans.
 *
 * What the plan does not say comes as facts. Bounds of laws are inclusive: 30 people are enough. Of copy
 * only words of a list are found, their sense is not.
 *
 * This is not legal advice. The rules are from secondary sources, they change, and every region brings a
 * finding that says so.
 *
 * @param options - see {@link LintOptions}
 * @returns errors, then warnings, then notes; each by path, region and code. Empty: nothing found
 * @throws UptierError in this order: `unknown-region`, `invalid-definition` (facts that are wrong, with every
 * problem at once: the codes of fields, `unknown-currency`, `too-many-decimals`, `unsafe-integer`)
 *
 * @example
 * ```ts
 * import { defineReferral, lintReferral } from "uptier/referral";
 *
 * const plan = defineReferral({
 *   id: "friends",
 *   currencies: ["CNY"],
 *   zone: "Asia/Shanghai",
 *   levels: [{ rate: "10%" }, { rate: "5%" }],
 * });
 * const findings = lintReferral(plan, {
 *   region: "CN",
 *   facts: {
 *     entryFee: { CNY: "99.00" },
 *     entryPurchase: {},
 *     signUpPay: {},
 *     tree: { people: 30, levelsBelow: 2 },
 *     unclaimedPublished: true,
 *   },
 * });
 * findings.map(({ severity, code }) => `${severity} ${code}`);
 * // => [
 * //   "error entry-fee",
 * //   "error depth-and-size",
 * //   "warning team-pay",
 * //   "note not-legal-advice",
 * // ]
 * findings[0]?.data; // => { charge: "99.00 CNY" }
 * findings[1]?.data; // => { people: 30, levels: 3, fromPeople: 30, fromLevels: 3 }
 * ```
 */
export function lintReferral(plan: ReferralPlan, options: LintOptions = {}): readonly Finding[] {
  const lintCase = lintCaseOf(plan, options);
  return [
    ...lintArithmetic(lintCase),
    ...lintCase.regions.flatMap((region) => [notLegalAdvice(region), ...LAWS[region](lintCase)]),
  ].sort(inOrder);
}

const LAWS: Readonly<Record<LintRegion, (lintCase: LintCase) => readonly Finding[]>> = {
  CN: lintChina,
  wechat: lintWechat,
  US: lintUnitedStates,
};

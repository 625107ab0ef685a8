import {
  defineReferral,
  type Finding,
  lintReferral,
  type LintOptions,
  type PlanFacts,
  type ReferralInput,
} from "uptier/referral";

/** A plan in which there is nothing to find. */
export const plain: ReferralInput = {
  id: "friends",
  currencies: ["CNY"],
  zone: "Asia/Shanghai",
  levels: [{ rate: "10%" }],
};

/** The plan with two levels, which most shops have. */
export const twoLevels: ReferralInput = { ...plain, levels: [{ rate: "10%" }, { rate: "5%" }] };

/** Facts in which there is nothing to find. */
export const harmless: PlanFacts = {
  entryFee: {},
  entryPurchase: {},
  signUpPay: { CNY: "0.00" },
  tree: { people: 29, levelsBelow: 9 },
  shareReward: false,
  copy: ["新茶上市，好友下单后您可获得奖励", "The new tea is here"],
  unclaimedPublished: true,
};

/** The findings of a plan. */
export function lint(input: ReferralInput, options?: LintOptions): readonly Finding[] {
  return lintReferral(defineReferral(input), options);
}

/** The findings with a code, of one region, where the harmless facts are changed. */
export function found(
  code: string,
  region: LintOptions["region"],
  changes: PlanFacts = {},
  input = plain,
): readonly Finding[] {
  const facts = { ...harmless, ...changes };
  return lint(input, { region, facts }).filter((finding) => finding.code === code);
}

import {
  type CampaignInput,
  defineCampaign,
  type Finding,
  lintCampaign,
  type LintOptions,
  type PrizeInput,
} from "uptier/lottery";

/** A campaign in which there is nothing to find. */
export const clean: CampaignInput = {
  id: "clean",
  organiser: "Corner Shop Ltd",
  currency: "CNY",
  zone: "Asia/Shanghai",
  opensAt: "2026-11-01T00:00:00+08:00",
  closesAt: "2026-12-01T00:00:00+08:00",
  prizes: [
    {
      id: "gift",
      name: "Gift",
      kind: "goods",
      chance: "1%",
      cost: "18.50",
      stock: 100,
      onStockOut: "nothing",
    },
    { id: "coupon", name: "Coupon", kind: "coupon", chance: "60%", cost: "0" },
    { id: "thanks", kind: "nothing", chance: "remaining" },
  ],
};

/** The clean campaign with other members. */
export function changed(changes: Partial<CampaignInput>): CampaignInput {
  return { ...clean, ...changes };
}

/** The clean campaign with some members of its prizes changed, by position. */
export function withPrizes(...changes: readonly Partial<PrizeInput>[]): CampaignInput {
  return changed({
    prizes: clean.prizes.map((prize, index) => ({ ...prize, ...changes[index] })),
  });
}

/** The findings of a campaign. */
export function lint(input: CampaignInput, options?: LintOptions): readonly Finding[] {
  return lintCampaign(defineCampaign(input), options);
}

/** The findings with a code; of a region, if one is named. */
export function found(
  code: string,
  input: CampaignInput,
  options?: LintOptions,
): readonly Finding[] {
  return lint(input, options).filter((finding) => finding.code === code);
}

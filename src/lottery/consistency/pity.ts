import { type Report, reportError } from "../../kernel/definition";
import type { Draft } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { toFraction } from "../../kernel/money/rate";
import { compileCampaign } from "../campaign";
import type { CampaignInput, PityInput } from "../input";
import { finestTotal } from "../pity/shares";
import { pityTable, type PityTableInput } from "../pity/table";
import { type CampaignDraft, soundWeights } from "./draft";

/** What pity says of tiers must fit the prizes, and its chances must stay exact. */
export function checkPity(campaign: CampaignDraft, report: Report): void {
  const { pity, prizes = [] } = campaign;
  const weights = soundWeights(campaign) ?? [];
  if (pity === undefined) return;
  let sound = true;
  const invalid = (path: Path, message: string): void => {
    sound = false;
    report(["pity", ...path], "invalid-pity", message);
  };
  let before = 0;
  pity.forEach((rule, index) => {
    const { tier, table } = rule ?? {};
    if (tier === undefined || table === undefined) {
      sound = false;
      return;
    }
    if (tier <= before) {
      invalid([index, "tier"], "must be a lower tier than the one before: from 1, the top, down");
    }
    before = tier;
    const own = prizes.filter(
      (prize, at) => prize?.tier === tier && prize.kind !== "nothing" && weights[at]! > 0,
    );
    if (own.length === 0) {
      invalid([index, "tier"], `no prize of tier ${tier} can be drawn; give one that tier`);
    }
    const read = reportError(report, ["pity", index, "table"], () =>
      pityTable(table as PityTableInput),
    );
    if (read === undefined) sound = false;
    const ids = own.flatMap((prize) => prize?.id ?? []);
    if (rule !== undefined) sound = checkFeatured(rule, index, ids, report) && sound;
  });
  if (sound) checkFineness(campaign, report);
}

function checkFeatured(
  { featured }: Draft<PityInput>,
  index: number,
  ids: readonly string[],
  report: Report,
): boolean {
  const { prizes, share } = featured ?? {};
  if (prizes === undefined || share === undefined) return featured === undefined;
  const path = ["pity", index, "featured"];
  let sound = true;
  const invalid = (key: string, message: string): void => {
    sound = false;
    report([...path, key], "invalid-pity", message);
  };
  const strangers = prizes.filter((id) => id !== undefined && !ids.includes(id));
  if (strangers.length > 0) {
    invalid("prizes", `"${strangers.join('", "')}" must be prizes of the tier that can be drawn`);
  }
  if (ids.every((id) => prizes.includes(id))) {
    invalid("prizes", "are all prizes of the tier; feature some of them, or none");
  }
  const fraction = reportError(report, [...path, "share"], () => toFraction(share));
  if (fraction === undefined) sound = false;
  else if (fraction.num > fraction.den) invalid("share", "is above 100 %");
  return sound;
}

function checkFineness(campaign: CampaignDraft, report: Report): void {
  if (campaign.currency === undefined) return;
  const prizes = (campaign.prizes ?? []).map((prize) => ({ ...prize, cost: "0" }));
  const compiled = compileCampaign(
    {
      ...campaign,
      prizes,
      budget: undefined,
      price: undefined,
      pacing: undefined,
      opensAt: undefined,
      closesAt: undefined,
    } as CampaignInput,
    "",
  );
  if (finestTotal(compiled) > BigInt(Number.MAX_SAFE_INTEGER)) {
    report(
      ["pity"],
      "invalid-pity",
      "its chances and the weights need more than 2^53 - 1 units together to stay exact; use fewer digits",
    );
  }
}

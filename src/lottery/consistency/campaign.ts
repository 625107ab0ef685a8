import type { Report } from "../../kernel/definition";
import { reportError } from "../../kernel/definition";
import { toFraction } from "../../kernel/money/rate";
import { toMilliseconds } from "../../kernel/time/instant";
import { weightsOf } from "../weights";
import { checkBudget } from "./budget";
import type { CampaignDraft } from "./draft";
import { checkFields } from "./fields";
import { checkMembers } from "./members";
import { checkPacing } from "./pacing";
import { checkPity } from "./pity";
import { checkPolicies } from "./policies";
import { checkPrizes } from "./prizes";

/** Reports what is wrong with a campaign although each of its values is right by itself. */
export function checkCampaign(campaign: CampaignDraft, report: Report): void {
  checkTimes(campaign, report);
  checkPrizes(campaign, report);
  checkPolicies(campaign, report);
  const before = checkWeights(campaign, report);
  checkBudget(campaign, report);
  checkMembers(campaign, report);
  if (before) checkPity(campaign, report);
  checkPacing(campaign, report);
  checkFields(campaign, report);
}

function checkTimes({ opensAt, closesAt }: CampaignDraft, report: Report): void {
  const read = (key: string, text: string | undefined): number | undefined =>
    text === undefined ? undefined : reportError(report, [key], () => toMilliseconds(text));
  const opens = read("opensAt", opensAt);
  const closes = read("closesAt", closesAt);
  if (opens !== undefined && closes !== undefined && closes <= opens) {
    report(["closesAt"], "closes-before-it-opens", "must be later than opensAt");
  }
}

/** Whether the weights are sound, so that what builds on them can be judged. */
function checkWeights(campaign: CampaignDraft, report: Report): boolean {
  const { prizes, weightTotal, onSumBelow } = campaign;
  if (prizes === undefined) return false;
  const unreadable = prizes.filter((prize, index) => {
    const chance = prize?.chance;
    if (chance === undefined || chance === "remaining") return false;
    return reportError(report, ["prizes", index, "chance"], () => toFraction(chance)) === undefined;
  });
  if (unreadable.length > 0) return false;
  const sound = prizes.filter((prize) => prize !== undefined);
  const weights = reportError(report, ["prizes"], () =>
    weightsOf({ prizes: sound, weightTotal, onSumBelow }),
  );
  return weights !== undefined && sound.length === prizes.length;
}

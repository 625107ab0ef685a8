import { type Report, reportError } from "../../kernel/definition";
import { toMinor } from "../../kernel/money/amount";
import { toMilliseconds } from "../../kernel/time/instant";
import {
  type CampaignDraft,
  costOf,
  instantOf,
  type PrizeDraft,
  readable,
  soundWeights,
} from "./draft";
import { POLICIES } from "./policies";

/** The most winning moments of one campaign: all of them stand in its state. */
const MAX_MOMENTS = 100_000;

/** What a way of pacing needs, and what it excludes. */
export function checkPacing(campaign: CampaignDraft, report: Report): void {
  const { pacing } = campaign;
  const mode = pacing?.mode;
  if (mode === "deck" || mode === "moments") checkUnits(campaign, mode, report);
  if (mode === "moments") checkMoments(campaign, report);
  if (pacing?.mode === "throttle") checkThrottle(campaign, pacing.line, report);
}

/** In a deck, and with moments, weights are units: nothing else may close or change a prize. */
function checkUnits(campaign: CampaignDraft, mode: "deck" | "moments", report: Report): void {
  const { prizes = [], budget, currency } = campaign;
  const excluded = (path: (string | number)[], what: string): void => {
    report(path, "invalid-pacing", `${what} does not go with pacing "${mode}"; remove one of them`);
  };
  for (const key of ["pity", "pools"] as const) {
    if (campaign[key] !== undefined) excluded([key], key);
  }
  if (campaign.onSumBelow === "normalise") excluded(["onSumBelow"], "normalise");
  prizes.forEach((prize, index) => {
    for (const key of ["stock", "perMember", "unlockAfterDraws", "upgrade", ...POLICIES] as const) {
      if (prize?.[key] !== undefined) excluded(["prizes", index, key], key);
    }
  });
  if (prizes.some((prize) => prize?.chance !== undefined)) {
    report(
      ["prizes"],
      "invalid-pacing",
      `pacing "${mode}" counts units: give weights and a weightTotal instead of chances`,
    );
    return;
  }
  if (budget?.perDay !== undefined) excluded(["budget", "perDay"], "a budget per day");
  const total = budget?.total;
  if (total === undefined || currency === undefined) return;
  const cost = wholeCost(campaign, prizes, currency);
  const limit = readable(() => toMinor(total, currency));
  if (cost !== undefined && limit !== undefined && cost > limit) {
    report(
      ["budget", "total"],
      "invalid-pacing",
      `does not pay for all units, which cost ${cost} minor units together; raise it or take units out`,
    );
  }
}

function wholeCost(
  campaign: CampaignDraft,
  prizes: readonly (PrizeDraft | undefined)[],
  currency: string,
): number | undefined {
  return soundWeights(campaign)?.reduce(
    (sum, weight, index) => sum + weight * (costOf(prizes[index]!, currency) ?? 0),
    0,
  );
}

function checkMoments(campaign: CampaignDraft, report: Report): void {
  const { prizes = [] } = campaign;
  for (const key of ["opensAt", "closesAt"] as const) {
    if (campaign[key] === undefined) {
      report([key], "missing", 'is missing; pacing "moments" needs the start and the end');
    }
  }
  const nothing = prizes.find((prize) => prize?.kind === "nothing");
  if (nothing === undefined) {
    report(
      ["prizes"],
      "no-nothing-prize",
      'pacing "moments" needs a prize of kind "nothing" for the draws between the moments',
    );
  }
  const units = prizes.reduce(
    (sum, prize) =>
      sum + (prize?.kind !== "nothing" && typeof prize?.weight === "number" ? prize.weight : 0),
    0,
  );
  const rest = prizes.some((prize) => prize?.weight === "remaining" && prize.kind !== "nothing");
  if (units > MAX_MOMENTS || rest) {
    report(
      ["prizes"],
      "invalid-pacing",
      `pacing "moments" needs the number of units of every prize, ${MAX_MOMENTS} together at most`,
    );
  }
}

function checkThrottle(
  { opensAt, closesAt, budget, currency }: CampaignDraft,
  line:
    | readonly (
        { readonly at?: string | undefined; readonly spent?: string | undefined } | undefined
      )[]
    | undefined,
  report: Report,
): void {
  if (budget?.total === undefined) {
    report(["budget", "total"], "missing", 'is missing; pacing "throttle" spreads a total budget');
  }
  if (line === undefined) {
    for (const [key, value] of Object.entries({ opensAt, closesAt })) {
      if (value === undefined) {
        report([key], "missing", 'is missing; pacing "throttle" needs it, or a line of its own');
      }
    }
    return;
  }
  const total =
    budget?.total === undefined || currency === undefined
      ? undefined
      : readable(() => toMinor(budget.total!, currency));
  const opens = instantOf(opensAt) ?? -Infinity;
  let [atBefore, spentBefore] = [-Infinity, -Infinity];
  line.forEach((corner, index) => {
    const path = ["pacing", "line", index];
    if (corner?.at !== undefined) {
      const text = corner.at;
      reportError(report, [...path, "at"], () => toMilliseconds(text));
    }
    const at = instantOf(corner?.at) ?? Infinity;
    const amount = corner?.spent;
    const spent =
      amount === undefined || currency === undefined
        ? Infinity
        : (reportError(report, [...path, "spent"], () => toMinor(amount, currency)) ?? Infinity);
    if (at <= atBefore) {
      report([...path, "at"], "invalid-pacing", "must be later than the corner before");
    }
    if (spent < spentBefore) {
      report([...path, "spent"], "invalid-pacing", "must be at least that of the corner before");
    }
    if (total !== undefined && spent !== Infinity && spent > total) {
      report(
        [...path, "spent"],
        "invalid-pacing",
        "is more than the budget; lower one or raise the other",
      );
    }
    if (index === line.length - 1 && at !== Infinity && at <= opens) {
      report(
        [...path, "at"],
        "invalid-pacing",
        "is before the campaign opens: the line would hold nothing back",
      );
    }
    [atBefore, spentBefore] = [at, spent === Infinity ? spentBefore : spent];
  });
}

import { type Draft, type Report, reportError } from "../kernel/definition";
import { toMinor } from "../kernel/money/amount";
import { toFraction } from "../kernel/money/rate";
import { toMilliseconds } from "../kernel/time/instant";
import type { CampaignInput, PrizeInput, UnavailablePolicy } from "./definition";
import { weightsOf } from "./weights";

type CampaignDraft = Draft<CampaignInput>;
type PrizeDraft = Draft<PrizeInput>;

/** Reports what is wrong with a campaign although each of its values is right by itself. */
export function checkCampaign(campaign: CampaignDraft, report: Report): void {
  checkTimes(campaign, report);
  const prizes = campaign.prizes ?? [];
  checkIds(prizes, report);
  prizes.forEach((prize, index) => {
    if (prize !== undefined) checkPrize(prize, ["prizes", index], campaign, report);
  });
  checkFallbacks(prizes, report);
  checkWeights(campaign, report);
  checkBudget(campaign, report);
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

function checkIds(prizes: readonly (PrizeDraft | undefined)[], report: Report): void {
  const seen = new Set<string>();
  let nothing = false;
  prizes.forEach((prize, index) => {
    const id = prize?.id;
    if (id !== undefined && seen.has(id)) {
      report(
        ["prizes", index, "id"],
        "duplicate-id",
        `"${id}" is taken; give each prize its own id`,
      );
    }
    if (id !== undefined) seen.add(id);
    if (prize?.kind !== "nothing") return;
    if (nothing) {
      report(
        ["prizes", index, "kind"],
        "second-nothing",
        'only one prize can be of kind "nothing"; several fields of a wheel may show it',
      );
    }
    nothing = true;
  });
}

function checkPrize(
  prize: PrizeDraft,
  path: readonly (string | number)[],
  { currency, budget }: CampaignDraft,
  report: Report,
): void {
  const missing = (key: string, advice: string): void => {
    report([...path, key], "missing", `is missing; ${advice}`);
  };
  if (prize.kind === "nothing") {
    for (const key of ["stock", "cost", "onStockOut", "onBudgetShort"] as const) {
      if (prize[key] !== undefined) {
        report(
          [...path, key],
          "not-for-nothing",
          'is not for the prize of kind "nothing"; remove it',
        );
      }
    }
    return;
  }
  if (prize.cost === undefined && prize.kind !== undefined) {
    missing("cost", 'say what one costs you, "0" if it is free');
  }
  if (prize.stock !== undefined && prize.onStockOut === undefined) {
    missing("onStockOut", "say where the chance goes when the stock is used up");
  }
  if (prize.cost === undefined || currency === undefined) return;
  const { cost } = prize;
  const costMinor = reportError(report, [...path, "cost"], () => toMinor(cost, currency));
  if (
    costMinor !== undefined &&
    costMinor > 0 &&
    budget !== undefined &&
    prize.onBudgetShort === undefined
  ) {
    missing("onBudgetShort", "say where the chance goes when the budget is too small for it");
  }
}

/** Every policy must lead somewhere, and not round in a circle. */
function checkFallbacks(prizes: readonly (PrizeDraft | undefined)[], report: Report): void {
  const ids = new Set(prizes.map((prize) => prize?.id));
  const hasNothing = prizes.some((prize) => prize?.kind === "nothing");
  const endless = withoutEnd(prizes);
  prizes.forEach((prize, index) => {
    for (const key of POLICIES) {
      const policy = prize?.[key];
      const path = ["prizes", index, key];
      if (policy === "nothing" && !hasNothing) {
        report(
          path,
          "no-nothing-prize",
          'needs a prize of kind "nothing"; add one, or choose another policy',
        );
      }
      const target = fallbackOf(policy);
      if (target !== undefined && !ids.has(target)) {
        report(
          [...path, "fallback"],
          "unknown-prize",
          `"${target}" is not the id of a prize of this campaign`,
        );
      }
      if (target !== undefined && endless.has(target)) {
        report(
          [...path, "fallback"],
          "fallback-cycle",
          `"${target}" leads round in a circle; let the chain end at a prize without a fallback`,
        );
      }
    }
  });
}

/** The prizes whose fallbacks never come to an end: all others are struck off, from the end. */
function withoutEnd(prizes: readonly (PrizeDraft | undefined)[]): ReadonlySet<string> {
  const targets = new Map<string, string[]>();
  for (const prize of prizes.toReversed()) {
    if (prize?.id !== undefined) targets.set(prize.id, fallbacksOf(prize));
  }
  for (let before = Infinity; targets.size < before;) {
    before = targets.size;
    for (const [id, next] of targets) {
      if (!next.some((target) => targets.has(target))) targets.delete(id);
    }
  }
  return new Set(targets.keys());
}

function checkWeights(campaign: CampaignDraft, report: Report): void {
  const { prizes, weightTotal, onSumBelow } = campaign;
  if (prizes === undefined) return;
  const unreadable = prizes.filter((prize, index) => {
    const chance = prize?.chance;
    if (chance === undefined || chance === "remaining") return false;
    return reportError(report, ["prizes", index, "chance"], () => toFraction(chance)) === undefined;
  });
  if (unreadable.length > 0) return;
  const sound = prizes.filter((prize) => prize !== undefined);
  reportError(report, ["prizes"], () => weightsOf({ prizes: sound, weightTotal, onSumBelow }));
}

/** A fallback that the whole budget cannot pay once is no fallback. */
function checkBudget({ budget, currency, prizes = [] }: CampaignDraft, report: Report): void {
  const total = budget?.total;
  if (total === undefined || currency === undefined) return;
  const budgetMinor = reportError(report, ["budget", "total"], () => toMinor(total, currency));
  const fallbacks = new Set(
    prizes.flatMap((prize) => (prize === undefined ? [] : fallbacksOf(prize))),
  );
  const costs = prizes
    .filter((prize) => prize?.id !== undefined && fallbacks.has(prize.id))
    .map((prize) => costOf(prize, currency));
  const cheapest = Math.min(...costs);
  if (budgetMinor !== undefined && costs.length > 0 && budgetMinor < cheapest) {
    report(
      ["budget", "total"],
      "budget-below-fallback",
      "does not pay for the cheapest fallback even once; raise it, or fall back to something cheaper",
    );
  }
}

function costOf(prize: PrizeDraft | undefined, currency: string): number {
  try {
    return toMinor(prize?.cost ?? "0", currency);
  } catch {
    return 0; // reported where the cost stands
  }
}

const POLICIES = ["onStockOut", "onBudgetShort"] as const;

function fallbacksOf(prize: PrizeDraft): string[] {
  return POLICIES.map((key) => fallbackOf(prize[key])).filter((target) => target !== undefined);
}

function fallbackOf(policy: Draft<UnavailablePolicy> | undefined): string | undefined {
  return typeof policy === "object" ? policy.fallback : undefined;
}

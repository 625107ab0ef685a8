import type { Report } from "../../kernel/definition";
import { type CampaignDraft, costOf, type PrizeDraft } from "./draft";

/** The policies of a prize, in the order of its closing reasons. */
export const POLICIES = ["onStockOut", "onBudgetShort", "onMemberLimit", "onLocked"] as const;

type PolicyKey = (typeof POLICIES)[number];

/** Every policy that is needed must be there, no other may be, and each must lead somewhere. */
export function checkPolicies(campaign: CampaignDraft, report: Report): void {
  const prizes = campaign.prizes ?? [];
  prizes.forEach((prize, index) => {
    if (prize === undefined || prize.kind === "nothing") return;
    for (const key of POLICIES) checkNeed(key, prize, index, campaign, report);
  });
  checkTargets(prizes, report);
}

const ADVICE: Readonly<Record<PolicyKey, { readonly needs: string; readonly missing: string }>> = {
  onStockOut: {
    needs: "the prize has no stock that could be used up",
    missing: "say where the chance goes when the stock is used up",
  },
  onBudgetShort: {
    needs: "the campaign has no budget",
    missing: "say where the chance goes when the budget is too small for it",
  },
  onMemberLimit: {
    needs: "the prize has no perMember",
    missing: "say where the chance of a member goes who has won it often enough",
  },
  onLocked: {
    needs: "the prize has no unlockAfterDraws",
    missing: "say where the chance of a member goes for whom it is still locked",
  },
};

function checkNeed(
  key: PolicyKey,
  prize: PrizeDraft,
  index: number,
  campaign: CampaignDraft,
  report: Report,
): void {
  const can = canClose(key, prize, campaign);
  if (can === undefined) return;
  const path = ["prizes", index, key];
  if (can && prize[key] === undefined) {
    report(path, "missing", `is missing; ${ADVICE[key].missing}`);
  }
  if (!can && prize[key] !== undefined) {
    report(
      path,
      "without-effect",
      `has no effect: ${ADVICE[key].needs}; remove one or add the other`,
    );
  }
}

/** Undefined where it cannot be told because something else is at fault. */
function canClose(
  key: PolicyKey,
  prize: PrizeDraft,
  { currency, budget, pacing }: CampaignDraft,
): boolean | undefined {
  // A deck and winning moments exclude all policies; the check of the pacing says so.
  if (pacing?.mode === "deck" || pacing?.mode === "moments") return undefined;
  if (key === "onStockOut") return prize.stock !== undefined;
  if (key === "onMemberLimit") return prize.perMember !== undefined;
  if (key === "onLocked") return prize.unlockAfterDraws !== undefined;
  if (budget === undefined) return false;
  // A free prize needs no policy, and may have one: its cost may be edited later.
  const cost = prize.cost === undefined ? undefined : costOf(prize, currency);
  return cost === undefined || cost === 0 ? undefined : true;
}

function checkTargets(prizes: readonly (PrizeDraft | undefined)[], report: Report): void {
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
      if (policy === "downgrade" && prize?.tier === undefined) {
        report(path, "missing", '"downgrade" needs the tier of this prize; 1 is the top');
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

/** The prizes that a prize falls back to. */
export function fallbacksOf(prize: PrizeDraft): string[] {
  return POLICIES.map((key) => fallbackOf(prize[key])).filter((target) => target !== undefined);
}

function fallbackOf(policy: PrizeDraft[PolicyKey]): string | undefined {
  return typeof policy === "object" ? policy.fallback : undefined;
}

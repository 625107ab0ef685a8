import { type Draft, type Report, reportError } from "../../../kernel/definition";
import type { Path } from "../../../kernel/errors";
import { toFraction } from "../../../kernel/money/rate";
import { checkMoney, checkShare } from "../check";
import type { DoubleSidedInput, FactorsInput } from "./input";

type ProgramDraft = Draft<DoubleSidedInput>;

/** Reports what is wrong with a programme although each of its values is right by itself. */
export function checkDoubleSided(draft: ProgramDraft, report: Report): void {
  const { components = [], contributionCap, maxReward } = draft;
  components.forEach((name, index) => {
    if (name !== undefined && components.indexOf(name) < index) {
      report(["components", index], "duplicate-id", `"${name}" occurs twice`);
    }
  });
  checkTiers(draft, report);
  checkMultipliers(draft, report);
  checkShare(maxReward, ["maxReward"], report);
  checkMoney(contributionCap, draft.currency, ["contributionCap"], report);
}

function checkTiers(draft: ProgramDraft, report: Report): void {
  let before = -1;
  (draft.tiers ?? []).forEach((tier, index) => {
    const path = ["tiers", index];
    const volume = checkMoney(tier?.minVolume, draft.currency, [...path, "minVolume"], report);
    if (volume !== undefined && volume <= before) {
      report(
        [...path, "minVolume"],
        "unordered-tiers",
        "must be more than that of the tier before",
      );
    }
    before = volume ?? before;
    for (const side of ["reward", "discount"] as const) {
      checkFactors(draft, tier?.[side], [...path, side], report);
    }
  });
}

function checkMultipliers({ multipliers = [] }: ProgramDraft, report: Report): void {
  let before = -1;
  multipliers.forEach((tier, index) => {
    const path = ["multipliers", index];
    if (tier?.minStake !== undefined && tier.minStake <= before) {
      report([...path, "minStake"], "unordered-tiers", "must be more than that of the tier before");
    }
    before = tier?.minStake ?? before;
    const { multiplier } = tier ?? {};
    if (multiplier === undefined) return;
    const factor = reportError(report, [...path, "multiplier"], () => toFraction(multiplier));
    if (factor !== undefined && factor.num < factor.den) {
      report([...path, "multiplier"], "too-small", 'must be at least "1"');
    }
  });
}

function checkFactors(
  { components = [] }: ProgramDraft,
  factors: Draft<FactorsInput> | undefined,
  path: Path,
  report: Report,
): void {
  if (factors === undefined) return;
  if (typeof factors === "string") {
    checkShare(factors, path, report);
    return;
  }
  for (const [name, factor] of Object.entries(factors)) {
    if (!components.includes(name)) {
      report([...path, name], "unknown-component", "is not one of the components of the fee");
    } else checkShare(factor, [...path, name], report);
  }
  for (const name of new Set(components)) {
    if (name !== undefined && !Object.hasOwn(factors, name)) {
      report([...path, name], "missing", 'is missing; give its rate, "0%" for nothing');
    }
  }
}

import type { Path } from "../../kernel/errors";
import { type BilingualText, checkListed } from "../../kernel/finding";
import { toMinor } from "../../kernel/money/amount";
import type { AmountsInput } from "../input";
import type { ReferralPlan } from "../plan";
import { type PlanFacts, readFacts } from "./facts";
import { type Finding, type FindingCode, LINT_REGIONS, type LintRegion } from "./finding";

/** What is looked at, and what the plan does not say. */
export interface LintOptions {
  /** Whose rules are looked at. Default: none, arithmetic alone. */
  readonly region?: LintRegion | readonly LintRegion[] | undefined;
  /** Default: nothing is known. */
  readonly facts?: PlanFacts | undefined;
}

/** A plan and all that is known about it. */
export interface LintCase {
  readonly plan: ReferralPlan;
  readonly regions: readonly LintRegion[];
  readonly facts: PlanFacts;
}

/**
 * Reads the options.
 *
 * @throws UptierError as `lintReferral`
 */
export function lintCaseOf(plan: ReferralPlan, { region = [], facts }: LintOptions): LintCase {
  const regions = typeof region === "string" ? [region] : region;
  checkListed(regions, LINT_REGIONS, "unknown-region", "region");
  return {
    plan,
    regions: LINT_REGIONS.filter((name) => regions.includes(name)),
    facts: readFacts(plan, facts ?? {}),
  };
}

/** The first amount above 0, as text with its currency; null: there is none; undefined: not known. */
export function chargedBy(amounts: AmountsInput | undefined): string | null | undefined {
  if (amounts === undefined) return undefined;
  const charged = Object.entries(amounts).find(([currency, one]) => toMinor(one, currency) > 0);
  return charged === undefined ? null : `${charged[1]} ${charged[0]}`;
}

/** Makes findings of one region. */
export function findingsOf(region: LintRegion) {
  return (
    code: FindingCode,
    severity: Finding["severity"],
    path: Path,
    source: string,
    text: BilingualText,
    data: Finding["data"] = {},
  ): Finding => ({ code, severity, region, path, text, source, data });
}

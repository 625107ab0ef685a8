import { findingOrder, type LintFinding } from "../../kernel/finding";

/** Whose rules are looked at. `wechat`: the rules of that platform. */
export const LINT_REGIONS = ["CN", "wechat", "US"] as const;

/** One of {@link LINT_REGIONS}. */
export type LintRegion = (typeof LINT_REGIONS)[number];

/**
 * What a finding can be about.
 *
 * Of any plan:
 *
 * - `ladder-not-increasing`: a rung asks for no more than the one before, or gives no more
 * - `no-unclaimed-policy`: members cannot read where the share goes that nobody earns
 *
 * Of a region:
 *
 * - `not-legal-advice`: stands beside the findings of every region
 * - `headcount-pay`: somebody is paid for how many they bring, and not for what these buy
 * - `entry-fee`: somebody pays or buys for the right to take part
 * - `team-pay`: somebody is paid for what those below them sell
 * - `depth-and-size`: so many people on so many levels that it can be a crime
 * - `share-solicitation`: sharing itself is rewarded, or asked for in words that are not allowed
 */
export const FINDING_CODES = [
  "ladder-not-increasing",
  "no-unclaimed-policy",
  "not-legal-advice",
  "headcount-pay",
  "entry-fee",
  "team-pay",
  "depth-and-size",
  "share-solicitation",
] as const;

/** A code of {@link FINDING_CODES}. */
export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing to change, to check or to know before a plan starts. Paths below `facts` are places in the facts. */
export type Finding = LintFinding<FindingCode, LintRegion>;

/** Puts findings in order: by severity, then by path, region and code. */
export const inOrder = findingOrder(FINDING_CODES, LINT_REGIONS);

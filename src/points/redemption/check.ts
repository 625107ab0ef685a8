import { checkIds } from "../../kernel/checks";
import { type Draft, type Report, reportError } from "../../kernel/definition";
import { toFraction } from "../../kernel/money/rate";
import { checkAmount, checkType, checkWindow, type SectionContext } from "../sections";
import type { RedemptionInput } from "./input";

/**
 * Reports what is wrong with how points are spent although each value is right by itself.
 *
 * @param report - gets paths from the section on; whoever has the section in a definition puts its
 * own path before them
 */
export function checkRedemption(
  redemption: Draft<RedemptionInput>,
  context: SectionContext,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, conversion] of (redemption.conversions ?? []).entries()) {
    const path = ["conversions", index];
    const { type, money, maxShare } = conversion ?? {};
    checkType(type, context, [...path, "type"], report);
    if (type !== undefined && seen.has(type)) {
      report([...path, "type"], "duplicate-id", `"${type}" has a conversion already`);
    }
    if (type !== undefined) seen.add(type);
    checkAmount(money, context, [...path, "money"], report);
    if (maxShare === undefined) continue;
    const share = reportError(report, [...path, "maxShare"], () => toFraction(maxShare));
    if (share !== undefined && share.num > share.den) {
      report([...path, "maxShare"], "invalid-share", "must be at most 100%");
    }
  }
  const rewards = redemption.rewards ?? [];
  checkIds("rewards", rewards, report);
  for (const [index, reward] of rewards.entries()) {
    const path = ["rewards", index];
    checkType(reward?.type, context, [...path, "type"], report);
    checkAmount(reward?.value, context, [...path, "value"], report);
    checkWindow(reward?.window, [...path, "window"], report);
  }
}

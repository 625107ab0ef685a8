import type { Finding } from "./finding";
import { type LintCase, paymentOf } from "./lint-case";
import { notPublished } from "./not-published";

const GUIDELINE = "App Store Review Guidelines, 3.1.1";

/**
 * Draws that are bought in apps of Apple's store, from secondary sources.
 *
 * | rule | source |
 * | --- | --- |
 * | the odds of each type of item are disclosed before the purchase | guideline 3.1.1, mp1st.com, mondaq.com |
 */
export function lintAppStore(lintCase: LintCase): readonly Finding[] {
  if (paymentOf(lintCase) === "none") return [];
  const { pacing } = lintCase.campaign;
  const path = lintCase.campaign.price === null ? [] : ["price"];
  const findings = [...notPublished(lintCase, ["odds"], path, "app-store", GUIDELINE)];
  if (pacing.mode === "throttle" || pacing.mode === "moments") {
    findings.push({
      code: "pacing-moves-odds",
      severity: "warning",
      region: "app-store",
      path: ["pacing"],
      text: {
        en: `The odds must be known before the purchase, and with pacing "${pacing.mode}" they depend on the time. Use no pacing or a deck.`,
        zh: `购买前须公布概率，而采用 "${pacing.mode}" 节奏时概率随时间变化。请不设节奏，或使用奖池（deck）方式。`,
      },
      source: GUIDELINE,
      data: { mode: pacing.mode },
    });
  }
  return findings;
}

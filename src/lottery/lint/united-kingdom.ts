import type { Finding } from "./finding";

/**
 * Instant wins in the United Kingdom, from secondary sources.
 *
 * | rule | source |
 * | --- | --- |
 * | instant wins are awarded on a fair and random basis, with an independently audited statement | CAP Code rule 8.25, asa.org.uk |
 */
export function lintUnitedKingdom(): readonly Finding[] {
  return [
    {
      code: "independent-audit",
      severity: "note",
      region: "UK",
      path: ["fairness"],
      text: {
        en: "Prizes that are won at once must be awarded on a fair and random basis, and somebody independent must confirm it in writing. Draws that can be verified (fairness keyed) and their entries are what an auditor needs.",
        zh: "即时中奖的奖品须公平、随机地发放，并须有独立方的书面审核声明。可验证的抽奖（fairness 为 keyed）及其记录可供审核使用。",
      },
      source: "CAP Code, rule 8.25",
      data: {},
    },
  ];
}

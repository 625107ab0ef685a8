import { SAFEGUARDS } from "./facts";
import type { Finding } from "./finding";
import { chargedBy, findingsOf, type LintCase } from "./lint-case";

const KOSCOT = "FTC, Koscot test and order, as quoted at pyramidscheme.law";
const AMWAY =
  "FTC, Amway safeguards, as quoted at pyramidscheme.law; FTC staff guidance of 2018-01";
const NOLAND = "FTC v. Noland, as reported by Law360 in 2023";

const found = findingsOf("US");

/**
 * Referral in the United States, from secondary sources.
 *
 * | rule | source |
 * | --- | --- |
 * | a pyramid asks a payment for the right to sell, and rewards recruiting without regard to sales to ultimate users (Koscot test) | pyramidscheme.law |
 * | pay only on completed sales to people who do not take part themselves (Koscot order) | pyramidscheme.law |
 * | a yearly fee of 49 dollars was such a payment (FTC v. Noland) | Law360 2023 |
 * | what protects pay on several levels: the rules of ten customers and of 70 %, and buying back (Amway) | pyramidscheme.law |
 */
export function lintUnitedStates(lintCase: LintCase): readonly Finding[] {
  return [...headcount(lintCase), ...entry(lintCase), ...team(lintCase)];
}

function headcount({ facts: { signUpPay, ladder } }: LintCase): readonly Finding[] {
  const pay = chargedBy(signUpPay);
  const findings: Finding[] = [];
  if (pay !== null) {
    const isKnown = pay !== undefined;
    findings.push(
      found(
        "headcount-pay",
        isKnown ? "error" : "warning",
        ["facts", "signUpPay"],
        KOSCOT,
        {
          en: `${isKnown ? `${pay} is paid for somebody who joins and buys nothing` : "It is not stated whether anything is paid for somebody who joins and buys nothing"}. Rewards for recruiting that have nothing to do with sales are half of a pyramid: pay on completed sales to people who do not take part themselves.`,
          zh: `${isKnown ? `对只加入、不购买的人支付 ${pay}` : "未说明对只加入、不购买的人是否给予报酬"}。与销售无关的招募奖励是金字塔骗局的要件之一：请只对售予非参与者的已完成销售计酬。`,
        },
        isKnown ? { pay } : {},
      ),
    );
  }
  if (ladder?.counts === "sign-ups") {
    findings.push(
      found("headcount-pay", "warning", ["facts", "ladder", "counts"], KOSCOT, {
        en: "The ladder counts people who join and not sales. Count people who buy.",
        zh: "阶梯奖励按加入人数而非销售计算。请改按下单人数计算。",
      }),
    );
  }
  return findings;
}

function entry({ facts }: LintCase): readonly Finding[] {
  // The test has two halves; a fee beside pay for recruits is both.
  const paysRecruits = typeof chargedBy(facts.signUpPay) === "string";
  return (["entryFee", "entryPurchase"] as const).flatMap((key): Finding[] => {
    const charge = chargedBy(facts[key]);
    if (charge === null) return [];
    const path = ["facts", key];
    const source = key === "entryFee" ? `${KOSCOT}; ${NOLAND}` : KOSCOT;
    if (charge === undefined) {
      const text = {
        en: `It is not stated whether somebody ${key === "entryFee" ? "pays" : "must buy"} for the right to sell or to earn. That is half of a pyramid, small amounts too.`,
        zh: `未说明获得销售或计酬资格是否须${key === "entryFee" ? "缴费" : "购买商品"}。这是金字塔骗局的要件之一，金额再小也算。`,
      };
      return [found("entry-fee", "warning", path, source, text)];
    }
    const text = {
      en: `Somebody ${key === "entryFee" ? "pays" : "must buy goods for"} ${charge} for the right to sell or to earn. That is half of a pyramid${paysRecruits ? ", and the other half, pay for recruits, is there too" : ", small amounts too"}: let everybody in for nothing.`,
      zh: `获得销售或计酬资格须${key === "entryFee" ? "缴费" : "购买"} ${charge}。这是金字塔骗局的要件之一${paysRecruits ? "，而另一要件（招募报酬）也已具备" : "，金额再小也算"}：请取消。`,
    };
    const severity = paysRecruits ? "error" : "warning";
    return [found("entry-fee", severity, path, source, text, { charge })];
  });
}

function team({ plan: { levels }, facts: { safeguards = [] } }: LintCase): readonly Finding[] {
  const missing = SAFEGUARDS.filter((one) => !safeguards.includes(one));
  if (levels.length < 2 || missing.length === 0) return [];
  return [
    found(
      "team-pay",
      "warning",
      ["levels"],
      AMWAY,
      {
        en: `The plan pays ${levels.length} levels without these safeguards: ${missing.join(", ")}. Keep them, and pay on completed sales to people who do not take part themselves.`,
        zh: `方案计酬 ${levels.length} 级，但缺少以下保障：${missing.join("、")}。请予补足，并只对售予非参与者的已完成销售计酬。`,
      },
      { paidLevels: levels.length, missing: missing.join(", ") },
    ),
  ];
}

import type { Finding } from "./finding";
import { chargedBy, findingsOf, type LintCase } from "./lint-case";

const PAY = "WeChat notices of 2015-02 and 2016-09-12, as third-party pages repeat them";
const LINKS =
  "WeChat rules on external links of 2019-10-18, in force 2019-10-28, as third-party pages repeat them";

/** What copy must not ask for: help, a boost, a bargain, collecting. */
const WORDS = ["助力", "加速", "砍价", "帮砍", "砍一刀", "集赞", "集卡"] as const;
const ENGLISH_WORDS = /\b(?:help me|boost|bargain|collect)\b/iu;

const found = findingsOf("wechat");

/**
 * Referral inside of WeChat, from pages of third parties.
 *
 * | rule | notice |
 * | --- | --- |
 * | no pay by what a downline sells, no rolling recruitment: permanent ban | 2015-02 |
 * | no pay on several levels by headcount or by sales, no entry fee | 2016-09-12 |
 * | no links that ask for help, a boost, a bargain or collecting; no group-buy that is fake or like a lottery | 2019-10-18, in force 2019-10-28 |
 * | mini-programs: 3 days to fix it, then loss of sharing, delisting, a ban; warnings name a purchase that membership asks for beside pay on several levels | wxopen.club |
 *
 * "No more than two levels" is a vendor's reading and stands in no official text that was found.
 */
export function lintWechat(lintCase: LintCase): readonly Finding[] {
  return [...joining(lintCase), ...team(lintCase), ...sharing(lintCase)];
}

const CHARGES = {
  entryFee: { en: "A fee to take part", zh: "入门费" },
  entryPurchase: { en: "A purchase to take part", zh: "入会购买门槛" },
  signUpPay: { en: "Pay for people who join", zh: "按人头计酬" },
} as const;

function joining({ plan: { levels }, facts }: LintCase): readonly Finding[] {
  return (["entryFee", "entryPurchase", "signUpPay"] as const).flatMap((key): Finding[] => {
    const charge = chargedBy(facts[key]);
    if (charge === null) return [];
    const code = key === "signUpPay" ? "headcount-pay" : "entry-fee";
    const { en, zh } = CHARGES[key];
    if (charge === undefined) {
      const text = {
        en: `${en}: it is not stated whether there is any. The platform bans it beside pay on several levels.`,
        zh: `未说明是否存在${zh}。平台禁止其与多级计酬并存。`,
      };
      return [found(code, "warning", ["facts", key], PAY, text)];
    }
    const text = {
      en: `${en}: ${charge}. The platform bans it${levels.length > 1 ? `, and the plan pays ${levels.length} levels` : " beside pay on several levels"}: leave it out.`,
      zh: `${zh}：${charge}。平台禁止${levels.length > 1 ? `，且方案计酬 ${levels.length} 级` : "其与多级计酬并存"}：请取消。`,
    };
    const severity = levels.length > 1 || key === "signUpPay" ? "error" : "warning";
    return [found(code, severity, ["facts", key], PAY, text, { charge })];
  });
}

function team({ plan: { levels } }: LintCase): readonly Finding[] {
  if (levels.length < 2) return [];
  return [
    found(
      "team-pay",
      levels.length > 2 ? "error" : "warning",
      ["levels"],
      PAY,
      {
        en: `The plan pays ${levels.length} levels. The platform bans pay on several levels by what a downline sells and says for itself what that is; "no more than two levels" is a vendor's reading. One level is what nobody objects to.`,
        zh: `方案计酬 ${levels.length} 级。平台禁止以下线业绩多级计酬，并自行认定；“不超过两级”只是软件商的说法。只有一级计酬没有争议。`,
      },
      { paidLevels: levels.length },
    ),
  ];
}

function sharing({ facts: { shareReward, copy } }: LintCase): readonly Finding[] {
  const findings: Finding[] = [];
  if (shareReward !== false) {
    const isKnown = shareReward === true;
    findings.push(
      found("share-solicitation", isKnown ? "error" : "warning", ["facts", "shareReward"], LINKS, {
        en: `${isKnown ? "Sharing a page is rewarded by itself" : "It is not stated whether sharing a page is rewarded by itself"}. Pages that lead people to share are blocked: reward what comes of it, a settled order.`,
        zh: `${isKnown ? "分享行为本身即可获得奖励" : "未说明分享行为本身是否有奖励"}。诱导分享的页面会被屏蔽：请只奖励由此产生的已完成订单。`,
      }),
    );
  }
  copy?.forEach((words, index) => {
    const word = WORDS.find((one) => words.includes(one)) ?? ENGLISH_WORDS.exec(words)?.[0];
    if (word === undefined) return;
    findings.push(
      found(
        "share-solicitation",
        "warning",
        ["facts", "copy", index],
        LINKS,
        {
          en: `Text ${index + 1} asks for a help, a boost, a bargain or collecting by a word of the list. Links with such words are blocked: say what the goods are.`,
          zh: `第 ${index + 1} 段文案含有“${word}”，属于助力、加速、砍价、任务收集类诱导。此类链接会被屏蔽：请改为介绍商品。`,
        },
        { word },
      ),
    );
  });
  return findings;
}

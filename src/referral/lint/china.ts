import type { Finding } from "./finding";
import { chargedBy, findingsOf, type LintCase } from "./lint-case";

const ORDER = "State Council Order 444 of 2005 (禁止传销条例), art. 7";
const OPINION = "公通字〔2013〕37号, as quoted at chnlawyer.net and fjtdlawyer.com";

/** From these on it can be a crime, bounds included; the organiser's own level counts. */
const FROM_PEOPLE = 30;
const FROM_LEVELS = 3;

const found = findingsOf("CN");

/**
 * Referral in mainland China, from secondary sources.
 *
 * | rule | law | source |
 * | --- | --- | --- |
 * | pay by the number of people who are recruited, directly or not, is pyramid selling | order 444, art. 7 (1) | the order |
 * | so is a fee, or a purchase that one must make, for the right to join or to recruit | art. 7 (2) | the order |
 * | so is pay to the upline by what the downline sells (团队计酬); the order names no number of levels | art. 7 (3) | the order |
 * | organising it is a crime from 30 people and 3 levels on, bounds included; a level is a relation and no rank, and the organiser's own counts | 公通字〔2013〕37号 | chnlawyer.net, fjtdlawyer.com, 100EC 2019-10-16, Shanghai Fazhi Bao 2025-07-22 |
 * | team pay that is meant to sell goods and is computed on sales is not treated as that crime; team pay in form that is headcount in substance is | the same, section 5 | the same |
 *
 * "No more than two levels" is a vendor's reading (m.jp-soft.cn) and stands in no official text that was
 * found. Paying two levels limits how far pay reaches; it does not limit how deep the tree of people is.
 */
export function lintChina(lintCase: LintCase): readonly Finding[] {
  return [...headcount(lintCase), ...entry(lintCase), ...team(lintCase), ...depthAndSize(lintCase)];
}

function headcount({ facts: { signUpPay, ladder } }: LintCase): readonly Finding[] {
  const pay = chargedBy(signUpPay);
  const source = `${ORDER} (1)`;
  const findings: Finding[] = [];
  if (pay === undefined) {
    findings.push(
      found("headcount-pay", "warning", ["facts", "signUpPay"], source, {
        en: "It is not stated whether anything is paid for somebody who joins and buys nothing. Pay by the number of people is pyramid selling: pay for settled orders alone.",
        zh: "未说明对只加入、不购买的人是否给予报酬。以发展人员数量计酬属于传销：请只对已完成的订单给予奖励。",
      }),
    );
  }
  if (typeof pay === "string") {
    findings.push(
      found(
        "headcount-pay",
        "error",
        ["facts", "signUpPay"],
        source,
        {
          en: `${pay} is paid for somebody who joins and buys nothing. Pay by the number of people is pyramid selling: pay for settled orders alone.`,
          zh: `对只加入、不购买的人支付 ${pay}。以发展人员数量计酬属于传销：请只对已完成的订单给予奖励。`,
        },
        { pay },
      ),
    );
  }
  if (ladder?.counts === "sign-ups") {
    findings.push(
      found("headcount-pay", "warning", ["facts", "ladder", "counts"], source, {
        en: "The ladder counts people who join. Reward it with gifts that are not worth recruiting for, and never for people whom others brought; or count people who buy.",
        zh: "阶梯奖励按加入人数计算。请只给予小额礼品，不得计入他人发展的人员；或改按下单人数计算。",
      }),
    );
  }
  return findings;
}

const ENTRY = {
  entryFee: { en: "fee", zh: "缴纳费用" },
  entryPurchase: { en: "purchase", zh: "先购买商品" },
} as const;

function entry({ plan: { levels }, facts }: LintCase): readonly Finding[] {
  const source = `${ORDER} (2)`;
  const findings = (["entryFee", "entryPurchase"] as const).flatMap((key): Finding[] => {
    const charge = chargedBy(facts[key]);
    if (charge === null) return [];
    const what = ENTRY[key];
    if (charge === undefined) {
      const text = {
        en: `It is not stated whether a ${what.en} is asked for the right to take part or to refer. It must not be.`,
        zh: `未说明加入或推荐他人是否须${what.zh}。不得设置此类条件。`,
      };
      return [found("entry-fee", "warning", ["facts", key], source, text)];
    }
    const text = {
      en: `A ${what.en} of ${charge} is asked for the right to take part or to refer. That is pyramid selling: let everybody in for nothing.`,
      zh: `加入或推荐他人须${what.zh}（${charge}）。这属于传销：请取消该条件。`,
    };
    return [found("entry-fee", "error", ["facts", key], source, text, { charge })];
  });
  levels.forEach(({ requires }, index) => {
    if (requires.ownSales === null) return;
    findings.push(
      found(
        "entry-fee",
        "warning",
        ["levels", index, "requires", "ownSales"],
        source,
        {
          en: `Level ${index + 1} asks for own sales. Do not count what somebody buys for themselves: that would be a purchase for the right to earn.`,
          zh: `第 ${index + 1} 级要求本人业绩。不要把本人自购计入：否则构成以购买换取获得报酬的资格。`,
        },
        { level: index + 1 },
      ),
    );
  });
  return findings;
}

function team({ plan: { levels, onIneligible } }: LintCase): readonly Finding[] {
  if (levels.length < 2) return [];
  const source = `${ORDER} (3); ${OPINION}, section 5`;
  const paid = levels.length;
  const findings = [
    found(
      "team-pay",
      paid >= FROM_LEVELS ? "error" : "warning",
      ["levels"],
      source,
      {
        en: `The plan pays ${paid} levels, so that somebody earns by what those below them sell. The order names no number of levels; "no more than two" is a vendor's reading and stands in no official text that was found. Pay on settled sales of real goods alone, and have it checked.`,
        zh: `方案向上计酬 ${paid} 级，即以下线的销售业绩计付上线报酬。条例没有规定级数；“不超过两级”只是软件商的说法，未见于所查到的官方文件。请只对真实商品的已完成销售计酬，并请专业人士审核。`,
      },
      { paidLevels: paid },
    ),
  ];
  if (onIneligible === "compress") {
    findings.push(
      found("team-pay", "warning", ["onIneligible"], source, {
        en: 'With "compress" a level is paid to whoever may earn further up, at any distance: the number of paid levels does not limit how far pay reaches. Use "skip" or "stop".',
        zh: '采用 "compress" 时，奖励会付给更上方符合条件的人，距离不限，计酬级数便不再限制范围。请改用 "skip" 或 "stop"。',
      }),
    );
  }
  return findings;
}

function depthAndSize({ facts }: LintCase): readonly Finding[] {
  const { tree } = facts;
  const path = ["facts", "tree"];
  if (tree === undefined) {
    return [
      found("depth-and-size", "warning", path, OPINION, {
        en: "It is not stated how many people refer one another on how many levels. The number of paid levels does not limit the tree: measure it.",
        zh: "未说明推荐关系中有多少人、多少层级。计酬级数并不限制关系树的深度：请统计。",
      }),
    ];
  }
  const levels = tree.levelsBelow + 1;
  if (tree.people < FROM_PEOPLE || levels < FROM_LEVELS) return [];
  const isPyramid =
    typeof chargedBy(facts.signUpPay) === "string" ||
    typeof chargedBy(facts.entryFee) === "string" ||
    typeof chargedBy(facts.entryPurchase) === "string";
  return [
    found(
      "depth-and-size",
      isPyramid ? "error" : "warning",
      path,
      OPINION,
      {
        en: `${tree.people} people refer one another on ${levels} levels, the organiser's own among them. From ${FROM_PEOPLE} people and ${FROM_LEVELS} levels on, pyramid selling is a crime of those who organise it${isPyramid ? ", and people pay or are paid for joining here" : "; pay that is meant to sell goods and is computed on sales is not treated as such"}.`,
        zh: `推荐关系共有 ${tree.people} 人、${levels} 级（含组织者本级）。达到 ${FROM_PEOPLE} 人且 ${FROM_LEVELS} 级，组织、领导传销即可追究刑事责任${isPyramid ? "，而此处存在因加入而缴费或计酬" : "；以销售商品为目的、以销售业绩为计酬依据的，不作为犯罪处理"}。`,
      },
      { people: tree.people, levels, fromPeople: FROM_PEOPLE, fromLevels: FROM_LEVELS },
    ),
  ];
}

import type { Path } from "../../kernel/errors";
import type { BilingualText } from "../../kernel/finding";
import { fromMinor } from "../../kernel/money/amount";
import type { Prize } from "../campaign";
import type { Finding, FindingCode } from "./finding";
import type { LintCase } from "./lint-case";
import { notPublished } from "./not-published";
import { judgeInCurrency } from "./prize-total";
import { whoAndWhen } from "./publishing";

const ORDER = "SAMR order 32 of 2020 (规范促销行为暂行规定)";

/** The most that a prize of a draw may be worth, and what is shown at all times above it, in fen. */
const CAP_MINOR = 5_000_000;
const SHOWN_ABOVE_MINOR = 50_000;

/**
 * Prize draws of shops in mainland China, from secondary sources.
 *
 * | rule | law | source |
 * | --- | --- | --- |
 * | published before the start, not changed: kinds, names and value of prizes, quantity or odds, conditions, times, redemption, organiser; prizes above 500 CNY of instant draws are shown as they are redeemed | order 32 | 110ask.com |
 * | points and vouchers as prizes: rules, scope, validity, limits | order 32 | 110ask.com |
 * | false prizes: invented, not all put out, levels put out at different times | order 32 | 110ask.com, laweer.com |
 * | no insiders and no designated winners, which is why the library has no list of winners | order 32 | 110ask.com |
 * | the highest prize is worth 50,000 CNY at most, at the current market price | order 32, art. 17, 18 | gov.fujian questions and answers |
 * | a file of rules and winners is kept for 2 years | order 32 | 110ask.com |
 * | games: random draws are not paid for with money directly | notice of the Ministry of Culture | xmzqnk.com |
 */
export function lintChina(lintCase: LintCase): readonly Finding[] {
  const { campaign, published } = lintCase;
  const { prizes, currency } = campaign;
  const quoted = `${ORDER}, as quoted at 110ask.com`;
  const isVoucher = prizes.findIndex(({ kind }) => kind === "points" || kind === "coupon");
  return [
    ...whoAndWhen(campaign).map((finding): Finding => {
      return { ...finding, severity: "error", region: "CN", source: quoted };
    }),
    ...notPublished(lintCase, ["quantities", "odds"], ["prizes"], "CN", quoted),
    ...notPublished(lintCase, ["conditions"], [], "CN", quoted),
    ...notPublished(lintCase, ["redemption"], [], "CN", quoted),
    ...(isVoucher < 0
      ? []
      : notPublished(
          lintCase,
          ["exchange-rules"],
          ["prizes", isVoucher],
          "CN",
          `${ORDER}, as quoted at 110ask.com`,
        )),
    ...prizes.flatMap((prize, index) => [
      ...withoutName(prize, index),
      ...inBatches(prize, index),
      ...(currency === "CNY" ? judgedByValue(prize, index) : []),
    ]),
    ...(currency === "CNY" ? [] : [judgeInCurrency(campaign, "CNY", "CN", `${ORDER}, art. 17`)]),
    ...paced(lintCase, published?.includes("odds") ?? false),
    ...paidWithMoney(lintCase),
    ...DUTIES,
  ];
}

const DUTIES: readonly Finding[] = [
  found("no-insiders", "note", ["members"], "as quoted at 110ask.com", {
    en: "Staff and designated firms or persons must not win by arrangement: no list of winners, and keep those who know the draw from inside out of it.",
    zh: "不得让内部员工、指定单位或个人中奖：不要设置内定名单，并排除了解抽奖内情的人。",
  }),
  found("keep-records", "note", [], "as quoted at 110ask.com", {
    en: "Keep the rules, what was published, the redemptions and the winners for two years. The entries of the draws are such a record.",
    zh: "设奖规则、公示信息、兑奖结果和获奖人员须建档保存两年。抽奖产生的记录（entries）可作为档案。",
  }),
];

function withoutName({ id, name, kind }: Prize, index: number): readonly Finding[] {
  if (name !== null || kind === "nothing") return [];
  return [
    found(
      "prize-name-missing",
      "warning",
      ["prizes", index, "name"],
      "as quoted at 110ask.com",
      {
        en: `The prize "${id}" has no name. The names of all prizes are published before the start.`,
        zh: `奖品“${id}”没有名称。活动开始前须公布所有奖品的品名。`,
      },
      { prize: id },
    ),
  ];
}

function inBatches({ id, stock }: Prize, index: number): readonly Finding[] {
  if (stock === null || stock.batches.length < 2) return [];
  return [
    found(
      "released-in-batches",
      "warning",
      ["prizes", index, "stock", "batches"],
      "as quoted at 110ask.com",
      {
        en: `The units of "${id}" are put out at different times. Putting out levels of prizes at different times is listed as a false prize: put all out at the start, or have it checked.`,
        zh: `“${id}”分批投放。将不同奖级的奖品按不同时间投放属于所列的谎称有奖行为：请在开始时全部投放，或先行核实。`,
      },
      { prize: id, batches: stock.batches.length },
    ),
  ];
}

function judgedByValue({ id, marketValueMinor }: Prize, index: number): readonly Finding[] {
  const path = ["prizes", index, "marketValue"];
  const value = fromMinor(marketValueMinor, "CNY");
  if (marketValueMinor > CAP_MINOR) {
    const text = {
      en: `The prize "${id}" is worth ${value} CNY; the highest prize of a draw may be worth 50000 CNY at the current market price.`,
      zh: `奖品“${id}”价值 ${value} 元；抽奖式有奖销售的最高奖不得超过 50000 元（按同期市场价格计算）。`,
    };
    const cap = fromMinor(CAP_MINOR, "CNY");
    return [
      found("prize-above-cap", "error", path, "art. 17, 18", text, { prize: id, value, cap }),
    ];
  }
  if (marketValueMinor <= SHOWN_ABOVE_MINOR) return [];
  const text = {
    en: `The prize "${id}" is worth more than 500 CNY: where it is won at once, show at all times which of these prizes have been redeemed.`,
    zh: `奖品“${id}”价值超过 500 元：即时开奖时，须随时公示其兑奖情况。`,
  };
  return [
    found("redemption-shown", "note", path, "as quoted at 110ask.com", text, { prize: id, value }),
  ];
}

function paced({ campaign }: LintCase, hasOdds: boolean): readonly Finding[] {
  const { pacing } = campaign;
  if (pacing.mode !== "throttle" && pacing.mode !== "moments") return [];
  const text = {
    en: `With pacing "${pacing.mode}" prizes come out at different times and the chance of a draw depends on its time${hasOdds ? ", although the odds are published: changing them is an offence" : ": do not publish odds"}. Use a deck, and publish the quantities.`,
    zh: `采用 "${pacing.mode}" 节奏时，奖品在不同时间放出，中奖概率随时间变化${hasOdds ? "，而概率已公布：变更已公布的概率属于违法行为" : "：不要公布概率"}。请使用奖池（deck）方式，并公布奖品数量。`,
  };
  const data = { mode: pacing.mode };
  const findings = [
    found(
      "pacing-moves-odds",
      hasOdds ? "error" : "warning",
      ["pacing"],
      "as quoted at 110ask.com",
      text,
      data,
    ),
  ];
  if (pacing.mode === "moments" && pacing.unclaimed === "void") {
    const lapse = {
      en: 'Units whose moment nobody took lapse with "void". Not putting out all prizes is listed as a false prize: use "roll-over".',
      zh: '采用 "void" 时，无人领取的时刻所对应的奖品会作废。未投放全部奖品属于所列的谎称有奖行为：请使用 "roll-over"。',
    };
    findings.push(
      found("units-lapse", "warning", ["pacing", "unclaimed"], "as quoted at 110ask.com", lapse),
    );
  }
  return findings;
}

function paidWithMoney({ campaign }: LintCase): readonly Finding[] {
  if (campaign.price?.unit !== "money") return [];
  return [
    {
      ...found("paid-with-money", "warning", ["price"], "", {
        en: "A draw is paid for with money. In games that is not allowed directly; elsewhere have it checked that the draw is not sold as a game of chance.",
        zh: "抽奖直接以货币付费。网络游戏中不得直接以法定货币抽取；其他场合请核实是否构成以抽奖为商品的经营。",
      }),
      source: "Ministry of Culture, notice on the operation of online games",
    },
  ];
}

function found(
  code: FindingCode,
  severity: Finding["severity"],
  path: Path,
  article: string,
  text: BilingualText,
  data: Finding["data"] = {},
): Finding {
  return { code, severity, region: "CN", path, text, source: `${ORDER}, ${article}`, data };
}

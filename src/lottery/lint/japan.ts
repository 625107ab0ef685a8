import type { Path } from "../../kernel/errors";
import type { BilingualText } from "../../kernel/finding";
import type { Finding, FindingCode } from "./finding";
import { japanPrizeCaps } from "./japan-caps";
import type { LintCase } from "./lint-case";
import { judgeInCurrency, prizeTotal, unboundedTotal } from "./prize-total";

const NOTICE = "Japan, notice on restrictions on premium offers by lottery (懸賞景品告示)";
const PRIZE_RULE = `${NOTICE}, as quoted at izto.blog and legal-check.tokyo`;

/**
 * Prize draws of one shop in Japan, from secondary sources. For draws of several shops together see
 * `japanPrizeCaps`.
 *
 * | rule | paragraph | source |
 * | --- | --- | --- |
 * | a prize is worth up to 20 times a purchase below 5,000 yen, else up to 100,000 yen | - | izto.blog, legal-check.tokyo, bluesnap.jp |
 * | all prizes are worth up to 2 % of the expected sales | - | the same |
 * | no prizes for complete sets of cards that are drawn | 5 | caa.go.jp questions and answers |
 * | draws that need no purchase have no cap | - | keihin-park.com |
 */
export function lintJapan(lintCase: LintCase): readonly Finding[] {
  const { campaign, purchaseMinor } = lintCase;
  const gacha = found("complete-gacha", "note", [], `${NOTICE}, para. 5`, {
    en: "Do not promise a prize for a complete set of different cards or items that are drawn: that is banned, whatever the prize is worth.",
    zh: "不得对集齐抽取所得的不同卡片或物品给予奖品：无论价值多少，这种“集齐抽卡”都被禁止。",
  });
  if (campaign.currency !== "JPY") {
    return [judgeInCurrency(campaign, "JPY", "JP", PRIZE_RULE), gacha];
  }
  if (purchaseMinor === 0) return [withoutPurchase(), gacha];
  return [...aboveCap(lintCase), ...totalAboveCap(lintCase), gacha];
}

function withoutPurchase(): Finding {
  return found("no-purchase", "note", [], NOTICE, {
    en: "No purchase is needed: the caps on prizes are for draws tied to a purchase. A visit to the shop can count as one; have it checked.",
    zh: "参与无需购买：奖品限额只适用于与交易相关的抽奖。到店也可能被视为交易，请核实。",
  });
}

function aboveCap({ campaign, purchaseMinor }: LintCase): readonly Finding[] {
  if (purchaseMinor === null) {
    return [
      found("purchase-missing", "warning", [], PRIZE_RULE, {
        en: "The cap on a prize depends on the purchase that takes part. State the smallest one.",
        zh: "单件奖品的限额取决于参与所需的购买金额。请填写最低购买金额。",
      }),
    ];
  }
  const purchase = String(purchaseMinor);
  const cap = japanPrizeCaps({ kind: "draw", purchase }).prize;
  return campaign.prizes.flatMap(({ id, marketValueMinor }, index) => {
    if (BigInt(marketValueMinor) <= BigInt(cap)) return [];
    const value = String(marketValueMinor);
    return [
      found(
        "prize-above-cap",
        "error",
        ["prizes", index, "marketValue"],
        PRIZE_RULE,
        {
          en: `The prize "${id}" is worth ${value} JPY; with a purchase of ${purchase} JPY a prize may be worth ${cap} JPY.`,
          zh: `奖品“${id}”价值 ${value} 日元；购买金额为 ${purchase} 日元时，单件奖品不得超过 ${cap} 日元。`,
        },
        { prize: id, value, cap, purchase },
      ),
    ];
  });
}

function totalAboveCap({ campaign, expectedSalesMinor }: LintCase): readonly Finding[] {
  const unbounded = unboundedTotal(campaign, "JP", PRIZE_RULE);
  if (expectedSalesMinor === null) {
    const missing = found("expected-sales-missing", "warning", [], PRIZE_RULE, {
      en: "The cap on all prizes together is 2 % of the expected sales. State these sales.",
      zh: "奖品总额的限额为预计销售额的 2%。请填写预计销售额。",
    });
    return [missing, ...unbounded];
  }
  const { minor } = prizeTotal(campaign);
  const sales = BigInt(expectedSalesMinor);
  const cap = String((sales * 2n) / 100n);
  if (minor * 100n <= sales * 2n) return unbounded;
  return [
    found(
      "total-above-cap",
      "error",
      ["prizes"],
      PRIZE_RULE,
      {
        en: `The prizes are worth ${minor} JPY together; with expected sales of ${sales} JPY they may be worth ${cap} JPY (2 %).`,
        zh: `奖品总价值为 ${minor} 日元；预计销售额为 ${sales} 日元时，总额不得超过 ${cap} 日元（2%）。`,
      },
      { total: String(minor), cap, expectedSales: String(sales) },
    ),
    ...unbounded,
  ];
}

function found(
  code: FindingCode,
  severity: Finding["severity"],
  path: Path,
  source: string,
  text: BilingualText,
  data: Finding["data"] = {},
): Finding {
  return { code, severity, region: "JP", path, text, source, data };
}

import { fromMinor } from "../../kernel/money/amount";
import type { Finding } from "./finding";
import { type LintCase, paymentOf } from "./lint-case";
import { judgeInCurrency, prizeTotal, unboundedTotal } from "./prize-total";

const LOTTERY = "United States, state lottery laws: prize, chance and consideration";
const NEW_YORK_AND_FLORIDA = "New York GBL section 369-e; Florida Statutes section 849.094";
const RHODE_ISLAND = "Rhode Island General Laws chapter 11-50";

/** Above these totals authorities must know of the prizes, in cents. */
const BOND_ABOVE_MINOR = 500_000n;
const RETAIL_ABOVE_MINOR = 50_000n;

/**
 * Prize draws in the United States, from secondary sources.
 *
 * | rule | source |
 * | --- | --- |
 * | prize, chance and consideration make a lottery, so that a free way to take part is needed | kleinmoynihan.com |
 * | prizes above 5,000 USD in total: register and bond in New York (30 days before the start; one source says 7) and in Florida (7 days), lists of winners after 90 and 60 days | sweeppeasweeps.com, nationalsweepstakescompany.com |
 * | prizes above 500 USD in total, offered by retail shops: register in Rhode Island | the same |
 */
export function lintUnitedStates(lintCase: LintCase): readonly Finding[] {
  const { campaign } = lintCase;
  return [
    ...consideration(lintCase),
    ...(campaign.currency === "USD"
      ? [...registration(lintCase), ...unboundedTotal(campaign, "US", NEW_YORK_AND_FLORIDA)]
      : [judgeInCurrency(campaign, "USD", "US", NEW_YORK_AND_FLORIDA)]),
  ];
}

function consideration(lintCase: LintCase): readonly Finding[] {
  const payment = paymentOf(lintCase);
  if (lintCase.freeEntry || payment === "none") return [];
  const { price, chances } = lintCase.campaign;
  const isNeeded = payment === "needed";
  return [
    {
      code: "consideration",
      severity: isNeeded ? "error" : "warning",
      region: "US",
      path: price !== null ? ["price"] : chances !== null ? ["chances"] : [],
      text: {
        en: `${isNeeded ? "Members pay or buy to take part" : "It is not stated whether members must buy something to take part"}. A prize won by chance for a payment is a lottery: offer a free way to take part with the same chances.`,
        zh: `${isNeeded ? "会员须付费或购买才能参与" : "未说明参与是否需要购买"}。付费而凭运气得奖即构成彩票：请提供机会相同的免费参与方式。`,
      },
      source: LOTTERY,
      data: {},
    },
  ];
}

function registration({ campaign }: LintCase): readonly Finding[] {
  const { minor } = prizeTotal(campaign);
  const total = fromMinor(minor, "USD");
  const findings: Finding[] = [];
  if (minor > BOND_ABOVE_MINOR) {
    findings.push({
      code: "register-and-bond",
      severity: "warning",
      region: "US",
      path: ["prizes"],
      text: {
        en: `The prizes are worth ${total} USD together, more than 5000 USD: register and bond the campaign in New York (30 days before the start) and Florida (7 days), and file lists of winners within 90 and 60 days; or exclude these states.`,
        zh: `奖品总价值为 ${total} 美元，超过 5000 美元：须在纽约州（开始前 30 天）和佛罗里达州（7 天）登记并提供担保，结束后分别在 90 天和 60 天内提交获奖名单；或将这两州排除在外。`,
      },
      source: NEW_YORK_AND_FLORIDA,
      data: { total, above: "5000.00", newYorkDays: 30, floridaDays: 7 },
    });
  }
  if (minor > RETAIL_ABOVE_MINOR) {
    findings.push({
      code: "register-retail",
      severity: "warning",
      region: "US",
      path: ["prizes"],
      text: {
        en: `The prizes are worth ${total} USD together, more than 500 USD: if you have a shop in Rhode Island, register the campaign there, or exclude the state.`,
        zh: `奖品总价值为 ${total} 美元，超过 500 美元：如在罗得岛州设有门店，须在该州登记，或将该州排除在外。`,
      },
      source: RHODE_ISLAND,
      data: { total, above: "500.00" },
    });
  }
  return findings;
}

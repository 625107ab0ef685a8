import { fromMinor } from "../../kernel/money/amount";
import type { Campaign, Prize } from "../campaign";
import type { Finding, LintRegion } from "./finding";

/** What all prizes are worth together. */
export interface PrizeTotal {
  /** Of those whose number is limited, in minor units. */
  readonly minor: bigint;
  /** Indices of the prizes that are worth something and have no limit. */
  readonly unbounded: readonly number[];
}

/** Units times market value. */
export function prizeTotal(campaign: Campaign): PrizeTotal {
  let minor = 0n;
  const unbounded: number[] = [];
  campaign.prizes.forEach((prize, index) => {
    if (prize.marketValueMinor === 0) return;
    const units = unitsOf(campaign, prize);
    if (units === Infinity) unbounded.push(index);
    else minor += BigInt(units) * BigInt(prize.marketValueMinor);
  });
  return { minor, unbounded };
}

/** How many units a prize has in the whole campaign; Infinity: no limit. */
export function unitsOf({ pacing }: Campaign, { stock, weight }: Prize): number {
  return pacing.mode === "deck" || pacing.mode === "moments" ? weight : (stock?.total ?? Infinity);
}

/** That a law caps a total which has no limit. */
export function unboundedTotal(
  campaign: Campaign,
  region: LintRegion,
  source: string,
): readonly Finding[] {
  return prizeTotal(campaign).unbounded.map((index) => {
    const { id, marketValueMinor } = campaign.prizes[index]!;
    const value = fromMinor(marketValueMinor, campaign.currency);
    return {
      code: "prize-total-unbounded",
      severity: "warning",
      region,
      path: ["prizes", index, "stock"],
      text: {
        en: `The prize "${id}" is worth ${value} and its number is not limited, so the total value of the prizes cannot be stated. Give it a stock.`,
        zh: `奖品“${id}”价值 ${value}，但没有数量上限，因此无法算出奖品总价值。请为它设置库存。`,
      },
      source,
      data: { prize: id, value },
    };
  });
}

/** That amounts of a law cannot be compared with those of the campaign. */
export function judgeInCurrency(
  { currency }: Campaign,
  lawCurrency: string,
  region: LintRegion,
  source: string,
): Finding {
  return {
    code: "judge-in-currency",
    severity: "warning",
    region,
    path: ["currency"],
    text: {
      en: `The limits of this law are in ${lawCurrency}, the campaign is in ${currency}: they were not compared. Convert the values of the prizes and judge them in ${lawCurrency}.`,
      zh: `该法规的限额以 ${lawCurrency} 计，而活动以 ${currency} 计，因此未作比较。请把奖品价值换算成 ${lawCurrency} 后再判断。`,
    },
    source,
    data: { currency, lawCurrency },
  };
}

import type { Campaign, Prize } from "../campaign";
import { arithmeticFinding, type Finding } from "./finding";
import type { LintCase } from "./lint-case";
import { unitsOf } from "./prize-total";

/** One unit that costs a tenth of the budget is large. */
const LARGE_PARTS = 10n;

/** What can be seen from the prizes alone. */
export function lintPrizes({ campaign, plan }: LintCase): readonly Finding[] {
  return [
    ...campaign.prizes.flatMap((prize, index) => [
      ...shownForNothing(campaign, prize, index),
      ...withoutUnits(campaign, prize, index),
      ...upgradeTarget(campaign, prize, index, plan?.draws ?? Infinity),
      ...largeAndUnpaced(campaign, prize, index),
    ]),
    ...couponWeight(campaign),
  ];
}

function shownForNothing(campaign: Campaign, prize: Prize, index: number): readonly Finding[] {
  const isShown = campaign.fields.some((field) => field.prize === prize.id);
  if (!isShown || prize.weight > 0 || isInherited(campaign, prize)) return [];
  return [
    arithmeticFinding(
      "zero-weight-prize-shown",
      "error",
      ["prizes", index],
      {
        en: `The prize "${prize.id}" is shown, but its weight is 0 and no policy or upgrade leads to it: nobody can win it. Give it a weight, or show a decoy that is not called a prize.`,
        zh: `页面上展示了奖品“${prize.id}”，但它的权重为 0，也没有任何策略或升级会给出它：没有人能中奖。请给它权重，或改为不称作奖品的装饰格。`,
      },
      { prize: prize.id },
    ),
  ];
}

/** Whether another prize can pass its chance on to this one, or be exchanged for it. */
function isInherited({ prizes }: Campaign, prize: Prize): boolean {
  return prizes.some((other) => {
    if (other === prize) return false;
    return (
      other.upgrade?.to === prize.id ||
      [other.onStockOut, other.onBudgetShort, other.onMemberLimit, other.onLocked].some(
        (policy) =>
          (typeof policy === "object" && policy?.fallback === prize.id) ||
          (policy === "nothing" && prize.kind === "nothing") ||
          (policy === "downgrade" && (prize.tier ?? Infinity) > (other.tier ?? Infinity)) ||
          (policy === "largest-remaining" && prize.stock !== null),
      )
    );
  });
}

function withoutUnits(campaign: Campaign, prize: Prize, index: number): readonly Finding[] {
  const { stock, weight } = prize;
  if (stock === null || (weight === 0 && !isInherited(campaign, prize))) return [];
  const limits = { total: stock.total, perDay: stock.perDay, perHour: stock.perHour };
  if (!Object.values(limits).includes(0)) return [];
  return [
    arithmeticFinding(
      "no-units",
      "error",
      ["prizes", index, "stock"],
      {
        en: `The prize "${prize.id}" can be drawn, but there is not one unit of it. Give it a stock, or take it out.`,
        zh: `奖品“${prize.id}”可以被抽到，但一件库存也没有。请增加库存，或删除该奖品。`,
      },
      { prize: prize.id },
    ),
  ];
}

function upgradeTarget(
  campaign: Campaign,
  prize: Prize,
  index: number,
  draws: number,
): readonly Finding[] {
  if (prize.upgrade === null) return [];
  const target = campaign.prizes.find(({ id }) => id === prize.upgrade!.to)!;
  const targetUnits = unitsOf(campaign, target);
  const winners = Math.min(unitsOf(campaign, prize), draws);
  if (winners <= targetUnits) return [];
  const most = winners === Infinity ? { en: "any number of", zh: "不限数量的" } : null;
  return [
    arithmeticFinding(
      "upgrade-target-short",
      "warning",
      ["prizes", index, "upgrade"],
      {
        en: `The prize "${prize.id}" can have ${most?.en ?? winners} winners, but there are ${targetUnits} units of "${target.id}" for their upgrades: later winners are not offered one. Say so beforehand, or raise the stock.`,
        zh: `奖品“${prize.id}”可能有${most?.zh ?? ` ${winners} 名`}中奖者，但可供升级的“${target.id}”只有 ${targetUnits} 件：之后的中奖者将得不到升级机会。请事先说明，或增加库存。`,
      },
      {
        prize: prize.id,
        to: target.id,
        targetUnits,
        ...(winners === Infinity ? {} : { winners }),
      },
    ),
  ];
}

function largeAndUnpaced(campaign: Campaign, prize: Prize, index: number): readonly Finding[] {
  const { pacing, budget, weightTotal } = campaign;
  const total = budget?.totalMinor ?? null;
  const { stock, weight, costMinor } = prize;
  if (pacing.mode !== "none" || total === null || weight === 0 || costMinor === 0) return [];
  if (BigInt(costMinor) * LARGE_PARTS < BigInt(total)) return [];
  const isSpread =
    stock !== null && (stock.perDay !== null || stock.perHour !== null || stock.batches.length > 0);
  if (isSpread) return [];
  return [
    arithmeticFinding(
      "unpaced-large-prize",
      "note",
      ["prizes", index],
      {
        en: `One unit of "${prize.id}" costs ${prize.cost} of a budget of ${budget!.total!}, and the very first draw can win it. A deck makes the whole cost certain and everybody's chances equal beforehand.`,
        zh: `一件“${prize.id}”的成本为 ${prize.cost}，而预算为 ${budget!.total!}，第一次抽奖就可能抽中它。使用奖池（deck）方式可使总成本确定，且每个人事先的机会相等。`,
      },
      { prize: prize.id, cost: prize.cost, budget: budget!.total!, weight, weightTotal },
    ),
  ];
}

function couponWeight({ prizes, weightTotal }: Campaign): readonly Finding[] {
  const weights = (list: readonly Prize[]): number => Math.max(...list.map((one) => one.weight));
  const coupons = prizes.filter(({ kind }) => kind === "coupon");
  const others = prizes.filter(({ kind }) => kind !== "coupon" && kind !== "nothing");
  if (coupons.length === 0 || others.length === 0 || weights(coupons) >= weights(others)) return [];
  const index = prizes.findIndex(({ kind, weight }) => {
    return kind === "coupon" && weight === weights(coupons);
  });
  return [
    arithmeticFinding(
      "coupon-not-most-likely",
      "note",
      ["prizes", index],
      {
        en: `Another prize is drawn more often than the coupon "${prizes[index]!.id}". A coupon costs something only when it brings a purchase, so practice gives it the highest chance of all prizes.`,
        zh: `有奖品比优惠券“${prizes[index]!.id}”更容易被抽到。优惠券只有在带来购买时才产生成本，因此通常让它在所有奖品中概率最高。`,
      },
      {
        prize: prizes[index]!.id,
        weight: weights(coupons),
        largestOther: weights(others),
        weightTotal,
      },
    ),
  ];
}

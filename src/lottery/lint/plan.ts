import { fromMinor } from "../../kernel/money/amount";
import { compare, ratio, shortDecimal, times } from "../ratio";
import { stockForecast } from "../forecast/stock-forecast";
import type { Campaign, Prize } from "../campaign";
import { arithmeticFinding, type Finding } from "./finding";
import type { LintCase, Plan } from "./lint-case";

/** A prize that is gone by half time with more than this probability does not last. */
const EARLY = 0.1;

/** Whether stock and budget last for the draws that are planned, each with the stated chances. */
export function lintPlan({ campaign, plan }: LintCase): readonly Finding[] {
  if (plan === null) return [];
  // The units of moments are spread over the time, whatever the number of draws.
  if (campaign.pacing.mode === "moments") return [];
  if (campaign.pacing.mode === "deck") return aboveDeck(campaign, plan);
  if (campaign.pools.length > 0 || campaign.pity.length > 0) return [needsSimulation(campaign)];
  return [
    ...campaign.prizes.flatMap((prize, index) => [
      ...winsAboveStock(campaign, prize, index, plan),
      ...winsAboveDayStock(campaign, prize, index, plan),
      ...runsOutEarly(campaign, prize, index, plan),
    ]),
    ...costAboveBudget(campaign, plan),
  ];
}

function aboveDeck({ weightTotal }: Campaign, { draws }: Plan): readonly Finding[] {
  if (draws <= weightTotal) return [];
  return [
    arithmeticFinding(
      "plan-above-deck",
      "warning",
      ["weightTotal"],
      {
        en: `${draws} draws are planned, and the deck has ${weightTotal} cards: every later draw is refused. Add cards, or limit the draws.`,
        zh: `计划抽奖 ${draws} 次，而奖池只有 ${weightTotal} 张：之后的抽奖都会被拒绝。请增加奖池数量，或限制抽奖次数。`,
      },
      { draws, cards: weightTotal },
    ),
  ];
}

function needsSimulation({ pools }: Campaign): Finding {
  return arithmeticFinding("plan-needs-simulation", "note", [pools.length > 0 ? "pools" : "pity"], {
    en: "Pools and pity change the chances from member to member, so stock and budget were not judged against the plan. Simulate the campaign.",
    zh: "分组奖池和保底会使不同会员的概率不同，因此未用计划来判断库存和预算。请对活动进行模拟。",
  });
}

function winsAboveStock(
  { weightTotal }: Campaign,
  { id, stock, weight }: Prize,
  index: number,
  { draws }: Plan,
): readonly Finding[] {
  const units = stock?.total ?? null;
  const wins = times(ratio(weight, weightTotal), ratio(draws));
  if (units === null || compare(wins, ratio(units)) <= 0) return [];
  const expectedWins = shortDecimal(wins, "half-even");
  return [
    arithmeticFinding(
      "expected-wins-above-stock",
      "warning",
      ["prizes", index, "stock"],
      {
        en: `The plan is expected to draw "${id}" ${expectedWins} times, and there are ${units} units. Raise the stock or lower the chance.`,
        zh: `按计划，“${id}”预计被抽中 ${expectedWins} 次，而库存只有 ${units} 件。请增加库存或降低概率。`,
      },
      { prize: id, draws, expectedWins, stock: units },
    ),
  ];
}

function winsAboveDayStock(
  { weightTotal }: Campaign,
  { id, stock, weight }: Prize,
  index: number,
  { drawsByDay }: Plan,
): readonly Finding[] {
  const units = stock?.perDay ?? null;
  const draws = Math.max(...drawsByDay);
  const wins = times(ratio(weight, weightTotal), ratio(draws));
  if (units === null || compare(wins, ratio(units)) <= 0) return [];
  const expectedWins = shortDecimal(wins, "half-even");
  const day = drawsByDay.indexOf(draws) + 1;
  return [
    arithmeticFinding(
      "expected-wins-above-stock",
      "warning",
      ["prizes", index, "stock", "perDay"],
      {
        en: `On day ${day} the plan is expected to draw "${id}" ${expectedWins} times, and there are ${units} units a day. Raise the stock of a day or lower the chance.`,
        zh: `按计划，第 ${day} 天“${id}”预计被抽中 ${expectedWins} 次，而每天只有 ${units} 件。请增加每日库存或降低概率。`,
      },
      { prize: id, day, draws, expectedWins, stock: units },
    ),
  ];
}

function runsOutEarly(
  { weightTotal }: Campaign,
  { id, stock, weight }: Prize,
  index: number,
  { drawsByDay }: Plan,
): readonly Finding[] {
  const units = stock?.total ?? 0;
  if (units === 0) return [];
  const draws = drawsUntilHalfTime(drawsByDay);
  const chance = { num: weight, den: weightTotal };
  const { soldOut } = stockForecast({ chance, stock: units, drawsByDay: [draws] });
  if (soldOut <= EARLY) return [];
  const percent = (100 * soldOut).toFixed(1);
  return [
    arithmeticFinding(
      "runs-out-early",
      "warning",
      ["prizes", index, "stock"],
      {
        en: `With a probability of ${percent} % the last unit of "${id}" is gone by half time, after ${draws} draws. Raise the stock, lower the chance, or say beforehand that it can run out.`,
        zh: `“${id}”在活动过半（${draws} 次抽奖）之前发完的概率为 ${percent}%。请增加库存、降低概率，或事先说明可能发完。`,
      },
      { prize: id, draws, stock: units, probability: soldOut },
    ),
  ];
}

/** Draws are taken as even within a day; half a draw is left out. */
function drawsUntilHalfTime(drawsByDay: readonly number[]): number {
  const half = Math.floor(drawsByDay.length / 2);
  const before = drawsByDay.slice(0, half).reduce((sum, draws) => sum + draws, 0);
  return drawsByDay.length % 2 === 0 ? before : before + Math.floor(drawsByDay[half]! / 2);
}

/** Of what stock allows to be given; what other prizes inherit from those that are gone is more. */
function costAboveBudget(campaign: Campaign, { draws }: Plan): readonly Finding[] {
  const { budget, currency, prizes, weightTotal } = campaign;
  const limit = budget?.totalMinor ?? null;
  if (limit === null) return [];
  const expectedMinor = prizes.reduce((sum, { costMinor, stock, weight }) => {
    const chance = { num: weight, den: weightTotal };
    const units = stock?.total ?? null;
    const given =
      units === null
        ? (draws * weight) / weightTotal
        : stockForecast({ chance, stock: units, drawsByDay: [draws] }).expectedGiven;
    return sum + costMinor * given;
  }, 0);
  if (expectedMinor <= limit) return [];
  const expectedCost = fromMinor(BigInt(Math.round(expectedMinor)), currency);
  return [
    arithmeticFinding(
      "expected-cost-above-budget",
      "warning",
      ["budget", "total"],
      {
        en: `The plan is expected to cost ${expectedCost}, and the budget is ${budget!.total!}: prizes close before the plan ends. Raise the budget or lower chances.`,
        zh: `按计划，预计成本为 ${expectedCost}，而预算为 ${budget!.total!}：计划结束之前就会有奖品因预算不足而关闭。请提高预算或降低概率。`,
      },
      { draws, expectedCost, budget: budget!.total! },
    ),
  ];
}

import type { Campaign, Pity, Pool, Prize } from "../campaign";
import type { MemberPolicy, UnavailablePolicy } from "../policy";
import { arithmeticFinding, type Finding } from "./finding";
import type { LintCase, Plan } from "./lint-case";
import { unitsOf } from "./prize-total";

/** What a campaign promises to everybody: that each draw wins, that a tier comes in the end. */
export function lintGuarantees({ campaign, plan }: LintCase): readonly Finding[] {
  return [
    ...everyDrawWins(campaign, plan),
    ...campaign.pity.flatMap((rule, index) => [
      ...tierCanSellOut(campaign, rule, index, plan),
      ...outOfReach(campaign, rule, index),
    ]),
  ];
}

/**
 * No draw is meant to win nothing: then one prize must be there for every draw that is planned, and
 * the chance of every other one must end at it.
 */
function everyDrawWins(campaign: Campaign, plan: Plan | null): readonly Finding[] {
  const { prizes, pools, pacing } = campaign;
  if (pacing.mode === "moments") return [];
  if (prizes.some(({ kind, weight }) => kind === "nothing" && weight > 0)) return [];
  const uncovered = [null, ...pools].find((pool) => !isCovered(campaign, pool, plan));
  if (uncovered === undefined) return [];
  return [
    arithmeticFinding(
      "every-draw-wins-not-covered",
      "error",
      uncovered === null ? ["prizes"] : ["pools"],
      {
        en: `Every draw is meant to win, but the prizes can run out${plan === null ? "" : ` within ${plan.draws} draws`}. Give the last prize no limit, or ${plan === null ? "state the planned draws and give it as many units" : "at least as many units as draws"}; it must not close for the budget or for a member, and the chances of the others must end at it.`,
        zh: `设计为每抽必中，但奖品可能${plan === null ? "" : `在 ${plan.draws} 次抽奖之内`}发完。请让最后一档奖品不限量，或${plan === null ? "填写计划抽奖次数并备足同样数量的库存" : "使其库存不少于抽奖次数"}；该奖品不能因预算或会员限制而关闭，其他奖品的概率最终要转给它。`,
      },
      {
        ...(plan === null ? {} : { draws: plan.draws }),
        ...(uncovered === null ? {} : { pool: uncovered.id }),
      },
    ),
  ];
}

function isCovered(campaign: Campaign, pool: Pool | null, plan: Plan | null): boolean {
  const { prizes, pacing, weightTotal } = campaign;
  if (pacing.mode === "deck") return plan !== null && plan.draws <= weightTotal;
  const drawn = prizes.filter(({ id, weight }) => {
    return weight > 0 && (pool === null || pool.prizes.includes(id));
  });
  const neverCloses = (prize: Prize): boolean => lasts(campaign, prize, plan);
  const anySure = drawn.some(neverCloses);
  return drawn.every(wins);

  /** Whether a prize, or what its chance goes to, is there in every draw. */
  function wins(prize: Prize): boolean {
    if (prize.kind === "nothing") return false;
    if (neverCloses(prize)) return true;
    return policiesOf(prize).every((policy) => {
      if (policy === "nothing") return false;
      if (typeof policy === "string") return anySure;
      return wins(prizes.find(({ id }) => id === policy.fallback)!);
    });
  }
}

function policiesOf(prize: Prize): readonly (UnavailablePolicy | MemberPolicy)[] {
  return [prize.onStockOut, prize.onBudgetShort, prize.onMemberLimit, prize.onLocked].filter(
    (policy) => policy !== null,
  );
}

/** Whether nothing can close a prize within the plan. */
function lasts(campaign: Campaign, prize: Prize, plan: Plan | null): boolean {
  const { kind, stock, perMember, unlockAfterDraws } = prize;
  if (kind === "nothing" || perMember !== null || unlockAfterDraws > 0) return false;
  if (stock !== null) {
    if (stock.perDay !== null || stock.perHour !== null || stock.batches.length > 0) return false;
    if ((stock.total ?? Infinity) < (plan?.draws ?? Infinity)) return false;
  }
  return heldMinor(campaign, prize) === 0 || budgetLasts(campaign, plan);
}

/** Whether the budget pays for the dearest course that the plan can take. */
function budgetLasts(campaign: Campaign, plan: Plan | null): boolean {
  const { budget, pacing } = campaign;
  if (budget === null) return true;
  if (plan === null || pacing.mode === "throttle") return false;
  const [total, perDay] = [budget.totalMinor, budget.perDayMinor];
  return (
    (total === null || dearest(campaign, plan.draws) <= BigInt(total)) &&
    (perDay === null || dearest(campaign, Math.max(...plan.drawsByDay)) <= BigInt(perDay))
  );
}

/** What so many draws cost if they take the dearest units that there are. */
function dearest(campaign: Campaign, draws: number): bigint {
  const byCost = campaign.prizes
    .map((prize) => ({ cost: heldMinor(campaign, prize), units: unitsOf(campaign, prize) }))
    .sort((a, b) => b.cost - a.cost);
  let [left, sum] = [draws, 0n];
  for (const { cost, units } of byCost) {
    const taken = Math.min(left, units);
    sum += BigInt(taken) * BigInt(cost);
    left -= taken;
  }
  return sum;
}

/** What a win holds of the budget: an offered upgrade is reserved at its full cost. */
function heldMinor({ prizes }: Campaign, { costMinor, upgrade }: Prize): number {
  const target = prizes.find(({ id }) => id === upgrade?.to);
  return Math.max(costMinor, target?.costMinor ?? 0);
}

function tierCanSellOut(
  campaign: Campaign,
  { tier, table, whenUnavailable }: Pity,
  index: number,
  plan: Plan | null,
): readonly Finding[] {
  const units = campaign.prizes
    .filter((prize) => prize.tier === tier && prize.kind !== "nothing" && prize.weight > 0)
    .reduce((sum, prize) => sum + unitsOf(campaign, prize), 0);
  if (units >= (plan?.draws ?? Infinity)) return [];
  const hardAt = certainDraw(table);
  const hits = plan === null ? null : Math.floor(plan.draws / hardAt);
  const after = AFTERWARDS[whenUnavailable];
  const most =
    hits === null
      ? { en: "", zh: "" }
      : {
          en: ` (the plan has room for ${hits} guaranteed hits)`,
          zh: `（计划中最多有 ${hits} 次保底命中）`,
        };
  return [
    arithmeticFinding(
      "pity-tier-can-sell-out",
      "warning",
      ["pity", index],
      {
        en: `Tier ${tier} is guaranteed by draw ${hardAt}, but has ${units} units${most.en}: when they are gone, ${after.en}. Give one of its prizes no limit, or say so beforehand.`,
        zh: `第 ${tier} 档在第 ${hardAt} 抽保底，但只有 ${units} 件${most.zh}：发完之后，${after.zh}。请让该档的一个奖品不限量，或事先说明。`,
      },
      { tier, units, hardAt, ...(hits === null ? {} : { guaranteedHits: hits }) },
    ),
  ];
}

const AFTERWARDS = {
  owe: { en: "the guarantee is owed", zh: "保底会被欠下，待有货时兑现" },
  fallback: { en: "the guarantee gives another prize", zh: "保底会给出其他奖品" },
  refuse: { en: "guaranteed draws are refused", zh: "触发保底的抽奖会被拒绝" },
} as const;

function outOfReach(
  { limits, chances, price }: Campaign,
  { tier, table }: Pity,
  index: number,
): readonly Finding[] {
  const mostChances = price === null ? (chances?.perMember ?? Infinity) : Infinity;
  const draws = Math.min(limits.perMember ?? Infinity, mostChances);
  const hardAt = certainDraw(table);
  if (draws >= hardAt) return [];
  return [
    arithmeticFinding(
      "pity-out-of-reach",
      "warning",
      ["pity", index],
      {
        en: `Tier ${tier} is guaranteed by draw ${hardAt}, but a member can draw ${draws} times at most: nobody reaches the guarantee. Allow more draws, or do not promise it.`,
        zh: `第 ${tier} 档在第 ${hardAt} 抽保底，但每位会员最多只能抽 ${draws} 次：没有人能达到保底。请允许更多次抽奖，或不要承诺保底。`,
      },
      { tier, hardAt, draws },
    ),
  ];
}

/** The first draw that hits for certain, from 1. */
function certainDraw(table: Pity["table"]): number {
  return table.findIndex(({ num, den }) => num === den) + 1;
}

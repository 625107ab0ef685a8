import type { Campaign } from "./campaign";
import type { OddsMover } from "./pacing/odds-range";

/** The languages of an odds sheet. */
export type SheetLanguage = "zh" | "en";

/** What an odds sheet says in one language. */
interface SheetWords {
  readonly columns: readonly string[];
  readonly unlimited: string;
  readonly units: (count: number) => string;
  readonly line: (name: string, quantity: string, percent: string, odds: string) => string;
  readonly organiser: (name: string) => string;
  readonly period: (from: string | null, to: string | null) => string;
  readonly pacing: Readonly<Record<Campaign["pacing"]["mode"], string>>;
  readonly movedBy: Readonly<Record<OddsMover, string>>;
  readonly claim: (name: string, hours: number) => string;
  readonly lock: (name: string, draws: number) => string;
  readonly perMember: (name: string, count: number) => string;
  readonly version: (version: string) => string;
}

export const SHEET_WORDS: Readonly<Record<SheetLanguage, SheetWords>> = {
  zh: {
    columns: ["奖品", "数量", "中奖概率", "分数", "最低 – 最高"],
    unlimited: "不限量",
    units: (count) => `${count} 份`,
    line: (name, quantity, percent, odds) =>
      `${name}：${quantity}，中奖概率 ${percent}%（${odds}）`,
    organiser: (name) => `主办方：${name}`,
    period: (from, to) => `活动时间：${from ?? "即日起"} 至 ${to ?? "另行通知"}`,
    pacing: {
      none: "每次抽奖均按公示概率独立抽取。",
      deck: "全部奖品与空奖组成一副牌，每次抽走一张；抽奖开始前，每个人的中奖机会相同。",
      moments: "奖品在预先随机确定的时刻放出，之后的第一次抽奖即中奖。",
      throttle: "奖品按时间进度放出，进度未到时该奖品暂不可抽中。",
    },
    movedBy: {
      stock: "奖品发完后，其中奖概率按规则转移。",
      budget: "奖品预算用完后，相应奖品不再发放，其中奖概率按规则转移。",
      throttle: "概率会随时间进度变化。",
      moments: "概率会随时间变化。",
      deck: "随着牌被抽走，剩余奖品的概率会变化。",
      "member-limit": "每人中奖次数有上限，达到后不再抽中该奖品。",
      lock: "部分奖品需先抽满规定次数才可抽中。",
      pool: "不同等级或积分的会员从不同奖池抽奖。",
      pity: "连续未中时概率会提高（保底）。",
    },
    claim: (name, hours) => `${name}须在中奖后 ${hours} 小时内领取，逾期作废。`,
    lock: (name, draws) => `${name}在抽满 ${draws} 次后方可抽中。`,
    perMember: (name, count) => `${name}每人最多 ${count} 份。`,
    version: (version) => `规则版本：${version}`,
  },
  en: {
    columns: ["Prize", "Quantity", "Odds", "Fraction", "Lowest – highest"],
    unlimited: "no limit",
    units: (count) => String(count),
    line: (name, quantity, percent, odds) =>
      `${name}: quantity ${quantity}, odds ${percent} % (${odds})`,
    organiser: (name) => `Organiser: ${name}`,
    period: (from, to) => `From ${from ?? "now"} to ${to ?? "further notice"}`,
    pacing: {
      none: "Every draw is made by itself with the odds stated.",
      deck: "All prizes and blanks form one deck and each draw takes a card; before it is opened, everybody's odds are equal.",
      moments:
        "Prizes become winnable at moments drawn beforehand; the first draw after one wins it.",
      throttle: "A prize is held back while it is ahead of its schedule, and cannot be won then.",
    },
    movedBy: {
      stock: "When a prize is used up, its odds pass on as the rules say.",
      budget:
        "When the budget does not pay for a prize, it is not given any more; its odds pass on as the rules say.",
      throttle: "Odds change with the schedule.",
      moments: "Odds change with time.",
      deck: "As cards are taken, the odds of those left change.",
      "member-limit": "One member can win a prize only so often.",
      lock: "Some prizes can be won only after a number of draws.",
      pool: "Members of different tiers or scores draw from different pools.",
      pity: "Odds rise with every draw that misses.",
    },
    claim: (name, hours) => `${name} must be claimed within ${hours} hours of the draw.`,
    lock: (name, draws) => `${name} can be won after ${draws} draws.`,
    perMember: (name, count) => `${name}: at most ${count} per member.`,
    version: (version) => `Version of the rules: ${version}`,
  },
};

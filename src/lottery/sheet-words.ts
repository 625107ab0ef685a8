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
  readonly unitsOnly: (name: string, quantity: string) => string;
  readonly pity: (tier: number, guaranteedAt: number, stretches: readonly string[]) => string;
  readonly stretch: (from: number, to: number, percent: string) => string;
  readonly limits: (limits: Campaign["limits"]) => readonly string[];
  readonly chances: (sources: readonly string[]) => string;
  readonly price: (amount: string, unit: "points" | "money") => string;
  readonly closedGroup: string;
  readonly perDay: (name: string, units: number) => string;
  readonly perHour: (name: string, units: number) => string;
  readonly batch: (name: string, at: string, units: number) => string;
  readonly upgrade: (name: string, to: string, hours: number) => string;
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
      pity: "概率随距上次抽中的次数变化（保底）。",
    },
    unitsOnly: (name, quantity) => `${name}：${quantity}`,
    pity: (tier, guaranteedAt, stretches) =>
      `第 ${tier} 档奖品的概率按距上次抽中的次数计算：${stretches.join("，")}；第 ${guaranteedAt} 次必中。`,
    stretch: (from, to, percent) =>
      from === to ? `第 ${from} 次 ${percent}%` : `第 ${from}–${to} 次 ${percent}%`,
    limits: ({ perMember, perMemberPerMonth, perMemberPerDay }) => [
      ...(perMember === null ? [] : [`每人活动期间最多抽 ${perMember} 次。`]),
      ...(perMemberPerMonth === null ? [] : [`每人每月最多抽 ${perMemberPerMonth} 次。`]),
      ...(perMemberPerDay === null ? [] : [`每人每天最多抽 ${perMemberPerDay} 次。`]),
    ],
    chances: (sources) => `抽奖需要抽奖机会，来源：${sources.join("、")}。`,
    price: (amount, unit) => `每次抽奖需 ${amount} ${unit === "points" ? "积分" : "元（余额）"}。`,
    closedGroup: "仅限符合条件的会员参加。",
    perDay: (name, units) => `${name}每天最多放出 ${units} 份。`,
    perHour: (name, units) => `${name}每小时最多放出 ${units} 份。`,
    batch: (name, at, units) => `${name}于 ${at} 放出 ${units} 份。`,
    upgrade: (name, to, hours) =>
      `抽中${name}后 ${hours} 小时内完成任务可升级为${to}，以剩余数量为限。`,
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
      pity: "Odds depend on the draws since the last hit.",
    },
    unitsOnly: (name, quantity) => `${name}: quantity ${quantity}`,
    pity: (tier, guaranteedAt, stretches) =>
      `Odds of tier ${tier} by draw since its last hit: ${stretches.join(", ")}; draw ${guaranteedAt} is certain.`,
    stretch: (from, to, percent) =>
      from === to ? `draw ${from} ${percent} %` : `draws ${from}–${to} ${percent} %`,
    limits: ({ perMember, perMemberPerMonth, perMemberPerDay }) => [
      ...(perMember === null ? [] : [`At most ${perMember} draws per member.`]),
      ...(perMemberPerMonth === null
        ? []
        : [`At most ${perMemberPerMonth} draws per member and month.`]),
      ...(perMemberPerDay === null ? [] : [`At most ${perMemberPerDay} draws per member and day.`]),
    ],
    chances: (sources) => `A draw takes a chance; chances come from: ${sources.join(", ")}.`,
    price: (amount, unit) =>
      `A draw takes ${amount} ${unit === "points" ? "points" : "of the balance"}.`,
    closedGroup: "For eligible members only.",
    perDay: (name, units) => `${name}: at most ${units} per day.`,
    perHour: (name, units) => `${name}: at most ${units} per hour.`,
    batch: (name, at, units) => `${name}: ${units} are released at ${at}.`,
    upgrade: (name, to, hours) =>
      `${name} can be exchanged for ${to} within ${hours} hours by finishing tasks, while units last.`,
    claim: (name, hours) => `${name} must be claimed within ${hours} hours of the draw.`,
    lock: (name, draws) => `${name} can be won after ${draws} draws.`,
    perMember: (name, count) => `${name}: at most ${count} per member.`,
    version: (version) => `Version of the rules: ${version}`,
  },
};

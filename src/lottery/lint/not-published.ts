import type { Path } from "../../kernel/errors";
import type { BilingualText } from "../../kernel/finding";
import type { Finding, LintRegion } from "./finding";
import type { LintCase, PublishedItem } from "./lint-case";

const NAMES: Readonly<Record<PublishedItem, BilingualText>> = {
  odds: { en: "the odds of every prize", zh: "每种奖品的中奖概率" },
  quantities: { en: "the quantity of every prize", zh: "每种奖品的数量" },
  conditions: { en: "the conditions and the way of taking part", zh: "参与条件和参与方式" },
  redemption: {
    en: "when, where and how prizes are handed over, and when they lapse",
    zh: "兑奖时间、条件、方式，奖品交付方式和弃奖条件",
  },
  "exchange-rules": {
    en: "what points and vouchers are good for, for how long, and their limits",
    zh: "积分和券类奖品的兑换规则、使用范围、有效期限和其他限制",
  },
};

/**
 * That something must be published beforehand: an error where it is known that it is not, a warning
 * where nothing is known.
 *
 * @param items - one of them is enough
 */
export function notPublished(
  { published }: LintCase,
  items: readonly PublishedItem[],
  path: Path,
  region: LintRegion,
  source: string,
): readonly Finding[] {
  if (published !== null && items.some((item) => published.includes(item))) return [];
  return [
    {
      code: "not-published",
      severity: published === null ? "warning" : "error",
      region,
      path,
      text: {
        en: `Publish this before the start: ${items.map((item) => NAMES[item].en).join(", or ")}.`,
        zh: `活动开始前须公布：${items.map((item) => NAMES[item].zh).join("，或")}。`,
      },
      source,
      data: { item: items.join(" or ") },
    },
  ];
}

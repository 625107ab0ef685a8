import type { Campaign, Prize } from "../campaign";
import { arithmeticFinding, type Finding } from "./finding";
import type { LintCase } from "./lint-case";

/** Whether members can read who runs it and when, and whether published odds stay true. */
export function lintPublishing(lintCase: LintCase): readonly Finding[] {
  const { campaign, regions, published } = lintCase;
  const isJudgedByLaw = regions.includes("CN");
  const hasOdds = published?.includes("odds") ?? false;
  return [
    ...(isJudgedByLaw ? [] : whoAndWhen(campaign)),
    ...(hasOdds ? renormalised(campaign) : []),
    ...(hasOdds && !isJudgedByLaw ? paced(campaign) : []),
  ];
}

/** Organiser and times, where they are missing; the law of China has articles of its own for them. */
export function whoAndWhen({ organiser, opensAt, closesAt }: Campaign): readonly Finding[] {
  const findings: Finding[] = [];
  if (organiser === null) {
    findings.push(
      arithmeticFinding("organiser-missing", "warning", ["organiser"], {
        en: "The organiser is not stated. Say who runs the campaign and answers for it.",
        zh: "未填写主办方。请说明由谁举办并负责本次活动。",
      }),
    );
  }
  for (const [key, time, words] of [
    ["opensAt", opensAt, { en: "starts", zh: "开始" }],
    ["closesAt", closesAt, { en: "ends", zh: "结束" }],
  ] as const) {
    if (time !== null) continue;
    findings.push(
      arithmeticFinding("times-missing", "warning", [key], {
        en: `It is not stated when the campaign ${words.en}. Set ${key} and publish it.`,
        zh: `未填写活动${words.zh}时间。请设置 ${key} 并公布。`,
      }),
    );
  }
  return findings;
}

const POLICIES = ["onStockOut", "onBudgetShort", "onMemberLimit", "onLocked"] as const;

function renormalised({ prizes }: Campaign): readonly Finding[] {
  return prizes.flatMap((prize, index) =>
    POLICIES.filter((key) => prize[key] === "renormalise" && prize.weight > 0).map((key) =>
      movingOdds(prize, index, key),
    ),
  );
}

function movingOdds({ id }: Prize, index: number, key: (typeof POLICIES)[number]): Finding {
  return arithmeticFinding(
    "renormalise-moves-odds",
    "warning",
    ["prizes", index, key],
    {
      en: `When "${id}" cannot be given, the chances of all other prizes rise, and the published odds are no longer true. Use "nothing" or a fallback, or publish what happens.`,
      zh: `当“${id}”不能发放时，其他所有奖品的概率都会上升，已公布的概率便不再准确。请改用 "nothing" 或指定替代奖品，或公布这一规则。`,
    },
    { prize: id },
  );
}

function paced({ pacing }: Campaign): readonly Finding[] {
  if (pacing.mode !== "throttle" && pacing.mode !== "moments") return [];
  return [
    arithmeticFinding(
      "pacing-moves-odds",
      "warning",
      ["pacing"],
      {
        en: `With pacing "${pacing.mode}" the chance of a draw depends on its time, so that no published odds are true for it. Use a deck, and publish quantities.`,
        zh: `采用 "${pacing.mode}" 节奏时，每次抽奖的概率取决于时间，因此公布的概率并不准确。请使用奖池（deck）方式，并公布奖品数量。`,
      },
      { mode: pacing.mode },
    ),
  ];
}

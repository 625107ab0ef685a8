import type { BilingualText } from "../../kernel/finding";
import type { Finding, FindingCode } from "./finding";
import type { LintCase } from "./lint-case";

/** What holds everywhere: rungs that rise, and a stated place for what nobody earns. */
export function lintArithmetic(lintCase: LintCase): readonly Finding[] {
  return [...ladder(lintCase), ...unclaimed(lintCase)];
}

function ladder({ facts }: LintCase): readonly Finding[] {
  const rungs = facts.ladder?.rungs ?? [];
  return rungs.flatMap((rung, index): Finding[] => {
    const before = rungs[index - 1];
    if (before === undefined) return [];
    const path = ["facts", "ladder", "rungs", index];
    const number = index + 1;
    const findings: Finding[] = [];
    if (rung.at <= before.at) {
      const text = {
        en: `Rung ${number} asks for ${rung.at} people and the one before for ${before.at}: it is reached no later. Put the rungs in rising order.`,
        zh: `第 ${number} 档需要 ${rung.at} 人，而前一档需要 ${before.at} 人，档位没有递增。请按人数从小到大排列。`,
      };
      const data = { rung: number, at: rung.at, before: before.at };
      findings.push(found("ladder-not-increasing", "error", [...path, "at"], text, data));
    }
    if (rung.worth <= before.worth) {
      const text = {
        en: `Rung ${number} gives ${rung.worth} and the one before ${before.worth}: nobody has a reason to go on. Let what it gives rise, or leave it out.`,
        zh: `第 ${number} 档奖励为 ${rung.worth}，前一档为 ${before.worth}，继续邀请没有动力。请让奖励递增，或去掉这一档。`,
      };
      const data = { rung: number, worth: rung.worth, before: before.worth };
      findings.push(found("ladder-not-increasing", "warning", [...path, "worth"], text, data));
    }
    return findings;
  });
}

function unclaimed({ plan: { unclaimedTo, levels }, facts }: LintCase): readonly Finding[] {
  if (facts.unclaimedPublished === true) return [];
  const hasOwner = unclaimedTo === "house" || unclaimedTo === "roll-up";
  return [
    found(
      "no-unclaimed-policy",
      hasOwner ? "note" : "warning",
      ["unclaimedTo"],
      {
        en: `A chain is often shorter than ${levels.length === 1 ? "the paid level" : `${levels.length} levels`}, and the share that nobody earns goes to "${unclaimedTo}"${hasOwner ? "" : ", which belongs to nobody yet"}. Say in the terms who gets it.`,
        zh: `推荐链常常短于 ${levels.length} 级，无人领取的份额归入 "${unclaimedTo}"${hasOwner ? "" : "，而其归属尚未确定"}。请在规则中写明归谁所有。`,
      },
      { unclaimedTo, levels: levels.length },
    ),
  ];
}

function found(
  code: FindingCode,
  severity: Finding["severity"],
  path: Finding["path"],
  text: BilingualText,
  data: Finding["data"],
): Finding {
  return { code, severity, region: null, path, text, source: null, data };
}

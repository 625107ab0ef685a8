import type { Report } from "../../kernel/definition";
import type { CampaignDraft, PrizeDraft } from "./draft";
import { fallbacksOf, POLICIES } from "./policies";

/** Every prize that can be drawn needs a field; a decoy is no prize. */
export function checkFields(campaign: CampaignDraft, report: Report): void {
  const { fields, prizes = [] } = campaign;
  if (fields === undefined) return;
  const ids = new Set(prizes.map((prize) => prize?.id));
  const shown = new Set<string>();
  fields.forEach((field, index) => {
    if (typeof field !== "string") return;
    shown.add(field);
    if (!ids.has(field)) {
      report(
        ["fields", index],
        "unknown-prize",
        `"${field}" is not the id of a prize of this campaign; what cannot be won is a decoy`,
      );
    }
  });
  prizes.forEach((prize, index) => {
    if (prize?.id === undefined || shown.has(prize.id) || !canBeDrawn(prize, campaign)) return;
    report(
      ["fields"],
      "invalid-fields",
      `no field shows the prize "${prize.id}" (prizes[${index}]); a draw of it could not be shown`,
    );
  });
}

/** Without a weight a prize is drawn only where a policy or the pacing leads to it. */
function canBeDrawn(prize: PrizeDraft, { prizes = [], pacing }: CampaignDraft): boolean {
  if (prize.weight !== 0 || pacing?.mode === "deck" || pacing?.mode === "moments") return true;
  const others = prizes.filter((other) => other !== undefined);
  const policies = others.flatMap((other) => POLICIES.map((key) => other[key]));
  return (
    others.some((other) => fallbacksOf(other).includes(prize.id!)) ||
    (prize.kind === "nothing" && policies.includes("nothing")) ||
    policies.includes("downgrade") ||
    policies.includes("largest-remaining")
  );
}

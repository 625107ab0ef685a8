import type { Report } from "../../kernel/definition";
import type { CampaignDraft, PrizeDraft } from "./draft";
import { fallbacksOf, POLICIES } from "./policies";

/** Every prize that can be drawn needs a field; a decoy is no prize. */
export function checkFields({ fields, prizes = [] }: CampaignDraft, report: Report): void {
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
  const takes = takersOf(prizes);
  prizes.forEach((prize, index) => {
    if (prize?.id === undefined || shown.has(prize.id)) return;
    if (prize.weight === 0 && !takes(prize)) return;
    report(
      ["fields"],
      "invalid-fields",
      `no field shows the prize "${prize.id}" (prizes[${index}]); a draw of it could not be shown`,
    );
  });
}

/** Whether a prize can get the chance of a closed one. */
function takersOf(prizes: readonly (PrizeDraft | undefined)[]): (prize: PrizeDraft) => boolean {
  const fallbacks = new Set(prizes.flatMap((prize) => (prize ? fallbacksOf(prize) : [])));
  const policies = new Set(prizes.flatMap((prize) => POLICIES.map((key) => prize?.[key])));
  return ({ id, kind, stock }) =>
    (id !== undefined && fallbacks.has(id)) ||
    (policies.has("nothing") && kind === "nothing") ||
    (policies.has("largest-remaining") && stock !== undefined) ||
    policies.has("downgrade");
}

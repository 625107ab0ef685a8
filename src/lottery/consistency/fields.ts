import type { Report } from "../../kernel/definition";
import type { CampaignDraft } from "./draft";
import { fallbacksOf } from "./policies";

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
  const fallbacks = new Set(prizes.flatMap((prize) => (prize ? fallbacksOf(prize) : [])));
  prizes.forEach((prize, index) => {
    if (prize?.id === undefined || shown.has(prize.id)) return;
    const onlyByHand = prize.weight === 0 && !fallbacks.has(prize.id);
    if (onlyByHand) return;
    report(
      ["fields"],
      "invalid-fields",
      `no field shows the prize "${prize.id}" (prizes[${index}]); a draw of it could not be shown`,
    );
  });
}

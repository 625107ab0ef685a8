import type * as z from "zod";
import { checkDaysOfYear, checkIds, isNothing } from "../kernel/checks";
import type { Draft, Report } from "../kernel/definition";
import { checkEarning } from "./earning/check";
import { checkExpiry } from "./expiry-check";
import { checkRedemption } from "./redemption/check";
import type { pointsSchema } from "./schema";

type PointsDraft = Draft<z.output<typeof pointsSchema>>;

/** Reports what is wrong with a programme although each of its values is right by itself. */
export function checkPoints(draft: PointsDraft, report: Report): void {
  checkTypes(draft, report);
  const { types, currency, earning, redemption } = draft;
  const context = {
    typeIds: (types ?? []).flatMap((type) => (type?.id === undefined ? [] : [type.id])),
    currency,
  };
  const within =
    (section: string): Report =>
    (path, code, message) => {
      report([section, ...path], code, message);
    };
  if (earning !== undefined) checkEarning(earning, context, within("earning"));
  if (redemption !== undefined) checkRedemption(redemption, context, within("redemption"));
}

function checkTypes({ types }: PointsDraft, report: Report): void {
  checkIds("types", types ?? [], report);
  (types ?? []).forEach((type, index) => {
    const path = ["types", index] as const;
    const kinds = type?.burnKinds ?? [];
    kinds.forEach((kind, position) => {
      if (kinds.indexOf(kind) < position) {
        report([...path, "burnKinds", position], "duplicate-id", `"${kind}" occurs twice`);
      }
    });
    const { expiry, hold } = type ?? {};
    if (expiry !== undefined) checkExpiry(expiry, [...path, "expiry"], report);
    if (hold?.mode === "dates") checkDaysOfYear(hold.dates, [...path, "hold", "dates"], report);
    if (hold?.mode === "event" && isNothing(hold.within)) {
      report([...path, "hold", "within"], "invalid-hold", "leaves no time for the event to come");
    }
  });
}

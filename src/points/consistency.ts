import type * as z from "zod";
import { type Draft, type Report, reportError } from "../kernel/definition";
import { dayExists, toMilliseconds } from "../kernel/time/instant";
import { checkEarning } from "./earning/check";
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
  const seen = new Set<string>();
  (types ?? []).forEach((type, index) => {
    const path = ["types", index] as const;
    if (type?.id !== undefined) {
      if (seen.has(type.id)) report([...path, "id"], "duplicate-id", `"${type.id}" occurs twice`);
      seen.add(type.id);
    }
    const kinds = type?.burnKinds ?? [];
    kinds.forEach((kind, position) => {
      if (kinds.indexOf(kind) < position) {
        report([...path, "burnKinds", position], "duplicate-id", `"${kind}" occurs twice`);
      }
    });
    const { expiry, hold } = type ?? {};
    for (const [key, value] of Object.entries({ expiry, hold })) {
      if (value?.mode === "calendar" || value?.mode === "dates") {
        checkDates(value.dates, [...path, key, "dates"], report);
      }
    }
    if (expiry?.mode === "rolling" && expiry.enabledAt !== undefined) {
      const { enabledAt } = expiry;
      reportError(report, [...path, "expiry", "enabledAt"], () => toMilliseconds(enabledAt));
    }
    if (expiry?.mode === "fixed" && expiry.at !== undefined) {
      const { at } = expiry;
      reportError(report, [...path, "expiry", "at"], () => toMilliseconds(at));
    }
    if (
      (expiry?.mode === "rolling" || expiry?.mode === "inactivity") &&
      expiry.round === undefined &&
      isNothing(expiry.after)
    ) {
      report(
        [...path, "expiry", "after"],
        "invalid-expiry",
        "points would lapse at once; give a length of time, or a rounding",
      );
    }
    if (hold?.mode === "event" && isNothing(hold.within)) {
      report([...path, "hold", "within"], "invalid-hold", "leaves no time for the event to come");
    }
  });
}

/** Days of the year; 29 February is one, and is the 28th in common years. */
function checkDates(
  dates: readonly (string | undefined)[] | undefined,
  path: readonly (string | number)[],
  report: Report,
): void {
  (dates ?? []).forEach((date, index) => {
    if (date === undefined) return;
    if (!dayExists(2000, Number(date.slice(0, 2)), Number(date.slice(3)))) {
      report([...path, index], "invalid-day", `"${date}" is no day of the year`);
    } else if (dates!.indexOf(date) < index) {
      report([...path, index], "duplicate-id", `"${date}" occurs twice`);
    }
  });
}

function isNothing(duration: Readonly<Record<string, number | undefined>> | undefined): boolean {
  return duration !== undefined && Object.values(duration).every((units) => units === 0);
}

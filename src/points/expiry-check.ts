import { type Draft, type Report, reportError } from "../kernel/definition";
import type { Path } from "../kernel/errors";
import { dayExists, toMilliseconds } from "../kernel/time/instant";
import type { DurationInput, ExpiryInput } from "./expiry-input";

/** Reports what is wrong with an expiry although each of its values is right by itself. */
export function checkExpiry(expiry: Draft<ExpiryInput>, path: Path, report: Report): void {
  switch (expiry.mode) {
    case "calendar":
      checkDates(expiry.dates, [...path, "dates"], report);
      return;
    case "fixed": {
      const { at } = expiry;
      if (at !== undefined) reportError(report, [...path, "at"], () => toMilliseconds(at));
      return;
    }
    case "rolling": {
      const { enabledAt } = expiry;
      if (enabledAt !== undefined) {
        reportError(report, [...path, "enabledAt"], () => toMilliseconds(enabledAt));
      }
      checkLength(expiry.round, expiry.after, path, report);
      return;
    }
    case "inactivity":
      checkLength(expiry.round, expiry.after, path, report);
      return;
    case "never":
    case undefined:
  }
}

function checkLength(
  round: unknown,
  after: Draft<DurationInput> | undefined,
  path: Path,
  report: Report,
): void {
  if (round !== undefined || !isNothing(after)) return;
  report(
    [...path, "after"],
    "invalid-expiry",
    "points would lapse at once; give a length of time, or a rounding",
  );
}

/** Days of the year; 29 February is one, and is the 28th in common years. */
export function checkDates(
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

/** Whether a length of time has none. */
export function isNothing(
  duration: Readonly<Record<string, number | undefined>> | undefined,
): boolean {
  return duration !== undefined && Object.values(duration).every((units) => units === 0);
}

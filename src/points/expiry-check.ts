import { type Draft, type Report, reportError } from "../kernel/definition";
import { checkDaysOfYear, isNothing } from "../kernel/checks";
import type { Path } from "../kernel/errors";
import type { Duration } from "../kernel/time/duration";
import { toMilliseconds } from "../kernel/time/instant";
import type { ExpiryInput } from "./expiry-input";

/** Reports what is wrong with an expiry although each of its values is right by itself. */
export function checkExpiry(expiry: Draft<ExpiryInput>, path: Path, report: Report): void {
  switch (expiry.mode) {
    case "calendar":
      checkDaysOfYear(expiry.dates, [...path, "dates"], report);
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
  after: Draft<Duration> | undefined,
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

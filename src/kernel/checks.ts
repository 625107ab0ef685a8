import type { Report } from "./definition";
import type { Path } from "./errors";
import { dayExists } from "./time/instant";

/* Checks that definitions of several modules have in common. */

/** Reports ids that occur twice in a list of parts. */
export function checkIds(
  list: string,
  parts: readonly ({ readonly id?: string | undefined } | undefined)[],
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, part] of parts.entries()) {
    const id = part?.id;
    if (id === undefined) continue;
    if (seen.has(id)) {
      report([list, index, "id"], "duplicate-id", `"${id}" is taken; give each its own id`);
    }
    seen.add(id);
  }
}

/** Reports days of the year that do not exist or occur twice; 29 February is one, and is the 28th in common years. */
export function checkDaysOfYear(
  dates: readonly (string | undefined)[] | undefined,
  path: Path,
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

/** Whether a length of time is none at all. */
export function isNothing(
  duration: Readonly<Record<string, number | undefined>> | undefined,
): boolean {
  return duration !== undefined && Object.values(duration).every((units) => units === 0);
}

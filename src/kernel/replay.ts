import { UptierError } from "./errors";

/** The error of a replay or a fold that meets an entry for the second time. */
export function duplicateEntry(id: string): UptierError {
  return new UptierError("duplicate-entry", `entry "${id}" occurs twice; pass each entry once`);
}

import { MAX_ID_LENGTH } from "./command";
import { shown, UptierError } from "./errors";
import { isList } from "./list";
import { type AmountInput, toMinor } from "./money/amount";
import { isPlainText } from "./text";

/* Checks that pure functions of several modules make of their arguments. */

/**
 * Refuses what has no members.
 *
 * @throws UptierError `invalid-input`
 */
export function checkInput(what: string, value: unknown): void {
  if (typeof value !== "object" || value === null || isList(value)) {
    throw new UptierError("invalid-input", `the ${what} must be an object, not ${shown(value)}`);
  }
}

/**
 * Refuses what is no list of objects, or too long, or has an id twice.
 *
 * @throws UptierError `invalid-input`
 */
export function checkParts(
  what: string,
  parts: readonly { readonly id: string }[],
  max: number,
): void {
  if (!isList(parts) || parts.length > max) {
    const came = isList(parts) ? `${parts.length} items` : shown(parts);
    throw invalidInput(what, `a list of at most ${max} items`, came);
  }
  const seen = new Set<string>();
  parts.forEach((part, index) => {
    const place = `${what}[${index}]`;
    checkInput(place, part);
    if (!isPlainText(part.id) || part.id === "" || part.id.length > MAX_ID_LENGTH) {
      throw invalidInput(
        `${place}.id`,
        `a text of 1 to ${MAX_ID_LENGTH} characters`,
        shown(part.id),
      );
    }
    if (seen.has(part.id)) throw invalidInput(`${place}.id`, "in the list only once", part.id);
    seen.add(part.id);
  });
}

/**
 * A whole number that can be kept exactly.
 *
 * @throws UptierError `invalid-input`
 */
export function wholeIn(what: string, value: unknown, least = 0): number {
  if (Number.isSafeInteger(value) && Number(value) >= least) return Number(value) + 0;
  const bound = least === -Infinity ? "" : ` of at least ${least}`;
  throw invalidInput(what, `a whole number${bound}, up to 2^53 - 1`, shown(value));
}

/**
 * An amount of at least 0 in minor units.
 *
 * @throws UptierError as `toMinor`, then `negative-amount`
 */
export function amountIn(name: string, value: AmountInput, currency: string): number {
  const minor = toMinor(value, currency);
  if (minor >= 0) return minor;
  throw new UptierError("negative-amount", `"${name}" is below 0; give an amount of at least 0`);
}

/** Wrong use of one argument. */
export function invalidInput(what: string, needs: string, came: string): UptierError {
  return new UptierError("invalid-input", `the ${what} must be ${needs}, not ${came}`);
}

import { shown, UptierError } from "../../kernel/errors";
import { fromMinor, type MinorUnits, toMinor } from "../../kernel/money/amount";
import { parseDecimal } from "../../kernel/money/decimal";
import { isWellFormed } from "../../kernel/text";
import { dayNumber } from "../../kernel/time/day";
import { type Instant, instantText, toMilliseconds } from "../../kernel/time/instant";
import type { FactType } from "./input";

/** A value as it is compared, always with others of its own type. */
export type Comparable = number | bigint | string | boolean;

/** A fact that was read: as it is compared, and as an answer shows it. */
export interface ReadFact {
  readonly value: Comparable | readonly string[];
  readonly shown: ShownFact;
}

/** The value of a fact in a trace: money and instants in their one notation. Plain JSON. */
export type ShownFact = number | string | boolean | readonly string[];

/** The longest decimal text of a number, and so the most decimals that it can have. */
const MAX_NUMBER_LENGTH = 40;

const decimalPattern = /^-?\d+(\.\d+)?$/;

/** The longest text, and the longest list, that a fact holds. */
const MAX_TEXT_LENGTH = 1_000;
const MAX_LIST_LENGTH = 1_000;

/**
 * Reads a value of a fact.
 *
 * @throws UptierError `invalid-type` for another type; for text that cannot be read: `invalid-decimal`,
 * `too-many-decimals`, `unsafe-integer`, `invalid-day`, `invalid-instant`
 */
export function readFact(value: unknown, type: FactType, currency: string): ReadFact {
  switch (type) {
    case "number":
      return numberFact(value);
    case "money": {
      if (typeof value !== "string" && !isMinor(value)) {
        throw wrongType(value, 'an amount as text, for example "29.90", or { minor: 2990 }');
      }
      const minor = toMinor(value, currency);
      return { value: minor, shown: fromMinor(minor, currency) };
    }
    case "text":
      if (isText(value)) return { value, shown: value };
      throw wrongType(value, `a text of at most ${MAX_TEXT_LENGTH} characters`);
    case "boolean":
      if (typeof value === "boolean") return { value, shown: value };
      throw wrongType(value, "true or false");
    case "date":
      if (typeof value === "string") return { value: dayNumber(value), shown: value };
      throw wrongType(value, 'a day as text, for example "2026-11-21"');
    case "instant": {
      const instant = toMilliseconds(value as Instant);
      return { value: instant, shown: instantText(instant) };
    }
    case "text-list":
      if (isTextList(value)) return { value, shown: value };
      throw wrongType(value, `a list of at most ${MAX_LIST_LENGTH} texts`);
  }
}

/** A number as a whole number of 10^-40, so that decimals of any length compare exactly. */
function numberFact(value: unknown): ReadFact {
  if (typeof value === "number" && Number.isSafeInteger(value)) {
    return { value: BigInt(value) * 10n ** BigInt(MAX_NUMBER_LENGTH), shown: value + 0 };
  }
  const isNumber =
    typeof value === "string" && value.length <= MAX_NUMBER_LENGTH && decimalPattern.test(value);
  if (!isNumber) {
    throw wrongType(
      value,
      `a whole number, or a decimal number as text of at most ${MAX_NUMBER_LENGTH} characters, for example "4.75"`,
    );
  }
  const { digits, scale } = parseDecimal(value);
  return { value: digits * 10n ** BigInt(MAX_NUMBER_LENGTH - scale), shown: value };
}

function isMinor(value: unknown): value is MinorUnits {
  return typeof value === "object" && value !== null && "minor" in value;
}

function isText(value: unknown): value is string {
  return isWellFormed(value) && value.length <= MAX_TEXT_LENGTH;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= MAX_LIST_LENGTH && value.every(isText);
}

function wrongType(value: unknown, needs: string): UptierError {
  return new UptierError("invalid-type", `must be ${needs}, not ${shown(value)}`);
}

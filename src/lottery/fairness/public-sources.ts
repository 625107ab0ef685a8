import { shown, UptierError } from "../../kernel/errors";
import { decimalText, parseDecimal } from "../../kernel/money/decimal";

/**
 * What one announced source said: a number, or text, or a list of whole numbers. A number with
 * decimals is written as text, `"1.25"`, so that it is what was published; text that is a plain
 * decimal number is that number.
 */
export type PublicSource = number | string | readonly (number | string)[];

/** The most sources, and the most numbers of one of them. */
const MAX_VALUES = 1_000;

/** The longest text of a source. */
const MAX_TEXT_LENGTH = 1_000;

/**
 * The one text of the sources of a public draw, the same for everybody who knows what they said.
 *
 * Each source ends with a slash. A whole number is written without leading zeros and with a point
 * after it (`8.`); a number with decimals without trailing zeros and without a further point
 * (`1.25`). The numbers of a list stand from the smallest to the largest. Text loses its accents
 * and everything but letters and digits, and is written in capitals. Letters and digits beyond A to
 * Z and 0 to 9 are refused, because two people would write them differently.
 *
 * @param sources - 1 to 1,000, in the announced order
 * @throws UptierError `invalid-source` (none, too many, an empty list, a negative number, a number
 * with decimals that is not text or stands in a list, text without a Latin letter or digit or with other ones)
 *
 * Source: RFC 3797, section 4; text as in the selector of votelib.
 *
 * @example
 * ```ts
 * import { publicDrawKey } from "uptier/lottery";
 *
 * publicDrawKey(["1.25", [5, 3], 8]); // => "1.25/3.5./8./"
 * publicDrawKey(["Mažňák", "0.10"]); // => "MAZNAK/0.1/"
 * ```
 */
export function publicDrawKey(sources: readonly PublicSource[]): string {
  checkCount(sources, "sources");
  return sources.map((source) => `${textOf(source)}/`).join("");
}

function textOf(source: PublicSource): string {
  if (typeof source === "object" && source !== null) {
    checkCount(source, "numbers in a source");
    return source
      .map(wholeNumber)
      .sort((a, b) => (a < b ? -1 : 1))
      .map((number) => `${number}.`)
      .join("");
  }
  if (typeof source !== "string" || wholePattern.test(source)) return `${wholeNumber(source)}.`;
  const text = checkedLength(source);
  if (!/^\d+\.\d+$/.test(text)) return lettersAndDigits(text);
  const { digits, scale } = parseDecimal(text);
  return scale === 0 ? `${digits}.` : decimalText(digits, scale);
}

const wholePattern = /^\d+$/;

function wholeNumber(value: number | string): bigint {
  const isWhole =
    typeof value === "string"
      ? wholePattern.test(checkedLength(value))
      : Number.isSafeInteger(value) && value >= 0;
  if (!isWhole) {
    throw invalidSource(
      value,
      'write whole numbers of at least 0; a number with decimals stands alone, as text, "1.25"',
    );
  }
  return BigInt(value);
}

function lettersAndDigits(text: string): string {
  const kept = text
    .normalize("NFKD")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
  if (!/^[A-Z0-9]+$/.test(kept)) {
    throw invalidSource(text, "write it in letters A to Z and digits 0 to 9, or as numbers");
  }
  return kept;
}

function checkedLength(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  throw invalidSource(text, `it must have at most ${MAX_TEXT_LENGTH} characters`);
}

function checkCount(list: readonly unknown[], what: string): void {
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_VALUES) {
    throw new UptierError("invalid-source", `there must be 1 to ${MAX_VALUES} ${what}, in a list`);
  }
}

function invalidSource(value: unknown, advice: string): UptierError {
  return new UptierError(
    "invalid-source",
    `${shown(value)} is not what a source can say: ${advice}`,
  );
}

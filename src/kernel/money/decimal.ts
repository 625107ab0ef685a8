import { Decimal as DecimalJs } from "decimal.js";
import { shown, UptierError } from "../errors";

/**
 * A number that is what was typed: decimal text such as `"29.90"`, or a Decimal of decimal.js. A
 * JavaScript number is not accepted, because 29.9 - 20 is 9.899999999999999.
 */
export type DecimalInput = string | DecimalLike;

/** The part of a decimal.js Decimal that is read; any copy or version of that library will do. */
export interface DecimalLike {
  /** The digits; null for NaN and the infinities. */
  readonly d: readonly number[] | null;
  /** The exponent. */
  readonly e: number;
  /** Plain decimal text. */
  toFixed(): string;
}

/** The largest exponent, of either sign, in decimal text; beyond it the digits would fill memory. */
const MAX_EXPONENT = 1_000;

/** The longest decimal text. */
export const MAX_DECIMAL_LENGTH = 2_000;

/* Our own copy: the host may have configured the shared constructor. */
const Decimal = /* @__PURE__ */ DecimalJs.clone({ defaults: true });

const decimalPattern = /^-?\d+(\.\d+)?(e[+-]?\d{1,5})?$/i;

/** `digits x 10^-scale`, with the smallest `scale >= 0` that has no fraction left. */
export interface ScaledInteger {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * Reads a decimal number exactly.
 *
 * @throws UptierError `invalid-decimal` for a JavaScript number, for text that is not a plain
 * decimal number (`1,000`, `.5`, `0x10`, an empty text), for NaN and the infinities, and for
 * exponents beyond 1000
 */
export function parseDecimal(value: DecimalInput): ScaledInteger {
  const text = typeof value === "object" && value !== null ? plainText(value) : value;
  if (typeof text !== "string" || text.length > MAX_DECIMAL_LENGTH || !decimalPattern.test(text)) {
    throw invalid(value);
  }
  const decimal = new Decimal(text);
  if (Math.abs(decimal.e) > MAX_EXPONENT) throw invalid(value);
  const scale = decimal.decimalPlaces();
  return { digits: BigInt(decimal.toFixed().replace(".", "")), scale };
}

/** The text of `digits x 10^-scale`, with `scale` decimals shown; of a number that is a safe integer. */
export function decimalText(digits: bigint | number, scale: number): string {
  const unit = UNITS[scale];
  if (typeof digits === "number" && unit !== undefined) return shortText(digits, unit);
  const magnitude = String(digits < 0 ? -digits : digits).padStart(scale + 1, "0");
  const whole = magnitude.slice(0, magnitude.length - scale);
  const sign = digits < 0 ? "-" : "";
  return scale === 0 ? sign + whole : `${sign}${whole}.${magnitude.slice(-scale)}`;
}

/** Ten to the power of 0 to 4: all that currencies have. */
const UNITS = [1, 10, 100, 1_000, 10_000];

/** The text of a number, by arithmetic that is exact on safe integers: it is by far the most frequent form. */
function shortText(digits: number, unit: number): string {
  if (unit === 1) return String(digits);
  const magnitude = Math.abs(digits);
  const rest = magnitude % unit;
  const whole = (magnitude - rest) / unit;
  // The one in front keeps the zeros behind the point.
  const text = `${whole}.${String(unit + rest).slice(1)}`;
  return digits < 0 ? `-${text}` : text;
}

function plainText(value: DecimalLike): string | undefined {
  return Array.isArray(value.d) && Math.abs(value.e) <= MAX_EXPONENT ? value.toFixed() : undefined;
}

function invalid(value: unknown): UptierError {
  const advice =
    typeof value === "number" && Number.isFinite(value)
      ? `write it as text, "${value}", so that it is exactly what was typed`
      : `write plain decimal text such as "29.90"`;
  return new UptierError("invalid-decimal", `${shown(value)} is not a decimal number; ${advice}`);
}

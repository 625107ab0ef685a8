import { type Report, reportError } from "../../kernel/definition";
import { shown, UptierError } from "../../kernel/errors";
import { type AmountInput, safeInteger, toMinor } from "../../kernel/money/amount";
import { type DecimalInput, decimalText, parseDecimal } from "../../kernel/money/decimal";

/**
 * What the values of a measure are.
 *
 * - `count`: whole numbers of at least 0: orders, posts, days
 * - `money`: amounts in the currency of the definition
 * - `decimal`: decimal text with at most the stated decimals: a rating of `"4.8"`
 */
export type MeasureUnit = "count" | "money" | "decimal";

/** Something that is known of members, as a definition names it. */
export interface MeasureInput {
  readonly id: string;
  readonly name?: string | undefined;
  readonly unit: MeasureUnit;
  /** Of `decimal` alone, and needed there: 1 to 9. */
  readonly decimals?: number | undefined;
  /** How much it weighs beside the others. 1 to 100; default 1. */
  readonly weight?: number | undefined;
}

/** A measure in which more or less is better. */
export interface AxisInput extends MeasureInput {
  /** Default `higher`; `lower` suits gaps between orders. */
  readonly better?: "higher" | "lower" | undefined;
}

/** A measure, complete. */
export interface Measure {
  readonly id: string;
  readonly name: string | null;
  readonly unit: MeasureUnit;
  /** Decimals of its values; of money those of the currency. */
  readonly decimals: number;
  readonly weight: number;
}

/** A measure in which more or less is better, complete. */
export interface Axis extends Measure {
  readonly better: "higher" | "lower";
}

/** The value of a member: a whole number of a count, decimal text or minor units of money, decimal text. */
export type MeasureValue = number | AmountInput;

/**
 * The integer that a value stands for: itself, minor units, or units of the last decimal.
 *
 * @throws UptierError `invalid-count` where a count is no whole number of at least 0; of money the
 * errors of `toMinor`; of decimals `invalid-decimal`, `too-many-decimals`, `unsafe-integer`
 */
export function integerOf(
  { unit, decimals }: Pick<Measure, "unit" | "decimals">,
  currency: string | null,
  value: MeasureValue,
): number {
  if (unit === "count") return countOf(value);
  if (unit === "money") return toMinor(value as AmountInput, currency!);
  const { digits, scale } = parseDecimal(value as DecimalInput);
  if (scale <= decimals) return safeInteger(digits * 10n ** BigInt(decimals - scale));
  throw new UptierError(
    "too-many-decimals",
    `${decimalText(digits, scale)} has more decimals than the ${decimals} of its measure; round it by a rule of your own first`,
  );
}

/** The text of an integer that {@link integerOf} made; of a count the number itself. */
export function textOf({ unit, decimals }: Measure, integer: number): number | string {
  return unit === "count" ? integer : decimalText(integer, decimals);
}

/**
 * A whole number of at least 0.
 *
 * @throws UptierError `invalid-count`
 */
export function countOf(value: unknown): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value) + 0;
  throw new UptierError(
    "invalid-count",
    `${shown(value)} is not a count; give a whole number of at least 0`,
  );
}

type MeasureDraft = {
  readonly [Key in keyof MeasureInput]?: MeasureInput[Key] | undefined;
};

/** Reports what does not fit together in measures: their ids, decimals, and the currency of money. */
export function checkMeasures(
  measures: readonly (MeasureDraft | undefined)[] | undefined,
  currency: string | undefined,
  path: readonly (string | number)[],
  report: Report,
): void {
  const seen = new Set<string>();
  measures?.forEach((measure, index) => {
    if (measure === undefined) return;
    const { id, unit, decimals } = measure;
    if (id !== undefined && seen.has(id)) {
      report([...path, index, "id"], "duplicate-id", `"${id}" is there already; rename one`);
    }
    if (id !== undefined) seen.add(id);
    if (unit === undefined) return;
    if ((unit === "decimal") !== (decimals !== undefined)) {
      const message = unit === "decimal" ? "is missing; give 1 to 9" : `is not for a ${unit}`;
      report([...path, index, "decimals"], "invalid-decimals", message);
    }
    if (unit === "money" && currency === undefined) {
      report(["currency"], "currency-needed", `"${id ?? index}" is money; name its currency`);
    }
  });
}

/** Reports a bound of a measure that is no value of it. */
export function checkBound(
  measure: MeasureDraft,
  currency: string | undefined,
  value: MeasureValue | undefined,
  path: readonly (string | number)[],
  report: Report,
): number | undefined {
  const { unit, decimals = 0 } = measure;
  if (value === undefined || unit === undefined) return undefined;
  if (unit === "money" && currency === undefined) return undefined;
  return reportError(report, path, () => integerOf({ unit, decimals }, currency ?? null, value));
}

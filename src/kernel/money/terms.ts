import { shown, UptierError } from "../errors";
import { safeInteger } from "./amount";
import { amountOf, type Rate } from "./rate";
import { checkRounding, type Rounding } from "./rounding";

/** What a line earns or costs: a share of its total, or a fixed amount for each unit. */
export type Terms = RateTerms | FlatTerms;

/** A share of the line total; how many units made up the total plays no part. */
export interface RateTerms {
  readonly kind: "rate";
  readonly rate: Rate;
}

/** An amount for each unit, in minor units of the currency of the line. */
export interface FlatTerms {
  readonly kind: "flat";
  /** A safe integer. */
  readonly minorPerUnit: number;
}

/** The line that terms are applied to. */
export interface TermsBase {
  /** The line total in minor units. */
  readonly baseMinor: number;
  /** Whole units; 0 units earn nothing under flat terms. */
  readonly quantity: number;
}

/**
 * The amount that a line earns under the terms, in minor units.
 *
 * @param rounding - for rates; a flat amount needs none
 * @throws UptierError in this order: `unknown-terms` (another kind is never taken for 0),
 * `unknown-rounding`, `unsafe-integer` (the line), then those of {@link amountOf} or `unsafe-integer`
 *
 * @example
 * ```ts
 * import { amountUnderTerms } from "uptier/kernel";
 *
 * const line = { baseMinor: 1000, quantity: 5 };
 * amountUnderTerms({ kind: "rate", rate: "20%" }, line, "half-even"); // => 200
 * amountUnderTerms({ kind: "flat", minorPerUnit: 30 }, line, "half-even"); // => 150
 * ```
 */
export function amountUnderTerms(terms: Terms, line: TermsBase, rounding: Rounding): number {
  if (terms?.kind !== "rate" && terms?.kind !== "flat") {
    throw new UptierError(
      "unknown-terms",
      `${shown((terms as Partial<Terms> | null | undefined)?.kind)} is not a kind of terms; name "rate" or "flat"`,
    );
  }
  checkRounding(rounding);
  const [base, quantity] = [safeInteger(line?.baseMinor), safeInteger(line?.quantity)];
  return terms.kind === "rate"
    ? amountOf(base, terms.rate, rounding)
    : safeInteger(safeInteger(terms.minorPerUnit) * quantity);
}

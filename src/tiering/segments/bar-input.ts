import * as z from "zod";
import { type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { type Fraction, toFraction } from "../../kernel/money/rate";
import { compareFractions } from "./exact";

/**
 * Where high begins, as a definition states it; a value on the bar is high.
 *
 * - `cutoff`: at a value
 * - `quantile`: at a quantile of type 7 of the members that are classified together, 0 to 1
 *
 * Those who were high before stay high down to `leave`, which is not above `enter`. Default: the same.
 */
export type BarInput<Value> =
  | { readonly kind: "cutoff"; readonly enter: Value; readonly leave?: Value | undefined }
  | { readonly kind: "quantile"; readonly enter: string; readonly leave?: string | undefined };

/** A rate as definitions state it; whether it is one, the definition's own check says. */
export const rate = z.string().max(40);

/** The schema of a bar whose cutoffs are of a schema. */
export function barSchema<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("cutoff"), enter: value, leave: value.optional() }),
    z.strictObject({ kind: z.literal("quantile"), enter: rate, leave: rate.optional() }),
  ]);
}

interface BarDraft {
  readonly kind?: "cutoff" | "quantile" | undefined;
  readonly enter?: unknown;
  readonly leave?: unknown;
}

/** Reports bounds of a bar that are no values, quantiles above 1, and a `leave` above `enter`. */
export function checkBar(
  bar: BarDraft | undefined,
  cutoffOf: (value: unknown) => Fraction,
  path: Path,
  report: Report,
): void {
  if (bar?.kind === undefined) return;
  const read = (key: "enter" | "leave"): Fraction | undefined => {
    const value = bar[key];
    if (value === undefined) return undefined;
    const compute = () => (bar.kind === "cutoff" ? cutoffOf(value) : toFraction(value as string));
    const fraction = reportError(report, [...path, key], compute);
    if (bar.kind === "cutoff" || fraction === undefined || fraction.num <= fraction.den) {
      return fraction;
    }
    report([...path, key], "invalid-quantile", 'must be a quantile from "0%" to "100%"');
    return undefined;
  };
  const [enter, leave] = [read("enter"), read("leave")];
  if (enter === undefined || leave === undefined) return;
  if (compareFractions(leave, enter) > 0) {
    report([...path, "leave"], "invalid-bounds", "must not be above enter");
  }
}

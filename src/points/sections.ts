import { type Draft, type Report, reportError } from "../kernel/definition";
import type { Path } from "../kernel/errors";
import { toMinor } from "../kernel/money/amount";
import { isCurrency } from "../kernel/money/currency";
import { toMilliseconds } from "../kernel/time/instant";

/* Checks that the sections of a definition have in common. */

/** What the definition around a section says, as far as it is sound. */
export interface SectionContext {
  /** The types of points there are; null: any. */
  readonly typeIds: readonly string[] | null;
  readonly currency: string | undefined;
}

/** Reports a type of points that there is not. */
export function checkType(
  type: string | undefined,
  { typeIds }: SectionContext,
  path: Path,
  report: Report,
): void {
  if (type === undefined || typeIds === null || typeIds.includes(type)) return;
  report(path, "unknown-type", `must be a type of points: ${typeIds.join(", ")}`);
}

/** Reports an amount that the currency cannot hold. */
export function checkAmount(
  text: string | undefined,
  { currency }: SectionContext,
  path: Path,
  report: Report,
): void {
  if (text === undefined || currency === undefined || !isCurrency(currency)) return;
  reportError(report, path, () => toMinor(text, currency));
}

/** Reports instants that are none, and a window that ends before it starts. */
export function checkWindow(
  window:
    Draft<{ readonly from?: string | undefined; readonly until?: string | undefined }> | undefined,
  path: Path,
  report: Report,
): void {
  const read = (key: "from" | "until"): number | undefined => {
    const text = window?.[key];
    return text === undefined
      ? undefined
      : reportError(report, [...path, key], () => toMilliseconds(text));
  };
  const from = read("from");
  const until = read("until");
  if (from !== undefined && until !== undefined && until <= from) {
    report([...path, "until"], "closes-before-it-opens", "must be later than from");
  }
}

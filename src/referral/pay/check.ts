import { type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { toMinor } from "../../kernel/money/amount";
import { isCurrency } from "../../kernel/money/currency";
import { type Fraction, toFraction } from "../../kernel/money/rate";

/**
 * A rate of at most 100 %: more is a percent sign that was left out. Undefined: there is none, or it is
 * reported.
 */
export function checkShare(
  text: string | undefined,
  path: Path,
  report: Report,
): Fraction | undefined {
  if (text === undefined) return undefined;
  const rate = reportError(report, path, () => toFraction(text));
  if (rate === undefined || rate.num <= rate.den) return rate;
  report(path, "invalid-rate", `"${text}" is above 100 %; write "1%" for one percent`);
  return undefined;
}

/** An amount of the definition's currency; undefined: there is none, or it is reported. */
export function checkMoney(
  amount: string | undefined,
  currency: string | undefined,
  path: Path,
  report: Report,
): number | undefined {
  if (amount === undefined || currency === undefined || !isCurrency(currency)) return undefined;
  return reportError(report, path, () => toMinor(amount, currency));
}

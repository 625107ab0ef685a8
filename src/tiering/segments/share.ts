import { type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { toFraction } from "../../kernel/money/rate";

/** So fine a share compares with the scores of a million members in exact integers. */
const MAX_DENOMINATOR = 1_000_000;

/** Reports a share of a score that is none, is above 1, or too fine. */
export function checkShare(share: string | undefined, path: Path, report: Report): void {
  if (share === undefined) return;
  const fraction = reportError(report, path, () => toFraction(share));
  if (fraction === undefined) return;
  if (fraction.num > fraction.den || fraction.den > MAX_DENOMINATOR) {
    report(path, "invalid-share", "must be from 0 to 1, to a millionth at the finest");
  }
}

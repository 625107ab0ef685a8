import { type Draft, type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { safeInteger } from "../../kernel/money/amount";
import { toFraction } from "../../kernel/money/rate";
import { checkBenefits } from "../benefits/check";
import type { BoundInput, ConditionInput } from "../input";
import { checkMetricName, checkQuantity } from "./metrics";
import { checkValidity, type TiersDraft } from "./program";

type TierDraft = NonNullable<NonNullable<TiersDraft["tiers"]>[number]>;

/** How deep conditions may stand in one another. */
const MAX_DEPTH = 8;

/** Reports conditions, validities, deductions and benefits that cannot be worked out. */
export function checkTier(draft: TiersDraft, tier: TierDraft, path: Path, report: Report): void {
  checkCondition(draft, tier.entry, [...path, "entry"], report);
  checkCondition(draft, tier.keep, [...path, "keep"], report);
  checkValidity(tier.validity, [...path, "validity"], report);
  checkDeduction(draft, tier, [...path, "deduction"], report);
  checkBenefits(tier.benefits ?? [], { currency: draft.currency }, [...path, "benefits"], report);
}

function checkCondition(
  draft: TiersDraft,
  node: Draft<ConditionInput> | undefined,
  path: Path,
  report: Report,
  depth = 1,
): void {
  if (node === undefined) return;
  if (depth > MAX_DEPTH) {
    report(path, "too-deep", `stands in more than ${MAX_DEPTH} conditions; make it flatter`);
    return;
  }
  const inner = (list: readonly (Draft<ConditionInput> | undefined)[] = [], key: string): void =>
    list.forEach((one, index) =>
      checkCondition(draft, one, [...path, key, index], report, depth + 1),
    );
  if ("all" in node) inner(node.all, "all");
  else if ("any" in node) inner(node.any, "any");
  else if ("not" in node) checkCondition(draft, node.not, [...path, "not"], report, depth + 1);
  else if ("of" in node) {
    inner(node.of, "of");
    const { atLeast, of } = node;
    if (atLeast !== undefined && of !== undefined && atLeast > of.length) {
      report(
        [...path, "atLeast"],
        "too-few-conditions",
        `${atLeast} of ${of.length} conditions can never hold; ask for ${of.length} or fewer`,
      );
    }
  } else checkBound(draft, node as Draft<BoundInput>, path, report);
}

function checkBound(
  draft: TiersDraft,
  { metric: name, min, keepMin, keepRatio }: Draft<BoundInput>,
  path: Path,
  report: Report,
): void {
  const metric = checkMetricName(draft, name, [...path, "metric"], report);
  if (metric === undefined) return;
  const quantity = (key: "min" | "keepMin", value: string | number | undefined) =>
    value === undefined ? undefined : checkQuantity(draft, metric, value, [...path, key], report);
  const enter = quantity("min", min);
  const keep = quantity("keepMin", keepMin);
  if (enter !== undefined && keep !== undefined && keep > enter) {
    report([...path, "keepMin"], "keep-above-entry", "must not be more than min");
  }
  if (keepRatio === undefined) return;
  if (keepMin !== undefined) {
    report([...path, "keepRatio"], "keep-twice", "says the same as keepMin; give only one of them");
  }
  const ratio = reportError(report, [...path, "keepRatio"], () => toFraction(keepRatio));
  if (ratio === undefined) return;
  if (ratio.num > ratio.den) {
    report([...path, "keepRatio"], "keep-above-entry", 'must not be more than "100%"');
  }
  if (enter !== undefined) {
    reportError(report, [...path, "keepRatio"], () => safeInteger(ratio.num * enter));
  }
}

function checkDeduction(
  draft: TiersDraft,
  { deduction, validity = draft.validity }: TierDraft,
  path: Path,
  report: Report,
): void {
  if (deduction === undefined) return;
  const mode = validity?.mode ?? "none";
  if (mode === "none" || mode === "never") {
    report(path, "never-reviewed", "is taken at reviews; give the tier a validity that ends");
  }
  const metric = checkMetricName(draft, deduction.metric, [...path, "metric"], report);
  if (metric === undefined) return;
  if (deduction.amount !== undefined) {
    checkQuantity(draft, metric, deduction.amount, [...path, "amount"], report);
  }
  if (!isForLife(draft, metric)) {
    report(
      [...path, "metric"],
      "deduction-window",
      "must be counted for life: what leaves a window by itself cannot be deducted",
    );
  }
}

function isForLife(
  { metrics = [] }: TiersDraft,
  metric: NonNullable<NonNullable<TiersDraft["metrics"]>[number]>,
): boolean {
  if (metric.kind === "weighted") {
    return (metric.terms ?? []).every((term) => {
      const inner = metrics.find((one) => one?.id === term?.metric);
      return inner === undefined || inner.kind === "weighted" || isForLife({ metrics }, inner);
    });
  }
  return !("window" in metric) || (metric.window?.kind ?? "lifetime") === "lifetime";
}

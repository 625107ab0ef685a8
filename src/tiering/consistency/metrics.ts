import { type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { toMinor } from "../../kernel/money/amount";
import { isCurrency } from "../../kernel/money/currency";
import { windowOf } from "../../kernel/time/window";
import { isTimeZone } from "../../kernel/time/zone";
import type { TiersDraft } from "./program";

type MetricDraft = NonNullable<NonNullable<TiersDraft["metrics"]>[number]>;

/** Reports windows that are none, and weighted metrics that cannot be worked out. */
export function checkMetrics(draft: TiersDraft, report: Report): void {
  (draft.metrics ?? []).forEach((metric, index) => {
    const path = ["metrics", index];
    if (metric === undefined) return;
    if ("on" in metric) checkKinds(metric.on, path, report);
    if ("window" in metric && metric.window?.kind === "fixed") {
      const { from, to } = metric.window;
      if (from !== undefined && to !== undefined) {
        const window = { kind: "fixed", from, to } as const;
        const zone = isTimeZone(draft.zone) ? draft.zone : "UTC";
        reportError(report, [...path, "window"], () => windowOf(window, 0, zone));
      }
    }
    if (metric.kind === "weighted") checkTerms(draft, metric.terms, path, report);
  });
}

function checkKinds(
  kinds: readonly (string | undefined)[] | undefined,
  path: Path,
  report: Report,
): void {
  (kinds ?? []).forEach((kind, position) => {
    if (kind !== undefined && kinds!.indexOf(kind) < position) {
      report([...path, "on", position], "duplicate-id", `"${kind}" occurs twice`);
    }
  });
}

type Terms = Extract<MetricDraft, { kind?: "weighted" | undefined }>["terms"];

function checkTerms(draft: TiersDraft, terms: Terms, path: Path, report: Report): void {
  (terms ?? []).forEach((term, position) => {
    const at = [...path, "terms", position];
    const metric = checkMetricName(draft, term?.metric, [...at, "metric"], report);
    if (metric === undefined) return;
    if (metric.kind === "weighted") {
      report(
        [...at, "metric"],
        "weighted-term",
        "is a weighted metric itself; name what it is made of",
      );
    }
    if (term?.per === undefined) {
      if (metric.kind === "money") {
        report([...at, "per"], "missing", 'is missing; give the amount, "1.00" for example');
      }
      return;
    }
    const per = checkQuantity(draft, metric, term.per, [...at, "per"], report);
    if (per === 0) report([...at, "per"], "too-small", "must be more than 0");
  });
}

/** The metric of a name; a name that no metric has is reported. */
export function checkMetricName(
  { metrics = [] }: TiersDraft,
  name: string | undefined,
  path: Path,
  report: Report,
): MetricDraft | undefined {
  if (name === undefined) return undefined;
  const metric = metrics.find((one) => one?.id === name);
  // Metrics that are missing or broken are reported where they stand.
  if (metric === undefined && metrics.length > 0 && metrics.every((one) => one?.id !== undefined)) {
    const known = metrics.map((one) => one!.id).join(", ");
    report(path, "unknown-metric", `"${name}" is not a metric; name one of ${known}`);
  }
  return metric;
}

/** A quantity of a metric, in its unit: an amount of money, of others a whole number. */
export function checkQuantity(
  { currency }: TiersDraft,
  metric: MetricDraft,
  quantity: string | number,
  path: Path,
  report: Report,
): number | undefined {
  if (metric.kind === undefined) return undefined;
  if (metric.kind !== "money") {
    if (typeof quantity === "number") return quantity;
    report(path, "wrong-unit", `must be a whole number: "${metric.id}" is not money`);
    return undefined;
  }
  if (typeof quantity === "number") {
    report(path, "wrong-unit", `must be an amount as text, "${quantity}": "${metric.id}" is money`);
    return undefined;
  }
  if (currency === undefined || !isCurrency(currency)) return undefined;
  return reportError(report, path, () => toMinor(quantity, currency));
}

import { type Report, reportError } from "../../kernel/definition";
import { toMinor } from "../../kernel/money/amount";
import { type CampaignDraft, costOf } from "./draft";
import { fallbacksOf } from "./policies";

/** A budget that pays for nothing, or not for what it falls back to, is no budget. */
export function checkBudget(
  { budget, currency, prizes = [] }: CampaignDraft,
  report: Report,
): void {
  if (budget === undefined || currency === undefined) return;
  const read = (key: "total" | "perDay"): number | undefined => {
    const amount = budget[key];
    return amount === undefined
      ? undefined
      : reportError(report, ["budget", key], () => toMinor(amount, currency));
  };
  const [total, perDay] = [read("total"), read("perDay")];
  if (budget.total === undefined && budget.perDay === undefined) {
    report(["budget"], "missing", 'is empty; state "total" or "perDay", or leave it out');
  }
  const fallbacks = new Set(
    prizes.flatMap((prize) => (prize === undefined ? [] : fallbacksOf(prize))),
  );
  const priced = prizes.flatMap((prize) => {
    const cost = prize?.kind === "nothing" || !prize?.cost ? undefined : costOf(prize, currency);
    return cost === undefined ? [] : [{ id: prize?.id, cost }];
  });
  const cheapest = Math.min(...priced.map(({ cost }) => cost));
  const cheapestFallback = Math.min(
    ...priced.filter(({ id }) => id !== undefined && fallbacks.has(id)).map(({ cost }) => cost),
  );
  for (const [key, limit] of [
    ["total", total],
    ["perDay", perDay],
  ] as const) {
    if (limit === undefined) continue;
    if (cheapestFallback !== Infinity && limit < cheapestFallback) {
      report(
        ["budget", key],
        "budget-below-fallback",
        "does not pay for the cheapest fallback even once; raise it, or fall back to something cheaper",
      );
    } else if (cheapest !== Infinity && limit < cheapest) {
      report(
        ["budget", key],
        "budget-pays-nothing",
        "does not pay for the cheapest prize even once; raise it",
      );
    }
  }
}

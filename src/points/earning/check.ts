import { checkIds } from "../../kernel/checks";
import { type Draft, type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { toFraction } from "../../kernel/money/rate";
import { checkExpiry } from "../expiry-check";
import { checkAmount, checkType, checkWindow, type SectionContext } from "../sections";
import type { EarningInput, EarningRuleInput, ItemFilterInput, MultiplierInput } from "./input";

/** The highest factor of a multiplier. */
const MAX_FACTOR = 1_000;

/**
 * Reports what is wrong with how points are earned although each value is right by itself.
 *
 * @param report - gets paths from the section on; whoever has the section in a definition puts its
 * own path before them
 */
export function checkEarning(
  earning: Draft<EarningInput>,
  context: SectionContext,
  report: Report,
): void {
  const rules = earning.rules ?? [];
  const multipliers = earning.multipliers ?? [];
  checkIds("rules", rules, report);
  checkIds("multipliers", multipliers, report);
  for (const [index, rule] of rules.entries()) {
    const at = (...path: Path) => ["rules", index, ...path];
    checkType(rule?.type, context, at("type"), report);
    if (rule !== undefined) checkRule(rule, context, at, report);
  }
  const ids = new Set(rules.map((rule) => rule?.id));
  for (const [index, multiplier] of multipliers.entries()) {
    const at = (...path: Path) => ["multipliers", index, ...path];
    if (multiplier === undefined) continue;
    checkTerms(multiplier, context, at, report);
    checkFactor(multiplier.factor, at("factor"), report);
    for (const [place, id] of (multiplier.rules ?? []).entries()) {
      if (id === undefined || ids.has(id)) continue;
      report(at("rules", place), "unknown-rule", "must be the id of a rule");
    }
  }
  for (const [index, cap] of (earning.caps ?? []).entries()) {
    checkType(cap?.type, context, ["caps", index, "type"], report);
  }
}

type At = (...path: Path) => (string | number)[];

function checkRule(
  rule: Draft<EarningRuleInput>,
  context: SectionContext,
  at: At,
  report: Report,
): void {
  checkTerms(rule, context, at, report);
  const { earn, conditions, expiry } = rule;
  if (expiry !== undefined) checkExpiry(expiry, at("expiry"), report);
  switch (earn?.kind) {
    case "per-amount": {
      const { per, basis, items } = earn;
      checkAmount(per, context, at("earn", "per"), report);
      checkFilter(items, at("earn", "items"), report);
      if (basis?.of === "order" && items !== undefined) {
        report(
          at("earn", "items"),
          "without-effect",
          'selects no lines when the basis is of the "order"; write conditions.withItem',
        );
      }
      if (basis?.shipping === true && basis.of !== "order") {
        report(
          at("earn", "basis", "shipping"),
          "without-effect",
          'counts only when the basis is of the "order"',
        );
      }
      break;
    }
    case "per-item":
      checkFilter(earn.items, at("earn", "items"), report);
      break;
    case "per-event":
      if (earn.event === "order") break;
      for (const key of ["orderAtLeast", "withItem"] as const) {
        if (conditions?.[key] === undefined) continue;
        report(
          at("conditions", key),
          "without-effect",
          "is for orders, and the rule is for another event",
        );
      }
      break;
    case undefined:
  }
}

function checkTerms(
  { window, conditions }: Draft<EarningRuleInput> | Draft<MultiplierInput>,
  context: SectionContext,
  at: At,
  report: Report,
): void {
  checkWindow(window, at("window"), report);
  checkAmount(conditions?.orderAtLeast, context, at("conditions", "orderAtLeast"), report);
  checkFilter(conditions?.withItem, at("conditions", "withItem"), report);
}

function checkFilter(filter: Draft<ItemFilterInput> | undefined, path: Path, report: Report): void {
  if (filter === undefined || Object.keys(filter).length > 0) return;
  report(path, "missing", "must list products or categories");
}

function checkFactor(text: string | undefined, path: Path, report: Report): void {
  if (text === undefined) return;
  const factor = reportError(report, path, () => toFraction(text));
  if (factor !== undefined && (factor.num === 0 || factor.num > MAX_FACTOR * factor.den)) {
    report(path, "invalid-factor", `must be above 0 and at most ${MAX_FACTOR}`);
  }
}

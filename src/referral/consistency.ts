import type * as z from "zod";
import { checkIds } from "../kernel/checks";
import { type Draft, type Report, reportError } from "../kernel/definition";
import type { Path } from "../kernel/errors";
import { toMinor } from "../kernel/money/amount";
import { isCurrency } from "../kernel/money/currency";
import { toFraction } from "../kernel/money/rate";
import type { AmountsInput, TermsInput } from "./input";
import type { referralSchema } from "./schema";

type ReferralDraft = Draft<z.output<typeof referralSchema>>;

/** What a level can be where another is before it. */
const AFTER_THE_FIRST = {
  of: "commission",
  funding: "carved-out",
  startsAt: "sponsor",
  timing: "after-first-paid",
} as const;

/** Reports what is wrong with a plan although each of its values is right by itself. */
export function checkReferral(draft: ReferralDraft, report: Report): void {
  const { currencies = [], levels = [], rules = [], caps = [] } = draft;
  currencies.forEach((one, index) => {
    if (one !== undefined && currencies.indexOf(one) < index) {
      report(["currencies", index], "duplicate-id", `"${one}" occurs twice`);
    }
  });
  checkIds("rules", rules, report);
  checkIds("caps", caps, report);
  const amounts = (value: Draft<AmountsInput> | null | undefined, path: Path): void =>
    checkAmounts(currencies, value, path, report);
  const terms = (value: Draft<TermsInput> | null | undefined, path: Path): void => {
    checkRate(value?.rate, [...path, "rate"], report);
    amounts(value?.flat, [...path, "flat"]);
  };
  levels.forEach((level, index) => {
    const path = ["levels", index];
    terms(level, path);
    amounts(level?.requires?.ownSales, [...path, "requires", "ownSales"]);
    if (level === undefined || index > 0) return;
    for (const [key, value] of Object.entries(AFTER_THE_FIRST)) {
      if (level[key as keyof typeof level] !== value) continue;
      report(
        [...path, key],
        "first-level",
        `no level is before the first: it cannot be "${value}"`,
      );
    }
  });
  rules.forEach((rule, index) => {
    const path = ["rules", index];
    (rule?.levels ?? []).forEach((one, place) => {
      terms(one, [...path, "levels", place]);
      if (place >= levels.length) {
        report([...path, "levels", place], "unpaid-level", `the plan pays ${levels.length} levels`);
      }
    });
    if (rule !== undefined && rule.levels === undefined && rule.disabled !== true) {
      report(path, "without-effect", 'has neither terms nor "disabled"; give it one, or remove it');
    }
    const age = rule?.when?.relationMonths;
    if (age?.from !== undefined && age.until !== undefined && age.until <= age.from) {
      report([...path, "when", "relationMonths", "until"], "empty-range", "must be more than from");
    }
  });
  terms(draft.referee, ["referee"]);
  caps.forEach((cap, index) => amounts(cap?.max, ["caps", index, "max"]));
  amounts(draft.minimumPayout, ["minimumPayout"]);
  checkRate(draft.maxShare, ["maxShare"], report);
}

/** A share of the whole: at most all of it. */
function checkRate(rate: string | null | undefined, path: Path, report: Report): void {
  if (rate === undefined || rate === null) return;
  const fraction = reportError(report, path, () => toFraction(rate));
  if (fraction !== undefined && fraction.num > fraction.den) {
    report(path, "rate-above-one", 'must not be more than "100%"');
  }
}

/** Amounts are in currencies of the plan, and no finer than these are. */
export function checkAmounts(
  currencies: readonly (string | undefined)[],
  amounts: Draft<AmountsInput> | null | undefined,
  path: Path,
  report: Report,
): void {
  for (const [currency, amount] of Object.entries(amounts ?? {})) {
    if (!currencies.includes(currency)) {
      report([...path, currency], "unknown-currency", "is not one of the plan's currencies");
    } else if (amount !== undefined && isCurrency(currency)) {
      reportError(report, [...path, currency], () => toMinor(amount, currency));
    }
  }
}

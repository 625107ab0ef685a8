import { commonDenominator } from "../../../kernel/allocation/portions";
import { type Draft, type Report, reportError } from "../../../kernel/definition";
import type { Path } from "../../../kernel/errors";
import { type Fraction, isLess, toFraction } from "../../../kernel/money/rate";
import { checkMoney, checkShare } from "../check";
import type { BandMeasure, BandRulesInput } from "./input";

type RulesDraft = Draft<BandRulesInput>;
type BandDraft = NonNullable<NonNullable<RulesDraft["bands"]>[number]>;

/** Reports what is wrong with rules although each of their values is right by itself. */
export function checkBandRules(
  rules: RulesDraft,
  currency: string | undefined,
  path: Path,
  report: Report,
): void {
  const { mode, measure = "amount", per, bands = [] } = rules;
  if (measure === "attainment" && per === "transaction") {
    report(
      [...path, "per"],
      "wrong-evaluation",
      'compares single deals with a whole plan; write "period" or "cumulative"',
    );
  }
  const ends: Fraction[] = [];
  const rates: Fraction[] = [];
  bands.forEach((band, index) => {
    if (band === undefined) return;
    const at = [...path, "bands", index];
    const last = index === bands.length - 1;
    const end = checkEnd(band, { mode, measure, last, currency }, [...at, "upTo"], report);
    const before = ends.at(-1);
    if (end !== undefined && before !== undefined && !isLess(before, end)) {
      report([...at, "upTo"], "unordered-bands", "must be more than that of the band before");
    }
    if (end !== undefined) ends.push(end);
    const rate = checkPay(band, rules, currency, at, report);
    if (rate !== undefined) rates.push(rate);
  });
  // What is worked out later needs one unit for all ends, and one for all rates.
  for (const fractions of [ends, rates]) {
    reportError(report, [...path, "bands"], () => commonDenominator(fractions));
  }
}

interface EndContext {
  readonly mode: RulesDraft["mode"];
  readonly measure: BandMeasure;
  readonly last: boolean;
  readonly currency: string | undefined;
}

function checkEnd(
  { upTo }: BandDraft,
  context: EndContext,
  path: Path,
  report: Report,
): Fraction | undefined {
  const { mode, measure, last, currency } = context;
  if (upTo === undefined) {
    if (!last) report(path, "missing", "is missing; only the last band may be without an end");
    return undefined;
  }
  if (last && mode === "whole") {
    report(path, "no-last-band", "leaves open what is paid above; leave it out of the last band");
  }
  const end = endOf(upTo, measure, currency, path, report);
  if (end === undefined || end.num > 0) return end;
  report(path, "too-small", "must be more than 0");
  return undefined;
}

function endOf(
  upTo: string | number,
  measure: BandMeasure,
  currency: string | undefined,
  path: Path,
  report: Report,
): Fraction | undefined {
  if (typeof upTo === "number") {
    if (measure === "count") return { num: upTo, den: 1 };
    const needed = measure === "amount" ? `an amount as text, "${upTo}"` : 'a share, "80%"';
    report(path, "wrong-unit", `must be ${needed}: these are bands of the ${measure}`);
    return undefined;
  }
  switch (measure) {
    case "count":
      report(path, "wrong-unit", "must be a whole number: these are bands of a count");
      return undefined;
    case "attainment":
      return reportError(report, path, () => toFraction(upTo));
    case "amount": {
      const minor = checkMoney(upTo, currency, path, report);
      return minor === undefined ? undefined : { num: minor, den: 1 };
    }
  }
}

/** Checks what a band pays; its rate, where it has one. */
function checkPay(
  band: BandDraft,
  { per }: RulesDraft,
  currency: string | undefined,
  path: Path,
  report: Report,
): Fraction | undefined {
  if ("amount" in band) checkMoney(band.amount, currency, [...path, "amount"], report);
  if ("base" in band) {
    checkMoney(band.base, currency, [...path, "base"], report);
    if (band.base !== undefined && per !== undefined && per !== "period") {
      report([...path, "base"], "wrong-evaluation", 'is paid once; it needs "per": "period"');
    }
  }
  return "rate" in band ? checkShare(band.rate, [...path, "rate"], report) : undefined;
}

import { type Draft, type Report, reportError } from "../../kernel/definition";
import type { Path } from "../../kernel/errors";
import { toMinor } from "../../kernel/money/amount";
import { isCurrency } from "../../kernel/money/currency";
import { type Fraction, toFraction } from "../../kernel/money/rate";
import type { BenefitInput } from "./input";

const MAX_FACTOR = 1_000;

/** What the definition around the benefits says, as far as it is sound. */
interface Context {
  readonly currency: string | undefined;
}

/**
 * Reports what is wrong with the benefits of a tier although each value is right by itself:
 * `duplicate-id`, `invalid-rate`, `invalid-share`, `invalid-factor`, `too-many-decimals`,
 * `unsafe-integer`, `without-effect`, `duplicate-sku`, `second-multiplier`, `second-reward-price`.
 *
 * @param path - of the list in the definition
 */
export function checkBenefits(
  benefits: Draft<readonly BenefitInput[]>,
  context: Context,
  path: Path,
  report: Report,
): void {
  const ids = new Set<string>();
  const multiplied = new Set<string | undefined>();
  let hasRewardPrice = false;
  for (const [index, benefit] of benefits.entries()) {
    if (benefit === undefined) continue;
    const at = [...path, index];
    if (benefit.id !== undefined && ids.has(benefit.id)) {
      report([...at, "id"], "duplicate-id", `"${benefit.id}" is taken; give each its own id`);
    }
    if (benefit.id !== undefined) ids.add(benefit.id);
    checkBenefit(benefit, context, at, report);
    if (benefit.kind === "multiplier") {
      if (multiplied.has(benefit.of)) {
        const message = "multiplies points that another one of the tier multiplies; keep one";
        report([...at, "kind"], "second-multiplier", message);
      }
      multiplied.add(benefit.of);
    }
    if (benefit.kind === "reward-price") {
      if (hasRewardPrice) report([...at, "kind"], "second-reward-price", "keep one of them");
      hasRewardPrice = true;
    }
  }
}

function checkBenefit(
  benefit: Draft<BenefitInput>,
  context: Context,
  path: Path,
  report: Report,
): void {
  switch (benefit.kind) {
    case "discount": {
      checkShare(benefit.rate, [...path, "rate"], report);
      const cap = minorOf(benefit.maxPerOrder, context, [...path, "maxPerOrder"], report);
      if (cap !== 0) return;
      report([...path, "maxPerOrder"], "without-effect", "must be above 0, or left out");
      return;
    }
    case "prices":
      checkPrices(benefit.prices ?? [], context, [...path, "prices"], report);
      return;
    case "multiplier": {
      const factor = fractionOf(benefit.factor, [...path, "factor"], report);
      if (factor === undefined) return;
      if (factor.num > 0 && factor.num <= MAX_FACTOR * factor.den) return;
      report([...path, "factor"], "invalid-factor", `must be above 0 and at most ${MAX_FACTOR}`);
      return;
    }
    case "reward-price":
      checkShare(benefit.factor, [...path, "factor"], report);
  }
}

function checkPrices(
  prices: readonly (Draft<{ readonly sku: string; readonly price: string }> | undefined)[],
  context: Context,
  path: Path,
  report: Report,
): void {
  const skus = new Set<string>();
  for (const [index, entry] of prices.entries()) {
    minorOf(entry?.price, context, [...path, index, "price"], report);
    const sku = entry?.sku;
    if (sku === undefined) continue;
    if (skus.has(sku)) report([...path, index, "sku"], "duplicate-sku", "has a price already");
    skus.add(sku);
  }
}

function checkShare(text: string | undefined, path: Path, report: Report): void {
  const share = fractionOf(text, path, report);
  if (share === undefined || (share.num > 0 && share.num <= share.den)) return;
  report(path, "invalid-share", "must be above 0 and at most 100%");
}

function fractionOf(text: string | undefined, path: Path, report: Report): Fraction | undefined {
  return text === undefined ? undefined : reportError(report, path, () => toFraction(text));
}

function minorOf(
  text: string | undefined,
  { currency }: Context,
  path: Path,
  report: Report,
): number | undefined {
  if (text === undefined || currency === undefined || !isCurrency(currency)) return undefined;
  return reportError(report, path, () => toMinor(text, currency));
}

import { fromMinor } from "../../kernel/money/amount";
import { fractionText } from "../../kernel/money/rate";
import { isFor } from "./discounts";
import type { BenefitRules, Discount } from "./plan";
import type { Reduced } from "./reductions";

/**
 * Why a line costs what it costs. What was applied comes first, each step after the one before: the
 * line costs what it did before, less every `off`. Then what was not.
 *
 * - `promotion-applied`: what the promotion took off
 * - `price-applied`: the member price, of one unit
 * - `discount-applied`: a share `rate` of `of`, as far as its cap reaches
 * - `promotion-outdone`: the benefits take more off than the promotion
 * - `benefits-excluded`: by the rules no benefit counts beside a promotion
 * - `benefit-outdone`: something else takes as much off or more
 * - `benefit-without-effect`: the line is not dearer than the member price; or the share of a discount,
 *   or that of its cap, is no whole minor unit
 */
export type BenefitReason =
  | { readonly code: "promotion-applied"; readonly off: string }
  | {
      readonly code: "price-applied";
      readonly benefit: string;
      readonly unitPrice: string;
      readonly off: string;
    }
  | {
      readonly code: "discount-applied";
      readonly benefit: string;
      readonly rate: string;
      readonly of: string;
      readonly off: string;
    }
  | { readonly code: "promotion-outdone" }
  | { readonly code: "benefits-excluded" }
  | { readonly code: "benefit-outdone"; readonly benefit: string }
  | { readonly code: "benefit-without-effect"; readonly benefit: string };

/** The reasons of a line. */
export function reasonsOf(
  reduced: Reduced,
  discounts: readonly Discount[],
  { benefits: rules, currency }: { readonly benefits: BenefitRules; readonly currency: string },
): readonly BenefitReason[] {
  const text = (minor: number): string => fromMinor(minor, currency);
  const why: BenefitReason[] = [];
  const { line, promotionMinor, price, excluded } = reduced;
  if (promotionMinor > 0) why.push({ code: "promotion-applied", off: text(promotionMinor) });
  if (price !== null) {
    const { prices, priceMinor, offMinor } = price;
    const unitPrice = text(priceMinor);
    why.push({ code: "price-applied", benefit: prices.id, unitPrice, off: text(offMinor) });
  }
  for (const { discount, ofMinor, offMinor } of reduced.discounts) {
    const { id: benefit, rate } = discount;
    const [of, off] = [text(ofMinor), text(offMinor)];
    why.push({ code: "discount-applied", benefit, rate: fractionText(rate), of, off });
  }
  if (promotionMinor < line.promotionMinor) why.push({ code: "promotion-outdone" });
  if (excluded) why.push({ code: "benefits-excluded" });
  else why.push(...notApplied(reduced, discounts, rules));
  return why;
}

function notApplied(
  { line, promotionMinor, price, discounts: taken, offers }: Reduced,
  discounts: readonly Discount[],
  rules: BenefitRules,
): readonly BenefitReason[] {
  const outdone =
    (promotionMinor > 0 && rules.promotions === "best") ||
    (price !== null && rules.prices === "best") ||
    (taken.length > 0 && rules.discounts === "best");
  return [
    ...offers
      .filter((offer) => offer !== price)
      .map(({ prices, offMinor }) => notCounting(prices.id, offMinor > 0)),
    ...discounts
      .filter((each) => isFor(each, line) && !taken.some(({ discount }) => discount === each))
      .map(({ id }) => notCounting(id, outdone)),
  ];
}

function notCounting(benefit: string, outdone: boolean): BenefitReason {
  return { code: outdone ? "benefit-outdone" : "benefit-without-effect", benefit };
}

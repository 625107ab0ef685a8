import { fc } from "@fast-check/vitest";
import { compileBenefitRules, compileBenefits } from "../../../src/tiering/benefits/plan";
import type { BenefitInput, BenefitRulesInput } from "../../../src/tiering/benefits/input";
import type { BenefitLine } from "../../../src/tiering/benefits/order";
import type { BenefitProgram } from "../../../src/tiering/benefits/program";
import { quoteBenefits, type BenefitQuote } from "../../../src/tiering/benefits/quote";
import { ROUNDINGS } from "uptier/kernel";

/** A programme in yuan with a tier `gold`, and `base` without benefits. */
export function programOf(
  benefits: readonly BenefitInput[],
  rules: BenefitRulesInput = {},
): BenefitProgram {
  const currency = "CNY";
  return {
    currency,
    benefits: compileBenefitRules(rules),
    tiers: [
      { id: "base", benefits: [] },
      { id: "gold", benefits: compileBenefits(benefits, { currency }) },
    ],
  };
}

export function goldQuote(
  benefits: readonly BenefitInput[],
  lines: readonly BenefitLine[],
  rules: BenefitRulesInput = {},
): BenefitQuote {
  return quoteBenefits(programOf(benefits, rules), { tier: "gold", lines });
}

export const text = (minor: number): string =>
  `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;

export const minorOf = (amount: string): number => Number(amount.replace(".", ""));

const categories = ["tea", "care", "cups"];
const skus = ["s0", "s1", "s2"];

/** Lines with ids of their own, some with a promotion. */
export const anyLines: fc.Arbitrary<readonly BenefitLine[]> = fc
  .array(
    fc.record({
      sku: fc.option(fc.constantFrom(...skus), { nil: undefined }),
      category: fc.option(fc.constantFrom(...categories), { nil: undefined }),
      quantity: fc.integer({ min: 1, max: 9 }),
      unit: fc.nat(9_999),
      promotion: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((lines) =>
    lines.map(({ unit, promotion, ...line }, index) => ({
      ...line,
      id: `l${index}`,
      unitPrice: { minor: unit },
      promotion: { minor: Math.floor((unit * line.quantity * promotion) / 100) },
    })),
  );

/** The same without promotions. */
export const withoutPromotions = (lines: readonly BenefitLine[]): readonly BenefitLine[] =>
  lines.map((line) => ({ ...line, promotion: undefined }));

const discount = fc.record({
  hundredths: fc.integer({ min: 1, max: 10_000 }),
  on: fc.option(fc.subarray(categories, { minLength: 1 }), { nil: undefined }),
  cap: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
});

/** Up to three discounts. */
export const anyDiscounts: fc.Arbitrary<readonly BenefitInput[]> = fc
  .array(discount, { maxLength: 3 })
  .map((list) =>
    list.map(({ hundredths, on, cap }, index) => ({
      kind: "discount",
      id: `d${index}`,
      rate: `${hundredths}/10000`,
      on,
      maxPerOrder: cap === undefined ? undefined : text(cap),
    })),
  );

/** The same without caps. */
export const uncapped = (benefits: readonly BenefitInput[]): readonly BenefitInput[] =>
  benefits.map((benefit) =>
    benefit.kind === "discount" ? { ...benefit, maxPerOrder: undefined } : benefit,
  );

/** Up to two lists of member prices. */
const anyPrices: fc.Arbitrary<readonly BenefitInput[]> = fc
  .array(
    fc.uniqueArray(fc.record({ sku: fc.constantFrom(...skus), price: fc.nat(9_999) }), {
      minLength: 1,
      selector: ({ sku }) => sku,
    }),
    { maxLength: 2 },
  )
  .map((lists) =>
    lists.map((list, index) => ({
      kind: "prices",
      id: `p${index}`,
      prices: list.map(({ sku, price }) => ({ sku, price: text(price) })),
    })),
  );

export const anyBenefits: fc.Arbitrary<readonly BenefitInput[]> = fc
  .tuple(anyPrices, anyDiscounts)
  .map(([prices, discounts]) => [...discounts, ...prices]);

export const anyRounding = fc.constantFrom(...ROUNDINGS);

export const anyRules: fc.Arbitrary<BenefitRulesInput> = fc.record({
  discounts: fc.constantFrom("best" as const, "additive" as const, "compound" as const),
  prices: fc.constantFrom("best" as const, "discounted" as const),
  promotions: fc.constantFrom("best" as const, "add-up" as const, "exclude" as const),
  rounding: anyRounding,
});

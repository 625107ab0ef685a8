import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { UptierError } from "uptier/kernel";
import { parseDefinition } from "../../../src/kernel/definition";
import { currency } from "../../../src/kernel/schema";
import { checkBenefits } from "../../../src/tiering/benefits/check";
import type { BenefitInput, BenefitRulesInput } from "../../../src/tiering/benefits/input";
import { compileBenefitRules, compileBenefits } from "../../../src/tiering/benefits/plan";
import type { benefitRulesSchema } from "../../../src/tiering/benefits/schema";
import { benefitsSchema } from "../../../src/tiering/benefits/schema";

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

it("the documented input and the schema agree", () => {
  expectTypeOf<readonly BenefitInput[]>().toEqualTypeOf<
    DeepReadonly<z.input<typeof benefitsSchema>>
  >();
  expectTypeOf<BenefitRulesInput>().toEqualTypeOf<
    DeepReadonly<z.input<typeof benefitRulesSchema>>
  >();
});

const schema = z.strictObject({ currency, benefits: benefitsSchema });

/** The problems of a list of benefits, as "path code". */
function problemsOf(benefits: unknown, currency = "CNY"): readonly string[] {
  try {
    parseDefinition("tier", schema, { currency, benefits }, (draft, report) => {
      checkBenefits(draft.benefits ?? [], { currency: draft.currency }, ["benefits"], report);
    });
    return [];
  } catch (error) {
    if (!(error instanceof UptierError)) throw error;
    return error.issues.map(({ path, code }) => `${path.slice(1).join(".")} ${code}`);
  }
}

describe("the benefits of a tier [tiering-22]", () => {
  it("get their defaults, exact fractions and minor units, frozen", () => {
    const benefits = compileBenefits(
      [
        { kind: "discount", id: "d", rate: "5%" },
        { kind: "discount", id: "e", name: "护肤", rate: "1/3", on: ["care"], maxPerOrder: "20" },
        { kind: "prices", id: "p", prices: [{ sku: "tea", price: "19.9" }] },
        { kind: "multiplier", id: "m", factor: "150%", of: "points" },
        { kind: "reward-price", id: "r", factor: "0.9" },
        { kind: "perk", id: "gift" },
        { kind: "perk", id: "check-in", quantity: 20 },
      ],
      { currency: "CNY" },
    );
    expect(benefits).toEqual([
      {
        kind: "discount",
        id: "d",
        name: null,
        rate: { num: 1, den: 20 },
        on: null,
        maxPerOrderMinor: null,
      },
      {
        kind: "discount",
        id: "e",
        name: "护肤",
        rate: { num: 1, den: 3 },
        on: ["care"],
        maxPerOrderMinor: 2_000,
      },
      { kind: "prices", id: "p", name: null, prices: [{ sku: "tea", priceMinor: 1_990 }] },
      { kind: "multiplier", id: "m", name: null, factor: { num: 3, den: 2 }, of: "points" },
      { kind: "reward-price", id: "r", name: null, factor: { num: 9, den: 10 } },
      { kind: "perk", id: "gift", name: null, quantity: null },
      { kind: "perk", id: "check-in", name: null, quantity: 20 },
    ]);
    expect(Object.isFrozen(benefits) && benefits.every((each) => Object.isFrozen(each))).toBe(true);
    expect(compileBenefitRules()).toEqual({
      discounts: "best",
      prices: "best",
      promotions: "best",
      rounding: "half-away-from-zero",
    });
  });

  it("are refused with every problem at once", () => {
    const problems = problemsOf([
      { kind: "discount", id: "d", rate: "5" },
      { kind: "discount", id: "d", rate: "five", maxPerOrder: "0" },
      { kind: "discount", id: "e", rate: "0%", maxPerOrder: "1.005" },
      {
        kind: "prices",
        id: "p",
        prices: [
          { sku: "a", price: "1" },
          { sku: "a", price: "1.001" },
        ],
      },
      { kind: "multiplier", id: "m", factor: "0" },
      { kind: "multiplier", id: "n", factor: "1001" },
      { kind: "multiplier", id: "o", factor: "1000", of: "points" },
      { kind: "reward-price", id: "r", factor: "110%" },
      { kind: "reward-price", id: "s", factor: "90%" },
    ]);
    expect(problems).toEqual([
      "0.rate invalid-share",
      "1.id duplicate-id",
      "1.rate invalid-rate",
      "1.maxPerOrder without-effect",
      "2.rate invalid-share",
      "2.maxPerOrder too-many-decimals",
      "3.prices.1.price too-many-decimals",
      "3.prices.1.sku duplicate-sku",
      "4.factor invalid-factor",
      "5.factor invalid-factor",
      "5.kind second-multiplier",
      "7.factor invalid-share",
      "8.kind second-reward-price",
    ]);
  });

  it("are refused by their form, next to what is wrong with the others", () => {
    expect(
      problemsOf([
        { kind: "discount", id: "d", rate: 5, on: [] },
        { kind: "gift", id: "g" },
        { kind: "perk", id: "p", quantity: 1.5, unit: "day" },
        { kind: "discount", id: "p", rate: "101%" },
      ]),
    ).toEqual([
      "0.rate invalid-type",
      "0.on too-small",
      "1.kind invalid-value",
      "2.quantity invalid-type",
      "2.unit unknown-key",
      "3.id duplicate-id",
      "3.rate invalid-share",
    ]);
    const many = Array.from({ length: 51 }, (_, at) => ({ kind: "perk", id: `p${at}` }));
    expect(problemsOf(many)).toEqual([" too-big"]);
  });

  it("are not compared with a currency that there is not", () => {
    const benefit = { kind: "discount", id: "d", rate: "5%", maxPerOrder: "1.005" };
    expect(problemsOf([benefit], "XXQ")).toEqual([" unknown-currency"]);
    expect(problemsOf([benefit], "KWD")).toEqual([]);
  });
});

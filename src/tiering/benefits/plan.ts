import { deepFreeze } from "../../kernel/json";
import { toMinor } from "../../kernel/money/amount";
import { type Fraction, toFraction } from "../../kernel/money/rate";
import type { Rounding } from "../../kernel/money/rounding";
import type {
  BenefitInput,
  BenefitRulesInput,
  DiscountStacking,
  PriceStacking,
  PromotionStacking,
} from "./input";

/** Something that the holders of a tier get, with everything worked out. Plain JSON. */
export type Benefit = Discount | MemberPrices | Multiplier | RewardPrice | Perk;

/** Null: on all lines; without a limit. */
export interface Discount {
  readonly kind: "discount";
  readonly id: string;
  readonly name: string | null;
  readonly rate: Fraction;
  readonly on: readonly string[] | null;
  readonly maxPerOrderMinor: number | null;
}

/** Prices for members, by goods; see `PricesInput`. */
export interface MemberPrices {
  readonly kind: "prices";
  readonly id: string;
  readonly name: string | null;
  readonly prices: readonly { readonly sku: string; readonly priceMinor: number }[];
}

/** Null: of every type of points that no other multiplier of the tier names. */
export interface Multiplier {
  readonly kind: "multiplier";
  readonly id: string;
  readonly name: string | null;
  readonly factor: Fraction;
  readonly of: string | null;
}

/** What rewards cost members, as a share of their price in points; see `RewardPriceInput`. */
export interface RewardPrice {
  readonly kind: "reward-price";
  readonly id: string;
  readonly name: string | null;
  readonly factor: Fraction;
}

/** A null quantity is not stated. */
export interface Perk {
  readonly kind: "perk";
  readonly id: string;
  readonly name: string | null;
  readonly quantity: number | null;
}

/** How benefits and promotions go together, and how they are rounded. */
export interface BenefitRules {
  readonly discounts: DiscountStacking;
  readonly prices: PriceStacking;
  readonly promotions: PromotionStacking;
  readonly rounding: Rounding;
}

/** Works out rules that have been checked; fills in the defaults. */
export function compileBenefitRules(input: BenefitRulesInput = {}): BenefitRules {
  return deepFreeze({
    discounts: input.discounts ?? "best",
    prices: input.prices ?? "best",
    promotions: input.promotions ?? "best",
    rounding: input.rounding ?? "half-away-from-zero",
  });
}

/** Works out benefits that have been checked, in the order of the definition. */
export function compileBenefits(
  inputs: readonly BenefitInput[] = [],
  { currency }: { readonly currency: string },
): readonly Benefit[] {
  return deepFreeze(inputs.map((input) => benefitOf(input, currency)));
}

function benefitOf(input: BenefitInput, currency: string): Benefit {
  const { id, name = null } = input;
  switch (input.kind) {
    case "discount": {
      const { rate, on = null, maxPerOrder } = input;
      const cap = maxPerOrder === undefined ? null : toMinor(maxPerOrder, currency);
      return { kind: input.kind, id, name, rate: toFraction(rate), on, maxPerOrderMinor: cap };
    }
    case "prices": {
      const prices = input.prices.map(({ sku, price }) => ({
        sku,
        priceMinor: toMinor(price, currency),
      }));
      return { kind: input.kind, id, name, prices };
    }
    case "multiplier":
      return {
        kind: input.kind,
        id,
        name,
        factor: toFraction(input.factor),
        of: input.of ?? null,
      };
    case "reward-price":
      return { kind: input.kind, id, name, factor: toFraction(input.factor) };
    case "perk":
      return { kind: input.kind, id, name, quantity: input.quantity ?? null };
  }
}

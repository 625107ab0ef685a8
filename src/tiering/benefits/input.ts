import type { Rounding } from "../../kernel/money/rounding";

/**
 * Something that the holders of a tier get. Its id is unique in the tier; tiers that give the same
 * benefit, better or worse, give it the same id.
 */
export type BenefitInput =
  DiscountInput | PricesInput | MultiplierInput | RewardPriceInput | PerkInput;

/** A share off the lines of an order: 九五折 is 5 % off. */
export interface DiscountInput {
  readonly kind: "discount";
  readonly id: string;
  readonly name?: string | undefined;
  /** What goes off, above 0 and at most all: `"5%"`, `"1/20"`. */
  readonly rate: string;
  /** Only lines of these categories. Default: all lines. */
  readonly on?: readonly string[] | undefined;
  /** The most that it takes off an order, above 0. Default: no limit. */
  readonly maxPerOrder?: string | undefined;
}

/** Prices of their own for some goods: 会员价. */
export interface PricesInput {
  readonly kind: "prices";
  readonly id: string;
  readonly name?: string | undefined;
  /** 1 to 1,000, of one unit each. */
  readonly prices: readonly { readonly sku: string; readonly price: string }[];
}

/** What is earned in points is multiplied: 积分倍率. Data for the earning of points. */
export interface MultiplierInput {
  readonly kind: "multiplier";
  readonly id: string;
  readonly name?: string | undefined;
  /** Above 0 and at most 1,000, as text: `"1.5"`, `"3/2"`, `"150%"`. */
  readonly factor: string;
  /** A type of points. Default: every type that no other multiplier of the tier names. */
  readonly of?: string | undefined;
}

/** Rewards of a catalogue cost fewer points. */
export interface RewardPriceInput {
  readonly kind: "reward-price";
  readonly id: string;
  readonly name?: string | undefined;
  /** The share of the price that is still to be paid, above 0 and at most all: `"90%"`. */
  readonly factor: string;
}

/** Anything else, as data for the shop: a birthday gift, access to an event, points per check-in. */
export interface PerkInput {
  readonly kind: "perk";
  readonly id: string;
  readonly name?: string | undefined;
  /** How many or how much of it; what it counts, the shop knows. Default: not stated. */
  readonly quantity?: number | undefined;
}

/** How benefits and promotions on the same line go together, and how they are rounded. */
export interface BenefitRulesInput {
  /** What several discounts of a tier take off one line. Default: `best`. */
  readonly discounts?: DiscountStacking | undefined;
  /** What a line gets that has a member price and discounts. Default: `best`. */
  readonly prices?: PriceStacking | undefined;
  /** What a line gets that has a promotion already. Default: `best`. */
  readonly promotions?: PromotionStacking | undefined;
  /**
   * Of what a discount takes off a line, to minor units, and of a reward's price, to points. Default:
   * `half-away-from-zero`, what shops call "round half up".
   */
  readonly rounding?: Rounding | undefined;
}

/**
 * - `best`: the one that takes most off
 * - `additive`: each is a share of the same amount; together at most all of it
 * - `compound`: each is a share of what those before it in the definition left
 */
export type DiscountStacking = "best" | "additive" | "compound";

/**
 * - `best`: the member price, or the discounts off the ordinary price, whichever is cheaper
 * - `discounted`: the discounts come off the member price
 */
export type PriceStacking = "best" | "discounted";

/**
 * - `best`: the promotion or the benefits, whichever is cheaper
 * - `add-up`: the benefits come off what the promotion left
 * - `exclude`: the promotion alone
 */
export type PromotionStacking = "best" | "add-up" | "exclude";

import type { Rounding } from "../kernel/money/rounding";

/**
 * A plan of referral rewards, as a shop stores it. Plain JSON.
 *
 * Unknown members are problems, and so is everything that does not fit together.
 */
export interface ReferralInput {
  /** Letters, digits, dots, hyphens and underscores, up to 100; names the accounts. */
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217, 1 to 20. An order is of one of them, and so is all that it pays; they never mix. */
  readonly currencies: readonly string[];
  /** IANA zone of the periods of caps, for example `Asia/Shanghai`. */
  readonly zone: string;
  /** 1 to 20 paid levels: the first is who referred the buyer. Two are what most shops pay. */
  readonly levels: readonly LevelInput[];
  /** What of an order rewards are computed from. Default: what was paid for the goods, with tax. */
  readonly base?: BaseInput | undefined;
  /** At most 1,000: other terms for some products, earners, customers. Default: none. */
  readonly rules?: readonly RewardRuleInput[] | undefined;
  /** Which rule counts where several match. Default: `most-specific`. */
  readonly matching?: RuleMatching | undefined;
  /** What happens to a level whose member may not earn. Default: `skip`. */
  readonly onIneligible?: OnIneligible | undefined;
  /** Where the share of a level goes that nobody earns. Default: `house`. */
  readonly unclaimedTo?: UnclaimedTo | undefined;
  /** What the buyer gets back of an order that was referred. Default: nothing. */
  readonly referee?: TermsInput | undefined;
  /** The most that an order may pay in all, as a share of its base: all shares are scaled to it. Default: all of it. */
  readonly maxShare?: string | undefined;
  /** At most 20. Default: none. */
  readonly caps?: readonly CapInput[] | undefined;
  /** How long a reward waits. Default: not at all, from the payment. */
  readonly hold?: HoldInput | undefined;
  /**
   * How long refunds take rewards back: one at its end or later takes nothing, and the shop bears it. It is open
   * as long as what it counts from has not happened. Default: for ever.
   */
  readonly clawbackWindow?: HoldInput | undefined;
  /** How a reward is rounded. Default: `half-away-from-zero`. */
  readonly rounding?: Rounding | undefined;
  /** The least that is paid out, by currency, inclusive. Default: anything above 0. */
  readonly minimumPayout?: AmountsInput | undefined;
}

/** Amounts by currency: `{ "CNY": "50.00" }`. */
export type AmountsInput = Readonly<Record<string, string>>;

/**
 * A share of the base, or an amount for each unit. Unset is not zero: a flat amount that is set counts, 0 too;
 * else the rate; where neither is set there is nothing to pay by.
 */
export interface TermsInput {
  /** `"10%"`, `"0.1"`, `"1/10"`. */
  readonly rate?: string | null | undefined;
  /** For each unit, by currency; the order's currency decides. */
  readonly flat?: AmountsInput | null | undefined;
}

/** A paid level. */
export interface LevelInput extends TermsInput {
  /** What the rate is of: the sale, the reward of the first level, or the fee that the order names. Default: `sale`. */
  readonly of?: "sale" | "commission" | "fee" | undefined;
  /** Whether it is paid beside the first level, or out of it. Default: `on-top`. */
  readonly funding?: "on-top" | "carved-out" | undefined;
  /** Who may earn it. Default: everybody who is active. */
  readonly requires?: QualificationInput | undefined;
  /**
   * Where it looks for its earner: `above` those of the levels before it, or from the `sponsor` on, who referred
   * the buyer and may so earn twice. Default: `above`.
   */
  readonly startsAt?: "above" | "sponsor" | undefined;
  /**
   * `after-first-paid`: its reward can be paid out once that of the first level was, if somebody earns that one.
   * Default: `with-first`.
   */
  readonly timing?: "with-first" | "after-first-paid" | undefined;
}

/** What somebody must be or have done to earn; the order brings it with the chain. */
export interface QualificationInput {
  /** At least this rank. */
  readonly minRank?: number | undefined;
  /** One of these tiers. */
  readonly tiers?: readonly string[] | undefined;
  /** Own sales of at least this much in the window that the shop looks at, by currency. */
  readonly ownSales?: AmountsInput | undefined;
}

/** What rewards are computed from. */
export interface BaseInput {
  /** Of the price, or of what is left of it after cost; a line without cost then has no base. Default: `price`. */
  readonly of?: "price" | "margin" | undefined;
  /** Default: `deducted`. */
  readonly coupons?: "deducted" | "included" | undefined;
  /** What points paid. Default: `deducted`. */
  readonly points?: "deducted" | "included" | undefined;
  /** Default: `included`. */
  readonly tax?: "deducted" | "included" | undefined;
  /** As a line of its own. Default: `excluded`. */
  readonly shipping?: "excluded" | "included" | undefined;
}

/** Other terms where it matches. All dimensions that it names must match; within one any value will do. */
export interface RewardRuleInput {
  readonly id: string;
  readonly when?: RuleConditionInput | undefined;
  /** By level, from the first; null or too short: this rule says nothing of that level. */
  readonly levels?: readonly (TermsInput | null)[] | undefined;
  /** Pays nothing on what matches, whoever has a rate. Default: false. */
  readonly disabled?: boolean | undefined;
}

/** The dimensions of a rule, at most 1,000 values each. What an order does not say never matches. */
export interface RuleConditionInput {
  readonly products?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly earners?: readonly string[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly customers?: readonly string[] | undefined;
  /** Groups that the order says the buyer is in: a country, a segment. */
  readonly groups?: readonly string[] | undefined;
  /** Whole months since the relation began, `from` included, `until` excluded. */
  readonly relationMonths?:
    { readonly from?: number | undefined; readonly until?: number | undefined } | undefined;
}

/**
 * Which rule counts.
 *
 * - `most-specific`: that with the most dimensions; the first of equals
 * - `precedence`: one that names the earner, else the tier, else the product or category, else any
 * - `highest-payout`: that which pays the most money on this line; the first of equals
 */
export type RuleMatching = "most-specific" | "precedence" | "highest-payout";

/** The level is used up; the next one above who may takes it; the chain ends. */
export type OnIneligible = "skip" | "compress" | "stop";

/**
 * Stays with the shop; goes to the next one above who earns; is nobody's, and shown apart from what stays with
 * the shop; goes into a pool.
 */
export type UnclaimedTo = "house" | "roll-up" | "burn" | "pool";

/** The most that is earned in a period. What exceeds it is cut off; at 0 nothing is paid, and `why` says so. */
export interface CapInput {
  readonly id: string;
  /** Over what is added up. */
  readonly scope: "order" | "customer" | "partner" | "partner-customer" | "program";
  /** Of the date of the order, in the zone of the plan; weeks begin on Monday. Default: `all-time`. */
  readonly period?: "all-time" | "day" | "week" | "month" | "year" | undefined;
  /** By currency; those that are not named have no cap. */
  readonly max: AmountsInput;
}

/** Some days after a fact about the order. */
export interface HoldInput {
  readonly from: "payment" | "shipment" | "receipt" | "service-end";
  /** 0 to 3,650. */
  readonly days: number;
}

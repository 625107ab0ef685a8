import type { Rounding } from "../../kernel/money/rounding";
import type { Weekday } from "../../kernel/time/calendar";
import type { LotExpiryInput } from "../expiry-input";

/** What an earning promotion looks at besides the rate. All that are stated must hold. */
export interface EarningConditionsInput {
  /** The `memberTier` of the order or event is one of these. */
  readonly memberTiers?: readonly string[] | undefined;
  /** The `channel` of the order or event is one of these. */
  readonly channels?: readonly string[] | undefined;
  /**
   * The goods of the order cost at least this: after discounts, with tax, without shipping, however
   * they were paid. For orders only. It is asked again when goods come back.
   */
  readonly orderAtLeast?: string | undefined;
  /** The order has at least one line of this kind. For orders only. */
  readonly withItem?: ItemFilterInput | undefined;
}

/** Lines of an order: those whose product or category is listed. */
export interface ItemFilterInput {
  readonly products?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
}

/** When a rule or multiplier holds: from `from` (included) until `until` (excluded). */
export interface EarningWindowInput {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** What of an order counts. */
export interface EarningBasisInput {
  /**
   * `items`: the lines that `items` of the rule selects. `order`: all lines, and shipping if said
   * so. Default: `items`.
   */
  readonly of?: "items" | "order" | undefined;
  /** Default: `included`. */
  readonly tax?: "included" | "excluded" | undefined;
  /** Before or after the discounts of the lines and of the order. Default: `after`. */
  readonly discounts?: "before" | "after" | undefined;
  /** Whether shipping counts, for a basis `of: "order"`. Default: false. */
  readonly shipping?: boolean | undefined;
  /** Whether what was paid with points counts. Default: false, so that points breed no points. */
  readonly pointsPaid?: boolean | undefined;
}

/** What a rule gives. */
export type EarnInput =
  | {
      /** `points` for every whole `per` of the basis; a `per` of `"0"` switches the rate off. */
      readonly kind: "per-amount";
      readonly per: string;
      readonly points: number;
      readonly basis?: EarningBasisInput | undefined;
      /** Default: all lines. */
      readonly items?: ItemFilterInput | undefined;
    }
  | {
      /** `points` for every unit of the lines selected, or once for each such line. */
      readonly kind: "per-item";
      readonly points: number;
      /** Default: `unit`. */
      readonly each?: "unit" | "line" | undefined;
      /** Default: all lines. */
      readonly items?: ItemFilterInput | undefined;
    }
  | {
      /** `points` for every unit of an event: a check-in, a review, a sign-up, or an `order`. */
      readonly kind: "per-event";
      readonly event: string;
      readonly points: number;
    };

/** The most that is earned: in one transaction, in a calendar period, or up to a balance. */
export interface EarningCapInput {
  readonly scope: EarningCapScope;
  readonly points: number;
  /** `clamp` gives what is left; `reject` refuses the whole transaction. Default: `clamp`. */
  readonly onCap?: "clamp" | "reject" | undefined;
}

/** The most that all rules of a type of points give together. */
export interface TypeCapInput extends EarningCapInput {
  readonly type: string;
}

/** What a cap counts. Periods are those of the zone; weeks start as `weekStart` says. */
export type EarningCapScope = "transaction" | "day" | "week" | "month" | "year" | "balance";

/** A way to earn points. */
export interface EarningRuleInput {
  /** Kept for ever, because entries name it. */
  readonly id: string;
  /** The id of a type of points. */
  readonly type: string;
  readonly earn: EarnInput;
  /**
   * Stackable rules of a type add up. Of those that are not, the one with the highest priority applies
   * alone. Default: true.
   */
  readonly stackable?: boolean | undefined;
  /** Higher comes first; the opposite of a burn priority. Default: 0. */
  readonly priority?: number | undefined;
  readonly window?: EarningWindowInput | undefined;
  readonly conditions?: EarningConditionsInput | undefined;
  /** It pays a member once only. Default: false. */
  readonly firstTimeOnly?: boolean | undefined;
  /** After it has paid, it pays again on the local date that many days later. */
  readonly cooldownDays?: number | undefined;
  readonly caps?: readonly EarningCapInput[] | undefined;
  /**
   * When its points lapse. Rules of a type with the same expiry share a lot; each lot is rounded by
   * itself. Default: as the `earn` says, else as the type.
   */
  readonly expiry?: LotExpiryInput | undefined;
}

/** Multiplies what rules give. */
export interface MultiplierInput {
  readonly id: string;
  /** Above 0 and at most 1,000, as text: `"2"`, `"1.5"`, `"3/2"`, `"150%"`. */
  readonly factor: string;
  /** Ids of the rules it multiplies. Default: all. */
  readonly rules?: readonly string[] | undefined;
  /** Of those that are not, the one with the highest priority applies alone. Default: true. */
  readonly stackable?: boolean | undefined;
  /** Higher comes first. Default: 0. */
  readonly priority?: number | undefined;
  readonly window?: EarningWindowInput | undefined;
  readonly conditions?: EarningConditionsInput | undefined;
}

/** How points are earned. */
export interface EarningInput {
  readonly rules: readonly EarningRuleInput[];
  readonly multipliers?: readonly MultiplierInput[] | undefined;
  /**
   * How multipliers combine: their product, their sum (x2 and x3 are x5), or the highest. Default:
   * `compound`.
   */
  readonly stacking?: "compound" | "additive" | "highest" | undefined;
  /** Of what a type of points earns in one transaction, once at the end. Default: `floor`. */
  readonly rounding?: EarningRounding | undefined;
  /** Caps on all that is earned of a type. */
  readonly caps?: readonly TypeCapInput[] | undefined;
}

/** Shops call `half-away-from-zero` "round half up". */
export type EarningRounding = Extract<Rounding, "floor" | "half-away-from-zero" | "ceil">;

/** How points are earned, with all that a definition by itself needs. */
export interface EarningDefinitionInput extends EarningInput {
  /** ISO 4217. */
  readonly currency: string;
  /** IANA; for periods and cool-downs. */
  readonly zone: string;
  /** Default: `monday` (ISO 8601). */
  readonly weekStart?: Weekday | undefined;
}

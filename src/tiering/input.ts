import type { Duration, EndRounding } from "../kernel/time/duration";
import type { CalendarUnit } from "../kernel/time/calendar";
import type { Window } from "../kernel/time/window";
import type { Rounding } from "../kernel/money/rounding";
import type { BenefitInput, BenefitRulesInput } from "./benefits/input";

/**
 * A membership programme, as a shop stores it. Plain JSON.
 *
 * Unknown members are problems, and so is everything that does not fit together.
 */
export interface TierProgramInput {
  /** Letters, digits, dots, hyphens and underscores, up to 100; names the members' streams. */
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217, for example `CNY`. */
  readonly currency: string;
  /** IANA zone of all days, months and years, for example `Asia/Shanghai`. */
  readonly zone: string;
  /** 1 to 20: what is counted. */
  readonly metrics: readonly MetricInput[];
  /** 1 to 50, in any order: the ladder. */
  readonly tiers: readonly TierInput[];
  /** How long a tier is held before it is reviewed. A tier may say otherwise. Default: none. */
  readonly validity?: ValidityInput | undefined;
  /** What reaching the present tier again does before the review. Default: `on-review`. */
  readonly renewal?: Renewal | undefined;
  /** How far a member falls who does not keep the tier. Default: `recalculate`. */
  readonly downgrade?: Downgrade | undefined;
  /** How long a tier that is lost is still held. Default: not at all. */
  readonly grace?: GraceInput | undefined;
  /** How long nobody falls after being promoted. Default: not protected. */
  readonly minStay?: Duration | undefined;
  /** When a tier that was reached begins. Default: at once. */
  readonly effective?: EffectiveInput | undefined;
  /** What a refund does to the tier; it always lowers the metric. Default: `next-review`. */
  readonly refundEffect?: RefundEffect | undefined;
  /** What a tier given by hand does. Default: `floor`. */
  readonly manualMode?: ManualMode | undefined;
  /** Whom a changed programme moves. Default: `upgrade-only`. */
  readonly onEdit?: OnEdit | undefined;
  /** How the discounts of a tier add up, and how they are rounded. */
  readonly benefits?: BenefitRulesInput | undefined;
}

/**
 * Something that is counted for a member, from activities of some kinds, over a window.
 *
 * - `money`: the sum of their `amount`, net of refunds
 * - `sum`: the sum of their `units` above zero: points earned, minutes. What is spent does not lower it
 * - `count`: how many there are: orders, visits. One that is refunded in full is none
 * - `days`: on how many local dates there is at least one
 * - `balance`: the sum of their `units` of either sign: what is there now. It has no window
 * - `weighted`: a sum of other metrics, each worth so many points per so much: growth value 成长值
 */
export type MetricInput =
  | {
      readonly id: string;
      readonly name?: string | undefined;
      readonly kind: "money" | "sum" | "count" | "days";
      /** 1 to 50 kinds of activities. */
      readonly on: readonly string[];
      /** How long an activity counts. Default: for life. */
      readonly window?: TierWindow | undefined;
    }
  | {
      readonly id: string;
      readonly name?: string | undefined;
      readonly kind: "balance";
      readonly on: readonly string[];
    }
  | {
      readonly id: string;
      readonly name?: string | undefined;
      readonly kind: "weighted";
      /** 1 to 20. */
      readonly terms: readonly WeightedTermInput[];
      /** How each term is rounded to a whole number. Default: `floor`. */
      readonly rounding?: Rounding | undefined;
    };

/** `points` for every `per` of another metric. */
export interface WeightedTermInput {
  /** The id of a metric that is not weighted itself. */
  readonly metric: string;
  /** A whole number, -1,000,000 to 1,000,000. */
  readonly points: number;
  /** Of a money metric an amount, `"1.00"`; of others a whole number. Default: 1 (of money required). */
  readonly per?: string | number | undefined;
}

/**
 * How long an activity counts: see `Window`. `since-change`: from the instant at which the member's
 * tier last changed, for good. Anniversaries are counted from the day of joining, or from the anchor
 * that was given with it.
 */
export type TierWindow = Window | { readonly kind: "since-change" };

/** One tier. */
export interface TierInput {
  readonly id: string;
  /** A whole number; higher is better. No two tiers have the same. */
  readonly rank: number;
  readonly name?: string | undefined;
  /** What must hold to reach it. Default: nothing, everybody has it. */
  readonly entry?: ConditionInput | undefined;
  /** What must hold to keep it. Default: `entry`, with its `keepMin` and `keepRatio`. */
  readonly keep?: ConditionInput | undefined;
  /** Whether its holders never fall. Default: false. */
  readonly noDowngrade?: boolean | undefined;
  /** Default: that of the programme. */
  readonly validity?: ValidityInput | undefined;
  /**
   * What a review takes off a metric of lifetime before the rest decides, however far down, unless nobody
   * falls. Default: nothing.
   */
  readonly deduction?: DeductionInput | undefined;
  /** At most 50: what its holders get. */
  readonly benefits?: readonly BenefitInput[] | undefined;
}

/**
 * A condition on metrics: a bound (`min` is enough: bounds are inclusive), or conditions of which all,
 * any, at least some, or not one must hold.
 */
export type ConditionInput =
  | BoundInput
  | { readonly all: readonly ConditionInput[] }
  | { readonly any: readonly ConditionInput[] }
  | { readonly atLeast: number; readonly of: readonly ConditionInput[] }
  | { readonly not: ConditionInput };

/** A bound: of a money metric an amount as text, of others a whole number. */
export interface BoundInput {
  readonly metric: string;
  readonly min: string | number;
  /** What is enough to keep a tier that is held; at most `min`. Default: `min`. */
  readonly keepMin?: string | number | undefined;
  /** The same as a share of `min`: `"90%"`, `"9/10"`. Not together with `keepMin`. */
  readonly keepRatio?: string | undefined;
}

/** Taken off at the review, as far as it is there. */
export interface DeductionInput {
  /** The id of a metric whose window is lifetime. */
  readonly metric: string;
  readonly amount: string | number;
}

/**
 * How long a tier is held before it is reviewed.
 *
 * - `none`: it follows the metrics at every activity, and as activities stop counting
 * - `never`: for ever
 * - `duration`: some time from reaching it; the next times are counted from there too
 * - `end-of-period`: until the end of the calendar unit in which it was reached
 * - `end-of-next-period`: until the end of the unit after that one
 * - `dates`: through the next of these days of the year, `12-31`
 * - `anniversary`: until the next anniversary of joining, however near
 */
export type ValidityInput =
  | { readonly mode: "none" }
  | { readonly mode: "never" }
  | {
      readonly mode: "duration";
      readonly after: Duration;
      readonly round?: EndRounding | undefined;
    }
  | { readonly mode: "end-of-period"; readonly unit: CalendarUnit }
  | { readonly mode: "end-of-next-period"; readonly unit: CalendarUnit }
  | { readonly mode: "dates"; readonly dates: readonly string[] }
  | { readonly mode: "anniversary" };

/**
 * Nothing before the review; or the validity starts again with every activity that adds to what the tier
 * is reached by, while it is reached.
 */
export type Renewal = "on-review" | "extend-on-requalify";

/** To the highest tier whose entry condition holds; by one rank a review; not at all. */
export type Downgrade = "recalculate" | "one-level" | "never";

/** A lost tier is held for some more time, rounded. */
export interface GraceInput {
  readonly after: Duration;
  readonly round?: EndRounding | undefined;
}

/** At the instant of qualifying; or at the start of the next calendar unit. */
export type EffectiveInput =
  { readonly mode: "immediate" } | { readonly mode: "next-period"; readonly unit: CalendarUnit };

/**
 * What a refund does to the tier.
 *
 * - `next-review`: nothing overnight; the next review sees the lower metric
 * - `none`: what was refunded still counts for keeping a tier, never for reaching one
 * - `immediate-with-grace`: a tier that is not kept any more is lost after the grace
 * - `immediate`: a tier that is not kept any more is lost at once, down to the one that is reached,
 *   in a grace too
 */
export type RefundEffect = "next-review" | "none" | "immediate-with-grace" | "immediate";

/** The tier given by hand is the least; or it is exactly the tier. */
export type ManualMode = "floor" | "lock";

/**
 * Nobody falls by an edit whose tier has an end date; or members are ranked by the new rules in both
 * directions. Tiers without an end follow the new rules in any case.
 */
export type OnEdit = "upgrade-only" | "both-ways";

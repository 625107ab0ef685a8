import type { Rounding } from "../../../kernel/money/rounding";

/**
 * What bands are bands of: the `amount` sold, the `count` of deals or items, or the `attainment` of a
 * plan, which is the amount as a share of the plan.
 */
export type BandMeasure = "amount" | "count" | "attainment";

/**
 * What is put into the bands: each deal by itself (`transaction`), all deals of a period together
 * (`period`), or each deal on top of what has been attained so far (`cumulative`).
 */
export type BandEvaluation = "transaction" | "period" | "cumulative";

/**
 * Which band a value right on the edge between two is in. `lower-inclusive`: the upper one, reaching a
 * threshold earns its band ("from 100"). `upper-inclusive`: the lower one ("up to 100").
 */
export type BandEdge = "lower-inclusive" | "upper-inclusive";

/** The end of a band: an amount (`"1000"`), a count (`50`), or a share of the plan (`"80%"`). */
export type BandEnd = string | number;

/** What rules of every mode have. */
export interface BandRulesBase {
  readonly per: BandEvaluation;
  /** Of the money, once for all bands together. Default: `half-away-from-zero`. */
  readonly rounding?: Rounding | undefined;
}

/** The whole amount is paid at the rate of the band that is reached. Pay jumps at the edges. */
export interface WholeBandsInput extends BandRulesBase {
  readonly mode: "whole";
  /** Default: `amount`. */
  readonly measure?: BandMeasure | undefined;
  /** Default: `lower-inclusive`. */
  readonly edge?: BandEdge | undefined;
  /** 1 to 100, in order; the last has no end. */
  readonly bands: readonly {
    readonly upTo?: BandEnd | undefined;
    /** At most `"100%"`. */
    readonly rate: string;
    /** Base pay of who is in the band; only with `per: "period"`. Default: none. */
    readonly base?: string | undefined;
  }[];
}

/** Each band pays the part of the amount that lies in it, at its own rate. */
export interface StepBandsInput extends BandRulesBase {
  readonly mode: "step";
  /** Default: `amount`. */
  readonly measure?: "amount" | "attainment" | undefined;
  /** 1 to 100, in order. Where the last has an end, nothing is paid for what is above. */
  readonly bands: readonly {
    readonly upTo?: BandEnd | undefined;
    /** At most `"100%"`. */
    readonly rate: string;
  }[];
}

/** Each band is worth an amount: in full once it is filled, and in proportion before. */
export interface InterpolatedBandsInput extends BandRulesBase {
  readonly mode: "interpolated";
  /** Default: `amount`. */
  readonly measure?: BandMeasure | undefined;
  /** 1 to 100, in order. Nothing is paid for what is above the last. */
  readonly bands: readonly { readonly upTo: BandEnd; readonly amount: string }[];
}

/** How bands pay. */
export type BandRulesInput = WholeBandsInput | StepBandsInput | InterpolatedBandsInput;

/** Commission bands as a shop writes them down. Plain JSON. */
export type BandsInput = BandRulesInput & {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
};

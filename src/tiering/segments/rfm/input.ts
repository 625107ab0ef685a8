/** RFM scores and segments as they enter, and as a settings page stores them. Plain JSON. */
export interface RfmInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** IANA zone in which recency counts calendar days. */
  readonly zone: string;
  /** ISO 4217 code of the amounts. */
  readonly currency: string;
  /** How the three figures of a member become scores of 1 to 5, of which 5 is best. */
  readonly scores: {
    /** Cut points in whole days since the last order; fewer days score higher. */
    readonly recency: RfmScaleInput<number>;
    /** Cut points in orders. */
    readonly frequency: RfmScaleInput<number>;
    /** Cut points in decimal text of the currency. */
    readonly monetary: RfmScaleInput<string>;
  };
  /** 1 to 100; the first that matches wins. */
  readonly segments: readonly RfmSegmentInput[];
  /** The segment of members with scores that no other segment matches. Default `others`. */
  readonly others?: string | undefined;
}

/**
 * How a figure becomes a score.
 *
 * - `cuts`: four cut points that do not fall; a value on a cut point lies above it
 * - `quantiles`: the quantiles of type 7 at 20, 40, 60 and 80 % of the members that are scored
 *   together; a value on a quantile lies below it
 */
export type RfmScaleInput<Cut> =
  { readonly kind: "cuts"; readonly cuts: readonly Cut[] } | { readonly kind: "quantiles" };

/** A segment: a box of scores. Bounds are inclusive; an axis that is left out may have any score. */
export interface RfmSegmentInput extends RfmBoxInput {
  readonly id: string;
  readonly name?: string | undefined;
  /**
   * A wider box for members that were in the segment before: they stay while they are inside.
   * An axis that is left out has the bounds of entry.
   */
  readonly stay?: RfmBoxInput | undefined;
}

/** Scores from and to, on each axis. */
export interface RfmBoxInput {
  readonly recency?: RfmBounds | undefined;
  readonly frequency?: RfmBounds | undefined;
  readonly monetary?: RfmBounds | undefined;
}

/** The lowest and the highest score, both included: `[4, 5]`. */
export type RfmBounds = readonly [number, number];

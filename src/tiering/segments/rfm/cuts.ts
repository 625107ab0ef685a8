import { fromMinor, toMinor } from "../../../kernel/money/amount";
import { currencyDecimals } from "../../../kernel/money/currency";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import { roundQuotient } from "../../../kernel/money/rounding";
import { type ExactFraction, fractionText } from "../exact";
import { interpolated } from "../quantile";
import type { RfmAxis } from "./axes";
import type { Rfm } from "./definition";
import type { RfmScaleInput } from "./input";

/** Where the scores of an axis begin. */
export interface RfmCuts {
  /**
   * The least value above each of the four cut points: days, orders, or decimal text of money. As cut
   * points of a definition they give the same scores again. Empty: nobody was there to derive them from.
   */
  readonly from: readonly (number | string)[];
  /** The quantiles that they were derived from, exactly, as decimal text; null: they were given. */
  readonly quantiles: readonly string[] | null;
}

const STEPS: readonly Fraction[] = /* @__PURE__ */ ["20%", "40%", "60%", "80%"].map(toFraction);

/** The least integer above each cut point: every comparison is then one of integers. */
export type Thresholds = Readonly<Record<RfmAxis, readonly number[]>>;

/** The thresholds of every axis, and how a report states them. */
export function cutPoints(
  { scores, currency }: Rfm,
  figures: Readonly<Record<RfmAxis, readonly number[]>>,
): { readonly thresholds: Thresholds; readonly cuts: Readonly<Record<RfmAxis, RfmCuts>> } {
  const decimals = currencyDecimals(currency);
  const cutsOf = (axis: RfmAxis) => {
    const quantiles = scores[axis].kind === "quantiles" ? quantilesOf(figures[axis]) : null;
    const from = quantiles?.map(above) ?? given(scores[axis], currency);
    const isMoney = axis === "monetary";
    const cuts: RfmCuts = {
      from: from.map((least) => (isMoney ? fromMinor(least, currency) : least)),
      quantiles: quantiles?.map((one) => fractionText(one, isMoney ? decimals : 0)) ?? null,
    };
    return { from, cuts };
  };
  const recency = cutsOf("recency");
  const frequency = cutsOf("frequency");
  const monetary = cutsOf("monetary");
  return {
    thresholds: { recency: recency.from, frequency: frequency.from, monetary: monetary.from },
    cuts: { recency: recency.cuts, frequency: frequency.cuts, monetary: monetary.cuts },
  };
}

/** 1 to 5: one more for each threshold that is reached, and for recency the other way round. */
export function scoreOf(axis: RfmAxis, value: number, thresholds: Thresholds): number {
  let reached = 0;
  for (const least of thresholds[axis]) if (value >= least) reached += 1;
  return axis === "recency" ? 5 - reached : 1 + reached;
}

function given(scale: RfmScaleInput<number | string>, currency: string): number[] {
  if (scale.kind === "quantiles") return [];
  return scale.cuts.map((cut) => (typeof cut === "string" ? toMinor(cut, currency) : cut));
}

function quantilesOf(values: readonly number[]): ExactFraction[] {
  if (values.length === 0) return [];
  const sorted = Float64Array.from(values).sort();
  const valueAt = (index: number) => ({ num: BigInt(sorted[index]!), den: 1n });
  return STEPS.map((step) => interpolated(sorted.length, valueAt, step));
}

/** A value on the quantile lies below it. */
function above({ num, den }: ExactFraction): number {
  return Number(roundQuotient(num, den, "floor")) + 1;
}

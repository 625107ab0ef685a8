import { safeInteger } from "../../../kernel/money/amount";
import { roundQuotient } from "../../../kernel/money/rounding";
import type { Band, BandRules } from "./definition";
import { measured, type QuantityMinor } from "./quantity";

/*
 * Positions and ends are integers of one fine unit: a minor unit or a deal, divided by the denominator
 * of the ends, so that "62.5 % of a plan of 99.99" is exact too.
 */

/** Where each band ends, in fine units; null: nowhere. */
export function bandEnds(rules: BandRules, planMinor: number): readonly (bigint | null)[] {
  const unit = rules.measure === "attainment" ? BigInt(planMinor) : 1n;
  return rules.bands.map(({ upTo }) =>
    upTo === null ? null : unit * BigInt(upTo.num) * BigInt(rules.endUnit / upTo.den),
  );
}

/** The band of `whole` that a quantity has reached; of one below 0, that of its magnitude. */
export function bandReached(rules: BandRules, quantity: QuantityMinor): number {
  const at = positionOf(rules, quantity);
  return bandEnds(rules, quantity.planMinor).findIndex(
    (end) => end === null || at < end || (at === end && rules.edge === "upper-inclusive"),
  );
}

/** What a quantity has earned by the end of one band, or by where it lies in it. */
export interface Slice {
  readonly band: number;
  /** In minor units, rounded; of all bands so far. */
  readonly total: number;
}

/**
 * The bands of `step` and `interpolated` that a quantity goes through, with running totals: each band
 * goes on from where the one below ended, so that pay is continuous. Of a quantity below 0, those of its
 * magnitude.
 */
export function slicesOf(rules: BandRules, quantity: QuantityMinor): Slice[] {
  const at = positionOf(rules, quantity);
  const ends = bandEnds(rules, quantity.planMinor);
  const scale = rules.mode === "step" ? BigInt(rules.endUnit) * BigInt(rules.rateUnit) : 1n;
  const slices: Slice[] = [];
  let from = 0n;
  let below = 0n; // what the bands below pay, in minor units / scale
  for (const [band, end] of ends.entries()) {
    if (from >= at) break;
    const to = end === null || at < end ? at : end;
    const [pays, width] = slopeOf(rules, rules.bands[band]!, from, end);
    const part = to - from;
    const exact = below * width + pays * part;
    const total = safeInteger(roundQuotient(exact, scale * width, rules.rounding));
    slices.push({ band, total });
    below += (pays * part) / width; // nothing is cut off: who goes on has filled the band
    from = to;
  }
  return slices;
}

/** What a band pays, in minor units / scale, for how many fine units. */
function slopeOf(
  { rateUnit }: BandRules,
  { rate, amountMinor }: Band,
  from: bigint,
  end: bigint | null,
): readonly [bigint, bigint] {
  return rate === null
    ? [BigInt(amountMinor!), end! - from]
    : [BigInt(rate.num) * BigInt(rateUnit / rate.den), 1n];
}

/** Whether a quantity lies above the last band. */
export function isAboveAll(rules: BandRules, quantity: QuantityMinor): boolean {
  const end = bandEnds(rules, quantity.planMinor).at(-1);
  return end !== null && end !== undefined && positionOf(rules, quantity) > end;
}

/** The magnitude of what is measured, in fine units. */
function positionOf(rules: BandRules, quantity: QuantityMinor): bigint {
  return BigInt(Math.abs(measured(rules, quantity))) * BigInt(rules.endUnit);
}

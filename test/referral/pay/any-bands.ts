import { fc } from "@fast-check/vitest";
import { type BandEdge, type BandsInput } from "uptier/referral";

const edge = fc.constantFrom<BandEdge>("lower-inclusive", "upper-inclusive");

/** A rate in hundredths of a percent, up to 100 %. */
const rate = fc.integer({ min: 0, max: 10_000 }).map((points) => `${points}/10000`);

/** Ends of bands in whole units, rising. */
const ends = fc
  .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 5 })
  .map((list) => list.toSorted((a, b) => a - b));

const head = { id: "any", currency: "JPY", per: "period" } as const;

/** Bands in yen, so that one unit is 1: `whole`. */
export const anyWhole = fc
  .tuple(ends, fc.array(rate, { minLength: 6, maxLength: 6 }), edge)
  .map(([list, rates, side]): BandsInput => {
    const bands = rates
      .slice(0, list.length + 1)
      .map((one, index) =>
        index < list.length ? { upTo: String(list[index]), rate: one } : { rate: one },
      );
    return { ...head, mode: "whole", edge: side, bands };
  });

/** Bands in yen: `step`, with or without an end. */
export const anyStep = fc
  .tuple(ends, fc.array(rate, { minLength: 6, maxLength: 6 }), fc.boolean())
  .map(([list, rates, open]): BandsInput => {
    const closed = list.map((end, index) => ({ upTo: String(end), rate: rates[index]! }));
    const last = open || list.length === 0 ? [{ rate: rates[5]! }] : [];
    return { ...head, mode: "step", bands: [...closed, ...last] };
  });

/** Bands in yen: `interpolated`. */
export const anyInterpolated = fc
  .tuple(
    ends.filter((list) => list.length > 0),
    fc.array(fc.nat(500), { minLength: 6, maxLength: 6 }),
  )
  .map(([list, amounts]): BandsInput => {
    const bands = list.map((end, index) => ({ upTo: String(end), amount: String(amounts[index]) }));
    return { ...head, mode: "interpolated", bands };
  });

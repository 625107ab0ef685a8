import { releasedShare } from "../../../kernel/allocation/release";
import { addSafely, fromMinor } from "../../../kernel/money/amount";
import type { Fraction } from "../../../kernel/money/rate";
import { bandReached, isAboveAll, slicesOf } from "./curve";
import type { BandRules } from "./definition";
import { type BandQuantity, measured, quantityIn, type QuantityMinor } from "./quantity";

/** What a quantity pays; decimal text. */
export interface BandPay {
  readonly currency: string;
  /** Base and commission. */
  readonly pay: string;
  readonly base: string;
  readonly commission: string;
  readonly why: readonly BandReason[];
}

/**
 * Why a quantity pays what it pays. Bands are named by their position in the definition, from 0.
 *
 * - `below-zero`: as for the same quantity above 0, negated
 * - `band-reached`: all of it is paid at the rate of this band
 * - `band-base`: who is in this band has this base
 * - `band-slice`: the part that lies in this band earned this; the slices sum to the commission
 * - `above-last-band`: what is above the last band earns nothing
 */
export type BandReason =
  | { readonly code: "below-zero" }
  | { readonly code: "band-reached"; readonly band: number; readonly rate: Fraction }
  | { readonly code: "band-base"; readonly band: number; readonly base: string }
  | { readonly code: "band-slice"; readonly band: number; readonly earned: string }
  | { readonly code: "above-last-band" };

/**
 * What a quantity pays under bands: the function that every evaluation is made of.
 *
 * `whole` pays all of the amount at the rate of the band that is reached; `step` pays each part at the
 * rate of its band; `interpolated` pays what each band is worth, in proportion to how far it is filled.
 * Everything is exact until one rounding at the end. A quantity below 0 earns minus what its magnitude
 * earns, so that a return takes back what its sale paid; it has the base of the first band.
 *
 * @param rules - bands, or a commission of a pay plan
 * @param quantity - an amount of 0 or none at all is an ordinary quantity; `count` or `plan` where the
 * bands measure them
 * @throws UptierError in this order: `invalid-input` (no object), `invalid-decimal`,
 * `too-many-decimals`, `unsafe-integer` (the amount), `invalid-input` (the count, or a plan that is not
 * above 0), `unsafe-integer` (the pay)
 *
 * @example
 * ```ts
 * import { bandPay, defineBands } from "uptier/referral";
 *
 * const bands = defineBands({
 *   id: "shop",
 *   currency: "CNY",
 *   mode: "whole",
 *   measure: "attainment",
 *   edge: "upper-inclusive",
 *   per: "period",
 *   bands: [
 *     { upTo: "80%", rate: "1.2%", base: "500" },
 *     { upTo: "100%", rate: "2%", base: "700" },
 *     { rate: "3%", base: "1100" },
 *   ],
 * });
 * const { base, commission, pay } = bandPay(bands, { amount: "80000", plan: "100000" });
 * [base, commission, pay]; // => ["500.00", "960.00", "1460.00"]
 * ```
 */
export function bandPay(rules: BandRules, quantity: BandQuantity): BandPay {
  const { currency } = rules;
  const { baseMinor, commissionMinor, why } = payOf(rules, quantityIn(rules, quantity));
  return {
    currency,
    pay: fromMinor(addSafely(baseMinor, commissionMinor), currency),
    base: fromMinor(baseMinor, currency),
    commission: fromMinor(commissionMinor, currency),
    why,
  };
}

/** What a quantity pays, in minor units. */
export interface PayMinor {
  readonly baseMinor: number;
  readonly commissionMinor: number;
  readonly why: readonly BandReason[];
}

/** As {@link bandPay}, for a quantity that has been read. */
export function payOf(rules: BandRules, quantity: QuantityMinor): PayMinor {
  const negative = measured(rules, quantity) < 0;
  const sign: BandReason[] = negative ? [{ code: "below-zero" }] : [];
  if (rules.mode === "whole") {
    const band = bandReached(rules, quantity);
    const rate = rules.bands[band]!.rate!;
    const held = negative ? 0 : band;
    const { baseMinor } = rules.bands[held]!;
    return {
      baseMinor,
      commissionMinor: releasedShare(quantity.amountMinor, rate.num, rate.den, rules.rounding),
      why: [
        ...sign,
        { code: "band-reached", band, rate },
        ...(baseMinor === 0 ? [] : [baseOf(held, baseMinor, rules)]),
      ],
    };
  }
  const slices = slicesOf(rules, quantity);
  const signed = (minor: number): number => (negative ? -minor + 0 : minor);
  return {
    baseMinor: 0,
    commissionMinor: signed(slices.at(-1)?.total ?? 0),
    why: [
      ...sign,
      ...slices.map(({ band, total }, index): BandReason => {
        const earned = signed(total - (slices[index - 1]?.total ?? 0));
        return { code: "band-slice", band, earned: fromMinor(earned, rules.currency) };
      }),
      ...(isAboveAll(rules, quantity) ? [{ code: "above-last-band" } as const] : []),
    ],
  };
}

function baseOf(band: number, baseMinor: number, { currency }: BandRules): BandReason {
  return { code: "band-base", band, base: fromMinor(baseMinor, currency) };
}

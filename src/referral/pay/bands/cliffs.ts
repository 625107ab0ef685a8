import { amountIn, checkInput, invalidInput } from "../../../kernel/argument";
import { addSafely, type AmountInput, fromMinor, safeInteger } from "../../../kernel/money/amount";
import { payOf } from "./band-pay";
import { bandEnds, bandReached } from "./curve";
import type { BandRules } from "./definition";
import { planIn, type QuantityMinor } from "./quantity";

/** What cliffs are looked for with. */
export interface CliffOptions {
  /** For bands of a count: the amount that the deals are worth together. */
  readonly amount?: AmountInput | undefined;
  /** For bands of the attainment. */
  readonly plan?: AmountInput | undefined;
  /** Jumps up to this are left out. Default: 0, nothing is. */
  readonly bound?: AmountInput | undefined;
}

/** A point where one more unit, a deal or the smallest amount of the currency, makes pay jump. */
export interface Cliff {
  /** The band that begins here, by its position in the definition, from 0. */
  readonly band: number;
  /** The last amount, or count, before the jump; and the first after it. */
  readonly from: string | number;
  readonly to: string | number;
  readonly payBefore: string;
  readonly payAfter: string;
  /** After less before; below 0 where more sales pay less. */
  readonly jump: string;
}

/**
 * Every point where one more unit changes pay by more than a bound although the rates do not explain
 * it: the edges of `whole` bands where rate or base change. There are none in `step` and `interpolated`
 * bands, since each of their bands goes on from where the one below ended.
 *
 * People sell toward a cliff and hold back deals behind it; a downward one pays less for more. This is
 * for whoever sets the bands.
 *
 * @returns in the order of the bands
 * @throws UptierError in this order: `invalid-input`, those of an amount, `negative-amount` (the bound),
 * those of an amount and `invalid-input` (the plan), those of an amount and `negative-amount` (the
 * amount), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineBands, findCliffs } from "uptier/referral";
 *
 * const bands = defineBands({
 *   id: "old-plan",
 *   currency: "CNY",
 *   mode: "whole",
 *   per: "period",
 *   bands: [{ upTo: "10000", rate: "1%" }, { upTo: "50000", rate: "2%" }, { rate: "3%" }],
 * });
 * findCliffs(bands).map(({ from, to, jump }) => [from, to, jump]);
 * // => [["9999.99", "10000.00", "100.00"], ["49999.99", "50000.00", "500.00"]]
 * ```
 */
export function findCliffs(rules: BandRules, options: CliffOptions = {}): Cliff[] {
  checkInput("options", options);
  const { currency, measure } = rules;
  const bound = amountIn("bound", options.bound ?? "0", currency);
  const planMinor = planIn(rules, options.plan);
  const amountMinor = measure === "count" ? dealsWorth(options, currency) : 0;
  if (rules.mode !== "whole") return [];
  const quantityAt = (at: number): QuantityMinor =>
    measure === "count"
      ? { amountMinor, count: at, planMinor }
      : { amountMinor: at, count: 0, planMinor };
  const payAt = (at: number): number => {
    const { baseMinor, commissionMinor } = payOf(rules, quantityAt(at));
    return addSafely(baseMinor, commissionMinor);
  };
  const money = (minor: number): string => fromMinor(minor, currency);
  const shownAt = (at: number): string | number => (measure === "count" ? at : money(at));
  let last = -1;
  return bandEnds(rules, planMinor).flatMap((end, index) => {
    if (end === null || !jumps(rules, index, end, amountMinor)) return [];
    // The last unit that is still in the lower band.
    const fine = rules.edge === "upper-inclusive" ? end : end - 1n;
    const from = safeInteger(fine / BigInt(rules.endUnit));
    if (from === last) return []; // a plan so small that two edges lie in one unit
    last = from;
    const [before, after] = [payAt(from), payAt(from + 1)];
    if (Math.abs(after - before) <= bound) return [];
    return [
      {
        band: bandReached(rules, quantityAt(from + 1)),
        from: shownAt(from),
        to: shownAt(from + 1),
        payBefore: money(before),
        payAfter: money(after),
        jump: money(after - before),
      },
    ];
  });
}

/** Whether the exact pay at the end of a band is another by the rules of the next one. */
function jumps(
  { bands, measure, endUnit }: BandRules,
  index: number,
  end: bigint,
  amountMinor: number,
): boolean {
  const [lower, upper] = [bands[index]!, bands[index + 1]!];
  const [amount, unit] = measure === "count" ? [BigInt(amountMinor), 1n] : [end, BigInt(endUnit)];
  const [num, den] = [BigInt(lower.rate!.num), BigInt(lower.rate!.den)];
  const [nextNum, nextDen] = [BigInt(upper.rate!.num), BigInt(upper.rate!.den)];
  const byRate = (nextNum * den - num * nextDen) * amount;
  const byBase = BigInt(upper.baseMinor - lower.baseMinor) * den * nextDen * unit;
  return byRate + byBase !== 0n;
}

function dealsWorth({ amount }: CliffOptions, currency: string): number {
  if (amount !== undefined) return amountIn("amount", amount, currency);
  throw invalidInput("amount", "what the deals are worth: the bands are of a count", "left out");
}

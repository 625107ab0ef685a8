import { type AmountInput, fromMinor } from "../../kernel/money/amount";
import type { Rate } from "../../kernel/money/rate";
import { checkRounding, type Rounding } from "../../kernel/money/rounding";
import { chanceOf, plus, ratio, times } from "../ratio";
import { amountAtLeastZero, expectedMoney, type ExpectedMoney } from "./expected";

/** A prize that its winner can turn into a dearer one by taking part in something. */
export interface UpgradeOffer {
  /** ISO 4217 code of both amounts. */
  readonly currency: string;
  /** Of the text of what is not whole; the exact fraction stands beside it. */
  readonly rounding: Rounding;
  /** What the prize costs as it was won. */
  readonly base: AmountInput;
  /** What it costs once upgraded. */
  readonly upgraded: AmountInput;
  /** Of the winners, the share that takes the upgrade. */
  readonly rate: Rate;
}

/** What an offered upgrade costs. */
export interface UpgradeCost {
  /** On average: base + rate x (upgraded - base). */
  readonly expected: ExpectedMoney;
  /** What a budget must keep free while the offer is open: the dearer of the two. */
  readonly reserved: string;
}

/**
 * What a prize costs on average when its winner may upgrade it, and what must be kept free for it
 * until the winner has decided.
 *
 * @throws UptierError in this order: `unknown-rounding`, `unknown-currency`, at the first amount at
 * fault `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `negative-amount`; then
 * `invalid-rate`, `invalid-chances` (above 1), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { expectedUpgradeCost } from "uptier/lottery";
 *
 * const cost = expectedUpgradeCost({
 *   currency: "CNY",
 *   rounding: "half-even",
 *   base: "5.00",
 *   upgraded: "100.00",
 *   rate: "30%",
 * });
 * cost.expected.amount; // => "33.50"
 * cost.reserved; // => "100.00"
 * ```
 */
export function expectedUpgradeCost(offer: UpgradeOffer): UpgradeCost {
  const { currency, rounding } = offer;
  checkRounding(rounding);
  const base = amountAtLeastZero(offer.base, currency, "base");
  const upgraded = amountAtLeastZero(offer.upgraded, currency, "upgraded");
  const rise = times(chanceOf(offer.rate, "the rate"), ratio(BigInt(upgraded) - BigInt(base)));
  return {
    expected: expectedMoney(plus(ratio(base), rise), currency, rounding),
    reserved: fromMinor(Math.max(base, upgraded), currency),
  };
}

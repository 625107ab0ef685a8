import type { AmountInput } from "../../kernel/money/amount";
import { type DecimalInput, parseDecimal } from "../../kernel/money/decimal";
import { currencyDecimals } from "../../kernel/money/currency";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";
import { checkRounding, type Rounding } from "../../kernel/money/rounding";
import { chanceOf, minus, over, plus, type Ratio, ratio, times } from "../ratio";
import {
  amountAtLeastZero,
  expected,
  type Expected,
  expectedMoney,
  type ExpectedMoney,
  negativeAmount,
} from "./expected";
import { expectedFunnel } from "./funnel";

/** A card in the parcel that invites to a draw, whose coupon brings a purchase. */
export interface PackageCard {
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** Of the texts of what is not whole; the exact fractions stand beside them. */
  readonly rounding: Rounding;
  /** Cards that are put into parcels. Default: 1. */
  readonly cards?: number;
  /** Of the cards, the share that leads to a member. */
  readonly joinRate: Rate;
  /** Of the members, the share that buys with the coupon. */
  readonly buyRate: Rate;
  /** Of the goods, before the coupon. */
  readonly price: AmountInput;
  /** What the coupon takes off the price; it costs nothing until it is used. */
  readonly coupon: AmountInput;
  /** Of the goods that a buyer gets. */
  readonly goodsCost: AmountInput;
  /** Of the parcel that a buyer gets. */
  readonly shipping: AmountInput;
  /** Of one card, printed and put into the parcel. */
  readonly cardCost: AmountInput;
  /**
   * What the prizes cost per member who joins, on average, without coupons: decimal text, also of
   * less than a minor unit, or a fraction of minor units.
   */
  readonly prizeCost: DecimalInput | Fraction;
}

/** What comes of it. */
export interface PackageCardForecast {
  readonly joins: Expected;
  readonly buyers: Expected;
  /** Of the cards, the share that leads to a buyer. */
  readonly buyerRate: Expected;
  /** What a buyer pays: price - coupon, and 0 where the coupon is worth more. */
  readonly paidPrice: ExpectedMoney;
  /** Paid price - goods - shipping. */
  readonly contributionPerBuyer: ExpectedMoney;
  /** Contribution per buyer x rate of buyers, before prizes and cards are paid for. */
  readonly contributionPerCard: ExpectedMoney;
  /** Contribution per card - join rate x prize cost - card cost: 0 is the break-even. */
  readonly profitPerCard: ExpectedMoney;
  /** Of all cards. */
  readonly profit: ExpectedMoney;
  /** Cards and prizes paid for, per buyer that they bring; null: nobody buys. */
  readonly costPerBuyer: ExpectedMoney | null;
  /**
   * The prize cost per member at which the profit is 0; negative: a loss even with free prizes;
   * null: nobody joins.
   */
  readonly breakEvenPrizeCost: ExpectedMoney | null;
}

/**
 * Whether a card in the parcel pays: what members, buyers and profit are expected per card. All in
 * exact fractions; only the texts are rounded, by the rounding that is named.
 *
 * @throws UptierError in this order: `unknown-rounding`, `unknown-currency`, at the first amount at
 * fault `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `negative-amount`; for the prize
 * cost `invalid-decimal` or `invalid-rate`, `negative-amount`; then those of
 * {@link expectedFunnel}, with the name of the rate
 *
 * @example
 * ```ts
 * import { packageCard } from "uptier/lottery";
 *
 * const forecast = packageCard({
 *   currency: "CNY",
 *   rounding: "half-even",
 *   cards: 1000,
 *   joinRate: "11.9%",
 *   buyRate: "20%",
 *   price: "29.90",
 *   coupon: "20.00",
 *   goodsCost: "3.00",
 *   shipping: "2.50",
 *   cardCost: "0.03",
 *   prizeCost: "0.5",
 * });
 * forecast.buyers.decimal; // => "23.8"
 * forecast.contributionPerBuyer.amount; // => "4.40"
 * forecast.profitPerCard; // => { exactMinor: { num: 761, den: 500 }, decimal: "0.01522", amount: "0.02" }
 * forecast.breakEvenPrizeCost?.decimal; // => "0.6278991597"
 * ```
 */
export function packageCard(card: PackageCard): PackageCardForecast {
  const { currency, rounding, cards = 1, joinRate, buyRate } = card;
  checkRounding(rounding);
  const amount = (key: "price" | "coupon" | "goodsCost" | "shipping" | "cardCost"): Ratio =>
    ratio(amountAtLeastZero(card[key], currency, key));
  const discounted = minus(amount("price"), amount("coupon"));
  const paidPrice = discounted.num < 0n ? ratio(0) : discounted;
  const contribution = minus(minus(paidPrice, amount("goodsCost")), amount("shipping"));
  const cardCost = amount("cardCost");
  const prizeCost = averageCost(card.prizeCost, currency);
  const [joining, buying] = expectedFunnel(
    cards,
    [
      { name: "joinRate", rate: joinRate },
      { name: "buyRate", rate: buyRate },
    ],
    rounding,
  );
  const join = chanceOf(joinRate, "joinRate");
  const buyer = times(join, chanceOf(buyRate, "buyRate"));
  const contributionPerCard = times(buyer, contribution);
  const costPerCard = plus(cardCost, times(join, prizeCost));
  const profitPerCard = minus(contributionPerCard, costPerCard);
  const money = (minor: Ratio): ExpectedMoney => expectedMoney(minor, currency, rounding);
  return {
    joins: joining!.count,
    buyers: buying!.count,
    buyerRate: expected(buyer, rounding),
    paidPrice: money(paidPrice),
    contributionPerBuyer: money(contribution),
    contributionPerCard: money(contributionPerCard),
    profitPerCard: money(profitPerCard),
    profit: money(times(profitPerCard, ratio(cards))),
    costPerBuyer: buyer.num === 0n ? null : money(over(costPerCard, buyer)),
    breakEvenPrizeCost:
      join.num === 0n ? null : money(over(minus(contributionPerCard, cardCost), join)),
  };
}

/** An average is not bound to whole minor units. */
function averageCost(cost: DecimalInput | Fraction, currency: string): Ratio {
  if (typeof cost === "object" && cost !== null && "num" in cost) {
    const { num, den } = toFraction(cost);
    return ratio(num, den);
  }
  const { digits, scale } = parseDecimal(cost);
  if (digits < 0n) throw negativeAmount("prizeCost");
  return ratio(digits * 10n ** BigInt(currencyDecimals(currency)), 10n ** BigInt(scale));
}

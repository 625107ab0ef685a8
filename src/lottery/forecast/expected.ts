import { UptierError } from "../../kernel/errors";
import { type AmountInput, fromMinor, toMinor } from "../../kernel/money/amount";
import { currencyDecimals } from "../../kernel/money/currency";
import type { Fraction } from "../../kernel/money/rate";
import { type Rounding, roundQuotient } from "../../kernel/money/rounding";
import { fractionOf, over, type Ratio, ratio, shortDecimal } from "../ratio";

/** An expected number of people or things, or a rate. Plain JSON. */
export interface Expected {
  /** In lowest terms. */
  readonly exact: Fraction;
  /** The same as decimal text; rounded to 10 decimals where it has more. */
  readonly decimal: string;
}

/** An expected amount of money, which need not be whole minor units. Plain JSON. */
export interface ExpectedMoney {
  /** In minor units, in lowest terms; negative: a loss. */
  readonly exactMinor: Fraction;
  /** In units of the currency; rounded to 10 decimals where it has more. */
  readonly decimal: string;
  /** Rounded to whole minor units, with all decimals of the currency. */
  readonly amount: string;
}

/**
 * A number as it is reported.
 *
 * @throws UptierError `unsafe-integer`
 */
export function expected(value: Ratio, rounding: Rounding): Expected {
  return { exact: fractionOf(value), decimal: shortDecimal(value, rounding) };
}

/**
 * An amount as it is reported.
 *
 * @param minor - in minor units
 * @throws UptierError `unsafe-integer`
 */
export function expectedMoney(minor: Ratio, currency: string, rounding: Rounding): ExpectedMoney {
  const unit = ratio(10n ** BigInt(currencyDecimals(currency)));
  return {
    exactMinor: fractionOf(minor),
    decimal: shortDecimal(over(minor, unit), rounding),
    amount: fromMinor(roundQuotient(minor.num, minor.den, rounding), currency),
  };
}

/**
 * An amount that is not negative, in minor units.
 *
 * @param what - names it in the message
 * @throws UptierError as {@link toMinor}, then `negative-amount`
 */
export function amountAtLeastZero(amount: AmountInput, currency: string, what: string): number {
  const minor = toMinor(amount, currency);
  if (minor < 0) throw negativeAmount(what);
  return minor;
}

export function negativeAmount(what: string): UptierError {
  return new UptierError("negative-amount", `${what} is negative; give 0 or more`);
}

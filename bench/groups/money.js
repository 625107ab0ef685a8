/* One order's money: a rate of it, and its split over five lines. */
import { Decimal } from "decimal.js";
import { allocate as allocateDinero, dinero } from "dinero.js";
import { CNY } from "dinero.js/currencies";
import {
  allocate,
  amountOf,
  fromMinor,
  releaseShares,
  toFraction,
  toMinor,
} from "../../dist/kernel.js";

export const title = "Money";
export const base = "split over 5 lines: uptier";

const weights = [98, 92, 98, 123, 102];
const rate = toFraction("2.5%");

const repeat = (operation) => (count) => {
  let last;
  for (let index = 0; index < count; index += 1) last = operation(index);
  return last;
};

export const candidates = {
  "split over 5 lines: uptier": () => repeat((index) => allocate(10_000 + (index & 1023), weights)),
  "split over 5 lines: uptier, bigint": () =>
    repeat((index) => allocate(BigInt(10_000 + (index & 1023)), weights)),
  "split over 5 lines: dinero.js": () =>
    repeat((index) =>
      allocateDinero(dinero({ amount: 10_000 + (index & 1023), currency: CNY }), weights),
    ),
  "split over 5 lines: floats, inexact": () =>
    repeat((index) =>
      weights.map((weight) => Math.round(((10_000 + (index & 1023)) * weight) / 513)),
    ),
  "2.5 % of it: uptier": () =>
    repeat((index) => amountOf(10_000 + (index & 1023), rate, "half-away-from-zero")),
  "2.5 % of it: uptier, rate as text": () =>
    repeat((index) => amountOf(10_000 + (index & 1023), "2.5%", "half-away-from-zero")),
  "2.5 % of it: decimal.js": () =>
    repeat((index) =>
      new Decimal(10_000 + (index & 1023)).times("0.025").toDecimalPlaces(0, Decimal.ROUND_HALF_UP),
    ),
  "partial refund, 2 shares: uptier": () =>
    repeat((index) => releaseShares([50, 33], 10_000, index & 1023, 333, "half-away-from-zero")),
  "text to minor units: uptier": () => repeat((index) => toMinor(`${index & 1023}.90`, "CNY")),
  "minor units to text: uptier": () => repeat((index) => fromMinor(index & 65_535, "CNY")),
  "text to Decimal: decimal.js": () => repeat((index) => new Decimal(`${index & 1023}.90`)),
};

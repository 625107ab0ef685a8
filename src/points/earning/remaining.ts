import { shown, UptierError } from "../../kernel/errors";
import { type AmountInput, fromMinor, toMinor } from "../../kernel/money/amount";
import { scaled } from "../../kernel/money/rate";
import { exact, type Exact, NOTHING } from "./exact";
import type { FrozenEarning } from "./frozen";

/**
 * All that was refunded of an order so far, not only the last time: `"everything"`, or amounts of
 * what the goods cost after discounts, however they were paid.
 */
export type Refunded =
  | "everything"
  | {
      /** By the id of the line. */
      readonly lines?: Readonly<Record<string, AmountInput>> | undefined;
      readonly shipping?: AmountInput | undefined;
      /**
       * Refunded without saying for which line: spread over what is left of the lines, in proportion;
       * what goes beyond them is shipping.
       */
      readonly amount?: AmountInput | undefined;
    };

/** What is left of an order after refunds. */
export interface Remaining {
  /** Whether anything is left of the goods, or of the event. */
  readonly any: boolean;
  /** Whether the refunds of a line leave anything of it. */
  readonly hasLine: (line: string) => boolean;
  /** Of a whole number that belongs to a line, what the refunds of that line leave. */
  readonly ofLine: (line: string, whole: number) => number;
  /** The share of the goods that the refunds without a line leave. */
  readonly goodsShare: Exact;
  readonly shippingShare: Exact;
  /** What the goods that are left cost, in minor units. */
  readonly goodsMinor: number;
}

type Refundable = Pick<FrozenEarning, "currency" | "lines" | "shippingPaidMinor">;

const ONE = exact(1);

/** Nothing was refunded. */
export function allOf({ lines }: Pick<FrozenEarning, "lines">): Remaining {
  return {
    any: true,
    hasLine: () => true,
    ofLine: (_line, whole) => whole,
    goodsShare: ONE,
    shippingShare: ONE,
    goodsMinor: lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0),
  };
}

const NONE: Remaining = {
  any: false,
  hasLine: () => false,
  ofLine: () => 0,
  goodsShare: NOTHING,
  shippingShare: NOTHING,
  goodsMinor: 0,
};

/**
 * What is left after refunds. It is a function of all refunds together, and falls with each of them:
 * so it does not matter in which slices they came.
 *
 * @throws UptierError in this order: `invalid-refund` (no refund, an unknown line), the codes of
 * `toMinor`, `invalid-refund` (below 0, or more than was paid)
 */
export function remainingAfter(earning: Refundable, refunded: Refunded): Remaining {
  if (refunded === "everything") return NONE;
  if (typeof refunded !== "object" || refunded === null) {
    throw invalidRefund(`${shown(refunded)} is no refund; give "everything" or amounts`);
  }
  const { lines, shippingPaidMinor } = earning;
  const left = linesAfter(earning, refunded);
  const goodsPaid = lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
  const goods = [...left.values()].reduce((sum, line) => sum + line.leftMinor, 0);
  const { currency } = earning;
  const shipping =
    shippingPaidMinor - read(refunded.shipping, () => "the shipping", shippingPaidMinor, currency);
  const amount = read(refunded.amount, () => "the rest of the order", goods + shipping, currency);
  const onGoods = Math.min(amount, goods);
  const any = goodsPaid === 0 || goods > onGoods;
  return {
    any,
    hasLine: (line) => {
      const { paidMinor, leftMinor } = left.get(line)!;
      return paidMinor > 0 ? leftMinor > 0 : any;
    },
    ofLine: (line, whole) => {
      const { paidMinor, leftMinor } = left.get(line)!;
      if (paidMinor > 0) return scaled(whole, leftMinor, paidMinor, "half-away-from-zero");
      // A line that cost nothing goes with the rest of the goods.
      return goodsPaid === 0 ? whole : scaled(whole, goods, goodsPaid, "half-away-from-zero");
    },
    goodsShare: goods === 0 ? ONE : exact(goods - onGoods, goods),
    shippingShare:
      shippingPaidMinor === 0
        ? exact(any ? 1 : 0)
        : exact(shipping - (amount - onGoods), shippingPaidMinor),
    goodsMinor: goods - onGoods,
  };
}

/** What the refunds of lines leave of them. */
function linesAfter(
  { currency, lines }: Refundable,
  refunded: Exclude<Refunded, "everything">,
): ReadonlyMap<string, { readonly paidMinor: number; readonly leftMinor: number }> {
  const own = refunded.lines ?? {};
  const known = new Set(lines.map(({ line }) => line));
  const stranger = Object.keys(own).find((line) => !known.has(line));
  if (stranger !== undefined) {
    throw invalidRefund(`there is no line ${shown(stranger)}; name a line of the order`);
  }
  return new Map(
    lines.map(({ line, paidMinor }) => {
      const amount = Object.hasOwn(own, line) ? own[line] : undefined;
      const leftMinor =
        paidMinor - read(amount, () => `the line ${shown(line)}`, paidMinor, currency);
      return [line, { paidMinor, leftMinor }];
    }),
  );
}

function read(
  amount: AmountInput | undefined,
  what: () => string,
  most: number,
  currency: string,
): number {
  const minor = amount === undefined ? 0 : toMinor(amount, currency);
  if (minor >= 0 && minor <= most) return minor;
  const [given, cost] = [fromMinor(minor, currency), fromMinor(most, currency)];
  throw invalidRefund(`${given} cannot be refunded of ${what()}; give 0 to ${cost}`);
}

function invalidRefund(message: string): UptierError {
  return new UptierError("invalid-refund", message);
}

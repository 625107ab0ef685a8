import { UptierError } from "../../kernel/errors";
import { type AmountInput, toMinor } from "../../kernel/money/amount";
import { exact, type Exact, NOTHING, times } from "./exact";
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
  /** The share of a line that is left, 0 to 1. */
  readonly share: (line: string) => Exact;
  /** The share of the shipping that is left. */
  readonly shipping: Exact;
  /** What the goods that are left cost, in minor units. */
  readonly goods: Exact;
}

type Refundable = Pick<FrozenEarning, "currency" | "lines" | "shippingPaidMinor">;

const ONE = exact(1);

/** Nothing was refunded. */
export function allOf({ lines }: Pick<FrozenEarning, "lines">): Remaining {
  const goods = lines.reduce((before, { paidMinor }) => before + paidMinor, 0);
  return { any: true, share: () => ONE, shipping: ONE, goods: exact(goods) };
}

/**
 * What is left after refunds, in exact shares: nothing is rounded, so that it does not matter in
 * which slices they came.
 *
 * @throws UptierError in this order: `invalid-refund` (an unknown line), the codes of `toMinor`,
 * `invalid-refund` (below 0, or more than was paid)
 */
export function remainingAfter(earning: Refundable, refunded: Refunded): Remaining {
  if (refunded === "everything") {
    return { any: false, share: () => NOTHING, shipping: NOTHING, goods: NOTHING };
  }
  const { currency, lines, shippingPaidMinor } = earning;
  const own = refunded.lines ?? {};
  const known = new Set(lines.map(({ line }) => line));
  const stranger = Object.keys(own).find((line) => !known.has(line));
  if (stranger !== undefined) {
    throw invalidRefund(`there is no line "${stranger}"; name a line of the order`);
  }
  const read = (amount: AmountInput | undefined, what: string, most: number): number => {
    const minor = amount === undefined ? 0 : toMinor(amount, currency);
    if (minor >= 0 && minor <= most) return minor;
    throw invalidRefund(`${minor} minor units of ${what} are refunded; it cost ${most}`);
  };
  const left = new Map(
    lines.map(({ line, paidMinor }) => {
      const amount = Object.hasOwn(own, line) ? own[line] : undefined;
      return [line, { paidMinor, minor: paidMinor - read(amount, `line "${line}"`, paidMinor) }];
    }),
  );
  const goodsPaid = lines.reduce((before, { paidMinor }) => before + paidMinor, 0);
  let goods = 0;
  for (const { minor } of left.values()) goods += minor;
  const shipping = shippingPaidMinor - read(refunded.shipping, "the shipping", shippingPaidMinor);
  const amount = read(refunded.amount, "the rest of the order", goods + shipping);
  const onGoods = Math.min(amount, goods);
  const kept = goods === 0 ? ONE : exact(goods - onGoods, goods);
  // A line that cost nothing goes with the rest of the goods.
  const ofAll = goodsPaid === 0 ? ONE : exact(goods - onGoods, goodsPaid);
  return {
    any: ofAll.num > 0n,
    share: (line) => {
      const { paidMinor, minor } = left.get(line)!;
      return paidMinor === 0 ? ofAll : times(exact(minor, paidMinor), kept);
    },
    shipping:
      shippingPaidMinor === 0 ? ofAll : exact(shipping - (amount - onGoods), shippingPaidMinor),
    goods: exact(goods - onGoods),
  };
}

function invalidRefund(message: string): UptierError {
  return new UptierError("invalid-refund", message);
}

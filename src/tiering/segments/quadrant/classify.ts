import { UptierError } from "../../../kernel/errors";
import { type AmountInput, fromMinor, toMinor } from "../../../kernel/money/amount";
import { currencyDecimals } from "../../../kernel/money/currency";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import { type Bar, fixedBar, levelOf, quantileBar } from "../bar";
import type { BarInput } from "../bar-input";
import { cellOf, type HighLowCell, levelsBefore, noMembers } from "../cell";
import { fractionText } from "../exact";
import { countOf } from "../measure";
import { checkMembers, checkPrevious, ofMember, wasBefore } from "../members";
import type { Quadrant } from "./definition";

/** What a member has ordered in the time that is judged. Plain JSON. */
export interface QuadrantMember {
  readonly member: string;
  readonly orders: number;
  /** What the orders came to, refunds taken off. */
  readonly money: AmountInput;
}

/** Members with their cells. Plain JSON. */
export interface QuadrantReport {
  readonly quadrant: string;
  /** The version of the definition. */
  readonly version: string;
  /** Where high began, to at most six decimals of the minor unit; null: a quantile of nobody. */
  readonly orderValueFrom: string | null;
  /** Where high began, to at most six decimals; null: a quantile of nobody. */
  readonly frequencyFrom: string | null;
  /** In the order in which they were given. */
  readonly members: readonly QuadrantResult[];
  readonly cells: Readonly<Record<HighLowCell, number>>;
  readonly unclassified: number;
}

/** Where a member stands. */
export interface QuadrantResult {
  readonly member: string;
  /** Null: not classified, for want of orders. */
  readonly cell: HighLowCell | null;
  readonly strategy: string | null;
  readonly why: readonly QuadrantReason[];
}

/** Why a member is in a cell. `kept`: only because they were high before. */
export type QuadrantReason =
  | { readonly code: "no-orders" }
  | {
      readonly code: "order-value-high" | "order-value-kept" | "order-value-low";
      readonly money: string;
      readonly orders: number;
    }
  | {
      readonly code: "frequency-high" | "frequency-kept" | "frequency-low";
      readonly orders: number;
    };

/**
 * Puts members into one of four cells by average order value and frequency, each high from its bar
 * on. The average is never rounded: money and orders are compared as a fraction. Quantiles are taken
 * over the members of this call that have at least one order.
 *
 * @param members - at most 1,000,000, each once
 * @param previous - the cell that members were in before, for bars with a `leave`. Default: none
 * @throws UptierError in this order: `invalid-members` (no list, ids; money below 0, or money without
 * an order), `invalid-previous`, `invalid-count`, those of `toMinor`
 *
 * @example
 * ```ts
 * import { classifyQuadrant, defineQuadrant } from "uptier/tiering";
 *
 * const quadrant = defineQuadrant({
 *   id: "value",
 *   currency: "CNY",
 *   orderValue: { kind: "cutoff", enter: "200" },
 *   frequency: { kind: "cutoff", enter: 3 },
 * });
 * const { members } = classifyQuadrant(quadrant, [
 *   { member: "m1", orders: 3, money: "600" },
 *   { member: "m2", orders: 3, money: "599.99" },
 *   { member: "m3", orders: 0, money: "0" },
 * ]);
 * members.map(({ cell }) => cell); // => ["hiHi", "loHi", null]
 * members[0]?.strategy; // => "VIP 1:1"
 * ```
 */
export function classifyQuadrant(
  quadrant: Quadrant,
  members: readonly QuadrantMember[],
  previous: Readonly<Record<string, string | null>> = {},
): QuadrantReport {
  checkMembers(members);
  checkPrevious(previous);
  const { currency, noOrders } = quadrant;
  const figures = members.map((member) => figuresOf(member, currency));
  const ordering = figures.filter(({ orders }) => orders > 0);
  const orderValue = barOf(
    quadrant.orderValue,
    (value) => toMinor(value, currency),
    () => ordering.map(({ minor, orders }) => ({ num: minor, den: orders })),
  );
  const frequency = barOf(
    quadrant.frequency,
    (value) => value,
    () => ordering.map(({ orders }) => ({ num: orders, den: 1 })),
  );
  const cells = noMembers();
  let unclassified = 0;
  const results = members.map(({ member }, index): QuadrantResult => {
    const figure = figures[index]!;
    if (figure.orders > 0) {
      const before = wasBefore(previous, member);
      const { cell, why } = placed(figure, orderValue!, frequency!, before, currency);
      cells[cell] += 1;
      return { member, cell, strategy: quadrant.strategies[cell], why };
    }
    const why = [{ code: "no-orders" } as const];
    if (noOrders === "low") {
      cells.loLo += 1;
      return { member, cell: "loLo", strategy: quadrant.strategies.loLo, why };
    }
    unclassified += 1;
    return { member, cell: null, strategy: null, why };
  });
  const decimals = currencyDecimals(currency);
  return {
    quadrant: quadrant.id,
    version: quadrant.version,
    orderValueFrom: orderValue && fractionText(orderValue.enter, decimals),
    frequencyFrom: frequency && fractionText(frequency.enter),
    members: results,
    cells,
    unclassified,
  };
}

interface Figures {
  readonly orders: number;
  readonly minor: number;
}

function figuresOf({ member, orders, money }: QuadrantMember, currency: string): Figures {
  const count = ofMember(member, "orders", () => countOf(orders));
  const minor = ofMember(member, "money", () => toMinor(money, currency));
  if (minor < 0 || (count === 0 && minor > 0)) {
    throw new UptierError(
      "invalid-members",
      `member "${member}" cannot have ${count} orders of ${fromMinor(minor, currency)}; take refunds off, and leave out orders that were refunded completely`,
    );
  }
  return { orders: count, minor };
}

/** Null: nobody has an order from whom quantiles could be taken. */
function barOf<Value>(
  bar: BarInput<Value>,
  integerOf: (value: Value) => number,
  values: () => readonly Fraction[],
): Bar | null {
  if (bar.kind === "quantile") {
    const leave = bar.leave === undefined ? null : toFraction(bar.leave);
    return quantileBar(values(), toFraction(bar.enter), leave);
  }
  const at = (value: Value) => ({ num: integerOf(value), den: 1 });
  return fixedBar(at(bar.enter), bar.leave === undefined ? null : at(bar.leave));
}

function placed(
  { orders, minor }: Figures,
  orderValue: Bar,
  frequency: Bar,
  before: string | null,
  currency: string,
): { readonly cell: HighLowCell; readonly why: readonly QuadrantReason[] } {
  const was = levelsBefore(before);
  const value = levelOf({ num: minor, den: orders }, orderValue, was.first);
  const often = levelOf({ num: orders, den: 1 }, frequency, was.second);
  return {
    cell: cellOf(value.high, often.high),
    why: [
      {
        code: value.kept ? "order-value-kept" : value.high ? "order-value-high" : "order-value-low",
        money: fromMinor(minor, currency),
        orders,
      },
      {
        code: often.kept ? "frequency-kept" : often.high ? "frequency-high" : "frequency-low",
        orders,
      },
    ],
  };
}

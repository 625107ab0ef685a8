import type { PlainLine } from "./order";
import type { MemberPrices } from "./plan";

/** A member price for a line. */
export interface Offer {
  readonly prices: MemberPrices;
  /** Of one unit. */
  readonly priceMinor: number;
  /** What it takes off the line; 0: the line is not dearer than that. */
  readonly offMinor: number;
}

type Price = Omit<Offer, "offMinor">;

/**
 * The member prices of the lines of an order, by what a line would cost without them, in the order of
 * the definition.
 */
export function offersFor(
  lines: readonly PlainLine[],
  benefits: readonly MemberPrices[],
): (line: PlainLine) => (costMinor: number) => readonly Offer[] {
  const bySku = new Map<string, Price[]>();
  for (const { sku } of lines) if (sku !== null) bySku.set(sku, []);
  for (const prices of benefits) {
    for (const { sku, priceMinor } of prices.prices) bySku.get(sku)?.push({ prices, priceMinor });
  }
  return ({ sku, quantity }) => {
    const prices = (sku === null ? undefined : bySku.get(sku)) ?? [];
    return (costMinor) =>
      prices.map((price) => ({ ...price, offMinor: offOf(price, quantity, costMinor) }));
  };
}

/** In bigint: the price of many units may be no safe integer. */
function offOf({ priceMinor }: Price, quantity: number, costMinor: number): number {
  const off = BigInt(costMinor) - BigInt(priceMinor) * BigInt(quantity);
  return off > 0n ? Number(off) : 0;
}

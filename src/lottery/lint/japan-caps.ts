import { shown, UptierError } from "../../kernel/errors";
import { type AmountInput } from "../../kernel/money/amount";
import { amountAtLeastZero } from "../forecast/expected";

/** What is promised together with a purchase. */
export interface JapanPremium {
  /**
   * `draw`: one shop draws; `joint-draw`: the shops of a street or a trade draw together;
   * `gift-to-all`: everybody who buys gets it.
   */
  readonly kind: "draw" | "joint-draw" | "gift-to-all";
  /** The smallest purchase that takes part, in yen; above 0. */
  readonly purchase: AmountInput;
  /** Of the goods that are promoted, while it runs, in yen. Default: not known. */
  readonly expectedSales?: AmountInput;
}

/** What is allowed, in whole yen: decimal text. */
export interface JapanPrizeCaps {
  /** The most that one prize may be worth. */
  readonly prize: string;
  /** The most that all prizes may be worth together; null: no cap, or the sales are not known. */
  readonly total: string | null;
}

/**
 * The caps on prizes that Japanese law sets for promotions tied to a purchase.
 *
 * - `draw`: a prize up to 20 times the purchase where that is below 5,000 yen, else 100,000 yen;
 *   all prizes up to 2 % of the expected sales
 * - `joint-draw`: a prize up to 300,000 yen; all prizes up to 3 % of the expected sales
 * - `gift-to-all`: up to 20 % of the purchase, and always up to 200 yen; no cap on the total
 *
 * Caps are inclusive; fractions of a yen are cut off. Not legal advice: have the date of the rules
 * checked.
 *
 * @throws UptierError in this order: `unknown-premium`, at the first amount at fault
 * `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `negative-amount`; then
 * `invalid-purchase` (0: what needs no purchase is not under these caps)
 *
 * Source: restrictions on premium offers by lottery and on premium offers to general consumers,
 * under the Act against Unjustifiable Premiums and Misleading Representations; izto.blog,
 * legal-check.tokyo, keihin-park.com.
 *
 * @example
 * ```ts
 * import { japanPrizeCaps } from "uptier/lottery";
 *
 * japanPrizeCaps({ kind: "draw", purchase: "700" }); // => { prize: "14000", total: null }
 * japanPrizeCaps({ kind: "draw", purchase: "5000", expectedSales: "3000000" });
 * // => { prize: "100000", total: "60000" }
 * japanPrizeCaps({ kind: "gift-to-all", purchase: "800" }); // => { prize: "200", total: null }
 * ```
 */
export function japanPrizeCaps({ kind, purchase, expectedSales }: JapanPremium): JapanPrizeCaps {
  if (kind !== "draw" && kind !== "joint-draw" && kind !== "gift-to-all") {
    throw new UptierError(
      "unknown-premium",
      `${shown(kind)} is no kind of promotion; use "draw", "joint-draw" or "gift-to-all"`,
    );
  }
  const yen = BigInt(amountAtLeastZero(purchase, "JPY", "purchase"));
  const sales =
    expectedSales === undefined
      ? null
      : BigInt(amountAtLeastZero(expectedSales, "JPY", "expectedSales"));
  if (yen === 0n) {
    throw new UptierError(
      "invalid-purchase",
      "the purchase is 0; what needs no purchase is not under these caps",
    );
  }
  const percentOfSales = (percent: bigint): string | null =>
    sales === null ? null : String((sales * percent) / 100n);
  switch (kind) {
    case "draw":
      return { prize: yen < 5_000n ? String(yen * 20n) : "100000", total: percentOfSales(2n) };
    case "joint-draw":
      return { prize: "300000", total: percentOfSales(3n) };
    case "gift-to-all":
      return { prize: yen < 1_000n ? "200" : String(yen / 5n), total: null };
  }
}

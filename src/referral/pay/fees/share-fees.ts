import { amountIn, checkParts } from "../../../kernel/argument";
import type { Refused } from "../../../kernel/decision";
import { addSafely, type AmountInput, fromMinor } from "../../../kernel/money/amount";
import { amountOf, type Fraction, isLess, type Rate, toFraction } from "../../../kernel/money/rate";
import { refuse } from "../../../kernel/refusal";
import type { FeeSharing } from "./fee-sharing";

/** A product of a sale. */
export interface FeeLine {
  /** Unique in the sale. */
  readonly id: string;
  readonly price: AmountInput;
  /** Of the platform and the payment, on this product. */
  readonly fee: AmountInput;
  /** Who gets a share of the price; at most 100, each once. */
  readonly partners: readonly { readonly id: string; readonly rate: Rate }[];
}

/** A sale, shared out; decimal text. */
export interface SharedFees {
  readonly currency: string;
  readonly lines: readonly SharedLine[];
  /** By partner, in the order in which they first occur. */
  readonly credits: readonly { readonly id: string; readonly credit: string }[];
  readonly seller: string;
}

/** A product: price = fee + credits + seller. */
export interface SharedLine {
  readonly id: string;
  readonly price: string;
  readonly fee: string;
  readonly partners: readonly PartnerShare[];
  /** Below 0 where fee and credits are more than the price. */
  readonly seller: string;
}

/** What a partner gets of a product: credit = gross - fee share. */
export interface PartnerShare {
  readonly id: string;
  readonly gross: string;
  readonly feeShare: string;
  readonly credit: string;
}

/**
 * Why a sale is not shared, in the order in which reasons are looked for, product by product.
 *
 * 1. `rate-out-of-range`: a partner has a rate that the programme does not allow
 * 2. `rates-above-whole`: the partners of a product have more than 100 % together
 */
export type FeeSharingRefusal =
  | {
      readonly code: "rate-out-of-range";
      readonly line: string;
      readonly partner: string;
      readonly rate: Fraction;
      readonly min: Fraction;
      readonly max: Fraction;
    }
  | { readonly code: "rates-above-whole"; readonly line: string };

/** The codes of {@link FeeSharingRefusal} in their order of precedence. */
export const FEE_SHARING_REFUSALS = [
  "rate-out-of-range",
  "rates-above-whole",
] as const satisfies readonly FeeSharingRefusal["code"][];

/**
 * Why the credits are what they are.
 *
 * - `fee-shared`, `fee-by-seller`: who bears the fee of the sale
 * - `fee-above-price`: of this product nothing is left to share, its partners get 0
 * - `seller-below-zero`: of this product fee and credits are more than the price
 */
export type FeeSharingReason =
  | { readonly code: "fee-shared" }
  | { readonly code: "fee-by-seller" }
  | { readonly code: "fee-above-price"; readonly line: string }
  | { readonly code: "seller-below-zero"; readonly line: string };

/** The answer of {@link shareFees}. */
export type FeeSharingAnswer =
  | { readonly ok: true; readonly value: SharedFees; readonly why: readonly FeeSharingReason[] }
  | Refused<FeeSharingRefusal, FeeSharingRefusal>;

/** The most products of a sale, and partners of a product. */
const MAX_LINES = 10_000;
const MAX_PARTNERS = 100;

/**
 * Shares the price of a sale with partners, and its fee where they bear a part of it.
 *
 * The exact credit is rate x price, less rate x fee where the fee is shared, and is rounded once; it is
 * never below 0. What was rounded off is in the partner's share of the fee, which is gross less credit.
 * Each product is rounded by itself and the seller takes the rest, so that each sums to its price.
 *
 * @param lines - at most 10,000
 * @throws UptierError in this order: `invalid-input` (no list, an id that is none or comes twice); then
 * at the first product at fault those of an amount, `negative-amount` (price, fee), `invalid-input` (the
 * partners), `invalid-rate`; `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineFeeSharing, shareFees } from "uptier/referral";
 *
 * const sharing = defineFeeSharing({ id: "affiliates", currency: "USD", feeBearer: "shared" });
 * const answer = shareFees(sharing, [
 *   { id: "course", price: "10.00", fee: "2.09", partners: [{ id: "ann", rate: "10%" }] },
 * ]);
 * answer.ok && answer.value.lines[0]?.partners;
 * // => [{ id: "ann", gross: "1.00", feeShare: "0.21", credit: "0.79" }]
 * answer.ok && answer.value.seller; // => "7.12"
 * ```
 */
export function shareFees(sharing: FeeSharing, lines: readonly FeeLine[]): FeeSharingAnswer {
  checkParts("lines", lines, MAX_LINES);
  const { currency } = sharing;
  const read = lines.map((line) => readLine(line, currency));
  const refusal = read.map((line) => refusalOf(sharing, line)).find((found) => found !== null);
  if (refusal !== undefined) return refuse(refusal);
  const money = (minor: number): string => fromMinor(minor, currency);
  const why: FeeSharingReason[] = [
    { code: sharing.feeBearer === "shared" ? "fee-shared" : "fee-by-seller" },
  ];
  const credits = new Map<string, number>();
  let allToSeller = 0;
  const shared = read.map((line): SharedLine => {
    const { id, priceMinor, feeMinor, partners } = line;
    const parts = partners.map((partner) => creditOf(sharing, line, partner.rate));
    let sellerMinor = addSafely(priceMinor, -feeMinor);
    partners.forEach((partner, index) => {
      const { creditMinor } = parts[index]!;
      sellerMinor -= creditMinor;
      credits.set(partner.id, addSafely(credits.get(partner.id) ?? 0, creditMinor));
    });
    allToSeller = addSafely(allToSeller, sellerMinor);
    if (sharing.feeBearer === "shared" && feeMinor > priceMinor) {
      why.push({ code: "fee-above-price", line: id });
    }
    if (sellerMinor < 0) why.push({ code: "seller-below-zero", line: id });
    return {
      id,
      price: money(priceMinor),
      fee: money(feeMinor),
      partners: partners.map((partner, index) => {
        const { grossMinor, creditMinor } = parts[index]!;
        return {
          id: partner.id,
          gross: money(grossMinor),
          feeShare: money(grossMinor - creditMinor),
          credit: money(creditMinor),
        };
      }),
      seller: money(sellerMinor),
    };
  });
  return {
    ok: true,
    value: {
      currency,
      lines: shared,
      credits: [...credits].map(([id, minor]) => ({ id, credit: money(minor) })),
      seller: money(allToSeller),
    },
    why,
  };
}

interface LineRead {
  readonly id: string;
  readonly priceMinor: number;
  readonly feeMinor: number;
  readonly partners: readonly { readonly id: string; readonly rate: Fraction }[];
}

function readLine({ id, price, fee, partners }: FeeLine, currency: string): LineRead {
  const priceMinor = amountIn(`price of "${id}"`, price, currency);
  const feeMinor = amountIn(`fee of "${id}"`, fee, currency);
  checkParts(`partners of "${id}"`, partners, MAX_PARTNERS);
  const read = partners.map((partner) => ({ id: partner.id, rate: toFraction(partner.rate) }));
  return { id, priceMinor, feeMinor, partners: read };
}

function refusalOf(
  { minRate: min, maxRate: max }: FeeSharing,
  { id: line, partners }: LineRead,
): FeeSharingRefusal | null {
  const outside = partners.find(({ rate }) => isLess(rate, min) || isLess(max, rate));
  if (outside !== undefined) {
    const { id: partner, rate } = outside;
    return { code: "rate-out-of-range", line, partner, rate, min, max };
  }
  return isAboveWhole(partners.map(({ rate }) => rate))
    ? { code: "rates-above-whole", line }
    : null;
}

function isAboveWhole(rates: readonly Fraction[]): boolean {
  let [num, den] = [0n, 1n];
  for (const rate of rates) {
    num = num * BigInt(rate.den) + BigInt(rate.num) * den;
    den *= BigInt(rate.den);
  }
  return num > den;
}

/** Rate x price and rate x fee are one product: rate x (price - fee), rounded once. */
function creditOf(
  { feeBearer, rounding }: FeeSharing,
  { priceMinor, feeMinor }: LineRead,
  rate: Fraction,
): { grossMinor: number; creditMinor: number } {
  const base = feeBearer === "shared" ? Math.max(priceMinor - feeMinor, 0) : priceMinor;
  return {
    grossMinor: amountOf(priceMinor, rate, rounding),
    creditMinor: amountOf(base, rate, rounding),
  };
}

import { fromMinor } from "../../kernel/money/amount";
import { type BenefitOrder, type PlainLine, readOrder } from "./order";
import type { Benefit, Multiplier, Perk, RewardPrice } from "./plan";
import { type BenefitProgram, benefitsOf, ofKind } from "./program";
import { type BenefitReason, reasonsOf } from "./reasons";
import { type Reduced, reductionsOf } from "./reductions";

/** What a line costs the member. */
export interface BenefitQuoteLine {
  readonly id: string;
  /** Decimal text: before the promotion and the benefits. */
  readonly before: string;
  /** Decimal text: after them. */
  readonly after: string;
  /** The same, in minor units. */
  readonly afterMinor: number;
  readonly why: readonly BenefitReason[];
}

/** What an order costs the member, and what else the tier gives. Plain JSON. */
export interface BenefitQuote {
  readonly tier: string | null;
  /** In the order of the question. */
  readonly lines: readonly BenefitQuoteLine[];
  /** The sums of the lines. */
  readonly before: string;
  readonly after: string;
  readonly afterMinor: number;
  /** What each price and discount took off the order, in the order of the definition, 0 included. */
  readonly off: readonly { readonly benefit: string; readonly off: string }[];
  /** The rest of what the tier gives, as data. */
  readonly multipliers: readonly Multiplier[];
  readonly rewardPrice: RewardPrice | null;
  readonly perks: readonly Perk[];
  /** The discounts that reached their cap. */
  readonly why: readonly BenefitCapReason[];
}

/** A discount would have taken `uncapped` off the order and takes `cap`. */
export interface BenefitCapReason {
  readonly code: "cap-reached";
  readonly benefit: string;
  readonly cap: string;
  readonly uncapped: string;
}

/**
 * What an order costs a member of a tier, line by line and with the reasons. Changes nothing: the same
 * function prices a page and an order.
 *
 * A member price counts where the line is dearer. A discount is a share of the line, rounded once on
 * the line; its cap is spread by largest remainder over the lines on which it can count. The lines sum
 * to the total, and none costs less than nothing. The order of the lines plays no part. By the rules
 * `best`, a line that is split in two costs at most one minor unit more or less, caps aside.
 *
 * Coupons that come off after the benefits are not told here: take them off what the lines cost. Where
 * an order lifts its member into another tier, the shop decides which tier prices it: the one before,
 * or the one that it leads to.
 *
 * A refund prices nothing again: a line that comes back gives back what it cost, and the others keep
 * what they cost. For some of its units that is `releasedShare` of the kernel.
 *
 * @param program - of `defineTiers`
 * @throws UptierError in this order: `invalid-facts` with every problem of a kind at once (the wrong
 * form, then what cannot be read or does not fit together), `unknown-tier`
 *
 * @example
 * ```ts
 * import { defineTiers, quoteBenefits } from "uptier/tiering";
 *
 * const club = defineTiers({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "spend", kind: "money", on: ["order"] }],
 *   tiers: [
 *     {
 *       id: "gold",
 *       rank: 1,
 *       benefits: [
 *         { kind: "discount", id: "off", rate: "5%" },
 *         { kind: "prices", id: "tea-price", prices: [{ sku: "tea", price: "29.90" }] },
 *       ],
 *     },
 *   ],
 * });
 * const quote = quoteBenefits(club, {
 *   tier: "gold",
 *   lines: [
 *     { id: "1", sku: "tea", quantity: 2, unitPrice: "35.00" },
 *     { id: "2", sku: "cup", unitPrice: "19.99" },
 *   ],
 * });
 * quote.lines.map(({ after }) => after); // => ["59.80", "18.99"]
 * quote.after; // => "78.79"
 * quote.lines[0]?.why.map(({ code }) => code); // => ["price-applied", "benefit-outdone"]
 * ```
 */
export function quoteBenefits(program: BenefitProgram, order: BenefitOrder): BenefitQuote {
  const lines = readOrder(order, program.currency);
  const benefits = benefitsOf(program, order.tier);
  const text = (minor: number): string => fromMinor(minor, program.currency);
  const { reduced, capped } = reductionsOf([...lines].sort(byId), benefits, program.benefits);
  const byLine = new Map(reduced.map((each) => [each.line, each]));
  const inOrder = lines.map((line) => byLine.get(line)!);
  const discounts = ofKind(benefits, "discount");
  const afters = inOrder.map(costOf);
  const afterMinor = sumOf(afters);
  return {
    tier: order.tier,
    lines: inOrder.map((each, index) => ({
      id: each.line.id,
      before: text(each.line.beforeMinor),
      after: text(afters[index]!),
      afterMinor: afters[index]!,
      why: reasonsOf(each, discounts, program),
    })),
    before: text(sumOf(lines.map(({ beforeMinor }) => beforeMinor))),
    after: text(afterMinor),
    afterMinor,
    off: benefits
      .filter(({ kind }) => kind === "prices" || kind === "discount")
      .map((benefit) => ({ benefit: benefit.id, off: text(offBy(benefit, reduced)) })),
    multipliers: ofKind(benefits, "multiplier"),
    rewardPrice: ofKind(benefits, "reward-price")[0] ?? null,
    perks: ofKind(benefits, "perk"),
    why: capped.map(({ discount, uncappedMinor }) => ({
      code: "cap-reached",
      benefit: discount.id,
      cap: text(discount.maxPerOrderMinor!),
      uncapped: text(uncappedMinor),
    })),
  };
}

function byId(a: PlainLine, b: PlainLine): number {
  return a.id < b.id ? -1 : 1;
}

function costOf({ line, promotionMinor, price, discounts }: Reduced): number {
  const parts = [
    promotionMinor,
    price?.offMinor ?? 0,
    ...discounts.map(({ offMinor }) => offMinor),
  ];
  return parts.reduce((left, off) => left - off, line.beforeMinor);
}

function offBy(benefit: Benefit, reduced: readonly Reduced[]): number {
  return sumOf(
    reduced.map(({ price, discounts }) =>
      price?.prices === benefit
        ? price.offMinor
        : (discounts.find(({ discount }) => discount === benefit)?.offMinor ?? 0),
    ),
  );
}

function sumOf(minors: readonly number[]): number {
  return minors.reduce((sum, minor) => sum + minor, 0);
}

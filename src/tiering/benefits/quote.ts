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
 * the line; its cap is spread exactly over the lines on which it can count. No line costs less than
 * nothing, and the lines sum to the total. The order of the lines plays no part. A line that is split
 * in two costs at most one minor unit more or less, where one reduction counts on a line (the default).
 *
 * Where an order lifts its member into another tier, the shop decides which tier prices it: the one
 * before, or the one that a dry run of the order gives.
 *
 * A refund prices nothing again: a line that comes back gives back what it cost, the others keep what
 * they cost. Of a part of its units it gives back its released share (`releasedShare` of the kernel).
 *
 * @param program - of `defineTiers`
 * @throws UptierError in this order: `invalid-facts` with every problem of a kind at once (the wrong
 * form, then what cannot be read or does not fit together), `unknown-tier`
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

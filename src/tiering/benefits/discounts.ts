import { allocate } from "../../kernel/allocation/allocate";
import { amountOf } from "../../kernel/money/rate";
import type { BenefitRules, Discount } from "./plan";

/** A line, as far as discounts look at it. */
export interface Discountable {
  readonly category: string | null;
  /** What the discounts are shares of. */
  readonly baseMinor: number;
}

/** What a discount takes off a line. */
export interface Taken {
  readonly discount: Discount;
  /** What it is a share of. */
  readonly ofMinor: number;
  readonly offMinor: number;
}

/** What a discount would take off an order if it had no cap. */
export interface Capped {
  readonly discount: Discount;
  readonly uncappedMinor: number;
}

/** What discounts take off lines. */
export interface Discounted {
  /** One list for each line, in the order of the definition; never more in all than its base. */
  readonly taken: readonly (readonly Taken[])[];
  /** The discounts that reached their cap. */
  readonly capped: readonly Capped[];
}

/**
 * What the discounts of a tier take off the lines of an order. Each is rounded once on each line; a
 * cap is spread over the lines of its discount in proportion to what it would take off them.
 *
 * @param lines - in an order that does not depend on that of the caller: a tie between two lines for
 * the last unit of a cap goes to the dearer one and then to the first
 */
export function discountsOn(
  lines: readonly Discountable[],
  discounts: readonly Discount[],
  rules: BenefitRules,
): Discounted {
  return rules.discounts === "best"
    ? bestOf(lines, discounts, rules)
    : oneAfterAnother(lines, discounts, rules);
}

/** Whether a discount is for lines of this category. */
export function isFor({ on }: Discount, { category }: Pick<Discountable, "category">): boolean {
  return on === null || (category !== null && on.includes(category));
}

/** The same discounts without their caps. */
export function withoutCaps(discounts: readonly Discount[]): readonly Discount[] {
  return discounts.map((discount) => ({ ...discount, maxPerOrderMinor: null }));
}

function oneAfterAnother(
  lines: readonly Discountable[],
  discounts: readonly Discount[],
  { discounts: stacking, rounding }: BenefitRules,
): Discounted {
  const left = lines.map(({ baseMinor }) => baseMinor);
  const taken = lines.map((): Taken[] => []);
  const capped: Capped[] = [];
  for (const discount of discounts) {
    const bases = lines.map((line, index) =>
      stacking === "compound" ? left[index]! : line.baseMinor,
    );
    const asked = lines.map((line, index) =>
      isFor(discount, line)
        ? Math.min(left[index]!, amountOf(bases[index]!, discount.rate, rounding))
        : 0,
    );
    for (const [index, offMinor] of underCap(discount, asked, capped).entries()) {
      left[index]! -= offMinor;
      if (offMinor > 0) taken[index]!.push({ discount, ofMinor: bases[index]!, offMinor });
    }
  }
  return { taken, capped };
}

/**
 * Of each line the discount that takes most off, of equal ones the first. Those without a cap come
 * first: a cap is spread only over the lines on which its discount would beat them.
 */
function bestOf(
  lines: readonly Discountable[],
  discounts: readonly Discount[],
  { rounding }: BenefitRules,
): Discounted {
  const asked = discounts.map((discount) =>
    lines.map((line) =>
      isFor(discount, line) ? amountOf(line.baseMinor, discount.rate, rounding) : 0,
    ),
  );
  const sure = lines.map((_, line) =>
    discounts.reduce(
      (most, { maxPerOrderMinor }, at) =>
        maxPerOrderMinor === null ? Math.max(most, asked[at]![line]!) : most,
      0,
    ),
  );
  const capped: Capped[] = [];
  const offs = discounts.map((discount, at) => {
    if (discount.maxPerOrderMinor === null) return asked[at]!;
    const better = asked[at]!.map((off, line) => (off > sure[line]! ? off : 0));
    return underCap(discount, better, capped);
  });
  const taken = lines.map(({ baseMinor }, line): Taken[] => {
    const offMinor = Math.max(0, ...offs.map((off) => off[line]!));
    const first = discounts[offs.findIndex((off) => off[line] === offMinor)];
    return first === undefined || offMinor === 0
      ? []
      : [{ discount: first, ofMinor: baseMinor, offMinor }];
  });
  return { taken, capped };
}

function underCap(
  discount: Discount,
  asked: readonly number[],
  capped: Capped[],
): readonly number[] {
  const { maxPerOrderMinor: cap } = discount;
  const sum = asked.reduce((before, off) => before + off, 0);
  if (cap === null || sum <= cap) return asked;
  capped.push({ discount, uncappedMinor: sum });
  return allocate(cap, asked);
}

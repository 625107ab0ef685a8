import { type Capped, discountsOn, type Taken, withoutCaps } from "./discounts";
import { type Offer, offersFor } from "./offers";
import type { PlainLine } from "./order";
import type { Benefit, BenefitRules, Discount } from "./plan";
import { ofKind } from "./program";

/** A line with what counts on it, each part after the one before. */
export interface Reduced {
  readonly line: PlainLine;
  /** What the promotion takes off; 0: it does not count. */
  readonly promotionMinor: number;
  /** The member price that counts. */
  readonly price: Offer | null;
  readonly discounts: readonly Taken[];
  /** All member prices there are for the line. */
  readonly offers: readonly Offer[];
  /** Whether the promotion stands alone by the rules. */
  readonly excluded: boolean;
}

/** A line with the parts that compete for it. */
interface Contest extends Pick<Reduced, "line" | "price" | "offers" | "excluded"> {
  /** What the discounts are shares of. */
  readonly baseMinor: number;
  /** What the member price takes off before the discounts do. */
  readonly besideMinor: number;
  /** The most that comes off without the discounts. */
  readonly rivalMinor: number;
}

/**
 * What the promotion, the member price and the discounts take off each line. Where only one of them
 * counts it is the one that takes most off; of equal ones the promotion, then the price.
 *
 * @param lines - in an order that does not depend on that of the caller
 */
export function reductionsOf(
  lines: readonly PlainLine[],
  benefits: readonly Benefit[],
  rules: BenefitRules,
): { readonly reduced: readonly Reduced[]; readonly capped: readonly Capped[] } {
  const discounts = ofKind(benefits, "discount");
  const offers = offersFor(lines, ofKind(benefits, "prices"));
  const contests = lines.map((line) => contestOf(line, offers(line), rules));
  const open = openTo(contests, discounts, rules);
  const { taken, capped } = discountsOn(open.map(discountable), discounts, rules);
  const byContest = new Map(open.map((contest, index) => [contest, taken[index]!]));
  const reduced = contests.map((contest) => settled(contest, byContest.get(contest) ?? [], rules));
  return { reduced, capped };
}

function contestOf(
  line: PlainLine,
  offersAt: (costMinor: number) => readonly Offer[],
  rules: BenefitRules,
): Contest {
  const { promotionMinor, beforeMinor } = line;
  const excluded = rules.promotions === "exclude" && promotionMinor > 0;
  const competes = rules.promotions === "best";
  const costMinor = competes ? beforeMinor : beforeMinor - promotionMinor;
  const offers = offersAt(costMinor);
  const price = excluded ? null : bestOffer(offers);
  const offMinor = price?.offMinor ?? 0;
  const besideMinor = rules.prices === "discounted" ? offMinor : 0;
  return {
    line,
    price,
    offers,
    excluded,
    baseMinor: costMinor - besideMinor,
    besideMinor,
    rivalMinor: Math.max(competes ? promotionMinor : 0, offMinor - besideMinor),
  };
}

/** The one that takes most off, of equal ones the first; null where none takes anything off. */
function bestOffer(offers: readonly Offer[]): Offer | null {
  return offers.reduce<Offer | null>(
    (best, offer) => (offer.offMinor > (best?.offMinor ?? 0) ? offer : best),
    null,
  );
}

/** The lines on which the discounts can win, so that no part of a cap is spread over the others. */
function openTo(
  contests: readonly Contest[],
  discounts: readonly Discount[],
  rules: BenefitRules,
): readonly Contest[] {
  const allowed = contests.filter(({ excluded }) => !excluded);
  const { taken } = discountsOn(allowed.map(discountable), withoutCaps(discounts), rules);
  return allowed.filter(
    ({ besideMinor, rivalMinor }, index) => besideMinor + sumOf(taken[index]!) > rivalMinor,
  );
}

function discountable({ line, baseMinor }: Contest): {
  readonly category: string | null;
  readonly baseMinor: number;
} {
  return { category: line.category, baseMinor };
}

/** Who wins a line. */
function settled(
  { line, price, offers, excluded, besideMinor, rivalMinor }: Contest,
  discounts: readonly Taken[],
  rules: BenefitRules,
): Reduced {
  const competes = rules.promotions === "best";
  const promotionMinor = competes ? 0 : line.promotionMinor;
  const nothing = { line, promotionMinor, price: null, discounts: [], offers, excluded };
  if (besideMinor + sumOf(discounts) > rivalMinor) {
    return { ...nothing, price: besideMinor > 0 ? price : null, discounts };
  }
  if (rivalMinor === 0) return nothing;
  return competes && line.promotionMinor === rivalMinor
    ? { ...nothing, promotionMinor: rivalMinor }
    : { ...nothing, price };
}

function sumOf(taken: readonly Taken[]): number {
  return taken.reduce((sum, { offMinor }) => sum + offMinor, 0);
}

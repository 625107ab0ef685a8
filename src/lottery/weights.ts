import { commonDenominator } from "../kernel/allocation/portions";
import { UptierError } from "../kernel/errors";
import { addSafely } from "../kernel/money/amount";
import { toFraction } from "../kernel/money/rate";

/** What decides the weights of a campaign; part of its input. */
export interface WeightsInput {
  readonly weightTotal?: number | undefined;
  readonly onSumBelow?: "error" | "normalise" | undefined;
  readonly prizes: readonly {
    readonly weight?: number | "remaining" | undefined;
    readonly chance?: string | undefined;
  }[];
}

/** Integer weights, one per prize, and their sum. */
export interface Weights {
  readonly weights: readonly number[];
  readonly total: number;
}

/**
 * The exact integer weights that a campaign states, as weights or as chances. Chances are counted
 * in the largest unit in which all of them are whole.
 *
 * @throws UptierError in this order: `weight-and-chance` (some prizes have one and some the other,
 * or one has both or neither), `missing` (no `weightTotal`), `weight-and-chance` (a `weightTotal`
 * with chances), `invalid-rate`, `invalid-chances` or `invalid-weights` (more than one
 * `"remaining"`, a sum too high, a sum too low, nothing above 0, numbers too large)
 */
export function weightsOf(campaign: WeightsInput): Weights {
  const { prizes } = campaign;
  if (prizes.every((prize) => prize.weight !== undefined && prize.chance === undefined)) {
    if (campaign.weightTotal === undefined) {
      throw new UptierError("missing", "weights need a weightTotal: what they sum to");
    }
    return complete(
      prizes.map(({ weight }) => (weight === "remaining" ? null : (weight ?? null))),
      campaign.weightTotal,
      campaign,
      "weights",
    );
  }
  if (prizes.every((prize) => prize.chance !== undefined && prize.weight === undefined)) {
    if (campaign.weightTotal !== undefined) {
      throw new UptierError("weight-and-chance", "chances need no weightTotal; leave it out");
    }
    const fractions = prizes.map(({ chance }) =>
      chance === undefined || chance === "remaining" ? null : toFraction(chance),
    );
    const unit = commonDenominator(fractions.filter((fraction) => fraction !== null));
    return complete(
      fractions.map((fraction) => fraction && fraction.num * (unit / fraction.den)),
      unit,
      campaign,
      "chances",
    );
  }
  throw new UptierError(
    "weight-and-chance",
    "every prize needs a weight, or every prize needs a chance, and none both",
  );
}

/** Gives the prize that takes what is remaining (null) its weight, and judges the sum. */
function complete(
  stated: readonly (number | null)[],
  total: number,
  { onSumBelow = "error" }: WeightsInput,
  what: "weights" | "chances",
): Weights {
  const invalid = (message: string): UptierError => new UptierError(`invalid-${what}`, message);
  const open = stated.filter((weight) => weight === null).length;
  if (open > 1) throw invalid('more than one prize has what is "remaining"; keep one');
  const sum = stated.reduce<number>((before, weight) => addSafely(before, weight ?? 0), 0);
  if (sum > total) throw invalid(`the ${what} sum to ${sum} of ${total}; make them smaller`);
  if (open === 1) return { weights: stated.map((weight) => weight ?? total - sum), total };
  if (sum < total && onSumBelow === "error") {
    throw invalid(
      `the ${what} sum to ${sum} of ${total}; correct them, give one prize what is "remaining", or set onSumBelow to "normalise"`,
    );
  }
  if (sum === 0) throw invalid(`all ${what} are 0; give at least one prize more`);
  return { weights: stated.map((weight) => weight ?? 0), total: sum };
}

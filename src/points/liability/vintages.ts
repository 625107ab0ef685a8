import { checkInput } from "../../kernel/argument";
import { UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { addSafely, safeInteger } from "../../kernel/money/amount";
import { type Fraction, toFraction } from "../../kernel/money/rate";
import { checkRounding, type Rounding, roundQuotient } from "../../kernel/money/rounding";
import { isPlainText } from "../../kernel/text";
import { pointsIn } from "./input";

/** The most vintages, and the most ages of one. */
const MAX_VINTAGES = 1_000;
const MAX_AGES = 240;

/** Points that were issued together, by age: the periods since they were issued, the first included. */
export interface Vintage {
  /** Names it: `"2025-11"`. */
  readonly vintage: string;
  /** At least 1; those clawed back taken off. */
  readonly issued: number;
  /** Points redeemed in each period of age that is over. At least one. */
  readonly redeemed: readonly number[];
  /** Points expired in each of them. */
  readonly expired: readonly number[];
}

/** What a vintage is expected to come to. */
export interface VintageEstimate {
  readonly vintage: string;
  readonly issued: number;
  /** So far. */
  readonly redeemed: number;
  /** In the end. */
  readonly expectedTotal: number;
  /** Whether the pattern led to more than are left, so that all that are left were taken. */
  readonly capped: boolean;
}

/** How redemption develops, and where it ends. */
export interface RedemptionPattern {
  /**
   * From each age to the next, what the redeemed points grow by: `factors[0]` leads from the first
   * period to the second.
   */
  readonly factors: readonly Fraction[];
  readonly vintages: readonly VintageEstimate[];
  /** Expected total of all vintages by all that was issued. */
  readonly redemptionRate: Fraction;
}

/**
 * The redemption rate that vintages of points are heading for, by the chain-ladder method. The
 * factor from one age to the next is the sum of points redeemed up to the later age by the sum up to
 * the earlier one, over the vintages that have reached both; what a vintage has redeemed so far, times
 * the factors of the ages that it has yet to reach, is its expected total, rounded once. It is capped at
 * what is redeemed or still outstanding. The oldest age is taken for the last: there is no tail.
 *
 * A vintage that has redeemed nothing yet is expected to redeem nothing: leave vintages out that are
 * too young to say anything.
 *
 * Source: T. Mack, "Distribution-free calculation of the standard error of chain ladder reserve
 * estimates", ASTIN Bulletin 23(2), 1993, 213-225, for the volume-weighted factors. An aid for
 * accounting, not advice.
 *
 * @param vintages - 1 to 1,000, in any order, each of 1 to 240 ages
 * @param rounding - of a fraction of a point
 * @throws UptierError in this order: `unknown-rounding`, `invalid-vintages` (no list, its length; a
 * name that is no text or comes twice, lists of different lengths, more gone than issued),
 * `invalid-input`, `invalid-points` (both at the first vintage at fault), `no-development` (an age at
 * which no vintage had redeemed anything while by the next one some had), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { estimateRedemption } from "uptier/points";
 *
 * const pattern = estimateRedemption(
 *   [
 *     { vintage: "2025-10", issued: 1_000, redeemed: [200, 300, 100], expired: [0, 0, 400] },
 *     { vintage: "2025-11", issued: 2_000, redeemed: [400, 600], expired: [0, 0] },
 *     { vintage: "2025-12", issued: 1_000, redeemed: [100], expired: [0] },
 *   ],
 *   "half-even",
 * );
 * pattern.factors; // => [{ num: 5, den: 2 }, { num: 6, den: 5 }]
 * pattern.vintages.map(({ expectedTotal }) => expectedTotal); // => [600, 1200, 300]
 * pattern.redemptionRate; // => { num: 21, den: 40 }
 * ```
 */
export function estimateRedemption(
  vintages: readonly Vintage[],
  rounding: Rounding,
): RedemptionPattern {
  checkRounding(rounding);
  checkVintages(vintages);
  const runs = vintages.map(({ redeemed }) => runningTotals(redeemed));
  const ages = Math.max(...runs.map((run) => run.length));
  const steps = Array.from({ length: ages - 1 }, (_, age) => stepFrom(age, runs));
  const estimates = vintages.map((vintage, index): VintageEstimate => {
    const run = runs[index]!;
    const redeemed = run.at(-1)!;
    const left = vintage.issued - total(vintage.expired);
    const grown = grow(redeemed, steps.slice(run.length - 1), rounding);
    const capped = grown > BigInt(left);
    const { vintage: name, issued } = vintage;
    const expectedTotal = capped ? left : Number(grown);
    return { vintage: name, issued, redeemed, expectedTotal, capped };
  });
  return {
    factors: steps.map(({ num, den }) => toFraction({ num, den })),
    vintages: estimates,
    redemptionRate: toFraction({
      num: total(estimates.map(({ expectedTotal }) => expectedTotal)),
      den: total(estimates.map(({ issued }) => issued)),
    }),
  };
}

/** The growth from one age to the next: of 0 to 0 it is 1. */
function stepFrom(age: number, runs: readonly (readonly number[])[]): Fraction {
  const both = runs.filter((run) => run.length > age + 1);
  const den = total(both.map((run) => run[age]!));
  const num = total(both.map((run) => run[age + 1]!));
  if (den > 0) return { num, den };
  if (num === 0) return { num: 1, den: 1 };
  throw new UptierError(
    "no-development",
    `no vintage had redeemed anything in its first ${age + 1} period(s), so that there is nothing to extrapolate from; make the periods longer`,
  );
}

function grow(redeemed: number, steps: readonly Fraction[], rounding: Rounding): bigint {
  let [num, den] = [BigInt(redeemed), 1n];
  for (const step of steps) {
    num *= BigInt(step.num);
    den *= BigInt(step.den);
  }
  return roundQuotient(num, den, rounding);
}

function runningTotals(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum = addSafely(sum, value)));
}

function total(values: readonly number[]): number {
  return safeInteger(values.reduce(addSafely, 0));
}

function checkVintages(vintages: readonly Vintage[]): void {
  if (!isList(vintages) || vintages.length < 1 || vintages.length > MAX_VINTAGES) {
    throw invalid(`there must be a list of 1 to ${MAX_VINTAGES} vintages`);
  }
  const seen = new Set<unknown>();
  for (const vintage of vintages) {
    checkInput("vintage", vintage);
    const { vintage: name, redeemed, expired } = vintage;
    if (!isPlainText(name) || name === "" || seen.has(name)) {
      throw invalid('each vintage needs a text of its own as its name, such as "2025-11"');
    }
    seen.add(name);
    if (!isList(redeemed) || !isList(expired) || redeemed.length !== expired.length) {
      throw invalid(`"redeemed" and "expired" of ${name} must be lists of the same length`);
    }
    if (redeemed.length < 1 || redeemed.length > MAX_AGES) {
      throw invalid(`${name} must have 1 to ${MAX_AGES} ages`);
    }
    const issued = pointsIn("issued", vintage.issued, 1);
    const gone = [...redeemed, ...expired].map((points) => pointsIn(`an age of ${name}`, points));
    if (total(gone) > issued) {
      throw invalid(`more points of ${name} are redeemed and expired than the ${issued} issued`);
    }
  }
}

function invalid(message: string): UptierError {
  return new UptierError("invalid-vintages", message);
}

import { UptierError } from "../errors";
import { isList } from "../list";
import { type Fraction, greatestCommonDivisor, type Rate, toFraction } from "../money/rate";
import { allocate, type AllocationOptions } from "./allocate";

/** A fraction of the whole, or the text `"remaining"`: what the others leave. */
export type Portion = Rate;

/**
 * Splits an integer into stated fractions of the whole, exactly: the parts sum to the total.
 *
 * The fractions sum to 1, or one portion is `"remaining"` and takes 1 minus their sum (which may
 * be 0).
 *
 * @param total - a safe integer, or bigint of any size
 * @param portions - at least one
 * @returns one part per portion
 * @throws UptierError in this order: `invalid-rate`, `invalid-portions` (none, more than one
 * `remaining`, a sum above 1, a sum below 1 without `remaining`, denominators without a common
 * multiple below 2^53), then those of {@link allocate}
 *
 * @example
 * ```ts
 * import { allocatePortions } from "uptier/kernel";
 *
 * allocatePortions(15, ["80%", "2/25", "remaining"]); // => [12, 1, 2]
 * ```
 */
export function allocatePortions(
  total: number,
  portions: readonly Portion[],
  options?: AllocationOptions,
): number[];
export function allocatePortions(
  total: bigint,
  portions: readonly Portion[],
  options?: AllocationOptions,
): bigint[];
export function allocatePortions(
  total: number | bigint,
  portions: readonly Portion[],
  options?: AllocationOptions,
): (number | bigint)[] {
  const weights = weightsOfPortions(portions);
  return typeof total === "bigint"
    ? allocate(total, weights, options)
    : allocate(total, weights, options);
}

/**
 * Ratios as the smallest integer weights that stand in the same proportion, for {@link allocate}.
 *
 * @param ratios - at least one, as rates are written; they need not sum to anything
 * @throws UptierError in this order: `invalid-rate`, `invalid-portions`
 *
 * @example
 * ```ts
 * import { allocate, weightsOfRatios } from "uptier/kernel";
 *
 * weightsOfRatios(["50.5", "49.5"]); // => [101, 99]
 * allocate(1000, weightsOfRatios(["50.5", "49.5"])); // => [505, 495]
 * ```
 */
export function weightsOfRatios(ratios: readonly Rate[]): number[] {
  if (!isList(ratios) || ratios.length === 0) {
    throw invalidPortions("there are no ratios; give a list of at least one");
  }
  const fractions = Array.from(ratios, toFraction);
  const unit = commonDenominator(fractions);
  return fractions.map(({ num, den }) => safeProduct(num, unit / den));
}

function weightsOfPortions(portions: readonly Portion[]): number[] {
  if (!isList(portions) || portions.length === 0) {
    throw invalidPortions("there are no portions; give a list of at least one");
  }
  const fractions = Array.from(portions, (portion) =>
    portion === "remaining" ? null : toFraction(portion),
  );
  if (fractions.filter((fraction) => fraction === null).length > 1) {
    throw invalidPortions('more than one portion is "remaining"; keep one');
  }
  const total = commonDenominator(fractions.filter((fraction) => fraction !== null));
  const stated = fractions.map((fraction) =>
    fraction === null ? null : safeProduct(fraction.num, total / fraction.den),
  );
  const sum = stated.reduce<number>((before, weight) => before + (weight ?? 0), 0);
  if (sum > total) throw invalidPortions(`the portions sum to ${sum}/${total}, which is above 1`);
  if (sum < total && !stated.includes(null)) {
    throw invalidPortions(
      `the portions sum to ${sum}/${total}; make it 1, or let one portion be "remaining"`,
    );
  }
  return stated.map((weight) => weight ?? total - sum);
}

/**
 * The smallest unit in which all fractions are whole.
 *
 * @throws UptierError `invalid-portions` where it is beyond 2^53 - 1
 */
export function commonDenominator(fractions: readonly Fraction[]): number {
  const multiple = fractions.reduce(
    (before, { den }) => (before / greatestCommonDivisor(before, den)) * den,
    1,
  );
  if (!Number.isSafeInteger(multiple)) {
    throw invalidPortions("the denominators have no common multiple below 2^53; use fewer digits");
  }
  return multiple;
}

function safeProduct(a: number, b: number): number {
  if (!Number.isSafeInteger(a * b)) {
    throw invalidPortions("the numbers are too large to compute with exactly; use fewer digits");
  }
  return a * b;
}

function invalidPortions(message: string): UptierError {
  return new UptierError("invalid-portions", message);
}

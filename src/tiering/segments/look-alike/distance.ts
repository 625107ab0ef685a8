import { distanceParts, type Feature } from "./feature";

/** How far members are from the centre of the seeds: all over one denominator, to compare exactly. */
export interface Distances {
  /** One for each member, in parts of `whole`; null: nothing is comparable. */
  readonly parts: readonly (bigint | null)[];
  readonly whole: bigint;
  /** The weight of the features in which each member is compared. */
  readonly weights: readonly number[];
}

/**
 * The weighted mean, over the features that are known of a member and of a seed, of the distance
 * between the member's percentile rank and the centre (a weighted Manhattan distance). Denominators
 * differ where features are not known of all: they are brought to the least common one, in integers of
 * any size.
 */
export function distancesOf(features: readonly Feature[], members: number): Distances {
  const usable = features.filter(({ centre }) => centre !== null);
  const weights = Array.from({ length: members }, (_, index) =>
    usable.reduce(
      (sum, { measure, parts }) => (parts[index] === null ? sum : sum + measure.weight),
      0,
    ),
  );
  const perWeight = leastCommon([...new Set(weights)].filter((weight) => weight > 0));
  const common = leastCommon(usable.map(({ whole }) => whole));
  const factors = usable.map(
    ({ measure, whole }) => (BigInt(measure.weight) * common) / BigInt(whole),
  );
  return {
    parts: weights.map((weight, index) => {
      if (weight === 0) return null;
      let sum = 0n;
      for (let column = 0; column < usable.length; column += 1) {
        const parts = distanceParts(usable[column]!, index);
        if (parts !== null) sum += factors[column]! * BigInt(parts);
      }
      return sum * (perWeight / BigInt(weight));
    }),
    whole: common * perWeight,
    weights,
  };
}

function leastCommon(numbers: readonly number[]): bigint {
  return numbers.reduce((multiple, number) => {
    let [x, y] = [multiple, BigInt(number)];
    while (y !== 0n) [x, y] = [y, x % y];
    return (multiple / x) * BigInt(number);
  }, 1n);
}

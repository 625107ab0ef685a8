/**
 * Percentile ranks of a list: the rank at `index` is `parts[index] / whole`. All integers, so that
 * weighted sums of ranks compare exactly.
 */
export interface Ranks {
  readonly parts: readonly number[];
  readonly whole: number;
}

/**
 * The percentile rank of each value within the list: how many are below, and half of how many others
 * are equal, by the number of others. The one of a list alone has rank 1. In halves, to be integers.
 */
export function percentileRanks(values: readonly number[]): Ranks {
  const count = values.length;
  if (count < 2) return { parts: values.map(() => 1), whole: 1 };
  const sorted = Float64Array.from(values).sort();
  const partOf = new Map<number, number>();
  for (let first = 0, last: number; first < count; first = last + 1) {
    last = first;
    while (last + 1 < count && sorted[last + 1] === sorted[first]) last += 1;
    partOf.set(sorted[first]!, 2 * first + (last - first));
  }
  return { parts: values.map((value) => partOf.get(value)!), whole: 2 * (count - 1) };
}

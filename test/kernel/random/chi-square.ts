/**
 * Pearson's chi-square statistic of counts against weights; cells of weight 0 must be empty and do
 * not count. Compare it with a quantile for (cells of positive weight - 1) degrees of freedom.
 */
export function chiSquare(counts: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const draws = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, cell) => {
    const expected = (draws * weights[cell]!) / total;
    if (expected === 0) return count === 0 ? sum : Infinity;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

/** The 99.9 % quantiles of the chi-square distribution, by degrees of freedom (standard tables). */
export const CHI_SQUARE_999: Readonly<Record<number, number>> = {
  1: 10.828,
  2: 13.816,
  3: 16.266,
  4: 18.467,
  5: 20.515,
  6: 22.458,
  7: 24.322,
  9: 27.877,
  15: 37.697,
  99: 148.23,
};

/** A mean, or a share, with the interval in which the true one lies with 95 % confidence. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A quantile of runs, with the order statistics between which the true one lies with 95 %. */
export interface QuantileEstimate {
  readonly q: number;
  readonly costMinor: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** The mean of the values with its normal interval. */
export function meanOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const spread = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, low: mean - Z * spread, high: mean + Z * spread };
}

/** A share with its score interval (Wilson 1927), which stays within 0 and 1. */
export function shareOf(hits: number, trials: number): Estimate {
  const share = hits / trials;
  const centre = (share + Z ** 2 / (2 * trials)) / (1 + Z ** 2 / trials);
  const spread =
    (Z / (1 + Z ** 2 / trials)) *
    Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  return {
    mean: share,
    low: hits === 0 ? 0 : Math.max(0, centre - spread),
    high: hits === trials ? 1 : Math.min(1, centre + spread),
  };
}

/** The smallest value that a share q of the values does not exceed, and the ranks around it. */
export function quantileOf(sorted: readonly number[], q: number): QuantileEstimate {
  const { length } = sorted;
  const at = (rank: number): number => sorted[Math.min(length, Math.max(1, rank)) - 1]!;
  const spread = Z * Math.sqrt(length * q * (1 - q));
  return {
    q,
    costMinor: at(Math.ceil(length * q)),
    low: at(Math.floor(length * q - spread)),
    high: at(Math.ceil(length * q + spread) + 1),
  };
}

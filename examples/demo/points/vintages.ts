import { amountOf, UptierError } from "uptier/kernel";
import { estimateRedemption, type RedemptionPattern, type Vintage } from "uptier/points";
import type { Quarter } from "./quarters";

/** What the points of a log are expected to come to. */
export interface Expectation {
  /** Null: the log is too short to show any pattern. */
  readonly pattern: RedemptionPattern | null;
  /** Points of each quarter that will have been redeemed in the end. */
  readonly expectedByQuarter: readonly number[];
}

/**
 * What will have been redeemed in the end. Vintages that have redeemed nothing yet are too young to
 * say anything, and take the rate of the others. Without a pattern, all that is outstanding is expected.
 */
export function expectationOf(
  quarters: readonly Pick<Quarter, "name">[],
  vintages: readonly Vintage[],
): Expectation {
  const telling = vintages.filter(({ redeemed }) => sum(redeemed) > 0);
  const pattern = patternOf(telling);
  const estimates = new Map(pattern?.vintages.map((one) => [one.vintage, one.expectedTotal]));
  const expectedByQuarter = quarters.map(({ name }) => {
    const known = vintages.find(({ vintage }) => vintage === name);
    // Nothing is left of what was earned in it.
    if (known === undefined) return 0;
    const { vintage, issued, expired } = known;
    const possible = issued - sum(expired);
    if (pattern === null) return possible;
    const byRate = amountOf(issued, pattern.redemptionRate, "half-even");
    return estimates.get(vintage) ?? Math.min(possible, byRate);
  });
  return { pattern, expectedByQuarter };
}

function patternOf(vintages: readonly Vintage[]): RedemptionPattern | null {
  if (Math.max(0, ...vintages.map(({ redeemed }) => redeemed.length)) < 2) return null;
  try {
    return estimateRedemption(vintages, "half-even");
  } catch (error) {
    if (error instanceof UptierError && error.code === "no-development") return null;
    throw error;
  }
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

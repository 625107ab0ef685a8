import { amountOf, toMilliseconds, UptierError } from "uptier/kernel";
import { estimateRedemption, type RedemptionPattern, type Vintage } from "uptier/points";
import type { Booked } from "./booking";
import { TYPE } from "./program";
import type { Quarter } from "./quarters";

/** What the points of a log are expected to come to. */
export interface Expectation {
  /** Null: the log is too short to show any pattern. */
  readonly pattern: RedemptionPattern | null;
  /** Points of each quarter that will have been redeemed in the end. */
  readonly expectedByQuarter: readonly number[];
}

/** Points of each quarter by age. What was given back again never counts as redeemed. */
export function vintagesOf(
  { entries, accounts }: Booked,
  quarters: readonly Quarter[],
): readonly Vintage[] {
  const quarterOf = (instant: string): number => {
    const at = toMilliseconds(instant);
    return quarters.findIndex(({ until }) => at < until);
  };
  // The state says which lots a debit took, the entry says when.
  const debitedIn = new Map(
    entries.flatMap((entry) =>
      entry.kind === "points-debited" ? [[entry.debit, quarterOf(entry.at)] as const] : [],
    ),
  );
  const vintages = quarters.map(({ name }, index) => {
    const ages = quarters.length - index;
    const none = (): number[] => Array.from({ length: ages }, () => 0);
    return { vintage: name, issued: 0, redeemed: none(), expired: none() };
  });
  for (const { ledgers } of Object.values(accounts)) {
    const issuedIn = new Map<string, number>();
    for (const { id, points, expired, createdAt, endsAt } of ledgers[TYPE]?.lots ?? []) {
      const index = quarterOf(createdAt);
      issuedIn.set(id, index);
      vintages[index]!.issued += points;
      if (expired > 0) vintages[index]!.expired[quarterOf(endsAt!) - index]! += expired;
    }
    for (const { id, purpose, allocations } of ledgers[TYPE]?.debits ?? []) {
      for (const { lot, points, returned } of allocations) {
        const index = issuedIn.get(lot)!;
        if (purpose === "clawed-back") vintages[index]!.issued -= points - returned;
        else vintages[index]!.redeemed[debitedIn.get(id)! - index]! += points - returned;
      }
    }
  }
  return vintages;
}

/**
 * What will have been redeemed in the end. Vintages that have redeemed nothing yet are too young to
 * say anything, and take the rate of the others. Without a pattern, all that is outstanding is expected.
 */
export function expectationOf(vintages: readonly Vintage[]): Expectation {
  const telling = vintages.filter(({ redeemed }) => sum(redeemed) > 0);
  const pattern = patternOf(telling);
  const estimates = new Map(pattern?.vintages.map((one) => [one.vintage, one.expectedTotal]));
  const expectedByQuarter = vintages.map(({ vintage, issued, expired }) => {
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

import type { Fraction } from "../../kernel/money/rate";
import { lowestTerms } from "./exact";
import { type Axis, textOf } from "./measure";
import { percentileRanks, type Ranks } from "./rank";
import { knownValues, type MeasuredMember } from "./values";

/** Weighted percentile ranks: the score of the member at `index` is `parts[index] / whole`. */
export interface WeightedRanks {
  readonly parts: readonly number[];
  readonly whole: number;
  readonly columns: readonly Column[];
}

/** One axis: the integers of the members as they are compared, more being better, and their ranks. */
interface Column {
  readonly axis: Axis;
  readonly values: readonly number[];
  readonly ranks: Ranks;
}

/** Where a member stands on one axis. */
export interface RankedReason {
  readonly code: "ranked";
  readonly axis: string;
  /** Of a count a whole number, otherwise decimal text. */
  readonly value: number | string;
  /** The percentile rank. */
  readonly rank: Fraction;
  readonly weight: number;
}

/**
 * The weighted means of percentile ranks. With at most 1,000,000 members, 10 axes and weights up to
 * 100 the parts stay below 2^31, so that two of these can be weighted against one another exactly.
 */
export function weightedRanks(
  axes: readonly Axis[],
  currency: string | null,
  members: readonly MeasuredMember[],
): WeightedRanks {
  const columns = axes.map((axis): Column => {
    const values = knownValues(axis, currency, members).map((value) => comparable(axis, value));
    return { axis, values, ranks: percentileRanks(values) };
  });
  const total = axes.reduce((sum, { weight }) => sum + weight, 0);
  const parts = members.map((_, index) =>
    columns.reduce((sum, { axis, ranks }) => sum + axis.weight * ranks.parts[index]!, 0),
  );
  return { parts, whole: total * (columns[0]?.ranks.whole ?? 1), columns };
}

/** More is better: where less is, the other way round. */
export function comparable({ better }: Axis, value: number): number {
  return better === "higher" ? value : 0 - value;
}

/** The score of a member. */
export function scoreAt({ parts, whole }: WeightedRanks, index: number): Fraction {
  return lowestTerms(parts[index]!, whole);
}

/** Why a member has a score: the rank on every axis. */
export function rankedReasons({ columns }: WeightedRanks, index: number): RankedReason[] {
  return columns.map(({ axis, values, ranks }) => ({
    code: "ranked",
    axis: axis.id,
    value: valueText(axis, values[index]!),
    rank: lowestTerms(ranks.parts[index]!, ranks.whole),
    weight: axis.weight,
  }));
}

/** A value as it was given, from the one that is compared. */
export function valueText(axis: Axis, value: number): number | string {
  return textOf(axis, comparable(axis, value));
}

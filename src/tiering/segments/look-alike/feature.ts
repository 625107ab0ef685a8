import type { Fraction } from "../../../kernel/money/rate";
import { lowestTerms } from "../exact";
import type { Measure } from "../measure";
import { percentileRanks } from "../rank";
import { type MeasuredMember, valuesOf } from "../values";

/**
 * One feature of all members: ranks within those of whom it is known, and the centre of the seeds, the
 * mean of their ranks.
 */
export interface Feature {
  readonly measure: Measure;
  /** One for each member; null: not known. */
  readonly values: readonly (number | null)[];
  /** The rank of a member is `parts / rankWhole`; null: not known. */
  readonly parts: readonly (number | null)[];
  readonly rankWhole: number;
  readonly known: number;
  readonly seedsKnown: number;
  /** The centre is `seedParts / whole`. */
  readonly seedParts: number;
  /** What a rank times `seedsKnown`, the centre, and a distance are parts of: below 2^41. */
  readonly whole: number;
  /** Null: the feature is known of no seed, so that there is nothing to compare with. */
  readonly centre: Fraction | null;
}

/** Ranks a feature and finds its centre. */
export function featureOf(
  measure: Measure,
  currency: string | null,
  members: readonly MeasuredMember[],
  seeds: ReadonlySet<string>,
): Feature {
  const values = valuesOf(measure, currency, members);
  const knownValues = values.filter((value) => value !== null);
  const ranks = percentileRanks(knownValues);
  let next = 0;
  const parts = values.map((value) => (value === null ? null : ranks.parts[next++]!));
  const seedRanks = parts.filter(
    (part, index): part is number => part !== null && seeds.has(members[index]!.member),
  );
  const seedParts = seedRanks.reduce((sum, part) => sum + part, 0);
  const whole = ranks.whole * Math.max(seedRanks.length, 1);
  return {
    measure,
    values,
    parts,
    rankWhole: ranks.whole,
    known: knownValues.length,
    seedsKnown: seedRanks.length,
    seedParts,
    whole,
    centre: seedRanks.length === 0 ? null : lowestTerms(seedParts, whole),
  };
}

/** How far the member at an index is from the centre, in parts of `whole`; null: not comparable. */
export function distanceParts(feature: Feature, index: number): number | null {
  const part = feature.parts[index]!;
  if (part === null || feature.centre === null) return null;
  return Math.abs(part * feature.seedsKnown - feature.seedParts);
}

import { shown, UptierError } from "../../../kernel/errors";
import { isList } from "../../../kernel/list";
import type { Fraction } from "../../../kernel/money/rate";
import { fractionText, lowestTerms } from "../exact";
import { textOf } from "../measure";
import { byText } from "../members";
import { checkMeasuredMembers, type MeasuredMember } from "../values";
import type { LookAlike } from "./definition";
import { type Distances, distancesOf } from "./distance";
import { distanceParts, type Feature, featureOf } from "./feature";

/** Members by how much they are like a seed group. Plain JSON. */
export interface LookAlikeReport {
  readonly lookAlike: string;
  /** The version of the definition. */
  readonly version: string;
  readonly features: readonly LookAlikeFeature[];
  /**
   * The mean distance of the seeds themselves to their centre, to six decimals at most: candidates
   * below it are as much like the seeds as these are like one another. Null: no seed can be compared.
   */
  readonly seedDistance: string | null;
  /** Everyone but the seeds, in the order in which they were given. */
  readonly candidates: readonly LookAlikeResult[];
  /** Those with a distance, the nearest first; of equal ones whom more is known of, then the lower id. */
  readonly ranking: readonly string[];
}

/** What is known of a feature. */
export interface LookAlikeFeature {
  readonly feature: string;
  /** Of how many members, and of how many of the seeds, it is known. */
  readonly known: number;
  readonly seedsKnown: number;
  /** The mean percentile rank of the seeds, exactly; null: it is known of none. */
  readonly centre: Fraction | null;
}

/** How much a member is like the seeds. */
export interface LookAlikeResult {
  readonly member: string;
  /** 0 to 1, to six decimals at most: 0 is exactly like the centre. Null: too little is known. */
  readonly distance: string | null;
  /** From 1; null: too little is known. */
  readonly place: number | null;
  /** The weight of what could be compared, by the weight of all features. */
  readonly known: Fraction;
  readonly why: readonly LookAlikeReason[];
}

/** Why a member is near or far. The contributions of all features make the distance. */
export type LookAlikeReason =
  | {
      readonly code: "compared";
      readonly feature: string;
      readonly value: number | string;
      /** The percentile rank, exactly. */
      readonly rank: Fraction;
      readonly centre: Fraction;
      readonly contribution: Fraction;
    }
  | { readonly code: "unknown" | "unknown-of-seeds"; readonly feature: string }
  | { readonly code: "too-little-known"; readonly known: Fraction; readonly needed: Fraction };

/**
 * Scores how much members are like a seed group, by a distance that can be worked out by hand.
 *
 * 1. On each feature a member has a percentile rank within all members of whom it is known: how many
 *    are below, and half of how many others are equal, by the number of others. Ranks need no units
 *    and no outlier moves them.
 * 2. The centre of the seeds on a feature is the mean of their ranks.
 * 3. The distance of a member is the mean of |rank - centre| over the features, by their weights: 0 is
 *    at the centre, 1 as far as can be.
 *
 * A feature that is not known of a member, or of no seed, is left out for them and said in `why`; whom
 * less is known of than `minKnown` gets no distance. Nothing is guessed. Seeds of two kinds have
 * a centre in between: score each kind by itself.
 *
 * @param members - at most 1,000,000, each once, the seeds among them
 * @param seeds - ids of members, at least one, each once
 * @throws UptierError in this order: `invalid-members`, `invalid-seeds`, then of values
 * `invalid-count`, `invalid-decimal`, those of `toMinor`
 *
 * @example
 * ```ts
 * import { defineLookAlike, scoreLookAlikes } from "uptier/tiering";
 *
 * const alike = defineLookAlike({
 *   id: "like-our-koc",
 *   currency: "CNY",
 *   features: [
 *     { id: "spend", unit: "money" },
 *     { id: "posts", unit: "count" },
 *   ],
 * });
 * const report = scoreLookAlikes(
 *   alike,
 *   [
 *     { member: "seed", values: { spend: "900", posts: 12 } },
 *     { member: "m1", values: { spend: "700", posts: 9 } },
 *     { member: "m2", values: { spend: "80", posts: null } },
 *   ],
 *   ["seed"],
 * );
 * report.ranking; // => ["m1", "m2"]
 * report.candidates[0]?.distance; // => "0.75"
 * report.candidates[1]?.why[1]; // => { code: "unknown", feature: "posts" }
 * ```
 */
export function scoreLookAlikes(
  lookAlike: LookAlike,
  members: readonly MeasuredMember[],
  seeds: readonly string[],
): LookAlikeReport {
  checkMeasuredMembers(members);
  const seedSet = checkSeeds(seeds, members);
  const features = lookAlike.features.map((measure) =>
    featureOf(measure, lookAlike.currency, members, seedSet),
  );
  const distances = distancesOf(features, members.length);
  const compared = members.map(({ member }, index) =>
    comparedAt(lookAlike, features, distances, member, index),
  );
  const isSeed = ({ member }: Compared) => seedSet.has(member);
  const candidates = compared.filter((one) => !isSeed(one));
  const ranking = ranked(candidates);
  const places = new Map(ranking.map((member, index) => [member, index + 1]));
  const { whole } = distances;
  return {
    lookAlike: lookAlike.id,
    version: lookAlike.version,
    features: features.map(({ measure, known, seedsKnown, centre }) => ({
      feature: measure.id,
      known,
      seedsKnown,
      centre,
    })),
    seedDistance: meanText(compared.filter(isSeed), whole),
    candidates: candidates.map(({ member, distance, known, why }) => ({
      member,
      distance: distance === null ? null : fractionText({ num: distance, den: whole }),
      place: places.get(member) ?? null,
      known,
      why,
    })),
    ranking,
  };
}

interface Compared {
  readonly member: string;
  /** In parts that are the same for all; null: too little is known. */
  readonly distance: bigint | null;
  readonly weight: number;
  readonly known: Fraction;
  readonly why: readonly LookAlikeReason[];
}

function comparedAt(
  { minKnown }: LookAlike,
  features: readonly Feature[],
  { parts, weights }: Distances,
  member: string,
  index: number,
): Compared {
  const weight = weights[index]!;
  const total = features.reduce((sum, { measure }) => sum + measure.weight, 0);
  const known = lowestTerms(weight, total);
  const why = features.map((feature) => reasonOf(feature, index, weight));
  const distance = parts[index]!;
  if (distance !== null && weight * minKnown.den >= minKnown.num * total) {
    return { member, distance, weight, known, why };
  }
  why.push({ code: "too-little-known", known, needed: minKnown });
  return { member, distance: null, weight, known, why };
}

function reasonOf(feature: Feature, index: number, weight: number): LookAlikeReason {
  const { measure, values, parts, rankWhole, whole, centre } = feature;
  const distance = distanceParts(feature, index);
  if (centre === null) return { code: "unknown-of-seeds", feature: measure.id };
  if (distance === null) return { code: "unknown", feature: measure.id };
  return {
    code: "compared",
    feature: measure.id,
    value: textOf(measure, values[index]!),
    rank: lowestTerms(parts[index]!, rankWhole),
    centre,
    contribution: lowestTerms(measure.weight * distance, weight * whole),
  };
}

/** The nearest first; of equal ones whom more is known of, then the lower id. */
function ranked(candidates: readonly Compared[]): string[] {
  const near = candidates.flatMap(({ member, distance, weight }) =>
    distance === null ? [] : [{ member, distance, weight }],
  );
  return near
    .sort((a, b) => {
      if (a.distance !== b.distance) return a.distance < b.distance ? -1 : 1;
      return b.weight - a.weight || byText(a.member, b.member);
    })
    .map(({ member }) => member);
}

function meanText(seeds: readonly Compared[], whole: bigint): string | null {
  const distances = seeds.flatMap(({ distance }) => (distance === null ? [] : [distance]));
  if (distances.length === 0) return null;
  const sum = distances.reduce((total, distance) => total + distance, 0n);
  return fractionText({ num: sum, den: whole * BigInt(distances.length) });
}

function checkSeeds(
  seeds: readonly string[],
  members: readonly MeasuredMember[],
): ReadonlySet<string> {
  const ids = new Set(members.map(({ member }) => member));
  const set = new Set(isList(seeds) ? seeds : []);
  const stranger = [...set].find((seed) => !ids.has(seed));
  if (set.size > 0 && set.size === seeds.length && stranger === undefined) return set;
  throw new UptierError(
    "invalid-seeds",
    stranger === undefined
      ? "seeds must be a list of at least one member, each once"
      : `seed ${shown(stranger)} is not among the members; ranks need all of them`,
  );
}

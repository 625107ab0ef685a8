import { countIn, invalidCommand } from "../../../kernel/command";
import type { RelationTree } from "./index-relations";
import { depthsOf } from "./roll-up";

/** What a loop of invitations was measured by. */
export interface InvitationCounts {
  /** Who could invite. */
  readonly users: number;
  /** Invitations that they sent. */
  readonly shares: number;
  /** Invitations that led to a new member. */
  readonly conversions: number;
}

/** How a programme spreads. Ratios are the nearest floating-point numbers; null: nothing to divide by. */
export interface KFactor {
  readonly sharesPerUser: number | null;
  readonly conversionsPerShare: number | null;
  /** New members for each user: the product of the two. */
  readonly k: number | null;
}

/**
 * The K-factor: how many new members each user brings.
 *
 * @param counts - whole numbers from 0 to 1,000,000,000
 * @throws UptierError `invalid-command`
 *
 * @example
 * ```ts
 * import { kFactor } from "uptier/referral";
 *
 * kFactor({ users: 1250, shares: 2500, conversions: 1500 });
 * // => { sharesPerUser: 2, conversionsPerShare: 0.6, k: 1.2 }
 * ```
 */
export function kFactor(counts: InvitationCounts): KFactor {
  const { users, shares, conversions } = counts;
  countIn("users", users, 0);
  countIn("shares", shares, 0);
  countIn("conversions", conversions, 0);
  return {
    sharesPerUser: ratio(shares, users),
    conversionsPerShare: ratio(conversions, shares),
    k: ratio(conversions, users),
  };
}

/** A generation: those whom the one before referred. Plain JSON. */
export interface GenerationGrowth {
  /** 0: those whom nobody referred. */
  readonly generation: number;
  readonly members: number;
  /** The members of the next generation for each of this one: K of this generation. */
  readonly k: number;
  /** All members up to this generation. */
  readonly cumulative: number;
}

/**
 * K by generation. A tree that still grows has a last generation that has not invited yet: its K is 0, and
 * that of those before it is too low.
 *
 * @example
 * ```ts
 * import { indexRelations, kByGeneration } from "uptier/referral";
 *
 * const tree = indexRelations([
 *   { member: "a", referrer: "li" },
 *   { member: "b", referrer: "li" },
 *   { member: "c", referrer: "a" },
 * ]);
 * kByGeneration(tree).map(({ members, k }) => [members, k]); // => [[1, 2], [2, 0.5], [1, 0]]
 * ```
 */
export function kByGeneration(tree: RelationTree): GenerationGrowth[] {
  const sizes: number[] = [];
  for (const generation of depthsOf(tree)) {
    while (sizes.length <= generation) sizes.push(0);
    sizes[generation]! += 1;
  }
  let cumulative = 0;
  return sizes.map((members, generation) => {
    cumulative += members;
    return { generation, members, k: (sizes[generation + 1] ?? 0) / members, cumulative };
  });
}

/** What a K promises if nothing stops it. Plain JSON. */
export interface ReachProjection {
  /** Everybody is taken to know as many who are not members yet as those before them. */
  readonly assumption: "no-saturation";
  /** From generation 0. Expected values, not rounded. */
  readonly generations: readonly ProjectedGeneration[];
  /** What all generations without end come to; null: with K of at least 1 there is no such number. */
  readonly limit: number | null;
}

/** A generation of a projection. */
export interface ProjectedGeneration {
  readonly generation: number;
  readonly members: number;
  /** Seeds times 1 + K + K^2 + ... */
  readonly cumulative: number;
}

const MAX_K = 1_000;
const MAX_GENERATIONS = 50;

/**
 * The size of a programme after some generations, if K stays what it is: seeds times 1 + K + K^2 + ... It
 * knows no saturation, and says so: nobody runs out of friends. Take it as an upper bound.
 *
 * @param k - 0 to 1,000
 * @param generations - after the seeds, 0 to 50
 * @param seeds - members to begin with, 1 to 1,000,000,000. Default: 1
 * @throws UptierError `invalid-command`
 *
 * @example
 * ```ts
 * import { projectReach } from "uptier/referral";
 *
 * const { generations, limit, assumption } = projectReach(0.5, 2, 100);
 * generations.map(({ cumulative }) => cumulative); // => [100, 150, 175]
 * limit; // => 200
 * assumption; // => "no-saturation"
 * ```
 */
export function projectReach(k: number, generations: number, seeds = 1): ReachProjection {
  if (typeof k !== "number" || !(k >= 0 && k <= MAX_K)) {
    throw invalidCommand("k", `a number from 0 to ${MAX_K}`, k);
  }
  if (countIn("generations", generations, 0) > MAX_GENERATIONS) {
    throw invalidCommand("generations", `at most ${MAX_GENERATIONS}`, generations);
  }
  countIn("seeds", seeds);
  const rows: ProjectedGeneration[] = [];
  let [members, cumulative] = [seeds, 0];
  for (let generation = 0; generation <= generations; generation += 1) {
    cumulative += members;
    rows.push({ generation, members, cumulative });
    members *= k;
  }
  return { assumption: "no-saturation", generations: rows, limit: k < 1 ? seeds / (1 - k) : null };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

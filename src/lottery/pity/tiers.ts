import { shown } from "../../kernel/errors";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";
import { sumOf } from "./quantiles";
import { longRunStates } from "./stationary";
import { invalidPity, type PityTableInput, pityTable, reduced } from "./table";

/** The longest table of the second tier, and both tables multiplied. */
const MAX_SECOND = 100;
const MAX_BOTH = 100_000;

/** The most tiers without pity beside the lowest. */
const MAX_SHARES = 100;

/** One draw over several tiers, of which the two highest have pity. */
export interface TieredPity {
  /**
   * Of the highest tier and of the next one. The table of the second has up to 100 draws, and the
   * lengths multiplied are up to 100,000.
   */
  readonly pity: readonly [top: PityTableInput, second: PityTableInput];
  /** Of the tiers below, the highest first, up to 100; without the lowest, which takes the rest. */
  readonly shares: readonly Rate[];
  /**
   * What a hit of the highest tier does to the counter of the second: begin it anew, or count as one
   * more draw without a hit.
   */
  readonly higherHit: "reset" | "keep";
}

/**
 * The exact chances of all tiers in one draw, from the highest to the lowest; they sum to 1.
 *
 * Each tier in order takes its chance, or what is left where that is less; the lowest takes the
 * rest. So a certain second tier gives way to a hit of the highest, and a high chance of the second
 * takes from the tiers below, the lowest first.
 *
 * @param counters - draws since the last hit of the highest and of the second tier; beyond the end of
 * its table a counter has the last chance
 * @throws UptierError in this order: `invalid-pity`, `invalid-rate`
 *
 * @example
 * ```ts
 * import { tierChances } from "uptier/lottery";
 *
 * const tiers = {
 *   pity: [
 *     { base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 },
 *     { base: "5.1%", constantFor: 8, step: "51%", hardAt: 10 },
 *   ],
 *   shares: [],
 *   higherHit: "keep",
 * } as const;
 * tierChances(tiers, [0, 0]).map(({ num, den }) => `${num}/${den}`);
 * // => ["3/500", "51/1000", "943/1000"]
 * tierChances(tiers, [0, 9]).map(({ num, den }) => `${num}/${den}`);
 * // => ["3/500", "497/500", "0/1"]
 * ```
 */
export function tierChances(
  tiers: TieredPity,
  counters: readonly [top: number, second: number],
): Fraction[] {
  const { top, second, shares } = checkedTiers(tiers);
  for (const counter of counters) {
    if (!Number.isSafeInteger(counter) || counter < 0) {
      throw invalidPity(`the counter ${shown(counter)} is not a whole number of at least 0`);
    }
  }
  let rest = { num: 1, den: 1 };
  const chances = [atCounter(top, counters[0]), atCounter(second, counters[1]), ...shares].map(
    (chance) => {
      const left = difference(rest, chance);
      const taken = left === null ? rest : chance;
      rest = left ?? { num: 0, den: 1 };
      return taken;
    },
  );
  return [...chances, rest];
}

/**
 * The share of all draws that each tier has in the long run, from the highest to the lowest; they
 * sum to 1. The share of the highest is 1 through the expectation of its table; the others follow
 * from how the two counters run together.
 *
 * Between two hits of the highest tier its counter only rises. So the mean numbers of hits in that
 * time are counted in one pass, over the counters of the second tier with which such a time begins.
 *
 * @throws UptierError in this order: `invalid-pity`, `invalid-rate`
 *
 * @example
 * ```ts
 * import { tierShares } from "uptier/lottery";
 *
 * const shares = tierShares({
 *   pity: [
 *     { base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 },
 *     { base: "5.1%", constantFor: 8, step: "51%", hardAt: 10 },
 *   ],
 *   shares: [],
 *   higherHit: "keep",
 * });
 * shares.map((share) => share.toFixed(4)); // => ["0.0161", "0.1306", "0.8534"]
 * ```
 */
export function tierShares(tiers: TieredPity): number[] {
  const checked = checkedTiers(tiers);
  const numbers = {
    top: checked.top.map(toChance),
    second: checked.second.map(toChance),
    shares: checked.shares.map(toChance),
  };
  const startsAt = (counter: number): Float64Array => {
    const start = new Float64Array(numbers.second.length);
    start[counter] = 1;
    return start;
  };
  const starts =
    tiers.higherHit === "reset"
      ? startsAt(0)
      : longRunStates(
          numbers.second.map((_, counter) => betweenTopHits(numbers, startsAt(counter)).ends),
        );
  const { hits } = betweenTopHits(numbers, starts);
  const draws = sumOf(hits);
  return hits.map((count) => count / draws);
}

interface Chance {
  readonly hit: number;
  readonly miss: number;
}

/**
 * The mean hits of each tier from behind one hit of the highest tier to the next one, and where the
 * counter of the second tier stands then.
 */
function betweenTopHits(
  {
    top,
    second,
    shares,
  }: { top: readonly Chance[]; second: readonly Chance[]; shares: readonly Chance[] },
  starts: Float64Array,
): { hits: number[]; ends: Float64Array } {
  const last = second.length - 1;
  const hits = new Array<number>(shares.length + 3).fill(0);
  const ends = new Float64Array(second.length);
  let counters = starts;
  for (const { hit, miss } of top) {
    const next = new Float64Array(second.length);
    counters.forEach((mass, counter) => {
      if (mass === 0) return;
      const later = Math.min(counter + 1, last);
      const taken = Math.min(second[counter]!.hit, miss);
      ends[later] = ends[later]! + mass * hit;
      next[0] = next[0]! + mass * taken;
      next[later] = next[later]! + mass * (miss - taken);
      hits[0] = hits[0]! + mass * hit;
      hits[1] = hits[1]! + mass * taken;
      let rest = miss - taken;
      shares.forEach((share, index) => {
        const part = Math.min(share.hit, rest);
        hits[index + 2] = hits[index + 2]! + mass * part;
        rest -= part;
      });
      hits[shares.length + 2] = hits[shares.length + 2]! + mass * rest;
    });
    counters = next;
  }
  return { hits, ends };
}

function checkedTiers(tiers: TieredPity): {
  top: readonly Fraction[];
  second: readonly Fraction[];
  shares: readonly Fraction[];
} {
  const [top, second] = [pityTable(tiers.pity[0]), pityTable(tiers.pity[1])];
  if (second.length > MAX_SECOND || top.length * second.length > MAX_BOTH) {
    throw invalidPity(
      `tables of ${top.length} and ${second.length} draws are too long together; keep the second to ${MAX_SECOND}, and both multiplied to ${MAX_BOTH}`,
    );
  }
  if (tiers.higherHit !== "reset" && tiers.higherHit !== "keep") {
    throw invalidPity(`higherHit is ${shown(tiers.higherHit)}; make it "reset" or "keep"`);
  }
  if (tiers.shares.length > MAX_SHARES) {
    throw invalidPity(`there are ${tiers.shares.length} shares; give up to ${MAX_SHARES}`);
  }
  return { top, second, shares: tiers.shares.map(toFraction) };
}

function atCounter(table: readonly Fraction[], counter: number): Fraction {
  return table[Math.min(counter, table.length - 1)]!;
}

/** a - b; null where that is below 0. */
function difference(a: Fraction, b: Fraction): Fraction | null {
  const num = BigInt(a.num) * BigInt(b.den) - BigInt(b.num) * BigInt(a.den);
  return num < 0n ? null : reduced(num, BigInt(a.den) * BigInt(b.den));
}

function toChance({ num, den }: Fraction): Chance {
  return { hit: num / den, miss: (den - num) / den };
}

import { shown, UptierError } from "../errors";
import { isList } from "../list";
import { greatestCommonDivisor } from "../money/rate";

/**
 * Who gets the units that are left when every part is cut down to a whole number.
 *
 * - `largest-remainder` (Hamilton): one each to those whose cut was largest; the fair one
 * - `largest-weight`: one each by descending weight
 * - `first-come`: one each by position
 *
 * A weight of 0 never gets one.
 */
export type AllocationStrategy = "largest-remainder" | "largest-weight" | "first-come";

/**
 * Who wins between equal remainders: the larger weight and then the earlier position, so that the
 * order of the participants hardly matters (`weight`), or just the earlier position (`index`).
 */
export type TieRule = "weight" | "index";

/** How {@link allocate} gives out what rounding leaves. */
export interface AllocationOptions {
  /** Default: `largest-remainder`. */
  readonly strategy?: AllocationStrategy;
  /** For `largest-remainder`. Default: `weight`. */
  readonly tie?: TieRule;
}

/**
 * Splits an integer into parts by weight, exactly: the parts always sum to the total.
 *
 * With `largest-remainder` no part is a whole unit away from its exact share. Signs are symmetric:
 * the parts of `-total` are the negated parts of `total`. Multiplying all weights by a constant
 * changes nothing. A weight of 0 gets 0; a weight of `null` is "does not take part" and stays
 * `null`.
 *
 * Not for running totals (partial refunds, instalments): a larger total can mean a smaller part
 * for somebody. Use {@link releaseShares} there.
 *
 * @param total - a safe integer, or bigint of any size
 * @param weights - safe integers of at least 0 whose sum is a safe integer, or null
 * @returns one part per weight, of the type of `total`
 * @throws UptierError in this order: `invalid-options` (no object, or an unknown key),
 * `unknown-strategy`, `not-an-integer` (the total), `invalid-weights` (no list, none, negative, fractional, all zero or null, sum beyond 2^53 - 1)
 *
 * @example
 * ```ts
 * import { allocate } from "uptier/kernel";
 *
 * allocate(9999, [75, 25]); // => [7499, 2500]
 * allocate(-5, [7, 3]); // => [-4, -1]
 * allocate(100, [1, null, 3]); // => [25, null, 75]
 * allocate(10n ** 20n, [1, 2]); // => [33333333333333333333n, 66666666666666666667n]
 * ```
 */
export function allocate(
  total: number,
  weights: readonly number[],
  options?: AllocationOptions,
): number[];
export function allocate(
  total: number,
  weights: readonly (number | null)[],
  options?: AllocationOptions,
): (number | null)[];
export function allocate(
  total: bigint,
  weights: readonly number[],
  options?: AllocationOptions,
): bigint[];
export function allocate(
  total: bigint,
  weights: readonly (number | null)[],
  options?: AllocationOptions,
): (bigint | null)[];
export function allocate(
  total: number | bigint,
  weights: readonly (number | null)[],
  options: AllocationOptions = {},
): (number | bigint | null)[] {
  const order = orderOf(options);
  checkTotal(total);
  const sum = sumOfWeights(weights);
  const { rounds, rest, sign } = wholeRounds(total, sum);
  const quotas = weights.map((weight) => quotaOf(rest, weight ?? 0, sum));
  let missing = rest;
  for (const quota of quotas) missing -= quota.floor;
  if (missing > 0) {
    // The sort is stable: those who are equal stay in the order of their positions.
    const inOrder = quotas.filter((quota) => quota.weight > 0).sort(order);
    for (let place = 0; place < missing; place += 1) inOrder[place]!.floor += 1;
  }
  return weights.map((weight, index) =>
    weight === null ? null : partOf(rounds, weight, quotas[index]!.floor, sign),
  );
}

/**
 * Splits an integer into `count` parts that differ by at most one unit, larger parts first.
 *
 * @param count - 1 to 1,000,000
 * @throws UptierError in this order: `invalid-weights` (the count), `not-an-integer`
 *
 * @example
 * ```ts
 * import { split } from "uptier/kernel";
 *
 * split(10000, 3); // => [3334, 3333, 3333]
 * ```
 */
export function split(total: number, count: number): number[];
export function split(total: bigint, count: number): bigint[];
export function split(total: number | bigint, count: number): (number | bigint)[] {
  if (!Number.isInteger(count) || count < 1 || count > MAX_PARTS) {
    throw invalidWeights(`cannot split into ${shown(count)} parts; give 1 to ${MAX_PARTS}`);
  }
  const weights = new Array<number>(count).fill(1);
  return typeof total === "bigint" ? allocate(total, weights) : allocate(total, weights);
}

/** What {@link allocateKeeping} gives: the parts, and what nobody gets. */
export interface Kept<T extends number | bigint> {
  /** One per weight. */
  readonly parts: T[];
  /** The total minus the parts; of the sign of the total. */
  readonly rest: T;
}

/**
 * Splits an integer by weight but gives nobody a unit more than a rule allows; the rest comes back
 * apart, for the house or for the next time.
 *
 * - `floor`: every part is its exact share, cut down
 * - `block`: parts are in the exact proportion of the weights, as often as that fits
 *
 * Parts and rest sum to the total; signs are symmetric.
 *
 * @param total - a safe integer, or bigint of any size
 * @param weights - safe integers of at least 0 whose sum is a safe integer
 * @throws UptierError in this order: `unknown-strategy`, `not-an-integer`, `invalid-weights`
 *
 * @example
 * ```ts
 * import { allocateKeeping } from "uptier/kernel";
 *
 * allocateKeeping(10000, [30, 20, 40, 40], "block"); // => { parts: [2307, 1538, 3076, 3076], rest: 3 }
 * ```
 */
export function allocateKeeping(
  total: number,
  weights: readonly number[],
  strategy: "floor" | "block",
): Kept<number>;
export function allocateKeeping(
  total: bigint,
  weights: readonly number[],
  strategy: "floor" | "block",
): Kept<bigint>;
export function allocateKeeping(
  total: number | bigint,
  weights: readonly number[],
  strategy: "floor" | "block",
): Kept<number> | Kept<bigint> {
  if (strategy !== "floor" && strategy !== "block") throw unknownStrategy(strategy);
  checkTotal(total);
  const sum = sumOfWeights(weights);
  const divisor = strategy === "block" ? weights.reduce(greatestCommonDivisor) : 1;
  const shares = weights.map((weight) => weight / divisor);
  const { rounds, rest, sign } = wholeRounds(total, sum / divisor);
  const floors = shares.map((share) =>
    strategy === "block" ? 0 : quotaOf(rest, share, sum).floor,
  );
  const left = floors.reduce((before, floor) => before - floor, rest);
  const parts = shares.map((share, index) => partOf(rounds, share, floors[index]!, sign));
  return typeof total === "bigint"
    ? { parts: parts as bigint[], rest: BigInt(sign * left) }
    : { parts: parts as number[], rest: sign * left + 0 };
}

/** The most participants of one allocation. */
const MAX_PARTS = 1_000_000;

interface Quota {
  readonly weight: number;
  readonly remainder: number;
  floor: number;
}

type Order = (a: Quota, b: Quota) => number;

const ORDERS: ReadonlyMap<string, Order> = new Map<string, Order>([
  ["largest-remainder/weight", (a, b) => b.remainder - a.remainder || b.weight - a.weight],
  ["largest-remainder/index", (a, b) => b.remainder - a.remainder],
  ["largest-weight", (a, b) => b.weight - a.weight],
  ["first-come", () => 0],
]);

function orderOf(options: AllocationOptions): Order {
  const known =
    typeof options === "object" &&
    options !== null &&
    Object.keys(options).every((key) => key === "strategy" || key === "tie");
  if (!known) {
    throw new UptierError(
      "invalid-options",
      `${shown(options)} is not made of options; write { strategy: "largest-weight" } or { tie: "index" }`,
    );
  }
  const { strategy = "largest-remainder", tie = "weight" } = options;
  const order = ORDERS.get(strategy === "largest-remainder" ? `${strategy}/${tie}` : strategy);
  if (order === undefined) throw unknownStrategy(strategy, tie);
  return order;
}

/*
 * A total is as many whole rounds as the sum of the weights goes into it, in which everybody gets
 * exactly their weight, and a rest smaller than that sum. Only the rest needs rounding, and it is a
 * safe integer however large the total is.
 */
function wholeRounds(
  total: number | bigint,
  sum: number,
): { rounds: number | bigint; rest: number; sign: 1 | -1 } {
  const sign = total < 0 ? -1 : 1;
  if (typeof total === "bigint") {
    const size = total < 0n ? -total : total;
    return { rounds: size / BigInt(sum), rest: Number(size % BigInt(sum)), sign };
  }
  const size = Math.abs(total);
  const rest = size % sum;
  return { rounds: (size - rest) / sum, rest, sign };
}

function partOf(
  rounds: number | bigint,
  weight: number,
  partial: number,
  sign: 1 | -1,
): number | bigint {
  return typeof rounds === "bigint"
    ? BigInt(sign) * (rounds * BigInt(weight) + BigInt(partial))
    : sign * (rounds * weight + partial) + 0; // + 0 turns -0 into 0
}

/** `rest x weight / sum` as whole part and remainder; `rest` is smaller than `sum`. */
function quotaOf(rest: number, weight: number, sum: number): Quota {
  const product = rest * weight;
  if (Number.isSafeInteger(product)) {
    const remainder = product % sum;
    return { weight, remainder, floor: (product - remainder) / sum };
  }
  const exact = BigInt(rest) * BigInt(weight);
  return { weight, remainder: Number(exact % BigInt(sum)), floor: Number(exact / BigInt(sum)) };
}

function sumOfWeights(weights: readonly (number | null)[]): number {
  if (!isList(weights)) throw invalidWeights(`${shown(weights)} is not a list of weights`);
  if (weights.length === 0 || weights.length > MAX_PARTS) {
    throw invalidWeights(`there are ${weights.length} weights; give 1 to ${MAX_PARTS}`);
  }
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    if (weight === null) continue;
    if (!Number.isSafeInteger(weight) || weight < 0) {
      throw invalidWeights(
        `weight ${shown(weight)} at position ${index} is not a whole number of at least 0`,
      );
    }
    sum += weight;
  }
  if (sum === 0) throw invalidWeights("all weights are zero; give at least one above 0");
  if (!Number.isSafeInteger(sum)) {
    throw invalidWeights("the weights sum to more than 2^53 - 1; divide them by a common factor");
  }
  return sum;
}

function checkTotal(total: number | bigint): void {
  if (typeof total !== "bigint" && !Number.isSafeInteger(total)) {
    throw new UptierError(
      "not-an-integer",
      `cannot allocate ${shown(total)}; give a whole number up to 2^53 - 1, or a bigint`,
    );
  }
}

function unknownStrategy(strategy: string, tie?: string): UptierError {
  const named = tie === undefined ? shown(strategy) : `${shown(strategy)} with tie ${shown(tie)}`;
  return new UptierError(
    "unknown-strategy",
    `${named} is not an allocation strategy; see AllocationStrategy and TieRule, or "floor" and "block" for allocateKeeping`,
  );
}

function invalidWeights(message: string): UptierError {
  return new UptierError("invalid-weights", message);
}

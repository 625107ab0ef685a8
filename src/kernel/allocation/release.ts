import { shown, UptierError } from "../errors";
import { isList } from "../list";
import { addSafely } from "../money/amount";
import { scaled } from "../money/rate";
import { checkRounding, type Rounding } from "../money/rounding";

/**
 * How much of `share` has been released when `done` of `whole` is done: `share x done / whole`,
 * rounded. Running totals are made of this, never of slices that are rounded one by one: whatever
 * the slices, the share is released exactly when the whole is done, and nothing is released when
 * nothing is done.
 *
 * @param share - an integer of any sign; its rounding is symmetric, whatever the mode
 * @param done - an integer, 0 to `whole`
 * @param whole - an integer of at least 0. Of a whole of 0 everything is done from the start, so that
 * the share is released at once
 * @throws UptierError in this order: `unknown-rounding`, `not-an-integer`, `invalid-progress`
 * (`done` below 0 or above `whole`)
 *
 * @example
 * ```ts
 * import { releasedShare } from "uptier/kernel";
 *
 * // A commission of 1.00 on an order of 100.00 that is refunded in thirds:
 * const after = [0, 3333, 6666, 10000].map((refunded) =>
 *   releasedShare(100, refunded, 10000, "half-away-from-zero"),
 * );
 * after; // => [0, 33, 67, 100]
 * ```
 */
export function releasedShare(
  share: number,
  done: number,
  whole: number,
  rounding: Rounding,
): number {
  checkRounding(rounding);
  checkIntegers([share, done, whole]);
  checkProgress(done, whole);
  if (done === whole) return share + 0; // + 0 turns -0 into 0
  const released = scaled(Math.abs(share), done, whole, rounding);
  return share < 0 ? -released + 0 : released;
}

/** One slice of a whole that several parties share. */
export interface ReleasedSlice {
  /** What the slice gives to each party. */
  readonly parts: number[];
  /** What it gives to the party that takes the rest (the house). */
  readonly residual: number;
}

/**
 * Shares out one slice of a whole (a partial refund, an instalment) by running totals: each party
 * gets the difference between what has been released after the slice and before it, and the
 * residual party the rest.
 *
 * Parts and residual sum to the slice. Once the whole is done, each party has exactly its share and
 * the residual party exactly the remainder, however the whole was sliced. Parts never change sign.
 * A single slice is not exact: of a tiny one, rounding can give the parties more than it has, and the
 * residual is then below 0. The residual stays within half a unit per party of its exact running
 * share, and all slices together are exact.
 *
 * A fixed fee over several captures is a share like any other; cap it at the whole first.
 *
 * @param shares - each party's share of the whole; integers that sum to no more than the whole
 * @param whole - an integer of at least 0
 * @param before - how much of the whole was done before, 0 to `whole`
 * @param slice - how much is done now, 0 to `whole - before`
 * @throws UptierError in this order: `invalid-shares` (no list), those of {@link releasedShare},
 * `invalid-shares` (a sum above the whole)
 *
 * @example
 * ```ts
 * import { releaseShares } from "uptier/kernel";
 *
 * // 10.00 paid; 0.50 and 0.33 of it are commissions. 3.33 are refunded:
 * releaseShares([50, 33], 1000, 0, 333, "half-away-from-zero"); // => { parts: [17, 11], residual: 305 }
 * ```
 */
export function releaseShares(
  shares: readonly number[],
  whole: number,
  before: number,
  slice: number,
  rounding: Rounding,
): ReleasedSlice {
  if (!isList(shares)) {
    throw invalidShares(`${shown(shares)} is not a list; give each party's share`);
  }
  checkRounding(rounding);
  checkIntegers([...shares, whole, before, slice]);
  if (slice < 0) {
    throw new UptierError("invalid-progress", `a slice of ${slice} goes backwards; give 0 or more`);
  }
  const after = before + slice;
  checkProgress(before, whole);
  checkProgress(after, whole);
  const sum = shares.reduce((before, share) => addSafely(before, share), 0);
  if (sum > whole) {
    throw invalidShares(`the shares sum to ${sum} of ${whole}; cap them at the whole first`);
  }
  const parts = shares.map(
    (share) =>
      releasedShare(share, after, whole, rounding) - releasedShare(share, before, whole, rounding),
  );
  return { parts, residual: parts.reduce((rest, part) => addSafely(rest, -part), slice) };
}

function checkIntegers(values: readonly number[]): void {
  for (const value of values) {
    if (!Number.isSafeInteger(value)) {
      throw new UptierError(
        "not-an-integer",
        `${shown(value)} is not a whole number up to 2^53 - 1; give minor units or points`,
      );
    }
  }
}

function checkProgress(done: number, whole: number): void {
  if (done < 0 || done > whole) {
    throw new UptierError(
      "invalid-progress",
      `${done} of ${whole} cannot be done; stay between 0 and the whole`,
    );
  }
}

function invalidShares(message: string): UptierError {
  return new UptierError("invalid-shares", message);
}

import { shown, UptierError } from "../../kernel/errors";

/** The most wins that are listed. */
const MAX_LISTED_WINS = 1_000_000;

/**
 * The draws that win when wins are spread over draws as evenly as whole numbers can be: draw `k`
 * wins when `floor(k x wins / draws)` is more than it was at draw `k - 1`. Between two wins there
 * are as many draws as between any other two, give or take one; the last draw wins.
 *
 * This is a schedule, not chance: who knows how many draws were made knows when to draw. It fits
 * where nobody sees the count, and for comparison with what chance does.
 *
 * @param wins - 0 to `draws`, at most 1,000,000
 * @param draws - 1 to 2^53 - 1
 * @returns the winning draws, counted from 1, in order
 * @throws UptierError `invalid-spread`
 *
 * @example
 * ```ts
 * import { evenSpread } from "uptier/lottery";
 *
 * evenSpread(3, 10); // => [4, 7, 10]
 * evenSpread(7, 10); // => [2, 3, 5, 6, 8, 9, 10]
 * ```
 */
export function evenSpread(wins: number, draws: number): number[] {
  checkSpread(wins, draws);
  if (wins > MAX_LISTED_WINS) {
    throw invalidSpread(`${wins} wins are too many to list; ask winsAt draw by draw`);
  }
  // The i-th win is the first draw k with k x wins / draws >= i.
  return Array.from({ length: wins }, (_, index) => {
    const product = (index + 1) * draws;
    if (Number.isSafeInteger(product)) return Math.floor((product - 1) / wins) + 1;
    return Number((BigInt(index + 1) * BigInt(draws) - 1n) / BigInt(wins)) + 1;
  });
}

/**
 * Whether one draw wins in the schedule of {@link evenSpread}, without listing it.
 *
 * @param draw - counted from 1, at most `draws`
 * @param wins - 0 to `draws`
 * @param draws - 1 to 2^53 - 1
 * @throws UptierError `invalid-spread`
 *
 * @example
 * ```ts
 * import { winsAt } from "uptier/lottery";
 *
 * winsAt(4, 3, 10); // => true
 * winsAt(5, 3, 10); // => false
 * ```
 */
export function winsAt(draw: number, wins: number, draws: number): boolean {
  checkSpread(wins, draws);
  if (!Number.isSafeInteger(draw) || draw < 1 || draw > draws) {
    throw invalidSpread(`draw ${shown(draw)} must be a whole number from 1 to ${draws}`);
  }
  // The quotient of k x wins by draws rises at k exactly when the rest there is below wins.
  const product = draw * wins;
  if (Number.isSafeInteger(product)) return product % draws < wins;
  return (BigInt(draw) * BigInt(wins)) % BigInt(draws) < BigInt(wins);
}

function checkSpread(wins: number, draws: number): void {
  if (!Number.isSafeInteger(draws) || draws < 1) {
    throw invalidSpread(`there are ${shown(draws)} draws; give a whole number of at least 1`);
  }
  if (!Number.isSafeInteger(wins) || wins < 0 || wins > draws) {
    throw invalidSpread(`there are ${shown(wins)} wins; give a whole number from 0 to ${draws}`);
  }
}

function invalidSpread(message: string): UptierError {
  return new UptierError("invalid-spread", message);
}

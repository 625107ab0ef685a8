import { shown, UptierError } from "../../kernel/errors";

/**
 * How much of a period is over, from 0 (before and at its start) to 1 (at and after its end).
 *
 * @param start - like `end` and `now` in one unit: milliseconds, seconds, plays
 * @throws UptierError `invalid-pacing` (no finite numbers, an end that is not after the start)
 *
 * @example
 * ```ts
 * import { elapsedShare } from "uptier/lottery";
 *
 * elapsedShare(100, 200, 150); // => 0.5
 * elapsedShare(100, 200, 250); // => 1
 * ```
 */
export function elapsedShare(start: number, end: number, now: number): number {
  checkFinite({ start, end, now });
  if (end <= start) {
    throw invalidPacing(`the period ends at ${end}; it must end after its start at ${start}`);
  }
  return clamped((now - start) / (end - start));
}

/**
 * A throttle that follows the calendar: the chance is what the wins lag behind the elapsed share of
 * the time, over the plays that are still expected at the rate so far, times 5. Nobody wins while
 * the wins are ahead.
 *
 * For comparison: with it the chance of a member depends on when they come. When half of 10,000
 * plays come in the first tenth of the time, that half gets about 1 in 43 of the wins.
 *
 * `elapsed` is the share of the time that is over, 0 to 1; `plays` and `won` are counted so far; `max`
 * is how many wins there are over the whole time.
 *
 * @returns 0 to 1; when no further play is expected, 1 while a win is due and 0 otherwise
 * @throws UptierError `invalid-pacing` (negative or no numbers, a share above 1)
 *
 * Source: konrness/instant-win.
 *
 * @example
 * ```ts
 * import { instantWinOdds } from "uptier/lottery";
 *
 * instantWinOdds({ elapsed: 0.5, plays: 100, max: 10, won: 3 }); // => 0.1
 * ```
 */
export function instantWinOdds({
  elapsed,
  plays,
  max,
  won,
}: {
  readonly elapsed: number;
  readonly plays: number;
  readonly max: number;
  readonly won: number;
}): number {
  checkAmounts({ elapsed, plays, max, won });
  if (elapsed > 1) throw invalidPacing(`elapsed is ${elapsed}; it is a share, at most 1`);
  const due = elapsed * max - won;
  if (due <= 0) return 0;
  const expectedPlays = plays / elapsed - plays;
  return expectedPlays === 0 ? 1 : clamped((due / expectedPlays) * 5);
}

/** When the next win is aimed at, in seconds after the last one. */
export interface GapWindow {
  /** The time that is left, divided by the prizes that are left. */
  readonly targetSeconds: number;
  /** 0.7 times the target; before it hardly anybody wins. */
  readonly fromSeconds: number;
  /** 1.5 times the target; after it nearly everybody wins. */
  readonly toSeconds: number;
}

/** What is left of a period and of its prizes. */
export interface GapInput {
  /** A whole number. */
  readonly prizesLeft: number;
  readonly secondsLeft: number;
}

/**
 * The window in which a throttle by gaps wants its next win.
 *
 * @param left - at least 1 prize and more than 0 seconds
 * @throws UptierError `invalid-pacing`
 *
 * @example
 * ```ts
 * import { gapWindow } from "uptier/lottery";
 *
 * gapWindow({ prizesLeft: 20, secondsLeft: 7200 });
 * // => { targetSeconds: 360, fromSeconds: 252, toSeconds: 540 }
 * ```
 */
export function gapWindow({ prizesLeft, secondsLeft }: GapInput): GapWindow {
  checkPrizes(prizesLeft, 1);
  checkFinite({ secondsLeft });
  if (secondsLeft <= 0) {
    throw invalidPacing(`secondsLeft is ${secondsLeft}; without time left there is no window`);
  }
  return {
    targetSeconds: secondsLeft / prizesLeft,
    fromSeconds: (secondsLeft * 7) / (prizesLeft * 10),
    toSeconds: (secondsLeft * 15) / (prizesLeft * 10),
  };
}

/**
 * The chance of a play under a throttle by gaps: 2 % before the window of {@link gapWindow}, then
 * from 15 % at its start in a straight line to 75 % at its end, and 95 % after it.
 *
 * For comparison: who plays right after a win has 1 in 50, who waits has 19 in 20.
 *
 * @param secondsSinceWin - since the last win, or since the start
 * @returns 0 to 1; 0 when no prize or no time is left
 * @throws UptierError `invalid-pacing`
 *
 * @example
 * ```ts
 * import { gapWinChance } from "uptier/lottery";
 *
 * const left = { prizesLeft: 20, secondsLeft: 7200 };
 * gapWinChance({ ...left, secondsSinceWin: 251 }); // => 0.02
 * gapWinChance({ ...left, secondsSinceWin: 396 }); // => 0.45
 * gapWinChance({ ...left, secondsSinceWin: 541 }); // => 0.95
 * ```
 */
export function gapWinChance({
  prizesLeft,
  secondsLeft,
  secondsSinceWin,
}: GapInput & { readonly secondsSinceWin: number }): number {
  checkPrizes(prizesLeft, 0);
  checkAmounts({ secondsLeft, secondsSinceWin });
  if (prizesLeft === 0 || secondsLeft === 0) return 0;
  const gaps = (secondsSinceWin * prizesLeft) / secondsLeft;
  if (gaps < 0.7) return 0.02;
  if (gaps > 1.5) return 0.95;
  return (75 * gaps - 37.5) / 100; // 15 % at 0.7, 75 % at 1.5
}

/**
 * The rate that gives out what is left over what is still to come: prizes over the plays expected.
 *
 * For comparison: the odds move with every win and every lull, and differ from member to member.
 *
 * @param playsPerSecond - expected for the rest of the time
 * @returns 0 to 1; when no play is expected, 1 while prizes are left and 0 otherwise
 * @throws UptierError `invalid-pacing`
 *
 * @example
 * ```ts
 * import { remainingRate } from "uptier/lottery";
 *
 * remainingRate({ prizesLeft: 18, secondsLeft: 3600, playsPerSecond: 0.5 }); // => 0.01
 * ```
 */
export function remainingRate({
  prizesLeft,
  secondsLeft,
  playsPerSecond,
}: GapInput & { readonly playsPerSecond: number }): number {
  checkPrizes(prizesLeft, 0);
  checkAmounts({ secondsLeft, playsPerSecond });
  if (prizesLeft === 0) return 0;
  const plays = secondsLeft * playsPerSecond;
  return plays === 0 ? 1 : clamped(prizesLeft / plays);
}

function clamped(chance: number): number {
  return Math.min(1, Math.max(0, chance));
}

function checkPrizes(prizesLeft: number, least: number): void {
  if (!Number.isSafeInteger(prizesLeft) || prizesLeft < least) {
    throw invalidPacing(
      `prizesLeft is ${shown(prizesLeft)}; give a whole number of at least ${least}`,
    );
  }
}

function checkAmounts(amounts: Readonly<Record<string, number>>): void {
  checkFinite(amounts);
  for (const [name, amount] of Object.entries(amounts)) {
    if (amount < 0) throw invalidPacing(`${name} is ${amount}; it must be at least 0`);
  }
}

function checkFinite(amounts: Readonly<Record<string, number>>): void {
  for (const [name, amount] of Object.entries(amounts)) {
    if (!Number.isFinite(amount)) {
      throw invalidPacing(`${name} is ${shown(amount)}; give a finite number`);
    }
  }
}

function invalidPacing(message: string): UptierError {
  return new UptierError("invalid-pacing", message);
}

import { shown, UptierError } from "../../kernel/errors";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";
import { commonDivisor } from "../ratio";

/** The longest pity table, in draws. */
const MAX_DRAWS = 10_000;

/** A chance that stays, then rises with every draw that misses, until one draw is certain. */
export interface PitySteps {
  /** The chance of the first draws. */
  readonly base: Rate;
  /** How many draws have the base chance; 0 and more, less than `hardAt`. */
  readonly constantFor: number;
  /** What each later draw has more than the one before it. `"0%"`: hard pity alone. */
  readonly step: Rate;
  /** The draw that is certain, counted from 1; up to 10,000. */
  readonly hardAt: number;
}

/** A pity table in short, or the chance of every draw since the last hit, the last one 100 %. */
export type PityTableInput = PitySteps | readonly Rate[];

/**
 * The exact chance of each draw since the last hit: of draw k at position k - 1. The last one is 1.
 *
 * In short: `base` for draws up to `constantFor`, then `base + step x (k - constantFor)`, at most 1,
 * and 1 at `hardAt`. A list is checked and brought to lowest terms; nothing in it is clamped.
 *
 * @returns 1 to 10,000 fractions in lowest terms
 * @throws UptierError in this order: `invalid-pity` (neither steps nor a list, counts that do not
 * fit, a list that is empty or too long), `invalid-rate`, `invalid-pity` (a base or a listed chance above 100 %, a list that does
 * not end at 100 %, a chance with more digits than 2^53 - 1 can hold)
 *
 * @example
 * ```ts
 * import { pityTable } from "uptier/lottery";
 *
 * const table = pityTable({ base: "0.6%", constantFor: 73, step: "6%", hardAt: 90 });
 * table.length; // => 90
 * table[72]; // => { num: 3, den: 500 }
 * table[73]; // => { num: 33, den: 500 }
 * table[89]; // => { num: 1, den: 1 }
 * pityTable(["10%", "1/2", "100%"])[0]; // => { num: 1, den: 10 }
 * ```
 */
export function pityTable(pity: PityTableInput): readonly Fraction[] {
  if (typeof pity !== "object" || pity === null) {
    throw invalidPity(`${shown(pity)} is no pity table; give its steps, or a list of chances`);
  }
  return isList(pity) ? tableOfList(pity) : tableOfSteps(pity);
}

function isList(pity: PityTableInput): pity is readonly Rate[] {
  return Array.isArray(pity);
}

function tableOfList(chances: readonly Rate[]): Fraction[] {
  checkLength(chances.length);
  const table = Array.from(chances, toFraction);
  table.forEach(checkChance);
  const last = table[table.length - 1]!;
  if (last.num !== last.den) {
    throw invalidPity(
      `the last chance is ${last.num}/${last.den}; end the list at 100%, so that a hit comes`,
    );
  }
  return table;
}

function tableOfSteps({ base, constantFor, step, hardAt }: PitySteps): Fraction[] {
  checkLength(hardAt);
  if (!Number.isInteger(constantFor) || constantFor < 0 || constantFor >= hardAt) {
    throw invalidPity(
      `constantFor is ${shown(constantFor)}; give a whole number from 0 to ${hardAt - 1}`,
    );
  }
  const [first, more] = [toFraction(base), toFraction(step)];
  checkChance(first);
  return Array.from({ length: hardAt }, (_, index) => {
    const steps = BigInt(Math.max(0, index + 1 - constantFor));
    const den = BigInt(first.den) * BigInt(more.den);
    const num = BigInt(first.num) * BigInt(more.den) + steps * BigInt(more.num) * BigInt(first.den);
    return index + 1 === hardAt || num >= den ? { num: 1, den: 1 } : reduced(num, den);
  });
}

/**
 * A fraction in lowest terms.
 *
 * @throws UptierError `invalid-pity` where its parts are beyond 2^53 - 1
 */
export function reduced(num: bigint, den: bigint): Fraction {
  const divisor = commonDivisor(num, den);
  const fraction = { num: Number(num / divisor), den: Number(den / divisor) };
  if (!Number.isSafeInteger(fraction.num) || !Number.isSafeInteger(fraction.den)) {
    throw invalidPity("a chance has more digits than can be computed with exactly; use fewer");
  }
  return fraction;
}

/** The error of a pity table, or of a question about one, that does not fit. */
export function invalidPity(message: string): UptierError {
  return new UptierError("invalid-pity", message);
}

function checkLength(draws: number): void {
  if (!Number.isInteger(draws) || draws < 1 || draws > MAX_DRAWS) {
    throw invalidPity(
      `a pity table of ${shown(draws)} draws is not possible; have it end at 1 to ${MAX_DRAWS}`,
    );
  }
}

function checkChance({ num, den }: Fraction): void {
  if (num > den) throw invalidPity(`the chance ${num}/${den} is above 100%; make it smaller`);
}

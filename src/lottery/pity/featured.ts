import { shown, UptierError } from "../../kernel/errors";
import { type Fraction, type Rate, toFraction } from "../../kernel/money/rate";
import { checkSpent, shareOf } from "./distribution";
import { sumOf } from "./quantiles";
import { type PityTableInput, pityTable } from "./table";

/** The most draws, and the most steps of the computation: draws x length of the table x copies. */
const MAX_DRAWS = 100_000;
const MAX_STEPS = 30_000_000;

/** The chance that what is collected is complete within the draws, and that it is not. */
export interface CollectionChances {
  readonly complete: number;
  /** Accurate by itself, where `1 - complete` would have lost its digits. */
  readonly incomplete: number;
}

/** What happens at a hit: the next state, or the number of states for "complete", and its chance. */
type Moves = readonly (readonly [to: number, chance: number])[];

/**
 * The chance that two items of the pool of a pity table both came at least once within a number of
 * draws. Each hit is the first item with its share, the second with its own, or another item; there
 * is no guarantee. After h hits both are there but for the chance
 * (1 - a)^h + (1 - b)^h - (1 - a - b)^h; here it is followed draw by draw.
 *
 * @param question - `shares` of the hits, together up to 100 %; `draws` from 0 to 100,000, and times
 * the length of the table up to 30,000,000; `spent` draws since the last hit, 0 unless given
 * @throws UptierError in this order: `invalid-pity` (the table), `invalid-rate`, `invalid-pity` (a
 * share), `invalid-collection` (shares above 100 % together), `invalid-pity` (spent draws),
 * `invalid-collection` (draws)
 *
 * @example
 * ```ts
 * import { pairChances } from "uptier/lottery";
 *
 * const pity = { base: "2%", constantFor: 50, step: "2%", hardAt: 99 };
 * const chances = pairChances(pity, { shares: ["35%", "35%"], draws: 300 });
 * chances.incomplete.toFixed(6); // => "0.071305"
 * ```
 */
export function pairChances(
  pity: PityTableInput,
  question: {
    readonly shares: readonly [Rate, Rate];
    readonly draws: number;
    readonly spent?: number;
  },
): CollectionChances {
  const table = pityTable(pity);
  const [first, second] = question.shares;
  const [a, b] = [shareOf(first), shareOf(second)];
  const other = otherShare(toFraction(first), toFraction(second));
  // States: neither, the first, the second.
  const moves: readonly Moves[] = [
    [
      [0, other],
      [1, a],
      [2, b],
    ],
    [
      [1, 1 - b],
      [3, b],
    ],
    [
      [2, 1 - a],
      [3, a],
    ],
  ];
  const { draws, spent } = question;
  return chancesAfter(table, { states: 3, movesOf: (state) => moves[state]! }, draws, 1, spent);
}

/**
 * The chance that one item of the pool of a pity table came at least `copies` times within a number
 * of draws. Each hit is the item with its share; there is no guarantee (with one, ask
 * {@link pityChanceWithin}).
 *
 * @param question - `share` of the hits; `copies` from 1; `draws` from 0 to 100,000, and times the
 * length of the table times `copies` up to 30,000,000; `spent` draws since the last hit, 0 unless
 * given
 * @throws UptierError in this order: `invalid-pity` (the table), `invalid-rate`, `invalid-pity` (the
 * share), `invalid-collection` (copies), `invalid-pity` (spent draws), `invalid-collection` (draws)
 *
 * @example
 * ```ts
 * import { copiesChances } from "uptier/lottery";
 *
 * const chances = copiesChances(["50%", "100%"], { share: "50%", copies: 1, draws: 2 });
 * chances; // => { complete: 0.5625, incomplete: 0.4375 }
 * ```
 */
export function copiesChances(
  pity: PityTableInput,
  question: {
    readonly share: Rate;
    readonly copies: number;
    readonly draws: number;
    readonly spent?: number;
  },
): CollectionChances {
  const table = pityTable(pity);
  const share = shareOf(question.share);
  const { copies, draws, spent } = question;
  if (!Number.isSafeInteger(copies) || copies < 1) {
    throw invalidCollection(`${shown(copies)} copies are not possible; give a whole number from 1`);
  }
  const movesOf = (state: number): Moves => [
    [state, 1 - share],
    [state + 1, share],
  ];
  return chancesAfter(table, { states: copies, movesOf }, draws, copies, spent);
}

/** Follows the chance of every state and every number of draws since the last hit. */
function chancesAfter(
  table: readonly Fraction[],
  { states, movesOf }: { states: number; movesOf: (state: number) => Moves },
  draws: number,
  copies: number,
  spent = 0,
): CollectionChances {
  checkSpent(spent, table);
  checkDraws(draws, table.length * copies);
  const hit = Float64Array.from(table, ({ num, den }) => num / den);
  const miss = Float64Array.from(table, ({ num, den }) => (den - num) / den);
  const moves = Array.from({ length: states }, (_, state) => movesOf(state));
  const since = moves.map(() => new Float64Array(table.length));
  since[0]![spent] = 1;
  const completed: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const after = new Float64Array(states + 1);
    moves.forEach((targets, state) => {
      const hits = oneDraw(since[state]!, hit, miss);
      for (const [to, chance] of targets) after[to] = after[to]! + hits * chance;
    });
    since.forEach((chances, state) => (chances[0] = after[state]!));
    completed.push(after[states]!);
  }
  return {
    complete: sumOf(completed),
    incomplete: sumOf(since.flatMap((chances) => Array.from(chances))),
  };
}

/** Moves all misses on by one draw, and gives back the chance of the hits that are taken out. */
function oneDraw(since: Float64Array, hit: Float64Array, miss: Float64Array): number {
  let hits = 0;
  for (let spent = since.length - 1; spent >= 0; spent -= 1) {
    const chance = since[spent]!;
    hits += chance * hit[spent]!;
    if (spent + 1 < since.length) since[spent + 1] = chance * miss[spent]!;
  }
  return hits;
}

/** What two shares leave to the other items. */
function otherShare(a: Fraction, b: Fraction): number {
  const whole = BigInt(a.den) * BigInt(b.den);
  const left = whole - BigInt(a.num) * BigInt(b.den) - BigInt(b.num) * BigInt(a.den);
  if (left < 0n) {
    throw invalidCollection("the shares of the two items sum to more than 100%; make them smaller");
  }
  return Number(left) / Number(whole);
}

function checkDraws(draws: number, stepsPerDraw: number): void {
  const most = Math.min(MAX_DRAWS, Math.floor(MAX_STEPS / stepsPerDraw));
  if (!Number.isInteger(draws) || draws < 0 || draws > most) {
    throw invalidCollection(
      `${shown(draws)} draws are not possible here; give a whole number from 0 to ${most}`,
    );
  }
}

function invalidCollection(message: string): UptierError {
  return new UptierError("invalid-collection", message);
}

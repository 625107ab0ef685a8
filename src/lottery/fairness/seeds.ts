import { shown, UptierError } from "../../kernel/errors";
import { uniformInteger } from "../../kernel/random/integer";
import { commitmentOf } from "../../kernel/random/keyed";
import type { RandomSource } from "../../kernel/random/source";

/** Seeds of rounds that many members share, committed to all at once. Plain JSON. */
export interface SeedChain {
  /** Published before the first round: the hash of the first seed. */
  readonly commitment: string;
  /** In the order of the rounds; each is the hash of the one after it. All secret until played. */
  readonly seeds: readonly string[];
}

/** Whether revealed seeds belong to a chain. */
export type SeedChainCheck =
  | {
      readonly ok: true;
      /** The last seed that was checked: the commitment to the next one. */
      readonly commitment: string;
    }
  | {
      readonly ok: false;
      /** The index of the first seed that does not hash to the one before. */
      readonly at: number;
    };

/** The longest chain. */
const MAX_CHAIN_LENGTH = 1_000_000;

/** The shortest secret; the same as for the server seed of a keyed source. */
const MIN_SECRET_LENGTH = 32;

const TWO_TO_32 = 2 ** 32;

/**
 * A secret of 256 bits, as 64 hexadecimal digits: the server seed of `keyedRandom`. Publish its
 * `commitmentOf` before members choose their seeds, and the seed itself when it is used no more.
 *
 * @param random - `cryptoRandom()` wherever a prize is at stake: who can guess the seed knows
 * every draw under it
 * @throws UptierError `invalid-random`
 *
 * @example
 * ```ts
 * import { commitmentOf, cryptoRandom } from "uptier/kernel";
 * import { newServerSeed } from "uptier/lottery";
 *
 * const serverSeed = newServerSeed(cryptoRandom());
 * serverSeed.length; // => 64
 * commitmentOf(serverSeed).length; // => 64
 * ```
 */
export function newServerSeed(random: RandomSource): string {
  const words = Array.from({ length: 8 }, () => uniformInteger(random, TWO_TO_32));
  return words.map((word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * The seeds of a series of shared rounds, made from the last one backwards, so that a single
 * commitment fixes all of them: no seed can be exchanged once the first round is announced, and a
 * revealed one says nothing about those to come. Hashes are SHA-256 of the text, as in
 * `commitmentOf`.
 *
 * @param lastSecret - the seed of the last round, at least 32 characters: a `newServerSeed`
 * @param length - the number of rounds, 1 to 1,000,000
 * @throws UptierError in this order: `invalid-seed`, `invalid-length`
 *
 * @example
 * ```ts
 * import { commitmentOf } from "uptier/kernel";
 * import { seedChain } from "uptier/lottery";
 *
 * const { commitment, seeds } = seedChain("a".repeat(64), 3);
 * commitmentOf(seeds[0]!) === commitment; // => true
 * commitmentOf(seeds[1]!) === seeds[0]; // => true
 * seeds[2] === "a".repeat(64); // => true
 * ```
 */
export function seedChain(lastSecret: string, length: number): SeedChain {
  if (typeof lastSecret !== "string" || lastSecret.length < MIN_SECRET_LENGTH) {
    throw new UptierError(
      "invalid-seed",
      `the last secret must have at least ${MIN_SECRET_LENGTH} characters; take a newServerSeed`,
    );
  }
  if (!Number.isSafeInteger(length) || length < 1 || length > MAX_CHAIN_LENGTH) {
    throw new UptierError(
      "invalid-length",
      `a chain of ${shown(length)} seeds cannot be made; give a whole number from 1 to ${MAX_CHAIN_LENGTH}`,
    );
  }
  const backwards = [lastSecret];
  while (backwards.length < length) backwards.push(commitmentOf(backwards.at(-1)!));
  return { commitment: commitmentOf(backwards.at(-1)!), seeds: backwards.reverse() };
}

/**
 * Checks seeds as they are revealed: each must hash to the one before it, the first one to the
 * commitment. To go on later, pass the `commitment` of this answer with the seeds that follow.
 *
 * @param commitment - as published before the first of these rounds
 * @param revealed - in the order of the rounds, without gaps
 *
 * @example
 * ```ts
 * import { checkSeedChain, seedChain } from "uptier/lottery";
 *
 * const { commitment, seeds } = seedChain("a".repeat(64), 3);
 * checkSeedChain(commitment, seeds).ok; // => true
 * checkSeedChain(commitment, [seeds[0]!, "b".repeat(64)]); // => { ok: false, at: 1 }
 * ```
 */
export function checkSeedChain(commitment: string, revealed: readonly string[]): SeedChainCheck {
  let before = commitment;
  for (const [at, seed] of revealed.entries()) {
    if (commitmentOf(seed) !== before) return { ok: false, at };
    before = seed;
  }
  return { ok: true, commitment: before };
}

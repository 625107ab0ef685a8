import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { shown, UptierError } from "../../kernel/errors";
import { commitmentOf } from "../../kernel/random/keyed";

/** What the other system published of a draw, as text. */
export interface ForeignSeeds {
  readonly serverSeed: string;
  readonly clientSeed: string;
  /** A whole number of at least 0. */
  readonly nonce: number;
}

/** The rolls of one item, both ends included. */
export interface RollRange {
  readonly item: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The roll from 1 to 100,000 of a system that folds four bytes into a fraction: the first 32 bits
 * of HMAC-SHA256(key: server seed, message: `clientSeed:nonce:0`) as a fraction of 2^32, times
 * 100,000, rounded down, plus 1.
 *
 * For checking published records only: some rolls have 42,950 of the 2^32 values and some 42,949.
 * Own draws go through `keyedRandom`, which has the same first integer and no bias.
 *
 * @throws UptierError in this order: `invalid-seed` (no text), `invalid-nonce`
 *
 * Source: the formula of KaniCasino, docs/provably-fair.md.
 *
 * @example
 * ```ts
 * import { foldedRoll } from "uptier/lottery";
 *
 * foldedRoll({ serverSeed: "a".repeat(64), clientSeed: "breno", nonce: 0 }); // => 4091
 * ```
 */
export function foldedRoll(seeds: ForeignSeeds): number {
  checkSeeds(seeds);
  const { serverSeed, clientSeed, nonce } = seeds;
  const message = utf8ToBytes(`${clientSeed}:${nonce}:0`);
  const first = firstUint32(hmac(sha256, utf8ToBytes(serverSeed), message));
  return Math.floor((first * 100_000) / 2 ** 32) + 1;
}

/**
 * The item that a roll of {@link foldedRoll} stands for; null where no range has it.
 *
 * @param ranges - as the record lists them; the first that has the roll counts
 *
 * @example
 * ```ts
 * import { itemOfRoll } from "uptier/lottery";
 *
 * const ranges = [
 *   { item: "cup", from: 1, to: 10_000 },
 *   { item: "coupon", from: 10_001, to: 55_000 },
 * ];
 * itemOfRoll(10_000, ranges); // => "cup"
 * itemOfRoll(10_001, ranges); // => "coupon"
 * itemOfRoll(66_945, ranges); // => null
 * ```
 */
export function itemOfRoll(roll: number, ranges: readonly RollRange[]): string | null {
  return ranges.find(({ from, to }) => from <= roll && roll <= to)?.item ?? null;
}

/**
 * The roll from 0 to 10,000 of freebitco.in: the first 32 bits of HMAC-SHA512(key:
 * `nonce:clientSeed:nonce`, message: `nonce:serverSeed:nonce`) divided by 429,496.7295, rounded to
 * the nearest whole number. For checking published records only: 0 and 10,000 are half as likely as
 * the others.
 *
 * @throws UptierError in this order: `invalid-seed` (no text), `invalid-nonce`
 *
 * Source: the public calculator monk-afk/freebitco.in_roll-calculator.
 *
 * @example
 * ```ts
 * import { freebitcoRoll } from "uptier/lottery";
 *
 * freebitcoRoll({ serverSeed: "monk", clientSeed: "knom", nonce: 123_456 }); // => 8009
 * ```
 */
export function freebitcoRoll(seeds: ForeignSeeds): number {
  checkSeeds(seeds);
  const { serverSeed, clientSeed, nonce } = seeds;
  const key = utf8ToBytes(`${nonce}:${clientSeed}:${nonce}`);
  const message = utf8ToBytes(`${nonce}:${serverSeed}:${nonce}`);
  return Math.round((firstUint32(hmac(sha512, key, message)) * 10_000) / (2 ** 32 - 1));
}

/**
 * SHA-256 of `seed:n`, or of `seed:label:n`, as 64 hexadecimal digits: how systems without HMAC
 * number their draws. For checking published records only: see to it that the seed in it is the
 * secret one, because a draw from anything published can be known before it is made.
 *
 * @param label - what is drawn. Default: left out together with its colon
 * @throws UptierError in this order: `invalid-seed` (no text), `invalid-nonce`
 *
 * @example
 * ```ts
 * import { seedHash } from "uptier/lottery";
 *
 * seedHash("monk", 1).slice(0, 16); // => "f20dc9bcf0f889a2"
 * seedHash("monk", 1, "wheel").slice(0, 16); // => "300420f9f733502d"
 * ```
 */
export function seedHash(seed: string, nonce: number, label?: string): string {
  checkSeeds({ serverSeed: seed, clientSeed: label ?? "", nonce });
  return commitmentOf(label === undefined ? `${seed}:${nonce}` : `${seed}:${label}:${nonce}`);
}

function firstUint32(digest: Uint8Array): number {
  return new DataView(digest.buffer, digest.byteOffset, digest.byteLength).getUint32(0);
}

function checkSeeds({ serverSeed, clientSeed, nonce }: ForeignSeeds): void {
  for (const seed of [serverSeed, clientSeed]) {
    if (typeof seed !== "string") {
      throw new UptierError("invalid-seed", `the seed ${shown(seed)} must be text`);
    }
  }
  if (!Number.isSafeInteger(nonce) || nonce < 0) {
    throw new UptierError(
      "invalid-nonce",
      `the nonce ${shown(nonce)} must be a whole number of at least 0, as the record states it`,
    );
  }
}

import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { shown, UptierError } from "../../kernel/errors";
import { type PublicSource, publicDrawKey } from "./public-sources";

/** What is announced before the sources speak, and then what they said. */
export interface PublicDrawInput {
  /** In the announced order. */
  readonly sources: readonly PublicSource[];
  /** Who takes part, in the announced order, each once. Either this or `poolSize`. */
  readonly pool?: readonly string[];
  /** How many take part; they are called 1, 2, 3, ... */
  readonly poolSize?: number;
  /** How many are picked. */
  readonly picks: number;
  /** What the sources carry by your own estimate, in bits. Left out: not judged. */
  readonly sourceBits?: number;
}

/** A pick, with what anybody needs to check it. */
export interface PublicPick {
  /** From 0; goes into the digest. */
  readonly step: number;
  /** MD5 of the step, the key and the step again: 32 hexadecimal digits in capitals. */
  readonly digest: string;
  /** A member of the pool, or a number from 1 to `poolSize`. */
  readonly pick: string | number;
}

/** A draw that anybody can repeat from what was announced. */
export interface PublicDrawResult {
  /** The text of the sources that was hashed. */
  readonly key: string;
  readonly picks: readonly PublicPick[];
  /** The picks alone, first to last. */
  readonly order: readonly (string | number)[];
}

/** The largest pool: the step is hashed as 16 bits. */
const MAX_POOL_SIZE = 65_536;

/**
 * Picks members of a pool by numbers that everybody can look up and nobody controls: the lottery
 * numbers of a coming Saturday, the closing values of a coming trading day.
 *
 * It is fair when pool, picks, sources and the order of all of them are published before the
 * sources speak, and when no source is in the hands of somebody who takes part or gives. The
 * sources must carry at least as many bits as {@link publicDrawEntropy} says: the toss of a coin
 * carries 1, a lottery draw of 6 numbers of 49 carries 23. With `sourceBits` that is checked.
 *
 * Each step hashes the key between two copies of its number (16 bits, most significant byte first),
 * takes the digest as an integer modulo the number of those left, and picks the one at that place;
 * those left keep their order. The modulus is that of a number of 128 bits: its bias is nothing.
 *
 * @param input - a pool of 1 to 65,536, and 0 to as many picks; `sourceBits` of at least 0
 * @throws UptierError in this order: `invalid-pool` (none, both, empty, too large, a member twice),
 * `invalid-picks`, `invalid-source`, `too-little-entropy`
 *
 * Source: RFC 3797, Publicly Verifiable Nominations Committee Random Selection.
 *
 * @example
 * ```ts
 * import { publicDraw } from "uptier/lottery";
 *
 * const sources = [9319, [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]];
 * const { key, picks, order } = publicDraw({ sources, poolSize: 25, picks: 3, sourceBits: 50 });
 * key; // => "9319./2.5.8.10.12./9.18.26.34.41.45./"
 * picks[0]?.digest; // => "990DD0A5692A029A98B5E01AA28F3459"
 * order; // => [17, 7, 2]
 * ```
 */
export function publicDraw(input: PublicDrawInput): PublicDrawResult {
  const left = poolOf(input);
  const needed = publicDrawEntropy(left.length, input.picks);
  const key = publicDrawKey(input.sources);
  checkBits(input.sourceBits, needed);
  const picks: PublicPick[] = [];
  for (let step = 0; step < input.picks; step += 1) {
    const digest = digestOf(key, step);
    const place = Number(BigInt(`0x${digest}`) % BigInt(left.length));
    picks.push({ step, digest, pick: left.splice(place, 1)[0]! });
  }
  return { key, picks, order: picks.map(({ pick }) => pick) };
}

/**
 * How many bits of chance the sources of a public draw must carry at least: with fewer, some of the
 * possible selections cannot come. It is `ceil(log2 C(n, k))`, in exact integers.
 *
 * @param poolSize - 1 to 65,536
 * @param picks - 0 to `poolSize`
 * @throws UptierError in this order: `invalid-pool`, `invalid-picks`
 *
 * Source: RFC 3797, section 3.3.
 *
 * @example
 * ```ts
 * import { publicDrawEntropy } from "uptier/lottery";
 *
 * publicDrawEntropy(120, 10); // => 47
 * publicDrawEntropy(1000, 1); // => 10
 * ```
 */
export function publicDrawEntropy(poolSize: number, picks: number): number {
  checkPoolSize(poolSize);
  if (!Number.isSafeInteger(picks) || picks < 0 || picks > poolSize) {
    throw new UptierError(
      "invalid-picks",
      `cannot pick ${shown(picks)} of ${poolSize}; give a whole number from 0 to ${poolSize}`,
    );
  }
  let selections = 1n;
  for (let chosen = 1; chosen <= Math.min(picks, poolSize - picks); chosen += 1) {
    selections = (selections * BigInt(poolSize - chosen + 1)) / BigInt(chosen);
  }
  return selections === 1n ? 0 : (selections - 1n).toString(2).length;
}

function poolOf({ pool, poolSize }: PublicDrawInput): (string | number)[] {
  if ((pool === undefined) === (poolSize === undefined)) {
    throw new UptierError("invalid-pool", "give either the pool or the poolSize");
  }
  if (pool === undefined) {
    checkPoolSize(poolSize);
    return Array.from({ length: poolSize }, (_, index) => index + 1);
  }
  checkPoolSize(pool.length);
  const seen = new Set<string>();
  for (const member of pool) {
    if (typeof member !== "string" || seen.has(member)) {
      throw new UptierError(
        "invalid-pool",
        `${shown(member)} is in the pool twice or is no text; list each member once`,
      );
    }
    seen.add(member);
  }
  return [...pool];
}

function checkPoolSize(size: number | undefined): asserts size is number {
  if (size === undefined || !Number.isSafeInteger(size) || size < 1 || size > MAX_POOL_SIZE) {
    throw new UptierError(
      "invalid-pool",
      `a pool of ${shown(size)} cannot be drawn from; it must have 1 to ${MAX_POOL_SIZE} members`,
    );
  }
}

function checkBits(bits: number | undefined, needed: number): void {
  if (bits === undefined || bits >= needed) return;
  throw new UptierError(
    "too-little-entropy",
    `the sources carry ${shown(bits)} bits, but this draw needs ${needed}; announce more sources`,
  );
}

function digestOf(key: string, step: number): string {
  const number = Uint8Array.of(step >>> 8, step & 0xff);
  return bytesToHex(md5(concatBytes(number, utf8ToBytes(key), number))).toUpperCase();
}

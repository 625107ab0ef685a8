import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { shown, UptierError } from "../errors";
import { isWellFormed, isPlainText } from "../text";
import type { RandomSource } from "./source";

const SCHEME = "hmac-sha256/1";

/** The three texts of a draw that anybody can verify later. */
export interface KeyedSeeds {
  /** The shop's secret, at least 32 characters; its commitment is published before the draw. */
  readonly serverSeed: string;
  /** Chosen by the member, after the commitment is public. May not contain a colon. */
  readonly clientSeed: string;
  /** Counts the draws under one pair of seeds, from 0. */
  readonly nonce: number;
}

/** The shortest server seed: 32 random bytes as hexadecimal text are 64 characters. */
const MIN_SERVER_SEED_LENGTH = 32;

/**
 * The promise that is published before the draws: SHA-256 of the server seed, read as UTF-8 text
 * (hexadecimal digits in it are not decoded), as 64 hexadecimal digits.
 *
 * @throws UptierError `invalid-seed` for anything but text without halves of surrogate pairs
 *
 * @example
 * ```ts
 * import { commitmentOf } from "uptier/kernel";
 *
 * commitmentOf("monk").slice(0, 16); // => "9b550d15e298bd08"
 * ```
 */
export function commitmentOf(serverSeed: string): string {
  if (!isWellFormed(serverSeed)) {
    throw new UptierError(
      "invalid-seed",
      "the server seed must be text without halves of surrogate pairs; take 32 random bytes as hexadecimal text",
    );
  }
  return bytesToHex(sha256(utf8ToBytes(serverSeed)));
}

/**
 * A source that anybody can repeat once the server seed is revealed: block `c` is
 * HMAC-SHA256(key: server seed, message: `clientSeed:nonce:c`), all read as UTF-8 text, and gives
 * eight integers of 32 bits, most significant byte first; then comes block `c + 1`, from 0.
 *
 * One source per draw: the next draw has the next nonce.
 *
 * @throws UptierError in this order: `invalid-seed` (server seed too short or no text; colon,
 * control character or half a surrogate pair in the client seed), `invalid-nonce` (not a whole number of at least 0)
 *
 * @example
 * ```ts
 * import { keyedRandom } from "uptier/kernel";
 *
 * const seeds = { serverSeed: "a".repeat(64), clientSeed: "breno", nonce: 0 };
 * keyedRandom(seeds).nextUint32(); // => 175700825
 * ```
 */
export function keyedRandom(seeds: KeyedSeeds): RandomSource {
  if (typeof seeds !== "object" || seeds === null) {
    throw new UptierError("invalid-seed", `${shown(seeds)} holds no seeds; see KeyedSeeds`);
  }
  const { serverSeed, clientSeed } = seeds;
  const commitment = commitmentOf(serverSeed);
  if (serverSeed.length < MIN_SERVER_SEED_LENGTH) {
    throw new UptierError(
      "invalid-seed",
      `the server seed must have at least ${MIN_SERVER_SEED_LENGTH} characters; take 32 random bytes as hexadecimal text`,
    );
  }
  if (!isPlainText(clientSeed) || clientSeed.includes(":")) {
    throw new UptierError(
      "invalid-seed",
      `the client seed ${shown(clientSeed)} must be text without control characters and without a colon, which separates it from the nonce`,
    );
  }
  if (!Number.isSafeInteger(seeds.nonce) || seeds.nonce < 0) {
    throw new UptierError(
      "invalid-nonce",
      `the nonce ${shown(seeds.nonce)} must be a whole number; count the draws from 0`,
    );
  }
  const nonce = seeds.nonce + 0; // + 0 turns -0 into 0
  const key = utf8ToBytes(serverSeed);
  let cursor = 0;
  let block = new DataView(new ArrayBuffer(0));
  let offset = 0;
  return {
    record: {
      kind: "keyed",
      scheme: SCHEME,
      commitment,
      clientSeed,
      nonce,
    },
    nextUint32() {
      if (offset === block.byteLength) {
        const digest = hmac(sha256, key, utf8ToBytes(`${clientSeed}:${nonce}:${cursor}`));
        block = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
        cursor += 1;
        offset = 0;
      }
      const value = block.getUint32(offset);
      offset += 4;
      return value;
    },
  };
}

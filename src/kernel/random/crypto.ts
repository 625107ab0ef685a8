import { UptierError } from "../errors";
import type { RandomSource } from "./source";

/** Four times this many bytes is as much as the platform gives at a time. */
const POOL_SIZE = 16_384;

/**
 * The platform's cryptographic generator, a pool at a time: the default wherever a real prize is at
 * stake. Nobody can predict it and nobody can repeat it.
 *
 * @returns a source; sources share nothing, so that each caller may have its own
 * @throws UptierError `no-crypto` on a platform without Web Crypto
 *
 * @example
 * ```ts
 * import { cryptoRandom, uniformInteger } from "uptier/kernel";
 *
 * const die = uniformInteger(cryptoRandom(), 6) + 1;
 * die >= 1 && die <= 6; // => true
 * ```
 */
export function cryptoRandom(): RandomSource {
  const generator: typeof globalThis.crypto | undefined = globalThis.crypto;
  if (typeof generator?.getRandomValues !== "function") {
    throw new UptierError(
      "no-crypto",
      "this platform has no crypto.getRandomValues; pass a RandomSource made from what it has",
    );
  }
  const pool = new Uint32Array(POOL_SIZE);
  let used = POOL_SIZE;
  return {
    record: { kind: "crypto" },
    nextUint32() {
      if (used === POOL_SIZE) {
        generator.getRandomValues(pool);
        used = 0;
      }
      const value = pool[used]!;
      pool[used] = 0; // what has been used cannot be read back from memory
      used += 1;
      return value;
    },
  };
}

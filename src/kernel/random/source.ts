/**
 * Where chance comes from. The library never has one of its own: it is an argument of every
 * function that draws.
 */
export interface RandomSource {
  /** What an entry records of it: enough to repeat the draw where that is possible. Plain JSON. */
  readonly record: RandomRecord;
  /** A uniform integer from 0 to 2^32 - 1. Every call advances the source. */
  nextUint32(): number;
}

/** How a source is written down. */
export type RandomRecord =
  | { readonly kind: "crypto" }
  | {
      readonly kind: "seeded";
      /** Package, algorithm and version. */
      readonly generator: string;
      readonly seed: string;
    }
  | {
      readonly kind: "keyed";
      /** How seeds and nonce become numbers, with a version. */
      readonly scheme: string;
      /** SHA-256 of the server seed, which stays secret until it is revealed. */
      readonly commitment: string;
      readonly clientSeed: string;
      readonly nonce: number;
    };

/* Uniform integers of 32 bits. The bar: the pooled cryptographic source is no slower than a fifth of the seeded one. */
import { randomInt } from "node:crypto";
import { cryptoRandom, keyedRandom, seededRandom } from "../../dist/kernel.js";

export const title = "Random sources, one integer of 32 bits";
export const base = "uptier seeded";

const fromSource = (source) => (count) => {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum ^= source.nextUint32();
  return sum;
};

export const candidates = {
  "uptier seeded": () => fromSource(seededRandom("bench")),
  "uptier crypto, pooled": () => fromSource(cryptoRandom()),
  "uptier keyed (HMAC)": () =>
    fromSource(keyedRandom({ serverSeed: "a".repeat(64), clientSeed: "b", nonce: 0 })),
  "seedrandom alea, raw": async () => {
    const { default: alea } = await import("seedrandom/lib/alea.js");
    const next = alea("bench");
    return (count) => {
      let sum = 0;
      for (let index = 0; index < count; index += 1) sum ^= next.int32();
      return sum;
    };
  },
  "pure-rand, raw next": async () => {
    const { xoroshiro128plus } = await import("pure-rand/generator/xoroshiro128plus");
    const generator = xoroshiro128plus(5);
    return (count) => {
      let sum = 0;
      for (let index = 0; index < count; index += 1) sum ^= generator.next();
      return sum;
    };
  },
  "Math.random": () => (count) => {
    let sum = 0;
    for (let index = 0; index < count; index += 1) sum ^= Math.random() * 2 ** 32;
    return sum;
  },
  "crypto.randomInt": () => (count) => {
    let sum = 0;
    for (let index = 0; index < count; index += 1) sum ^= randomInt(2 ** 32);
    return sum;
  },
};

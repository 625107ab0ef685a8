import { createHash, createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import {
  commitmentOf,
  cryptoRandom,
  keyedRandom,
  type RandomSource,
  seededRandom,
} from "uptier/kernel";

function take(source: RandomSource, count: number): number[] {
  return Array.from({ length: count }, () => source.nextUint32());
}

function isUint32(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

describe("seededRandom", () => {
  it("has a golden sequence, which changes only with a major version [random-02]", () => {
    expect(take(seededRandom("uptier"), 8).join(" ")).toBe(
      "3912467038 1693911786 3322986141 1167743950 289606040 1964225374 2427824688 1985942296",
    );
    expect(take(seededRandom(""), 2).join(" ")).toBe("715789690 2091287642");
    expect(take(seededRandom("春节"), 2).join(" ")).toBe("1655781947 1673016403");
  });

  it("gives integers of 32 bits, and says how to repeat them [random-02]", () => {
    const source = seededRandom("spring");
    expect(take(source, 10_000).every(isUint32)).toBe(true);
    expect(source.record).toEqual({
      kind: "seeded",
      generator: "seedrandom/alea@3",
      seed: "spring",
    });
  });

  it("rests on a dependency that still gives its published values [random-02]", () => {
    const seedrandom = createRequire(import.meta.url)("seedrandom") as (seed: string) => {
      (): number;
      quick(): number;
    };
    const generator = seedrandom("hello.");
    expect([generator(), generator()]).toEqual([0.9282578795792454, 0.3752569768646784]);
    expect(seedrandom("hello.").quick()).toBe(0.9282578795682639);
  });
});

describe("cryptoRandom", () => {
  it("gives integers of 32 bits over more than one pool, none twice in a row [random-01]", () => {
    const values = take(cryptoRandom(), 40_000);
    expect(values.every(isUint32)).toBe(true);
    // 40,000 of 2^32 values: about 0.2 repetitions are expected, more than 10 never happen.
    expect(new Set(values).size).toBeGreaterThan(39_990);
  });

  it("spreads its bits evenly [random-01]", () => {
    const ones = Array.from({ length: 32 }, () => 0);
    for (const value of take(cryptoRandom(), 40_000)) {
      for (let bit = 0; bit < 32; bit += 1) ones[bit]! += (value >>> bit) & 1;
    }
    // Ten standard deviations of a fair coin thrown 40,000 times.
    for (const count of ones) expect(Math.abs(count - 20_000)).toBeLessThan(1_000);
  });

  it("shares nothing between sources [random-01]", () => {
    expect(take(cryptoRandom(), 4)).not.toEqual(take(cryptoRandom(), 4));
    expect(cryptoRandom().record).toEqual({ kind: "crypto" });
  });

  it("says so where the platform has no generator [random-01]", () => {
    const platform = Object.getOwnPropertyDescriptor(globalThis, "crypto")!;
    try {
      Object.defineProperty(globalThis, "crypto", { value: undefined, configurable: true });
      expect(() => cryptoRandom()).toThrow(expect.objectContaining({ code: "no-crypto" }));
    } finally {
      Object.defineProperty(globalThis, "crypto", platform);
    }
  });
});

describe("keyedRandom", () => {
  const seeds = { serverSeed: "0123456789abcdef".repeat(4), clientSeed: "会员", nonce: 3 };

  it("is HMAC-SHA256 of clientSeed:nonce:cursor, block after block [random-03]", () => {
    const expected = [0, 1, 2].flatMap((cursor) => {
      const digest = createHmac("sha256", seeds.serverSeed)
        .update(`${seeds.clientSeed}:${seeds.nonce}:${cursor}`, "utf8")
        .digest();
      return [0, 4, 8, 12, 16, 20, 24, 28].map((offset) => digest.readUInt32BE(offset));
    });
    expect(take(keyedRandom(seeds), 24)).toEqual(expected);
  });

  it("records the commitment, never the server seed [random-03]", () => {
    const { record } = keyedRandom(seeds);
    expect(record).toEqual({
      kind: "keyed",
      scheme: "hmac-sha256/1",
      commitment: createHash("sha256").update(seeds.serverSeed).digest("hex"),
      clientSeed: "会员",
      nonce: 3,
    });
    expect(JSON.stringify(record)).not.toContain(seeds.serverSeed);
    expect(commitmentOf(seeds.serverSeed)).toBe(
      record.kind === "keyed" ? record.commitment : undefined,
    );
  });

  it("is another source for another nonce [random-03]", () => {
    expect(keyedRandom({ ...seeds, nonce: 4 }).nextUint32()).not.toBe(
      keyedRandom(seeds).nextUint32(),
    );
  });

  it.each([
    [{ serverSeed: "a".repeat(31) }, "invalid-seed"],
    [{ serverSeed: 5 }, "invalid-seed"],
    [{ clientSeed: "a:b" }, "invalid-seed"],
    [{ clientSeed: undefined }, "invalid-seed"],
    [{ nonce: -1 }, "invalid-nonce"],
    [{ nonce: 0.5 }, "invalid-nonce"],
    [{ nonce: "0" }, "invalid-nonce"],
  ])("refuses %j [random-03]", (change, code) => {
    expect(() => keyedRandom({ ...seeds, ...change } as typeof seeds)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

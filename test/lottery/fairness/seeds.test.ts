import { createHash } from "node:crypto";
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { cryptoRandom, keyedRandom, seededRandom } from "uptier/kernel";
import { checkSeedChain, newServerSeed, seedChain } from "uptier/lottery";

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

describe("server seeds [lottery-26]", () => {
  it("are 64 hexadecimal digits that a keyed source takes", () => {
    const serverSeed = newServerSeed(cryptoRandom());
    expect(serverSeed).toMatch(/^[0-9a-f]{64}$/);
    expect(keyedRandom({ serverSeed, clientSeed: "a", nonce: 0 }).record).toMatchObject({
      commitment: sha256(serverSeed),
    });
    expect(newServerSeed(cryptoRandom())).not.toBe(serverSeed);
  });

  it("take eight integers each, and nothing but integers of 32 bits", () => {
    const random = seededRandom("seeds");
    expect(newServerSeed(random)).not.toBe(newServerSeed(random));
    const fractions = { record: { kind: "crypto" } as const, nextUint32: () => 0.5 };
    expect(() => newServerSeed(fractions)).toThrow(
      expect.objectContaining({ code: "invalid-random" }),
    );
  });
});

describe("chains of seeds [lottery-26]", () => {
  const chainInput = [
    fc.string({ minLength: 32, maxLength: 80 }),
    fc.integer({ min: 1, max: 30 }),
  ] as const;

  test.prop([...chainInput])("each seed is the hash of the next", (secret, length) => {
    const { commitment, seeds } = seedChain(secret, length);
    expect(seeds).toHaveLength(length);
    expect(seeds.at(-1)).toBe(secret);
    expect([commitment, ...seeds.slice(0, -1)]).toEqual(seeds.map(sha256));
  });

  test.prop([...chainInput, fc.nat()])(
    "an exchanged seed shows, at its place",
    (secret, length, some) => {
      const { commitment, seeds } = seedChain(secret, length);
      expect(checkSeedChain(commitment, seeds)).toEqual({ ok: true, commitment: secret });
      const at = some % length;
      expect(checkSeedChain(commitment, seeds.with(at, `${seeds[at]!}x`))).toEqual({
        ok: false,
        at,
      });
    },
  );

  it("goes on where the last check ended", () => {
    const { commitment, seeds } = seedChain("s".repeat(32), 10);
    const first = checkSeedChain(commitment, seeds.slice(0, 4));
    expect(first).toEqual({ ok: true, commitment: seeds[3] });
    expect(checkSeedChain(seeds[3]!, seeds.slice(4)).ok).toBe(true);
    expect(checkSeedChain(commitment, [])).toEqual({ ok: true, commitment });
  });

  it.each([
    ["short", 3, "invalid-seed"],
    [5, 3, "invalid-seed"],
    ["a".repeat(64), 0, "invalid-length"],
    ["a".repeat(64), 1.5, "invalid-length"],
    ["a".repeat(64), 1_000_001, "invalid-length"],
  ])("refuses %j x %j", (secret, length, code) => {
    expect(() => seedChain(secret as string, length)).toThrow(expect.objectContaining({ code }));
  });
});

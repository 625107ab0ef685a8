import { createHmac } from "node:crypto";
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { keyedRandom } from "uptier/kernel";
import { foldedRoll, freebitcoRoll, itemOfRoll, seedHash } from "uptier/lottery";

const digit = fc.integer({ min: 0, max: 15 }).map((value) => value.toString(16));
const hexadecimal = fc.string({ unit: digit, minLength: 64 });
const text = fc.string({ unit: "grapheme-ascii", maxLength: 40 });

describe("published records of other systems [lottery-26]", () => {
  test.prop([hexadecimal, fc.nat()])(
    "the folded roll is the first integer of our keyed source, byte by byte",
    (serverSeed, nonce) => {
      const seeds = { serverSeed, clientSeed: "breno", nonce };
      const first = keyedRandom(seeds).nextUint32();
      const fold = [24, 16, 8, 0].reduce(
        (sum, shift, index) => sum + ((first >>> shift) & 0xff) / 256 ** (index + 1),
        0,
      );
      expect(foldedRoll(seeds)).toBe(Math.floor(fold * 100_000) + 1);
    },
  );

  test.prop([text, text, fc.nat()])(
    "freebitco is the division that its calculator makes",
    (serverSeed, clientSeed, nonce) => {
      const digest = createHmac("sha512", `${nonce}:${clientSeed}:${nonce}`)
        .update(`${nonce}:${serverSeed}:${nonce}`)
        .digest("hex");
      const roll = Math.round(Number.parseInt(digest.slice(0, 8), 16) / 429_496.7295);
      expect(freebitcoRoll({ serverSeed, clientSeed, nonce })).toBe(roll);
    },
  );

  test.prop([fc.integer({ min: -5, max: 105 })])("ranges have both their ends", (roll) => {
    const ranges = [
      { item: "a", from: 1, to: 10 },
      { item: "b", from: 11, to: 100 },
    ];
    const item = roll < 1 || roll > 100 ? null : roll <= 10 ? "a" : "b";
    expect(itemOfRoll(roll, ranges)).toBe(item);
  });

  test.each([
    [{ serverSeed: 5, clientSeed: "a", nonce: 0 }, "invalid-seed"],
    [{ serverSeed: "a", clientSeed: undefined, nonce: 0 }, "invalid-seed"],
    [{ serverSeed: "a", clientSeed: "a", nonce: -1 }, "invalid-nonce"],
    [{ serverSeed: "a", clientSeed: "a", nonce: 2 ** 53 }, "invalid-nonce"],
  ])("refuses %j", (seeds, code) => {
    const foreign = seeds as Parameters<typeof foldedRoll>[0];
    for (const roll of [foldedRoll, freebitcoRoll]) {
      expect(() => roll(foreign)).toThrow(expect.objectContaining({ code }));
    }
    expect(() => seedHash(foreign.serverSeed, foreign.nonce, foreign.clientSeed ?? 5)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { earnFactor, rewardPrice } from "../../../src/tiering/benefits/points";
import { programOf } from "./program";

describe("what a tier does with points [tiering-22]", () => {
  const program = programOf([
    { kind: "multiplier", id: "all", factor: "1.5" },
    { kind: "multiplier", id: "coins", factor: "200%", of: "coins" },
  ]);

  it("is a factor for earning them: that of the type, else that of all types, else 1", () => {
    expect(earnFactor(program, "gold", "points")).toBe("3/2");
    expect(earnFactor(program, "gold", "coins")).toBe("2");
    expect(earnFactor(program, "base", "coins")).toBe("1");
    expect(earnFactor(program, null, "coins")).toBe("1");
    expect(() => earnFactor(program, "silver", "coins")).toThrow(
      expect.objectContaining({ code: "unknown-tier" }),
    );
  });

  test.prop([fc.nat(1_000_000_000), fc.integer({ min: 1, max: 1_000 })])(
    "is a share of the price of a reward, rounded as the programme says",
    (points, permille) => {
      const reward = { kind: "reward-price", id: "r", factor: `${permille}/1000` } as const;
      const product = BigInt(points) * BigInt(permille);
      const at = (rounding: "floor" | "ceil"): number =>
        rewardPrice(programOf([reward], { rounding }), "gold", points);
      expect(at("floor")).toBe(Number(product / 1_000n));
      expect(at("ceil")).toBe(Number((product + 999n) / 1_000n));
    },
  );

  it("is nothing without a reward price, and a price is a number of points", () => {
    expect(rewardPrice(program, "gold", 300)).toBe(300);
    for (const points of [-1, 1.5, Number.NaN, 1_000_000_001]) {
      expect(() => rewardPrice(program, "nowhere", points)).toThrow(
        expect.objectContaining({ code: "invalid-command" }),
      );
    }
    expect(() => rewardPrice(program, "nowhere", 1)).toThrow(
      expect.objectContaining({ code: "unknown-tier" }),
    );
  });
});

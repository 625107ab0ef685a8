import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { solveWeights, type SolvedWeights, type WeightsTarget } from "uptier/lottery";
import { runs } from "../../runs";
import { bruteForce } from "./brute";

const shop: WeightsTarget = {
  currency: "CNY",
  rounding: "half-even",
  weightTotal: 1_000_000,
  prizes: [
    { id: "gift", cost: "12.00" },
    { id: "coupon", cost: "1.00" },
    { id: "cash", cost: "8.80" },
  ],
  winRate: "40%",
  expectedCost: "1.20",
};

/** Totals that are small enough to try all weights; costs with and without common divisors. */
const smallTarget = fc
  .record({
    costs: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 }),
    wins: fc.integer({ min: 0, max: 14 }),
    spare: fc.integer({ min: 0, max: 6 }),
    perDraw: fc.integer({ min: 0, max: 12 }),
    minimums: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }),
    order: fc.constantFrom("none", "ranking", "mostLikely"),
    turn: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ costs, wins, spare, perDraw, minimums, order, turn }): WeightsTarget => {
    const weightTotal = Math.max(1, wins + spare);
    const prizes = costs.map((cost, index) => ({
      id: `p${index}`,
      cost: { minor: cost },
      atLeast: { num: Math.min(minimums[index]!, weightTotal), den: weightTotal },
    }));
    const ids = prizes.map(({ id }) => id);
    const ranking = [...ids.slice(turn % ids.length), ...ids.slice(0, turn % ids.length)];
    return {
      ...shop,
      weightTotal,
      prizes,
      winRate: { num: wins, den: weightTotal },
      expectedCost: `0.${String(perDraw).padStart(2, "0")}`,
      ...(order === "ranking" ? { ranking } : {}),
      ...(order === "mostLikely" ? { mostLikely: ranking[0]! } : {}),
    };
  });

const large = fc
  .record({
    costs: fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 2, maxLength: 9 }),
    permille: fc.integer({ min: 1, max: 1000 }),
    cost: fc.integer({ min: 0, max: 100_000 }),
    ranked: fc.boolean(),
  })
  .map(({ costs, permille, cost, ranked }): WeightsTarget => {
    const prizes = costs.map((minor, index) => ({ id: `p${index}`, cost: { minor } }));
    return {
      ...shop,
      prizes,
      winRate: { num: permille, den: 1000 },
      expectedCost: `${Math.floor(cost / 100)}.${String(cost % 100).padStart(2, "0")}`,
      ...(ranked ? { ranking: prizes.map(({ id }) => id) } : {}),
    };
  });

function weightsOf(solved: SolvedWeights): number[] {
  if (!solved.ok) throw new Error(`refused: ${JSON.stringify(solved.refusal)}`);
  return solved.weights.map(({ weight }) => weight);
}

function refusalOf(target: WeightsTarget) {
  const solved = solveWeights(target);
  return solved.ok ? null : solved.refusal;
}

describe("target solver for weights [lottery-35]", () => {
  it("meets win rate and cost exactly, and gives the rest to nothing", () => {
    const solved = solveWeights(shop);
    expect(solved).toMatchObject({
      nothingWeight: 600_000,
      winRate: { num: 2, den: 5 },
      expectedCost: { exactMinor: { num: 120, den: 1 }, amount: "1.20" },
      why: [{ code: "on-target" }],
    });
    expect(weightsOf(solved).reduce((sum, weight) => sum + weight)).toBe(400_000);
  });

  it("keeps a ranking strictly, also where the dearest prize stands first", () => {
    const [gift, coupon, cash] = weightsOf(
      solveWeights({ ...shop, ranking: ["gift", "cash", "coupon"], expectedCost: "4.20" }),
    );
    expect(gift).toBeGreaterThan(cash!);
    expect(cash).toBeGreaterThan(coupon!);
  });

  it("keeps minimum chances", () => {
    const prizes = shop.prizes.map((prize) =>
      prize.id === "cash" ? { ...prize, atLeast: "5%" } : prize,
    );
    expect(weightsOf(solveWeights({ ...shop, prizes }))[2]).toBeGreaterThanOrEqual(50_000);
  });

  it("says what range is possible, and which prizes make its ends", () => {
    const solved = solveWeights({ ...shop, mostLikely: "coupon", expectedCost: "3" });
    expect(solved).toMatchObject({
      ok: false,
      refusal: {
        code: "cost-too-high",
        lowest: { exactMinor: { num: 1_000_047, den: 25_000 } },
        highest: { amount: "2.91" },
      },
      why: [{ code: "cheapest-mix", prizes: ["coupon"] }, { code: "dearest-mix" }],
    });
    expect(refusalOf({ ...shop, expectedCost: "0.3" })?.code).toBe("cost-too-low");
  });

  it("refuses a win rate between two units, before anything else, and names both", () => {
    expect(refusalOf({ ...shop, winRate: "1/3", expectedCost: "0" })).toEqual({
      code: "win-rate-not-whole",
      below: { num: 333_333, den: 1_000_000 },
      above: { num: 166_667, den: 500_000 },
    });
  });

  it("refuses a win rate below what minimums and order need, before the cost", () => {
    const target = { ...shop, weightTotal: 100, winRate: "5%", expectedCost: "0" };
    expect(refusalOf({ ...target, ranking: ["coupon", "cash", "gift"] })).toEqual({
      code: "win-rate-too-low",
      lowest: { num: 3, den: 50 },
    });
  });

  it("has whole weights at the edge of the range, or says that there are none", () => {
    const two = [
      { id: "a", cost: { minor: 0 } },
      { id: "b", cost: { minor: 10 } },
    ];
    // Of 4 units, a must have 3 and b 1: no mix in between is whole.
    const target = { ...shop, weightTotal: 4, winRate: "1", prizes: two, mostLikely: "a" };
    expect(weightsOf(solveWeights({ ...target, expectedCost: "0.03" }))).toEqual([3, 1]);
    const edge = { ...target, weightTotal: 3, mostLikely: "b", expectedCost: "0.06" };
    expect(refusalOf(edge)?.code).toBe("cost-too-low");
  });

  test.prop([smallTarget], runs(300))(
    "comes as close to the target as any whole weights, and refuses only where there are none",
    (target) => {
      const best = bruteForce(target);
      const solved = solveWeights(target);
      if (solved.ok) {
        const { num, den } = solved.expectedCost.exactMinor;
        expect((num * target.weightTotal) / den).toBe(best);
        const [reason] = solved.why;
        expect(reason?.code === "below-target" ? reason.proven : true).toBe(true);
      } else if (solved.refusal.code === "cost-too-high") {
        // The target is dearer than everything.
        expect(Number(target.expectedCost) * 100).toBeGreaterThan(
          solved.refusal.highest.exactMinor.num / solved.refusal.highest.exactMinor.den,
        );
      } else {
        expect(best).toBe(null);
      }
    },
  );

  test.prop([large], runs(30))(
    "holds its promises for targets of the size that shops have",
    (target) => {
      const solved = solveWeights(target);
      fc.pre(solved.ok);
      const weights = weightsOf(solved);
      const costs = target.prizes.map(({ cost }) => (cost as { minor: number }).minor);
      const cost = weights.reduce((sum, weight, index) => sum + weight * costs[index]!, 0);
      const budget = Math.round(Number(target.expectedCost) * 100) * target.weightTotal;
      expect(cost).toBeLessThanOrEqual(budget);
      expect(weights.every((weight) => weight >= 1)).toBe(true);
      const { num, den } = solved.ok ? solved.winRate : { num: 0, den: 1 };
      expect(weights.reduce((sum, weight) => sum + weight)).toBe((num * target.weightTotal) / den);
      if (target.ranking !== undefined) {
        expect(weights.every((weight, rank) => rank === 0 || weight < weights[rank - 1]!)).toBe(
          true,
        );
      }
    },
  );

  it.each<[string, Partial<WeightsTarget>, string]>([
    ["an unknown rounding", { rounding: "up" as never }, "unknown-rounding"],
    ["an unknown currency", { currency: "XXQ" }, "unknown-currency"],
    ["a total of 0", { weightTotal: 0 }, "invalid-target"],
    ["no prizes", { prizes: [] }, "invalid-target"],
    ["one id twice", { prizes: [shop.prizes[0]!, shop.prizes[0]!] }, "invalid-target"],
    ["a ranking with a gap", { ranking: ["gift", "cash"] }, "invalid-target"],
    ["a ranking with a stranger", { ranking: ["gift", "cash", "car"] }, "invalid-target"],
    ["both orders", { ranking: ["gift"], mostLikely: "gift" }, "invalid-target"],
    ["a stranger as most likely", { mostLikely: "car" }, "invalid-target"],
    ["a negative cost", { prizes: [{ id: "a", cost: "-1" }] }, "negative-amount"],
    ["a win rate above 1", { winRate: "101%" }, "invalid-chances"],
    ["a target that is a number", { expectedCost: 1.2 as never }, "invalid-decimal"],
    ["a negative target", { expectedCost: "-1" }, "negative-amount"],
    ["costs beyond 2^53 in all", { prizes: [{ id: "a", cost: "1e12" }] }, "unsafe-integer"],
  ])("refuses %s", (_, part, code) => {
    expect(() => solveWeights({ ...shop, ...part })).toThrow(expect.objectContaining({ code }));
  });
});

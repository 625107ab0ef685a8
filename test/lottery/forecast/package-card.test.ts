import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { expectedFunnel, expectedUpgradeCost, packageCard } from "uptier/lottery";

const card = {
  currency: "CNY",
  rounding: "half-even",
  cards: 1000,
  joinRate: "11.9%",
  buyRate: "20%",
  price: "29.90",
  coupon: "20.00",
  goodsCost: "0",
  shipping: "0",
  cardCost: "0",
  prizeCost: "0",
} as const;

describe("package card economics [lottery-32]", () => {
  it("has the numbers of the practice text", () => {
    expect(packageCard(card)).toMatchObject({
      joins: { exact: { num: 119, den: 1 }, decimal: "119" },
      buyers: { exact: { num: 119, den: 5 }, decimal: "23.8" },
      buyerRate: { exact: { num: 119, den: 5000 }, decimal: "0.0238" },
      paidPrice: { amount: "9.90" },
      contributionPerCard: { decimal: "0.23562", amount: "0.24" },
      profitPerCard: { exactMinor: { num: 11_781, den: 500 } },
      profit: { amount: "235.62" },
    });
  });

  it("breaks even exactly at the prize cost that it names", () => {
    const dear = { ...card, goodsCost: "3.00", shipping: "2.50", cardCost: "0.03" };
    const { breakEvenPrizeCost } = packageCard(dear);
    const even = packageCard({ ...dear, prizeCost: breakEvenPrizeCost!.exactMinor });
    expect(even.profit).toEqual({ exactMinor: { num: 0, den: 1 }, decimal: "0", amount: "0.00" });
    expect(even.costPerBuyer).toEqual(even.contributionPerBuyer);
  });

  it("takes prize costs below a minor unit, as text and as a fraction", () => {
    const asText = packageCard({ ...card, prizeCost: "0.0125" });
    const asFraction = packageCard({ ...card, prizeCost: { num: 5, den: 4 } });
    expect(asText).toEqual(asFraction);
  });

  it("rounds as told, and only what is shown", () => {
    const amounts = (["floor", "ceil"] as const).map(
      (rounding) => packageCard({ ...card, rounding }).profitPerCard,
    );
    expect(amounts.map(({ amount }) => amount)).toEqual(["0.23", "0.24"]);
    expect(amounts[0]!.exactMinor).toEqual(amounts[1]!.exactMinor);
    expect(packageCard({ ...card, joinRate: "1/3" }).joins.decimal).toBe("333.3333333333");
  });

  it("makes no price negative, and has no cost per buyer where there is none", () => {
    expect(packageCard({ ...card, coupon: "30" }).paidPrice.amount).toBe("0.00");
    const idle = packageCard({ ...card, joinRate: "0", cardCost: "0.10" });
    expect([idle.costPerBuyer, idle.breakEvenPrizeCost]).toEqual([null, null]);
    expect(idle.profit.amount).toBe("-100.00");
  });

  test.prop([
    fc.record({
      join: fc.integer({ min: 1, max: 100 }),
      buy: fc.integer({ min: 1, max: 100 }),
      price: fc.integer({ min: 0, max: 10_000 }),
      coupon: fc.integer({ min: 0, max: 10_000 }),
      prize: fc.integer({ min: 0, max: 1_000 }),
      cost: fc.integer({ min: 0, max: 100 }),
    }),
  ])("earns per card what buyers bring minus what they cost to bring", (numbers) => {
    const forecast = packageCard({
      ...card,
      joinRate: `${numbers.join}%`,
      buyRate: `${numbers.buy}%`,
      price: { minor: numbers.price },
      coupon: { minor: numbers.coupon },
      cardCost: { minor: numbers.cost },
      prizeCost: { num: numbers.prize, den: 1 },
    });
    const value = ({ exactMinor: { num, den } }: { exactMinor: { num: number; den: number } }) =>
      num / den;
    const { num, den } = forecast.buyerRate.exact;
    const perBuyer = value(forecast.contributionPerBuyer) - value(forecast.costPerBuyer!);
    expect(value(forecast.profitPerCard)).toBeCloseTo((num / den) * perBuyer, 8);
    const spare = value(forecast.breakEvenPrizeCost!) - numbers.prize;
    expect(value(forecast.profitPerCard)).toBeCloseTo((numbers.join / 100) * spare, 8);
  });

  it.each([
    ["an unknown rounding", { rounding: "up" }, "unknown-rounding"],
    ["an unknown currency", { currency: "XXQ" }, "unknown-currency"],
    ["a float as a price", { price: 29.9 }, "invalid-decimal"],
    ["a tenth of a fen", { price: "29.901" }, "too-many-decimals"],
    ["a negative cost", { goodsCost: "-1" }, "negative-amount"],
    ["a negative prize cost", { prizeCost: "-0.001" }, "negative-amount"],
    ["half a card", { cards: 0.5 }, "not-an-integer"],
    ["a rate above 1", { joinRate: "101%" }, "invalid-chances"],
  ])("refuses %s", (_, part, code) => {
    expect(() => packageCard({ ...card, ...part } as never)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("expected funnel [lottery-32]", () => {
  it("has no steps, or as many as there are", () => {
    expect(expectedFunnel(5, [], "floor")).toEqual([]);
    const half = { name: "step", rate: "1/2" };
    const steps = Array.from({ length: 100 }, () => half);
    expect(expectedFunnel(8, steps.slice(0, 3), "floor").map(({ count }) => count.decimal)).toEqual(
      ["4", "2", "1"],
    );
    expect(() => expectedFunnel(1, [...steps, half], "floor")).toThrow(
      expect.objectContaining({ code: "too-many-steps" }),
    );
    // A fraction that JSON numbers cannot hold is refused, not rounded.
    expect(() => expectedFunnel(1, steps, "floor")).toThrow(
      expect.objectContaining({ code: "unsafe-integer" }),
    );
  });
});

describe("expected cost of an upgrade [lottery-32] [lottery-33]", () => {
  const offer = {
    currency: "CNY",
    rounding: "half-even",
    base: "5.00",
    upgraded: "100.00",
    rate: "30%",
  } as const;

  it("is the base and the share of the difference, with the dearer prize reserved", () => {
    expect(expectedUpgradeCost(offer)).toEqual({
      expected: { exactMinor: { num: 3350, den: 1 }, decimal: "33.5", amount: "33.50" },
      reserved: "100.00",
    });
    const cheaper = { ...offer, base: "100.00", upgraded: "5.00" };
    expect(expectedUpgradeCost(cheaper)).toMatchObject({
      expected: { amount: "71.50" },
      reserved: "100.00",
    });
  });

  it("refuses a share above 1 and negative costs", () => {
    expect(() => expectedUpgradeCost({ ...offer, rate: "130%" })).toThrow(/above 1/);
    expect(() => expectedUpgradeCost({ ...offer, base: "-5" })).toThrow(/negative/);
  });
});

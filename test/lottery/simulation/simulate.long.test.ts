import { describe, expect, it } from "vitest";
import { type CampaignInput, defineCampaign, forecast, simulate } from "uptier/lottery";

/** The oracle of the facts: 10,000 draws of three prizes. */
const three: CampaignInput = {
  id: "three",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [
    { id: "a", kind: "goods", chance: "0.1%", cost: "5", stock: 10, onStockOut: "nothing" },
    { id: "b", kind: "goods", chance: "1%", cost: "0.5", stock: 100, onStockOut: "nothing" },
    { id: "c", kind: "goods", chance: "10%", cost: "0.05" },
    { id: "none", kind: "nothing", chance: "remaining" },
  ],
};

/** A rule that never applies, so that the draws are decided one by one. */
const oneByOne = (input: CampaignInput): CampaignInput => ({
  ...input,
  limits: { perMember: 1_000_000 },
});

describe("simulate [lottery-29]", () => {
  it("agrees with the exact figures of prizes whose chance does not depend on others", () => {
    const { demand, simulated } = forecast(
      defineCampaign(three),
      { drawsByDay: [5_000, 5_000] },
      "agree",
      { runs: 400 },
    );
    const [a, b] = demand!.stock;
    for (const [exact, found] of [
      [a, simulated.prizes[0]],
      [b, simulated.prizes[1]],
    ] as const) {
      expect(exact!.expectedGiven).toBeGreaterThan(found!.given.low - found!.given.mean * 0.02);
      expect(exact!.expectedGiven).toBeLessThan(found!.given.high + found!.given.mean * 0.02);
      exact!.byDay.forEach(({ soldOut }, day) => {
        expect(soldOut).toBeGreaterThan(found!.soldOut[day]!.low - 0.03);
        expect(soldOut).toBeLessThan(found!.soldOut[day]!.high + 0.03);
      });
    }
    expect(simulated.made).toEqual({ mean: 10_000, low: 10_000, high: 10_000 });
  });

  it("finds the same, draw by draw as in a shop and many at a time", () => {
    const plan = { drawsByDay: [400, 400], members: 50 };
    const input: CampaignInput = {
      ...three,
      prizes: three.prizes.map((prize) =>
        prize.kind === "nothing" ? prize : { ...prize, chance: "10%", onBudgetShort: "nothing" },
      ),
      budget: { total: "250" },
    };
    const fast = simulate(defineCampaign(input), plan, "same", { runs: 150 });
    const slow = simulate(defineCampaign(oneByOne(input)), plan, "other", { runs: 150 });
    fast.prizes.forEach(({ given }, index) => {
      const other = slow.prizes[index]!.given;
      const spread = given.high - given.low + (other.high - other.low);
      expect(Math.abs(given.mean - other.mean)).toBeLessThanOrEqual(spread);
    });
    expect(Math.abs(fast.short.mean - slow.short.mean)).toBeLessThan(0.2);
  });

  it("never goes over stock and budget, and says in how many runs the budget was short", () => {
    const campaign = defineCampaign({
      ...three,
      prizes: three.prizes.map((prize) =>
        prize.kind === "nothing" ? prize : { ...prize, onBudgetShort: "nothing" },
      ),
      budget: { total: "120" },
    });
    const report = simulate(campaign, { drawsByDay: [10_000] }, "short", { runs: 50 });
    expect(report.costQuantiles[5]!.costMinor).toBeLessThanOrEqual(12_000);
    expect(report.short.mean).toBeGreaterThan(0.9);
    expect(report.prizes[0]!.given.high).toBeLessThanOrEqual(10);
  });

  it("gives out a whole deck, at its whole cost", () => {
    const campaign = defineCampaign({
      id: "deck",
      currency: "CNY",
      zone: "Asia/Shanghai",
      weightTotal: 100,
      prizes: [
        { id: "cup", kind: "goods", weight: 7, cost: "12" },
        { id: "blank", kind: "nothing", weight: "remaining" },
      ],
      pacing: { mode: "deck" },
    });
    const report = simulate(campaign, { drawsByDay: [60, 60] }, "deck", { runs: 20 });
    expect(report.costMinor).toEqual({ mean: 8_400, low: 8_400, high: 8_400 });
    expect(report.made.mean).toBe(100);
    expect(forecast(campaign, { drawsByDay: [60] }, "deck", { runs: 5 })).toMatchObject({
      demand: null,
      whyNotExact: "deck",
    });
  });

  it("gives out what becomes winnable at its moments, when there are enough draws", () => {
    const campaign = defineCampaign({
      id: "moments",
      currency: "CNY",
      zone: "Asia/Shanghai",
      opensAt: "2026-11-01T00:00:00+08:00",
      closesAt: "2026-11-03T00:00:00+08:00",
      weightTotal: 1_000,
      prizes: [
        { id: "cup", kind: "goods", weight: 20, cost: "12" },
        { id: "blank", kind: "nothing", weight: "remaining" },
      ],
      pacing: { mode: "moments", unclaimed: "roll-over" },
    });
    const report = simulate(campaign, { drawsByDay: [500, 500] }, "moments", { runs: 10 });
    expect(report.prizes[0]!.given.mean).toBeGreaterThan(19);
  });

  it("lets coupons expire that are not claimed, and costs upgrades at what is taken", () => {
    const coupon: CampaignInput = {
      id: "coupons",
      currency: "CNY",
      zone: "Asia/Shanghai",
      prizes: [{ id: "coupon", kind: "coupon", chance: "100%", cost: "20", claimWithinHours: 24 }],
    };
    const drawsByDay = [1_000, 0, 1];
    const plan = { drawsByDay, claimed: { coupon: "20%" } };
    const report = simulate(defineCampaign(coupon), plan, "claims", { runs: 20 });
    expect(report.costMinor.mean / 2_000).toBeGreaterThan(180);
    expect(report.costMinor.mean / 2_000).toBeLessThan(220);
    const upgrade: CampaignInput = {
      ...coupon,
      prizes: [
        {
          id: "third",
          kind: "goods",
          chance: "100%",
          cost: "5",
          upgrade: { to: "first", withinHours: 24 },
        },
        { id: "first", kind: "goods", chance: "0%", cost: "100" },
      ],
    };
    const offered = simulate(
      defineCampaign(upgrade),
      { drawsByDay: [1_000], upgraded: "30%" },
      "upgrades",
      { runs: 20 },
    );
    // L21.9: 33.50 each.
    expect(offered.costMinor.mean / 1_000).toBeGreaterThan(3_250);
    expect(offered.costMinor.mean / 1_000).toBeLessThan(3_450);
  });

  it("gives the same report for the same seed, and other runs for another", () => {
    const run = (seed: string) =>
      simulate(defineCampaign(three), { drawsByDay: [2_000] }, seed, { runs: 10 });
    expect(run("a")).toEqual(run("a"));
    expect(run("a").costQuantiles).not.toEqual(run("b").costQuantiles);
  });

  it("forecasts half and one and a half times the traffic", () => {
    const { sensitivity } = forecast(defineCampaign(three), { drawsByDay: [3_001] }, "s", {
      runs: 40,
    });
    expect(sensitivity.map(({ draws }) => draws)).toEqual([1_501, 3_001, 4_502]);
    const [half, same, more] = sensitivity.map(({ costMinor }) => costMinor);
    expect(half).toBeLessThan(same!);
    expect(same).toBeLessThan(more!);
  });

  it.each([
    [{ drawsByDay: [] }, "invalid-plan"],
    [{ drawsByDay: [1.5] }, "invalid-plan"],
    [{ drawsByDay: [1], members: 0 }, "invalid-plan"],
    [{ drawsByDay: [1], startsOn: "2026-02-30" }, "invalid-day"],
  ])("refuses the plan %j", (plan, code) => {
    expect(() => simulate(defineCampaign(three), plan, "x")).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { type CampaignInput, stockForecast } from "uptier/lottery";
import { changed, clean, found, lint, withPrizes } from "./campaigns";

describe("lint with a plan of draws [lottery-30]", () => {
  it("compares expected wins with the stock, exactly", () => {
    const code = "expected-wins-above-stock";
    const thirds = withPrizes({ chance: "1/3", stock: 10 }, { chance: "1/3" });
    expect(found(code, thirds, { plan: { drawsByDay: [30] } })).toEqual([]);
    expect(found(code, thirds, { plan: { drawsByDay: [30, 1] } })).toMatchObject([
      {
        severity: "warning",
        path: ["prizes", 0, "stock"],
        data: { prize: "gift", draws: 31, expectedWins: "10.3333333333", stock: 10 },
      },
    ]);
    expect(found(code, thirds)).toEqual([]);
  });

  it("compares the busiest day with the stock of a day", () => {
    const code = "expected-wins-above-stock";
    const daily = withPrizes({ stock: { perDay: 2 } });
    expect(found(code, daily, { plan: { drawsByDay: [100, 200, 50] } })).toEqual([]);
    expect(found(code, daily, { plan: { drawsByDay: [100, 201, 50] } })).toMatchObject([
      { path: ["prizes", 0, "stock", "perDay"], data: { day: 2, draws: 201, stock: 2 } },
    ]);
  });

  it("tells that a stock is gone by half time with more than 10 %", () => {
    const code = "runs-out-early";
    const input = withPrizes({ chance: "10%", stock: 10 });
    // P(X >= 10), X binomial with 10 %: 0.0948 of 63 draws, 0.1028 of 64.
    const at = (draws: number) => {
      return stockForecast({ chance: "10%", stock: 10, drawsByDay: [draws] }).soldOut;
    };
    expect([at(63) <= 0.1, at(64) > 0.1]).toEqual([true, true]);
    expect(found(code, input, { plan: { drawsByDay: [63, 1000] } })).toEqual([]);
    expect(found(code, input, { plan: { drawsByDay: [64, 0] } })).toMatchObject([
      {
        severity: "warning",
        path: ["prizes", 0, "stock"],
        data: { draws: 64, stock: 10, probability: at(64) },
      },
    ]);
    // Half of a middle day counts; half a draw does not.
    expect(found(code, input, { plan: { drawsByDay: [60, 7, 1000] } })).toEqual([]);
    expect(found(code, input, { plan: { drawsByDay: [60, 8, 1000] } })).toHaveLength(1);
  });

  it("compares what the plan costs with the budget", () => {
    const code = "expected-cost-above-budget";
    const costly = (stock: number | undefined): CampaignInput => ({
      ...withPrizes({
        cost: "10",
        stock,
        onStockOut: stock === undefined ? undefined : "nothing",
        onBudgetShort: "nothing",
      }),
      budget: { total: "100" },
    });
    expect(found(code, costly(undefined), { plan: { drawsByDay: [1000] } })).toEqual([]);
    expect(found(code, costly(undefined), { plan: { drawsByDay: [1001] } })).toMatchObject([
      {
        severity: "warning",
        path: ["budget", "total"],
        data: { draws: 1001, expectedCost: "100.10", budget: "100.00" },
      },
    ]);
    // Ten units cost 100 at most, however many draws there are.
    expect(found(code, costly(10), { plan: { drawsByDay: [1_000_000] } })).toEqual([]);
    expect(found(code, costly(11), { plan: { drawsByDay: [1_000_000] } })).toHaveLength(1);
  });

  it("leaves chances that depend on the member to a simulation", () => {
    const pools = [{ id: "vip", fromScore: 100, prizes: ["gift", "thanks"] }];
    const options = { plan: { drawsByDay: [1_000_000] } };
    expect(lint(changed({ pools }), options)).toMatchObject([
      { code: "plan-needs-simulation", severity: "note", path: ["pools"] },
    ]);
    expect(found("plan-needs-simulation", clean, options)).toEqual([]);
  });

  it("compares the draws with the cards of a deck", () => {
    const deck = changed({
      pacing: { mode: "deck" },
      weightTotal: 100,
      prizes: [
        { id: "gift", kind: "goods", cost: "5", weight: 10 },
        { id: "thanks", kind: "nothing", weight: "remaining" },
      ],
    });
    expect(lint(deck, { plan: { drawsByDay: [100] } })).toEqual([]);
    expect(lint(deck, { plan: { drawsByDay: [100, 1] } })).toMatchObject([
      { code: "plan-above-deck", severity: "warning", data: { draws: 101, cards: 100 } },
    ]);
  });
});

describe("designs in which every draw wins [lottery-32]", () => {
  const code = "every-draw-wins-not-covered";
  const plan = { drawsByDay: [600, 400] };

  /** A large top prize, and a small one for everybody else. */
  const allWin = (last: Partial<CampaignInput["prizes"][number]>): CampaignInput =>
    changed({
      prizes: [
        {
          id: "top",
          kind: "goods",
          chance: "0.1%",
          cost: "5000",
          stock: 1,
          onStockOut: "renormalise",
        },
        { id: "tissue", kind: "goods", chance: "remaining", cost: "1", ...last },
      ],
    });

  it("pass with a last tier without limit, or with a unit for every planned draw", () => {
    expect(found(code, allWin({}))).toEqual([]);
    const stocked = allWin({ stock: 1000, onStockOut: "renormalise" });
    expect(found(code, stocked, { plan })).toEqual([]);
  });

  it("fail with one unit less, and while nothing is planned", () => {
    const short = allWin({ stock: 999, onStockOut: "renormalise" });
    expect(found(code, short, { plan })).toMatchObject([
      { severity: "error", path: ["prizes"], data: { draws: 1000 } },
    ]);
    const unplanned = allWin({ stock: 1000, onStockOut: "renormalise" });
    expect(found(code, unplanned)).toMatchObject([{ severity: "error", data: {} }]);
  });

  it.each([
    ["a limit for a member", { perMember: 1, onMemberLimit: "renormalise" }],
    ["a lock", { unlockAfterDraws: 2, onLocked: "renormalise" }],
    ["a stock of a day", { stock: { perDay: 1000 }, onStockOut: "renormalise" }],
    [
      "batches",
      {
        stock: { batches: [{ at: "2026-11-02T00:00:00Z", units: 1000 }] },
        onStockOut: "renormalise",
      },
    ],
  ] as const)("fail where the last tier closes for %s", (_, last) => {
    expect(found(code, allWin(last), { plan })).toHaveLength(1);
  });

  it("fail where the budget does not pay for the dearest course", () => {
    const withBudget = (total: string): CampaignInput => {
      const input = allWin({ onBudgetShort: "renormalise" });
      const [top, last] = input.prizes;
      return {
        ...input,
        prizes: [{ ...top!, onBudgetShort: "renormalise" }, last!],
        budget: { total },
      };
    };
    // One top prize and 999 small ones.
    expect(found(code, withBudget("5999"), { plan })).toEqual([]);
    expect(found(code, withBudget("5998.99"), { plan })).toHaveLength(1);
    expect(found(code, withBudget("5999"))).toHaveLength(1);
  });

  it("follow fallbacks to a prize that has no chance of its own", () => {
    const chain = (fallback: string, last: string): CampaignInput =>
      changed({
        prizes: [
          { id: "a", kind: "goods", chance: "10%", cost: "0", stock: 5, onStockOut: { fallback } },
          {
            id: "b",
            kind: "goods",
            chance: "90%",
            cost: "0",
            stock: 5,
            onStockOut: { fallback: last },
          },
          { id: "points", kind: "points", chance: "0%", cost: "0" },
          { id: "thanks", kind: "nothing", chance: "0%" },
        ],
      });
    expect(found(code, chain("b", "points"))).toEqual([]);
    expect(found(code, chain("points", "points"))).toEqual([]);
    expect(found(code, chain("b", "thanks"))).toHaveLength(1);
  });

  it("fail in a pool without such a prize", () => {
    const base = allWin({});
    const pool = (prizes: string[]): CampaignInput => {
      return { ...base, pools: [{ id: "vip", fromScore: 10, prizes }] };
    };
    expect(found(code, pool(["top"]))).toMatchObject([{ path: ["pools"], data: { pool: "vip" } }]);
    expect(found(code, pool(["top", "tissue"]))).toEqual([]);
  });

  it("need as many cards as draws in a deck", () => {
    const deck = changed({
      pacing: { mode: "deck" },
      weightTotal: 1000,
      prizes: [
        { id: "top", kind: "goods", cost: "5000", weight: 1 },
        { id: "tissue", kind: "goods", cost: "1", weight: 999 },
      ],
    });
    expect(found(code, deck, { plan })).toEqual([]);
    expect(found(code, deck, { plan: { drawsByDay: [1001] } })).toHaveLength(1);
  });

  it("are not meant where a draw can win nothing", () => {
    expect(found(code, clean)).toEqual([]);
  });
});

describe("lint of guarantees [lottery-30]", () => {
  const guaranteed = (changes: Partial<CampaignInput>): CampaignInput =>
    changed({
      prizes: clean.prizes.map((prize, index) => (index === 0 ? { ...prize, tier: 1 } : prize)),
      pity: [
        {
          tier: 1,
          table: { base: "1%", constantFor: 9, step: "0%", hardAt: 10 },
          resetBy: "same-tier",
        },
      ],
      ...changes,
    });

  it("finds a tier that can sell out", () => {
    const code = "pity-tier-can-sell-out";
    expect(found(code, guaranteed({}))).toMatchObject([
      { severity: "warning", path: ["pity", 0], data: { tier: 1, units: 100, hardAt: 10 } },
    ]);
    expect(found(code, guaranteed({}), { plan: { drawsByDay: [2005] } })).toMatchObject([
      { data: { guaranteedHits: 200 } },
    ]);
    expect(found(code, guaranteed({}), { plan: { drawsByDay: [100] } })).toEqual([]);
    const [gift, ...others] = clean.prizes;
    const endless = { ...gift!, tier: 1, stock: undefined, onStockOut: undefined };
    expect(found(code, guaranteed({ prizes: [endless, ...others] }))).toEqual([]);
  });

  it("finds a guarantee that nobody reaches", () => {
    const code = "pity-out-of-reach";
    expect(found(code, guaranteed({ limits: { perMember: 9 } }))).toMatchObject([
      { severity: "warning", path: ["pity", 0], data: { hardAt: 10, draws: 9 } },
    ]);
    expect(found(code, guaranteed({ limits: { perMember: 10 } }))).toEqual([]);
    const chances = { sources: [{ id: "order" }], perMember: 9 };
    expect(found(code, guaranteed({ chances }))).toHaveLength(1);
    const price = { unit: "points", amount: "10" } as const;
    expect(found(code, guaranteed({ chances, price }))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import {
  type CampaignInput,
  defineCampaign,
  explainOdds,
  newDrawState,
  type PrizeInput,
} from "uptier/lottery";
import { AT } from "./campaigns";

/** A prize of weight 1 with 0 units unless said otherwise. */
const prize = (id: string, rest: Partial<PrizeInput>): PrizeInput => ({
  id,
  kind: "goods",
  weight: 1,
  cost: "0",
  ...rest,
});

const closed = { stock: 0 } as const;

function weightsOf(
  prizes: readonly PrizeInput[],
  rules: Partial<CampaignInput> = {},
  who: { readonly memberTier?: string } = {},
): string {
  const campaign = defineCampaign({
    id: "policies",
    currency: "CNY",
    zone: "Asia/Shanghai",
    weightTotal: prizes.reduce((sum, { weight }) => sum + Number(weight), 0),
    prizes,
    ...rules,
  });
  return explainOdds(campaign, newDrawState(), AT, { member: "m1", ...who })
    .prizes.map(({ now }) => `${now.num}/${now.den}`)
    .join(" ");
}

describe("downgrade [lottery-11]", () => {
  it("goes to the first open prize of the nearest lower tier that has one", () => {
    const top = prize("a", { tier: 1, ...closed, onStockOut: "downgrade" });
    const second = prize("b", { tier: 2, ...closed, onStockOut: "nothing" });
    const third = [prize("c", { tier: 3 }), prize("d", { tier: 3, weight: 5 })];
    const none = prize("none", { kind: "nothing", cost: undefined });
    expect(weightsOf([top, prize("b", { tier: 2 }), ...third, none])).toBe("0/1 2/9 1/9 5/9 1/9");
    expect(weightsOf([top, second, ...third, none])).toBe("0/1 0/1 2/9 5/9 2/9");
  });

  it("takes prizes without a tier as the lowest; from the lowest it is shared by all", () => {
    const top = prize("a", { tier: 1, ...closed, onStockOut: "downgrade" });
    expect(weightsOf([top, prize("b", {}), prize("c", {})])).toBe("0/1 2/3 1/3");
    const low = prize("z", { tier: 9, ...closed, onStockOut: "downgrade" });
    expect(weightsOf([prize("b", { tier: 1 }), prize("c", { tier: 2, weight: 2 }), low])).toBe(
      "1/3 2/3 0/1",
    );
  });

  it("stays in the pool that is drawn from", () => {
    const prizes = [
      prize("a", { tier: 1, ...closed, onStockOut: "downgrade" }),
      prize("b", { tier: 2 }),
      prize("c", { tier: 3 }),
    ];
    const pools = [{ id: "gold", memberTiers: ["gold"], prizes: ["a", "c"] }];
    expect(weightsOf(prizes, { pools }, { memberTier: "gold" })).toBe("0/1 0/1 1/1");
    expect(weightsOf(prizes, { pools })).toBe("0/1 2/3 1/3");
  });
});

describe("largest-remaining [lottery-11]", () => {
  const gone = prize("a", { ...closed, onStockOut: "largest-remaining" });
  const stocked = (id: string, stock: number, rest: Partial<PrizeInput> = {}) =>
    prize(id, { stock, onStockOut: "renormalise", ...rest });

  it("goes to the prize with the most units, the first of equals; no stock is no candidate", () => {
    expect(
      weightsOf([gone, stocked("b", 5), stocked("c", 9), stocked("d", 9), prize("e", {})]),
    ).toBe("0/1 1/5 2/5 1/5 1/5");
  });

  it("is shared by all where no prize with a stock can be given", () => {
    expect(weightsOf([gone, stocked("b", 0), prize("c", {}), prize("d", { weight: 3 })])).toBe(
      "0/1 0/1 1/4 3/4",
    );
  });

  it("goes to what the member can have, and stays in the pool", () => {
    const locked = stocked("b", 9, { unlockAfterDraws: 1, onLocked: "nothing" });
    const none = prize("none", { kind: "nothing", cost: undefined });
    expect(weightsOf([gone, locked, stocked("c", 5), none])).toBe("0/1 0/1 1/2 1/2");
    const pools = [{ id: "gold", memberTiers: ["gold"], prizes: ["a", "c", "none"] }];
    const all = [gone, stocked("b", 9), stocked("c", 5), none];
    expect(weightsOf(all, { pools }, { memberTier: "gold" })).toBe("0/1 0/1 2/3 1/3");
    expect(weightsOf(all, { pools })).toBe("0/1 1/2 1/4 1/4");
  });

  it("follows what is left from draw to draw", () => {
    const campaign = defineCampaign({
      id: "heirs",
      currency: "CNY",
      zone: "Asia/Shanghai",
      weightTotal: 3,
      prizes: [gone, stocked("b", 5), stocked("c", 4)],
    });
    const { campaign: fresh, member } = newDrawState();
    const heirWith = (awarded: Readonly<Record<string, number>>) =>
      explainOdds(campaign, { campaign: { ...fresh, awarded }, member }, AT).prizes[0]!.closed;
    expect(heirWith({})).toMatchObject({ heir: "b" });
    expect(heirWith({ b: 1 })).toMatchObject({ heir: "b" });
    expect(heirWith({ b: 2 })).toMatchObject({ heir: "c" });
    expect(heirWith({ b: 2, c: 2 })).toMatchObject({ heir: "b" });
    expect(heirWith({ b: 5, c: 4 })).not.toHaveProperty("heir");
  });
});

describe("chains of policies [lottery-11]", () => {
  it("follow the policy of each closed prize in turn", () => {
    const chain = [
      prize("a", { ...closed, onStockOut: { fallback: "b" } }),
      prize("b", { ...closed, tier: 1, onStockOut: "downgrade" }),
      prize("c", { ...closed, tier: 2, onStockOut: "nothing" }),
      prize("d", { tier: 3, weight: 0 }),
      prize("none", { kind: "nothing", cost: undefined }),
    ];
    expect(weightsOf(chain)).toBe("0/1 0/1 0/1 1/2 1/2");
  });

  it("that lead round in a circle are no definition, whichever policies they go through", () => {
    const circle = [
      prize("a", { ...closed, onStockOut: { fallback: "b" } }),
      prize("b", { perMember: 1, onMemberLimit: { fallback: "a" } }),
    ];
    expect(() => weightsOf(circle)).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({
            code: "fallback-cycle",
            path: ["prizes", 0, "onStockOut", "fallback"],
          }),
          expect.objectContaining({
            code: "fallback-cycle",
            path: ["prizes", 1, "onMemberLimit", "fallback"],
          }),
        ],
      }),
    );
  });
});

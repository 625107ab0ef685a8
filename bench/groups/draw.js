/* A whole decision in memory: limits, stock, budget, one roll, the entry, and the new state. */
import { seededRandom } from "../../dist/kernel.js";
import { apply, defineCampaign, draw, explainOdds, newDrawState } from "../../dist/lottery.js";

export const title = "A draw in memory";
export const base = "draw and apply, 8 prizes";

function campaignOf(size) {
  return defineCampaign({
    id: "bench",
    currency: "CNY",
    zone: "Asia/Shanghai",
    weightTotal: size * 10,
    prizes: Array.from({ length: size }, (_, index) => ({
      id: `p${index}`,
      kind: "goods",
      weight: 10,
      cost: "1.20",
      stock: 1_000_000_000,
      onStockOut: "renormalise",
      onBudgetShort: "renormalise",
    })),
    budget: { total: "90000000000000.00" },
    limits: { perMember: 1_000_000_000, perMemberPerDay: 1_000_000_000 },
  });
}

const AT = "2026-11-21T09:30:00.000Z";

const drawing = (size, thenApply) => () => {
  const campaign = campaignOf(size);
  const random = seededRandom("bench");
  let state = newDrawState();
  return (count) => {
    for (let index = 0; index < count; index += 1) {
      const decision = draw(campaign, state, { id: `d${index}`, at: AT, member: "m1" }, random);
      if (thenApply) for (const entry of decision.entries) state = apply(campaign, state, entry);
    }
    return state;
  };
};

export const candidates = {
  "draw, 8 prizes": drawing(8, false),
  "draw and apply, 8 prizes": drawing(8, true),
  "draw, 1,000 prizes": drawing(1_000, false),
  "draw and apply, 1,000 prizes": drawing(1_000, true),
  "explainOdds, 8 prizes": () => {
    const campaign = campaignOf(8);
    const state = newDrawState();
    return (count) => {
      let last;
      for (let index = 0; index < count; index += 1) last = explainOdds(campaign, state, AT);
      return last;
    };
  },
};

/* What a forecast costs: simulated draws, and the exact distribution of the cost of 100,000 draws. */
import { seededRandom } from "../../dist/kernel.js";
import { costDistribution, defineCampaign, simulate } from "../../dist/lottery.js";

export const title = "A simulated draw, and an exact cost distribution of 100,000 draws";
export const base = "the limit: raw generator and a look-up";

const prize = (id, chance, cost, stock) => ({
  id,
  kind: "goods",
  chance,
  cost,
  stock,
  onStockOut: "nothing",
  onBudgetShort: "nothing",
});

const campaign = defineCampaign({
  id: "bench",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [
    prize("a", "0.1%", "5.00", 900_000),
    prize("b", "1%", "0.50", 9_000_000),
    prize("c", "10%", "0.05", 90_000_000),
    { id: "none", kind: "nothing", chance: "remaining" },
  ],
  budget: { total: "900000.00" },
});

const limited = defineCampaign({
  id: "bench",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: campaign.prizes.map(({ id }) =>
    id === "none"
      ? { id, kind: "nothing", chance: "remaining" }
      : prize(id, "10%", "1", 90_000_000),
  ),
  budget: { total: "90000000.00" },
  limits: { perMemberPerDay: 1_000_000 },
});

const simulating = (definition) => () => (count) =>
  simulate(definition, { drawsByDay: [count], members: 1_000 }, "bench", { runs: 1 });

const law = Array.from({ length: 8 }, (_, index) => ({
  chance: { num: 1, den: 100 },
  costMinor: 50 * (index + 1) ** 2,
}));

export const candidates = {
  "simulated draw, stock and budget": simulating(campaign),
  "simulated draw, with limits per member": simulating(limited),
  "cost distribution of 100,000 draws, 8 prizes": () => (count) => {
    let last;
    for (let index = 0; index < count; index += 1) last = costDistribution(law, 100_000);
    return last;
  },
  "the limit: raw generator and a look-up": () => {
    const random = seededRandom("bench");
    const table = Array.from({ length: 8 }, (_, index) => index);
    return (count) => {
      let last;
      for (let index = 0; index < count; index += 1) last = table[random.nextUint32() & 7];
      return last;
    };
  },
};

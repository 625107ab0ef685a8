import { campaignDeciders, defineCampaign, type DrawCommand } from "uptier/lottery";
import { AT } from "../lottery/campaigns";

/** Runs dry in the middle of 20,000 draws: two stocks, and a budget that the third prize eats up. */
export const campaign = defineCampaign({
  id: "two-shops",
  currency: "CNY",
  zone: "Asia/Shanghai",
  prizes: [
    {
      id: "cup",
      kind: "goods",
      chance: "5%",
      stock: 400,
      cost: "12.00",
      onStockOut: "nothing",
      onBudgetShort: "nothing",
    },
    {
      id: "tea",
      kind: "goods",
      chance: "20%",
      stock: 1500,
      cost: "3.20",
      onStockOut: { fallback: "cash" },
      onBudgetShort: "nothing",
    },
    { id: "cash", kind: "cash", chance: "10%", cost: "8.88", onBudgetShort: "renormalise" },
    { id: "thanks", kind: "nothing", chance: "remaining" },
  ],
  budget: { total: "20000.00" },
  limits: { perMember: 25 },
});

export const draws = campaignDeciders(campaign).draw;

const MEMBERS = 900;

/** The same command for the same number, in every process. */
export function drawNumber(number: number): DrawCommand {
  return { id: `d${number}`, at: AT, member: `m${number % MEMBERS}` };
}

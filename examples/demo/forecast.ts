import { dayKey, type DayNumber, localDay } from "uptier/kernel";
import { forecast, type TrafficPlan } from "uptier/lottery";
import { count, money, percent } from "./figures";
import type { Run } from "./report";
import { table } from "./text-table";

/** The longest plan that a forecast takes. */
const MAX_DAYS = 1_000;

/** How many draws the runs of one simulation make together, about. */
const SIMULATED_DRAWS = 400_000;

/** What a forecast from the number of orders per day says, beside what happened. */
export function forecastSection(run: Run): string {
  const { campaign, entries, state } = run;
  const plan = planOf(run);
  if (plan.drawsByDay.length > MAX_DAYS) {
    return `Forecast\n  none: the log covers more than ${count(MAX_DAYS)} days`;
  }
  const runs = Math.min(200, Math.max(5, Math.round(SIMULATED_DRAWS / run.orders.length)));
  const { simulated, demand, sensitivity } = forecast(campaign, plan, "demo", { runs });
  const minor = (value: number): string => money(BigInt(Math.round(value)), campaign);
  const quantile = (q: number): string =>
    minor(simulated.costQuantiles.find((one) => one.q === q)!.costMinor);
  const rows = [
    ["draws", count(Math.round(simulated.made.mean)), count(entries.length)],
    ["cost", minor(simulated.costMinor.mean), minor(state.spentMinor + state.reservedMinor)],
    ["  9 in 10 runs", `${quantile(0.05)} to ${quantile(0.95)}`, ""],
    ...simulated.prizes.map(({ prize, given }, index) => [
      campaign.prizes[index]!.name ?? prize,
      given.mean.toFixed(1),
      count((state.awarded[prize] ?? 0) - (state.returned[prize] ?? 0)),
    ]),
  ];
  const traffic = sensitivity.map(({ traffic: share, draws, cost, short }) => [
    share,
    count(draws),
    `${cost} ${campaign.currency}`,
    percent(Math.round(short * runs), runs),
  ]);
  return [
    `Forecast of ${count(runs)} simulated runs, members taking turns evenly, and what happened`,
    table(["", "forecast", "happened"], rows),
    ...(demand === null
      ? []
      : [
          `  without caps the stated odds would cost ${minor(demand.cost.mean)} on average` +
            (demand.overBudget === null
              ? ""
              : `, and more than the budget with a probability of ${(demand.overBudget * 100).toFixed(2)} %`),
        ]),
    "Forecast at another traffic",
    table(["", "draws", "cost", "budget too small"], traffic),
  ].join("\n");
}

function planOf({ campaign, orders }: Run): TrafficPlan {
  const dayOf = (index: number): DayNumber => localDay(orders[index]!.at, campaign.zone);
  const first = dayOf(0);
  const drawsByDay = Array.from({ length: dayOf(orders.length - 1) - first + 1 }, () => 0);
  orders.forEach((_, index) => {
    drawsByDay[dayOf(index) - first]! += 1;
  });
  const members = new Set(orders.map((order) => order.member)).size;
  return { drawsByDay, startsOn: dayKey(first), members };
}

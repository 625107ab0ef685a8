import { dayKey, localDay } from "uptier/kernel";
import type { Campaign, CampaignState, ClosedPrize, DrawRefusal, PrizeDrawn } from "uptier/lottery";
import type { Verification } from "uptier/store";
import { count, money, percent, signed } from "./figures";
import { forecastSection } from "./forecast";
import type { Order } from "./order-log";
import { table } from "./text-table";

/** What a run of the demo found out. */
export interface Run {
  readonly campaign: Campaign;
  readonly orders: readonly Order[];
  /** How many lines of the log were refunds. */
  readonly refunds: number;
  readonly entries: readonly PrizeDrawn[];
  readonly refusals: ReadonlyMap<DrawRefusal["code"], number>;
  /** As the store holds it. */
  readonly state: CampaignState;
  readonly verification: Verification;
  readonly seconds: number;
}

/** The report that a shop owner reads. */
export function reportOf(run: Run): string {
  return [
    heading(run),
    prizesGivenOut(run),
    moneySpent(run),
    forecastSection(run),
    ...oddsByPhase(run),
    refusals(run),
    proof(run),
  ].join("\n\n");
}

function heading({ campaign, orders, refunds, seconds }: Run): string {
  const members = new Set(orders.map((order) => order.member)).size;
  const [first, last] = [orders[0]!, orders[orders.length - 1]!];
  const turnover = orders.reduce((sum, order) => sum + BigInt(order.amountMinor), 0n);
  return [
    `${campaign.name ?? campaign.id} (${campaign.id}, version ${campaign.version.slice(0, 12)})`,
    `${count(orders.length)} orders of ${count(members)} members, ${dayKey(localDay(first.at, campaign.zone))} to ` +
      `${dayKey(localDay(last.at, campaign.zone))}, ${money(turnover, campaign)}; replayed in ${seconds.toFixed(1)} s`,
    ...(refunds === 0 ? [] : [`${count(refunds)} refunds draw nothing; points settle them below`]),
  ].join("\n");
}

function prizesGivenOut({ campaign, state }: Run): string {
  const rows = campaign.prizes.map((prize) => {
    const given = state.awarded[prize.id] ?? 0;
    const total = prize.stock?.total ?? null;
    return [
      prize.name ?? prize.id,
      count(given),
      total === null ? "no limit" : count(total),
      total === null ? "" : count(total - given),
      money(BigInt(given) * BigInt(prize.costMinor), campaign),
    ];
  });
  return `Prizes\n${table(["", "given", "stock", "left", "cost"], rows)}`;
}

function moneySpent({ campaign, orders, state }: Run): string {
  const turnover = orders.reduce((sum, order) => sum + order.amountMinor, 0);
  const spent = money(BigInt(state.spentMinor), campaign);
  const total = campaign.budget?.totalMinor ?? null;
  const budget =
    total === null
      ? "no limit"
      : `${money(BigInt(total), campaign)} (${percent(state.spentMinor, total)} used)`;
  return `Money\n  ${spent} spent, budget ${budget}; ${percent(state.spentMinor, turnover)} of the turnover`;
}

/** A stretch of draws with the same closed prizes, and so the same chances. */
interface Phase {
  readonly first: PrizeDrawn;
  readonly drawn: Map<string, number>;
  draws: number;
}

/** Stated against realised odds, for each set of prizes that could be drawn. */
function oddsByPhase({ campaign, entries }: Run): string[] {
  return phasesOf(entries).map(({ first, drawn: counts, draws }) => {
    const rows = campaign.prizes.map(({ id, name }, index) => {
      const [weight, total] = [first.weights[index]!, first.weightTotal];
      const drawn = counts.get(id) ?? 0;
      const expected = (draws * weight) / total;
      const spread = Math.sqrt(expected * (1 - weight / total));
      return [
        name ?? id,
        percent(weight, total),
        percent(drawn, draws),
        expected.toFixed(1),
        count(drawn),
        spread === 0 ? "" : signed((drawn - expected) / spread),
      ];
    });
    const closed = first.closed.map(({ code, prize }) => `${prize} ${WORDS[code]}`);
    return [
      `Odds of ${count(draws)} draws with ${closed.length === 0 ? "all prizes open" : closed.join(", ")}`,
      table(["", "stated", "realised", "expected", "drawn", "std. deviations"], rows),
    ].join("\n");
  });
}

const WORDS: Readonly<Record<ClosedPrize["code"], string>> = {
  "prize-sold-out": "sold out",
  "prize-not-released": "not released yet",
  "prize-over-day-stock": "used up for the day",
  "prize-over-hour-stock": "used up for the hour",
  "prize-over-budget": "over budget",
  "prize-over-day-budget": "over the budget of the day",
  "prize-throttled": "held back by the pacing",
  "prize-over-member-limit": "won often enough",
  "prize-locked": "locked",
};

function phasesOf(entries: readonly PrizeDrawn[]): Phase[] {
  const phases = new Map<string, Phase>();
  for (const entry of entries) {
    const key = entry.closed.map(({ code, prize }) => `${code} ${prize}`).join();
    const phase = phases.get(key) ?? { first: entry, drawn: new Map<string, number>(), draws: 0 };
    phase.draws += 1;
    phase.drawn.set(entry.prize, (phase.drawn.get(entry.prize) ?? 0) + 1);
    phases.set(key, phase);
  }
  return [...phases.values()];
}

function refusals({ orders, entries, refusals: counts }: Run): string {
  const total = orders.length - entries.length;
  const rows = [...counts].map(([code, times]) => [code, count(times)]);
  return `Draws\n  ${count(entries.length)} made, ${count(total)} refused${rows.length === 0 ? "" : `\n${table(["reason", "times"], rows)}`}`;
}

function proof({ verification: { ok, entries, streams, differences, faults } }: Run): string {
  const atFault = [
    ...differences.map(({ stream }) => `the state of ${stream}`),
    ...faults.map(({ code, id }) => `${id} (${code})`),
  ];
  return ok
    ? `Proof\n  replaying ${count(entries)} entries gives exactly the stored state of ${count(streams)} streams`
    : `PROOF FAILED\n  not as it was written: ${atFault.join(", ")}`;
}

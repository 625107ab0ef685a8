import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { dayKey, localDay, toMinor } from "uptier/kernel";
import {
  defineReferral,
  openReferral,
  type ReferralAccount,
  type ReferralInput,
  type ReferralPlan,
  replay,
  type SettledOrder,
} from "uptier/referral";
import { count, money, percent } from "../figures";
import type { OrderLog } from "../order-log";
import { refundsOf } from "../refunds";
import { table } from "../text-table";
import { type BookedReferral, bookReferral } from "./booking";

/** A log, and how its amounts and days are to be read. */
export interface ReferralLog extends Pick<OrderLog, "orders" | "refunds"> {
  readonly currency: string;
  readonly zone: string;
}

/** The least that is paid out in the demo, in major units. */
const MINIMUM_PAYOUT = "10";

/** Gives the members of a log referrers, pays and takes back commissions, and reports on them. */
export async function replayReferral(log: ReferralLog): Promise<string> {
  const plan = await readPlan(log.currency, log.zone);
  const { matched } = refundsOf(log);
  const started = performance.now();
  const booked = bookReferral(plan, log.orders, matched);
  const seconds = (performance.now() - started) / 1000;
  return [
    heading(plan, booked, matched.length, seconds),
    byMonth(plan, booked),
    whereItGoes(plan, booked),
    standing(plan, booked),
    topEarners(plan, booked),
    fullRefunds(plan, booked),
    proof(plan, booked),
  ].join("\n\n");
}

/** The plan of the demo in the currency and the zone of a log. */
export async function readPlan(currency: string, zone: string): Promise<ReferralPlan> {
  const text = await readFile(new URL("plan.json", import.meta.url), "utf8");
  const input = JSON.parse(text) as Omit<ReferralInput, "currencies" | "zone">;
  return defineReferral({
    ...input,
    currencies: [currency],
    zone,
    minimumPayout: { [currency]: MINIMUM_PAYOUT },
  });
}

function heading(
  plan: ReferralPlan,
  { entries, referrers, refusals, state, end }: BookedReferral,
  refunds: number,
  seconds: number,
): string {
  const refused = [...refusals].map(([reason, times]) => [reason, count(times)]);
  return [
    `${plan.name ?? plan.id} (${plan.id}, version ${plan.version.slice(0, 12)})`,
    `${count(Object.keys(state.orders).length)} orders and ${count(refunds)} refunds up to ${dayKey(localDay(end, plan.zone))}, ${count(entries.length)} entries; booked in ${seconds.toFixed(1)} s`,
    `${count(referrers.size)} members were referred by others, whom a seed chose`,
    ...(refused.length === 0 ? [] : [table(["refused", "times"], refused)]),
  ].join("\n");
}

/** Sums in minor units, as text without the currency. */
function amountOf(plan: ReferralPlan, minor: bigint): string {
  const [currency = ""] = plan.currencies;
  return money(minor, { currency }).replace(/ \S+$/, "");
}

function byMonth(plan: ReferralPlan, { entries }: BookedReferral): string {
  const months = new Map<string, [accrued: bigint, reversed: bigint, paid: bigint]>();
  for (const entry of entries) {
    const month = dayKey(localDay(Date.parse(entry.at), plan.zone)).slice(0, 7);
    const sums = months.get(month) ?? [0n, 0n, 0n];
    months.set(month, sums);
    if (entry.kind === "order-settled") {
      for (const { lines } of entry.settled.shares) sums[0] += sum(lines);
    }
    if (entry.kind === "order-refunded") sums[1] += sum(entry.reversals.map((one) => one.amount));
    if (entry.kind === "payout-opened") sums[2] += BigInt(entry.amount);
  }
  const rows = [...months].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const all = [0, 1, 2].map((column) =>
    rows.reduce((total, [, sums]) => total + sums[column]!, 0n),
  );
  const shown = [...rows, ["all", all] as const].map(([month, sums]) => [
    month,
    ...sums.map((one) => amountOf(plan, one)),
  ]);
  return `Rewards by month, in ${plan.currencies.join()}\n${table(["", "earned", "taken back", "paid out"], shown)}`;
}

/** Who has a part of what was kept of the orders; all parts together are exactly that. */
function whereItGoes(plan: ReferralPlan, { state }: BookedReferral): string {
  const parts = new Map<string, bigint>();
  let kept = 0n;
  let house = 0n;
  for (const { lines, shares } of Object.values(state.orders)) {
    const rest = sum(lines.map(({ base, refunded }) => base - refunded));
    kept += rest;
    house += rest;
    for (const share of shares) {
      const part = sum(share.lines) - sum(share.reversed);
      const name = share.role === "referee" ? "referees" : `level ${share.level}`;
      parts.set(name, (parts.get(name) ?? 0n) + part);
      house -= part;
    }
  }
  const rows = [
    ...[...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ["house", house] as const,
  ].map(([name, part]) => [name, amountOf(plan, part), percent(Number(part), Number(kept))]);
  return `Where the money of the orders is, in ${plan.currencies.join()}\n${table(
    ["", "amount", ""],
    [...rows, ["paid by buyers", amountOf(plan, kept), percent(Number(kept), Number(kept))]],
  )}`;
}

const STANDINGS = ["pending", "payable", "paid"] as const;

function standing(plan: ReferralPlan, { state, end }: BookedReferral): string {
  const session = openReferral(plan, state);
  const balances = Object.values(state.accounts).map(({ earner }) =>
    session.balanceOf(earner, new Date(end)),
  );
  const total = (key: (typeof STANDINGS)[number]): bigint =>
    balances.reduce((all, one) => all + BigInt(toMinor(one[key], one.currency)), 0n);
  const totals = STANDINGS.map(total);
  const inDebt = balances.filter(({ payable }) => payable.startsWith("-")).length;
  const rows = STANDINGS.map((key, place) => [key, amountOf(plan, totals[place]!)]);
  const net = totals.reduce((a, b) => a + b);
  return [
    `Accounts at the end: ${count(balances.length)}, of which ${count(inDebt)} owe something back`,
    table(["", "amount"], [...rows, ["earned, less what was taken back", amountOf(plan, net)]]),
  ].join("\n");
}

/** How many of those who earned most are shown. */
const TOP = 5;

function topEarners(plan: ReferralPlan, { state, referrers }: BookedReferral): string {
  const earned = (account: ReferralAccount): bigint =>
    sum(Object.values(account.rewards).map(({ amount, reversed }) => amount - reversed));
  const rows = Object.values(state.accounts)
    .map((account) => ({ account, amount: earned(account) }))
    .toSorted((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))
    .slice(0, TOP)
    .map(({ account: { earner, rewards }, amount }) => {
      const brought = [...referrers.values()].filter((one) => one === earner).length;
      const orders = new Set(Object.values(rewards).map(({ order }) => order)).size;
      return [earner ?? "the pool", count(brought), count(orders), amountOf(plan, amount)];
    });
  return `Who earned most, in ${plan.currencies.join()}\n${table(["", "brought", "orders", "earned"], rows)}`;
}

/** Orders of which everything went back leave nothing to anybody, in however many slices it went. */
function fullRefunds(plan: ReferralPlan, { state }: BookedReferral): string {
  const isRefunded = ({ lines }: SettledOrder): boolean =>
    lines.every(({ paid, refunded }) => paid === refunded);
  const refunded = Object.values(state.orders).filter(
    (order) => order.refunds.length > 0 && isRefunded(order),
  );
  const shares = refunded.flatMap((order) => order.shares);
  const left = shares.filter((share) => sum(share.lines) !== sum(share.reversed));
  const amount = shares.reduce((total, { lines }) => total + sum(lines), 0n);
  const sliced = refunded.filter(({ refunds }) => refunds.length > 1).length;
  return [
    "Orders that were refunded in full",
    `  ${count(refunded.length)}, ${count(sliced)} of them in slices; ${count(shares.length)} shares of ${amountOf(plan, amount)} ${plan.currencies.join()}`,
    left.length === 0 ? "  each party is at 0" : `  NOT AT 0: ${count(left.length)} shares`,
  ].join("\n");
}

function proof(plan: ReferralPlan, { entries, state }: BookedReferral): string {
  const accounts = Object.keys(state.accounts).length;
  const orders = Object.keys(state.orders).length;
  return isDeepStrictEqual(replay(plan, entries), state) && leavesNothing(plan, state)
    ? `Proof of the rewards\n  replaying ${count(entries.length)} entries gives exactly the ${count(accounts)} accounts and ${count(orders)} orders of the session\n  refunding the rest of every order leaves every party with 0`
    : "PROOF OF THE REWARDS FAILED";
}

/** Whether nobody keeps anything when all that is left of every order goes back. */
function leavesNothing(plan: ReferralPlan, state: BookedReferral["state"]): boolean {
  const session = openReferral(plan, state);
  for (const { order, lines, at } of Object.values(state.orders)) {
    if (lines.every(({ paid, refunded }) => paid === refunded)) continue;
    const refund = session.refundOrder({ id: `close-${order}`, at, order, refund: "all" });
    if (!refund.ok) return false;
  }
  const { accounts } = session.state();
  return Object.values(accounts).every(({ rewards }) =>
    Object.values(rewards).every(({ amount, reversed }) => amount === reversed),
  );
}

function sum(parts: readonly number[]): bigint {
  return parts.reduce((total, part) => total + BigInt(part), 0n);
}

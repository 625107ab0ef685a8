import { dayKey, localDay, toMinor } from "uptier/kernel";
import {
  type AccountState,
  type PointsProgram,
  type StatementLine,
  statementOf,
} from "uptier/points";
import { count, money, percent } from "../figures";
import type { OrderLog, Refund } from "../order-log";
import { progressBar } from "../progress";
import { table } from "../text-table";
import { book, type Booked } from "./booking";
import { driftOf } from "./drift";
import { type Liability, liabilityOf } from "./liability";
import { readProgram, TYPE } from "./program";
import { proofOf } from "./proof";
import { type Quarter, quartersOf } from "./quarters";
import { refundsOf } from "../refunds";
import { type Expectation, expectationOf } from "./vintages";

/** A log, and how its amounts and days are to be read. */
export interface PointsLog extends Pick<OrderLog, "orders" | "refunds"> {
  readonly currency: string;
  readonly zone: string;
}

/** What the replay of a log found out. */
interface Findings {
  readonly program: PointsProgram;
  readonly log: PointsLog;
  /** How many refunds there were to settle. */
  readonly refunds: number;
  readonly unmatched: readonly Refund[];
  readonly booked: Booked;
  readonly seconds: number;
  readonly quarters: readonly Quarter[];
  readonly expectation: Expectation;
  readonly liability: Liability;
}

/** Books a log of orders in points, and reports on them. */
export async function replayPoints(log: PointsLog): Promise<string> {
  const program = await readProgram(log.currency, log.zone);
  const { orders } = log;
  const { matched, unmatched } = refundsOf(log);
  const showProgress = progressBar(orders.length + matched.length, process.stderr);
  const started = performance.now();
  const booked = book(program, orders, matched, showProgress);
  const seconds = (performance.now() - started) / 1000;
  const { quarters, vintages } = quartersOf(program, booked);
  const expectation = expectationOf(quarters, vintages);
  const liability = liabilityOf(program, booked, quarters, expectation);
  const findings: Findings = {
    program,
    log,
    refunds: matched.length + unmatched.length,
    unmatched,
    booked,
    seconds,
    quarters,
    expectation,
    liability,
  };
  return [
    heading(findings),
    movements(findings),
    payments(findings),
    settlements(findings),
    ...unmatchedRefunds(findings),
    value(findings),
    schedule(findings),
    largestAccount(findings),
    proof(findings),
  ].join("\n\n");
}

function heading({ program, booked: { entries, end }, seconds }: Findings): string {
  return [
    `${program.name ?? program.id} (${program.id}, version ${program.version.slice(0, 12)})`,
    `${count(entries.length)} entries up to ${dayKey(localDay(end, program.zone))}; booked in ${seconds.toFixed(1)} s`,
  ].join("\n");
}

function movements({ quarters }: Findings): string {
  const rows = quarters.map(({ name, moved, toDate }) => [
    name,
    ...[moved.issued, moved.redeemed, moved.expired, moved.clawedBack].map(count),
    count(toDate.outstanding),
    count(toDate.pending),
  ]);
  const { toDate } = quarters.at(-1)!;
  const all = [
    ...[toDate.issued, toDate.redeemed, toDate.expired, toDate.clawedBack].map(count),
    count(toDate.outstanding),
    count(toDate.pending),
  ];
  return `Points by quarter\n${table(
    ["", "earned", "spent", "lapsed", "taken back", "outstanding", "on hold"],
    [...rows, ["all", ...all]],
  )}`;
}

function payments({ program, booked: { sales, refusals } }: Findings): string {
  const paid = sales.filter(({ pointsPaidMinor }) => pointsPaidMinor > 0);
  const paidMinor = paid.reduce((sum, { pointsPaidMinor }) => sum + BigInt(pointsPaidMinor), 0n);
  const rows = [...refusals].map(([reason, times]) => [reason, count(times)]);
  return [
    "Paid with points",
    `  ${money(paidMinor, program)} of ${count(paid.length)} orders, by members whom a seed chose`,
    ...(rows.length === 0 ? [] : [table(["refused", "times"], rows)]),
  ].join("\n");
}

function settlements({ program, log, refunds, unmatched, booked }: Findings): string {
  const { settled } = booked;
  const { orders, refundedMinor, restored, takenBack, spared, points } = driftOf(program, booked);
  const source =
    log.refunds.length === 0 ? "made up by a seed, for the log has none" : "of the log";
  const refused = refunds - unmatched.length - settled.length;
  return [
    "Refunds",
    `  ${count(refunds)} ${source}: ${count(settled.length)} settled, ${count(refused)} refused, ${count(unmatched.length)} unmatched`,
    `  ${money(BigInt(refundedMinor), program)} of ${count(orders)} orders: ${count(restored)} spent points went back, ` +
      `${count(takenBack)} earned ones were taken back, ${count(spared)} were not there to be taken`,
    `  drift ${count(points)}: in parts or at once, ${points === 0 ? "to the same points" : "NOT TO THE SAME POINTS"}`,
  ].join("\n");
}

/** The most unmatched refunds that are listed one by one. */
const MAX_LISTED = 20;

function unmatchedRefunds({ program, unmatched }: Findings): string[] {
  if (unmatched.length === 0) return [];
  const rows = unmatched
    .slice(0, MAX_LISTED)
    .map(({ id, member, at, amountMinor }) => [
      id,
      member,
      dayKey(localDay(at, program.zone)),
      money(BigInt(amountMinor), program),
    ]);
  const more = unmatched.length - rows.length;
  const sum = unmatched.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
  return [
    [
      `Refunds without an order of the member that is large enough: ${count(unmatched.length)}, ${money(sum, program)}`,
      table(["", "member", "day", "amount"], rows),
      ...(more > 0 ? [`  and ${count(more)} more`] : []),
    ].join("\n"),
  ];
}

function value({ program, quarters, expectation, liability }: Findings): string {
  const { toDate } = quarters.at(-1)!;
  const { value: worth, expectedToCome } = liability;
  const amount = (text: string): string => money(BigInt(toMinor(text, program.currency)), program);
  const breakage = toDate.outstanding - expectedToCome;
  const rows = [
    ["outstanding", count(toDate.outstanding), amount(worth.face), ""],
    [
      "  expected to be spent",
      count(expectedToCome),
      amount(worth.expected),
      percent(expectedToCome, toDate.outstanding),
    ],
    [
      "  expected breakage",
      count(breakage),
      amount(worth.breakage),
      percent(breakage, toDate.outstanding),
    ],
  ];
  const { pattern } = expectation;
  const basis =
    pattern === null
      ? "the log is too short to estimate breakage, so that none is"
      : `estimated from ${count(pattern.vintages.length)} quarters: ` +
        `${percent(pattern.redemptionRate.num, pattern.redemptionRate.den)} of what is earned is spent in the end`;
  return `What the points are worth\n${table(["", "points", "value", ""], rows)}\n  ${basis}`;
}

function schedule({ program, liability }: Findings): string {
  const amount = (text: string): string =>
    money(BigInt(toMinor(text, program.currency)), program).replace(/ \S+$/, "");
  const rows = liability.schedule.map(
    ({ period, opening, allocated, released, caughtUp, closing, revenueToDate }) => [
      period,
      ...[opening, allocated, released, caughtUp, closing, revenueToDate].map(amount),
    ],
  );
  return `Liability and revenue, in ${program.currency}\n${table(
    ["", "opening", "allocated", "released", "caught up", "closing", "revenue to date"],
    rows,
  )}`;
}

/** The last lines of a statement that are shown. */
const LINES = 8;

function largestAccount({ program, booked: { entries, accounts, end } }: Findings): string {
  const issued = ({ ledgers }: AccountState): number =>
    (ledgers[TYPE]?.lots ?? []).reduce((sum, { points }) => sum + points, 0);
  const [largest] = Object.entries(accounts).sort(([, a], [, b]) => issued(b) - issued(a));
  if (largest === undefined) return "No member has an account of points";
  const [member, account] = largest;
  const own = entries.filter((entry) => entry.member === member);
  const lines = statementOf(program, own, member, TYPE, new Date(end));
  const rows = lines
    .slice(-LINES)
    .map(({ at, kind, id, before, change, after }: StatementLine) => [
      `${dayKey(localDay(Date.parse(at), program.zone))} ${kind} ${id}`,
      count(before),
      `${change < 0 ? "" : "+"}${count(change)}`,
      count(after),
    ]);
  return [
    `The largest account: ${member}, ${count(issued(account))} points earned, the last ${count(rows.length)} of ${count(lines.length)} lines`,
    table(["", "before", "change", "after"], rows),
  ].join("\n");
}

function proof({ program, booked }: Findings): string {
  const { accounts, differences } = proofOf(program, booked);
  return differences.length === 0
    ? `Proof of the points\n  replaying ${count(booked.entries.length)} entries gives exactly the ${count(accounts)} accounts of the session`
    : `PROOF OF THE POINTS FAILED\n  other than the session has them: ${differences.join(", ")}`;
}

import { dayKey, endOfCalendar, localDay, startOfCalendar, toMilliseconds } from "uptier/kernel";
import { type AccountState, type PointsPeriod, type PointsProgram, replay } from "uptier/points";
import type { Booked } from "./booking";
import { TYPE } from "./program";

/** Where the points of all members stand: totals since the beginning. */
export interface Totals {
  readonly issued: number;
  readonly spent: number;
  readonly lapsed: number;
  readonly takenBack: number;
  /** Not gone yet: can be spent, or on hold. */
  readonly outstanding: number;
  /** Of the outstanding ones. */
  readonly onHold: number;
}

/** A quarter of a log. */
export interface Quarter {
  /** `1997-Q1` */
  readonly name: string;
  /** Milliseconds; `until` is not part of it. */
  readonly from: number;
  readonly until: number;
  /** What moved in it. */
  readonly moved: PointsPeriod;
  /** At its end, or at that of the log. */
  readonly toDate: Totals;
}

/** The sums of accounts. */
export function totalsOf(accounts: Readonly<Record<string, AccountState>>): Totals {
  let [issued, spent, lapsed, takenBack, outstanding, onHold] = [0, 0, 0, 0, 0, 0];
  for (const { ledgers } of Object.values(accounts)) {
    for (const { points, left, held, expired, status } of ledgers[TYPE]?.lots ?? []) {
      issued += points;
      outstanding += left + held;
      lapsed += expired;
      if (status === "pending") onHold += left;
    }
    for (const { purpose, points, restored } of ledgers[TYPE]?.debits ?? []) {
      if (purpose === "clawed-back") takenBack += points - restored;
      else spent += points - restored;
    }
  }
  return { issued, spent, lapsed, takenBack, outstanding, onHold };
}

/**
 * The quarters of a log, each from a replay of the entries up to its end that goes on from the
 * accounts of the one before.
 */
export function quartersOf(program: PointsProgram, { entries, sales, end }: Booked): Quarter[] {
  const { zone } = program;
  const quarters: Quarter[] = [];
  let accounts: Readonly<Record<string, AccountState>> = {};
  let before = totalsOf(accounts);
  let next = 0;
  const first = sales[0]!.order.at;
  for (let from = startOfCalendar(first, "quarter", zone); from <= end;) {
    const until = endOfCalendar(from, "quarter", zone);
    const start = next;
    while (next < entries.length && toMilliseconds(entries[next]!.at) < until) next += 1;
    const asOf = new Date(Math.min(until - 1, end));
    accounts = replay(program, entries.slice(start, next), { asOf, from: accounts });
    const toDate = totalsOf(accounts);
    const name = nameOf(from, zone);
    quarters.push({ name, from, until, toDate, moved: movedBetween(name, before, toDate) });
    before = toDate;
    from = until;
  }
  return quarters;
}

function movedBetween(period: string, before: Totals, after: Totals): PointsPeriod {
  return {
    period,
    issued: after.issued - before.issued,
    redeemed: after.spent - before.spent,
    expired: after.lapsed - before.lapsed,
    clawedBack: after.takenBack - before.takenBack,
    outstanding: after.outstanding,
  };
}

function nameOf(from: number, zone: string): string {
  const [year, month] = dayKey(localDay(from, zone)).split("-");
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

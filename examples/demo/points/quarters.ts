import { dayKey, endOfCalendar, instantText, localDay, startOfCalendar } from "uptier/kernel";
import {
  type PeriodMovements,
  pointsMovements,
  type PointsProgram,
  type Vintage,
} from "uptier/points";
import type { Booked } from "./booking";
import { TYPE } from "./program";

/** A quarter of a log: what moved in it, and where points stand at its end, or at that of the log. */
export interface Quarter extends PeriodMovements {
  /** `1997-Q1` */
  readonly name: string;
  /** Milliseconds; `until` is not part of it. */
  readonly from: number;
  readonly until: number;
}

/** The quarters of a log, and the points that were earned in each. */
export function quartersOf(
  program: PointsProgram,
  { entries, sales, end }: Booked,
): { readonly quarters: readonly Quarter[]; readonly vintages: readonly Vintage[] } {
  const { zone } = program;
  const spans: Omit<Quarter, keyof PeriodMovements>[] = [];
  const first = sales[0]!.order.at;
  for (let from = startOfCalendar(first, "quarter", zone); from <= end;) {
    const until = endOfCalendar(from, "quarter", zone);
    spans.push({ name: nameOf(from, zone), from, until });
    from = until;
  }
  const ends = spans.map(({ name, until }) => ({
    period: name,
    until: instantText(Math.min(until, end + 1)),
  }));
  const { periods, vintages } = pointsMovements(program, entries, TYPE, ends);
  return { quarters: spans.map((span, index) => ({ ...span, ...periods[index]! })), vintages };
}

function nameOf(from: number, zone: string): string {
  const [year, month] = dayKey(localDay(from, zone)).split("-");
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

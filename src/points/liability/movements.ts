import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import type { PointsEntry } from "../entries";
import { entriesAt, type Journal, journalOf, logOf } from "../journal";
import { advanceAccount, emptyAccount, ledgerOf } from "../ledger/account";
import { type PointsProgram, typeOf } from "../program";
import { checkInput } from "../../kernel/argument";
import { memberVintages, type VintageSums } from "./member-vintages";
import { MAX_PERIODS, type PointsPeriod } from "./schedule";
import { addTotals, NO_POINTS, type PointsTotals, totalsOf } from "./totals";
import type { Vintage } from "./vintages";

/** A period of the books; it starts where the one before ends. */
export interface PeriodEnd {
  /** Names it: `"2026-11"`. */
  readonly period: string;
  /** Not part of it. */
  readonly until: Instant;
}

/** A period, and where points stand at its end. */
export interface PeriodMovements {
  /** What moved in it: what `liabilitySchedule` takes, beside its money and its estimate. */
  readonly moved: PointsPeriod;
  readonly toDate: PointsTotals;
}

/** What the entries of a programme say of a point type, for its liability. */
export interface PointsMovements {
  readonly periods: readonly PeriodMovements[];
  /** The points issued in each period, by age: what `estimateRedemption` takes. None without points. */
  readonly vintages: readonly Vintage[];
}

/**
 * Sums the entries of all members by period: what was issued, redeemed, expired and clawed back, and
 * what of the points of each period was gone at each age.
 *
 * - *issued*: credited, made full again or filled up. Points that move into another lot (transferred,
 *   reinstated, restored with more time) are not issued again, but count in the vintage of that lot
 * - *redeemed*: taken from lots, less what went back to them; a debit counts once lots cover it, and
 *   forfeited points stay redeemed. In a vintage it counts at the age of its debit
 * - *expired*: lapsed, less what was reinstated; what lapsed first is taken off last
 * - *clawedBack*: taken back by refunds, voided, or cancelled because their event did not come
 *
 * @param entries - of all members, from the first on, in any order
 * @param type - the id of a point type
 * @param periods - in order, at most 10,000; entries after the last one are left out
 * @throws UptierError in this order: `unknown-type`, `invalid-periods` (no list, too many, not in
 * order), `invalid-input`, `invalid-instant`, those of `replay`
 *
 * @example
 * ```ts
 * import { definePoints, openPoints, pointsMovements } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points", expiry: { mode: "rolling", after: { days: 40 } } }],
 * });
 * const session = openPoints(program);
 * const about = { member: "m1", type: "points" };
 * const decisions = [
 *   session.credit({ ...about, id: "c1", at: "2026-01-05T10:00:00+08:00", points: 100 }),
 *   session.redeem({ ...about, id: "r1", at: "2026-02-03T10:00:00+08:00", points: 30 }),
 * ];
 * const { periods, vintages } = pointsMovements(
 *   program,
 *   decisions.flatMap((decision) => (decision.ok ? decision.entries : [])),
 *   "points",
 *   [
 *     { period: "2026-01", until: "2026-02-01T00:00:00+08:00" },
 *     { period: "2026-02", until: "2026-03-01T00:00:00+08:00" },
 *   ],
 * );
 * periods.map(({ moved }) => [moved.issued, moved.redeemed, moved.expired, moved.outstanding]);
 * // => [[100, 0, 0, 100], [0, 30, 70, 0]]
 * vintages[0]; // => { vintage: "2026-01", issued: 100, redeemed: [0, 30], expired: [0, 70] }
 * ```
 */
export function pointsMovements(
  program: PointsProgram,
  entries: Iterable<PointsEntry>,
  type: string,
  periods: readonly PeriodEnd[],
): PointsMovements {
  if (typeOf(program, type) === undefined) {
    const known = program.types.map(({ id }) => id).join(", ");
    throw new UptierError("unknown-type", `${shown(type)} is no type of points; one of: ${known}`);
  }
  const ends = endsOf(periods);
  const toDate = ends.map(() => NO_POINTS);
  const sums: VintageSums[] = ends.map((_, index) => {
    const none = (): number[] => Array.from({ length: ends.length - index }, () => 0);
    return { issued: 0, redeemed: none(), expired: none() };
  });
  const last = ends.at(-1) ?? -Infinity;
  const log = logOf(program, entries);
  for (const places of log.places.values()) {
    const journal = journalOf(program, entriesAt(log, places), last - 1);
    memberMovements(journal, type, ends, toDate, sums);
  }
  return {
    periods: toDate.map((totals, index) => ({
      moved: movedBetween(periods[index]!.period, toDate[index - 1] ?? NO_POINTS, totals),
      toDate: totals,
    })),
    vintages: sums.flatMap((sum, index) =>
      sum.issued > 0 ? [{ vintage: periods[index]!.period, ...sum }] : [],
    ),
  };
}

/** Folds the entries of a member, and looks at the account at the end of each period. */
function memberMovements(
  { entries, times }: Journal,
  type: string,
  ends: readonly number[],
  toDate: PointsTotals[],
  sums: readonly VintageSums[],
): void {
  const account = emptyAccount();
  const vintages = memberVintages(ends);
  let next = 0;
  for (const [index, end] of ends.entries()) {
    for (; next < entries.length && times[next]! < end; next += 1) {
      advanceAccount(account, entries[next]!, times[next]!);
    }
    if (next === 0) continue;
    const ledger = ledgerOf(account, type, end - 1);
    toDate[index] = addTotals(toDate[index]!, totalsOf(ledger));
    vintages.look(ledger, index);
  }
  if (next > 0) vintages.addTo(sums, ledgerOf(account, type, ends.at(-1)! - 1));
}

function movedBetween(period: string, before: PointsTotals, after: PointsTotals): PointsPeriod {
  return {
    period,
    issued: after.issued - before.issued,
    redeemed: after.redeemed - before.redeemed,
    expired: after.expired - before.expired,
    clawedBack: after.clawedBack - before.clawedBack,
    outstanding: after.outstanding,
  };
}

function endsOf(periods: readonly PeriodEnd[]): readonly number[] {
  if (!isList(periods) || periods.length > MAX_PERIODS) {
    throw new UptierError(
      "invalid-periods",
      `the periods must be a list of at most ${MAX_PERIODS}, in order`,
    );
  }
  const ends = periods.map((period) => {
    checkInput("period", period);
    return toMilliseconds(period.until);
  });
  const wrong = ends.findIndex((end, index) => index > 0 && end <= ends[index - 1]!);
  if (wrong < 0) return ends;
  throw new UptierError(
    "invalid-periods",
    `period ${shown(periods[wrong]!.period)} ends before it starts; give the periods in order`,
  );
}

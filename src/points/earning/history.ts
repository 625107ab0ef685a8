import { UptierError } from "../../kernel/errors";
import { dayKey, type DayKey } from "../../kernel/time/day";
import { startOfCalendar } from "../../kernel/time/calendar";
import { localDay } from "../../kernel/time/zone";
import type { EarningContext } from "./plan";

/**
 * What a member has earned, as far as rules and caps ask for it. Plain JSON. It stays small: of each
 * cap only the latest 62 periods are kept.
 */
export interface EarningHistory {
  /** When a rule last paid, by the id of the rule. Only of rules that ask for it. */
  readonly lastPaid: Readonly<Record<string, string>>;
  /** Points by cap and by the first day of the period. */
  readonly tallies: Readonly<Record<string, Readonly<Record<DayKey, number>>>>;
}

/** What one earning adds to the history; kept in the entry. */
export interface EarningCount {
  readonly at: string;
  /** Rules that paid and ask when they last did. */
  readonly paid: readonly string[];
  readonly tallies: readonly {
    /** `rule <id> day`, `type <id> month`. */
    readonly cap: string;
    /** The first day of the period. */
    readonly period: DayKey;
    readonly points: number;
  }[];
}

/** How many periods of a cap are kept: two months of days. */
const KEPT_PERIODS = 62;

/**
 * The history of a member who has earned nothing yet.
 *
 * @example
 * ```ts
 * import { newEarningHistory } from "uptier/points";
 *
 * newEarningHistory(); // => { lastPaid: {}, tallies: {} }
 * ```
 */
export function newEarningHistory(): EarningHistory {
  return { lastPaid: {}, tallies: {} };
}

/**
 * The history after an earning. Points that are taken back later stay counted: otherwise an order
 * and its refund would open the cap again.
 *
 * @param counted - `value.counted` of `quoteEarning`
 * @throws UptierError `invalid-state`
 *
 * @example
 * ```ts
 * import { advanceEarningHistory, newEarningHistory } from "uptier/points";
 *
 * const tallies = [{ cap: "rule spend day", period: "2026-11-21", points: 30 }];
 * const counted = { at: "2026-11-21T01:30:00.000Z", paid: ["welcome"], tallies };
 * const history = advanceEarningHistory(newEarningHistory(), counted);
 * history.tallies; // => { "rule spend day": { "2026-11-21": 30 } }
 * history.lastPaid; // => { welcome: "2026-11-21T01:30:00.000Z" }
 * ```
 */
export function advanceEarningHistory(
  history: EarningHistory,
  counted: EarningCount,
): EarningHistory {
  checkHistory(history);
  const lastPaid: Record<string, string> = { ...history.lastPaid };
  for (const rule of counted.paid) {
    const last = own(lastPaid, rule);
    if (last === undefined || last < counted.at) lastPaid[rule] = counted.at;
  }
  const tallies: Record<string, Readonly<Record<DayKey, number>>> = { ...history.tallies };
  for (const { cap, period, points } of counted.tallies) {
    const periods = own(tallies, cap) ?? {};
    tallies[cap] = latest({ ...periods, [period]: (own(periods, period) ?? 0) + points });
  }
  return { lastPaid, tallies };
}

/**
 * Refuses what is no history.
 *
 * @throws UptierError `invalid-state`
 */
export function checkHistory(history: EarningHistory): void {
  const { lastPaid, tallies } = history ?? {};
  const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null;
  if (isRecord(lastPaid) && isRecord(tallies)) return;
  throw new UptierError(
    "invalid-state",
    "the history lacks a part; start from newEarningHistory() and go on with advanceEarningHistory()",
  );
}

/**
 * What was earned under a cap in a period; null: so long ago that it is not kept any more.
 */
export function earnedUnder(history: EarningHistory, cap: string, period: DayKey): number | null {
  const periods = own(history.tallies, cap) ?? {};
  const points = own(periods, period);
  if (points !== undefined) return points;
  const kept = Object.keys(periods);
  return kept.length >= KEPT_PERIODS && kept.every((key) => period < key) ? null : 0;
}

/** When a rule last paid; null: never. */
export function lastPaid(history: EarningHistory, rule: string): number | null {
  const text = own(history.lastPaid, rule);
  return text === undefined ? null : Date.parse(text);
}

/** The first day of the period that an instant lies in. */
export function periodOf(
  at: number,
  unit: "day" | "week" | "month" | "year",
  { zone, weekStart }: EarningContext,
): DayKey {
  return dayKey(localDay(startOfCalendar(at, unit, zone, weekStart), zone));
}

/** Day keys sort as text. */
function latest(periods: Readonly<Record<DayKey, number>>): Record<DayKey, number> {
  const keys = Object.keys(periods);
  if (keys.length <= KEPT_PERIODS) return periods;
  return Object.fromEntries(
    keys
      .sort()
      .slice(-KEPT_PERIODS)
      .map((key) => [key, periods[key]!]),
  );
}

/** Ids can be words such as "constructor". */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

import { shown, UptierError } from "../../kernel/errors";
import { isList } from "../../kernel/list";
import type { DayKey } from "../../kernel/time/day";
import { monthOf } from "./month";
import type { CheckInReward } from "./input";
import type { CheckInCounters } from "./reward";

/** Days in a row, with rest days and covered days in between. */
export interface Streak {
  /** How many were checked in; days that are only covered do not add. */
  readonly days: number;
  /** The first day. */
  readonly from: DayKey;
  /** The last day that was checked in, made up or restored. */
  readonly to: DayKey;
}

/** How a day came to count: checked in, or covered in another way. */
export type DayRecordKind = "claimed" | "made-up" | "frozen" | "restored" | "skipped";

/** What is known of a day, as it was when it was written. */
export interface DayRecord {
  /**
   * `claimed`: checked in on the day. `made-up`: checked in later. `frozen`: covered by a freeze.
   * `restored`: covered by a restore. `skipped`: lost by a move to another zone, and not missed.
   */
  readonly kind: DayRecordKind;
  readonly at: string;
  /** The zone that decided the day. */
  readonly zone: string;
  /** What it gave; empty where it gave nothing. */
  readonly reward: readonly CheckInReward[];
  /** Null for days that were not checked in. */
  readonly counters: CheckInCounters | null;
}

/** A member's check-ins. Plain JSON. */
export interface CheckInState {
  /** The first day of all; null: none. */
  readonly first: DayKey | null;
  /** Records before this day are not kept any more; null: all are. */
  readonly keptFrom: DayKey | null;
  /** The last check-in; null: none. */
  readonly last: { readonly day: DayKey; readonly at: string; readonly zone: string } | null;
  /** The streak as it was written last; `streakAt` says what is left of it at an instant. */
  readonly streak: Streak | null;
  /** Streaks that ended, in calendar order: the last 400. */
  readonly broken: readonly Streak[];
  /** The most days that a streak ever had. */
  readonly longest: number;
  /** Check-ins, those made up not included: what a cumulative cycle counts. */
  readonly claims: number;
  /** Days in all, those made up included. */
  readonly total: number;
  /** By month: `2026-11`. */
  readonly months: Readonly<Record<string, CheckInMonth>>;
  /** Freezes in stock. */
  readonly freezes: number;
  /** Days after the streak that freezes cover: they come back if the gap gets too long for them. */
  readonly held: readonly DayKey[];
  /** Whether the member wants freezes to be used. */
  readonly freezeUse: boolean;
}

/** What is known of a month. */
export interface CheckInMonth {
  /** Its days that were checked in or made up. */
  readonly days: number;
  /** The make-ups that were made in it. */
  readonly makeUps: number;
  /** By day; empty for months that are more than 14 months before the last check-in. */
  readonly records: Readonly<Record<DayKey, DayRecord>>;
}

/**
 * A member before the first check-in.
 *
 * @example
 * ```ts
 * import { newCheckInState } from "uptier/points";
 *
 * newCheckInState().total; // => 0
 * ```
 */
export function newCheckInState(): CheckInState {
  return {
    first: null,
    keptFrom: null,
    last: null,
    streak: null,
    broken: [],
    longest: 0,
    claims: 0,
    total: 0,
    months: {},
    freezes: 0,
    held: [],
    freezeUse: true,
  };
}

type Part = "count" | "object" | "list" | "text or null" | "object or null" | "true or false";

const SHAPE: Readonly<Record<keyof CheckInState, Part>> = {
  first: "text or null",
  keptFrom: "text or null",
  last: "object or null",
  streak: "object or null",
  broken: "list",
  longest: "count",
  claims: "count",
  total: "count",
  months: "object",
  freezes: "count",
  held: "list",
  freezeUse: "true or false",
};

/**
 * Refuses a state that was damaged on its way: a count that is no number would pass every limit.
 *
 * @throws UptierError `invalid-state` that names the first part at fault
 */
export function checkState(state: CheckInState): void {
  if (typeof state !== "object" || state === null) {
    throw new UptierError(
      "invalid-state",
      `the state is ${shown(state)}; start with newCheckInState() or replay the entries`,
    );
  }
  for (const key in SHAPE) checkPart(state[key as keyof CheckInState], key);
  const { streak, last } = state;
  if (streak !== null) {
    checkPart(streak.days, "streak.days", "count");
    checkDayText(streak.from, "streak.from");
    checkDayText(streak.to, "streak.to");
  }
  if (last !== null) {
    checkDayText(last.day, "last.day");
    for (const key of ["at", "zone"] as const) checkPart(last[key], `last.${key}`, "text or null");
  }
}

/** What is known of a month. */
export function monthCount({ months }: CheckInState, month: string): CheckInMonth {
  return Object.hasOwn(months, month) ? months[month]! : NOTHING_IN_MONTH;
}

/** The record of a day. */
export function recordOf(state: CheckInState, day: DayKey): DayRecord | null {
  const { records } = monthCount(state, monthOf(day));
  return Object.hasOwn(records, day) ? records[day]! : null;
}

const NOTHING_IN_MONTH: CheckInMonth = Object.freeze({ days: 0, makeUps: 0, records: {} });

function checkPart(
  value: unknown,
  name: string,
  part: Part = SHAPE[name as keyof CheckInState],
): void {
  if (isPart(value, part)) return;
  throw new UptierError(
    "invalid-state",
    `the state says ${shown(value)} for "${name}"; it must be ${part === "count" ? "a whole number of at least 0" : part}: replay the entries`,
  );
}

function checkDayText(value: unknown, name: string): void {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) return;
  throw new UptierError(
    "invalid-state",
    `the state says ${shown(value)} for "${name}"; it must be a day: replay the entries`,
  );
}

function isPart(value: unknown, part: Part): boolean {
  switch (part) {
    case "count":
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case "true or false":
      return typeof value === "boolean";
    case "list":
      return isList(value);
    case "text or null":
      return value === null || typeof value === "string";
    case "object":
      return typeof value === "object" && value !== null && !isList(value);
    case "object or null":
      return typeof value === "object" && !isList(value);
  }
}

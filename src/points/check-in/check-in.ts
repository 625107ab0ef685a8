import { countIn } from "../../kernel/command";
import type { Decision } from "../../kernel/decision";
import { addSafely } from "../../kernel/money/amount";
import { refuse } from "../../kernel/refusal";
import { type DayKey, dayKey, type DayNumber } from "../../kernel/time/day";
import { instantText, MILLISECONDS_PER_HOUR } from "../../kernel/time/instant";
import type { CheckInDefinition } from "./definition";
import { monthOf } from "./month";
import { type CheckInEntry, entriesOf } from "./entries";
import type { CheckInReward } from "./input";
import {
  type CheckInMoment,
  dayIn,
  type CheckInMemberCommand,
  momentOf,
  outsideTimes,
} from "./moment";
import {
  type CheckInCounters,
  cycleDayOf,
  type CheckInRewardShare,
  sharesOfClaim,
  sumOfShares,
} from "./reward";
import { reasonsOf, settle, type SettlementReason } from "./settlement";
import {
  checkState,
  type CheckInState,
  type DayRecord,
  monthCount,
  recordOf,
  type Streak,
} from "./state";

/** A member checks in. */
export interface CheckInCommand extends CheckInMemberCommand {
  /**
   * The day that the page showed, which must be the member's today. Default: the day of `at`. It
   * keeps a tap at midnight from checking in the wrong day.
   */
  readonly day?: DayKey | undefined;
  /** The how-many-th of the day the member is, from 1; the host counts. Default: not known. */
  readonly rank?: number | undefined;
}

/** What a check-in comes to. */
export interface CheckInResult {
  readonly day: DayKey;
  /** Whether the day was checked in before, so that nothing happened now. */
  readonly already: boolean;
  /** What is to be booked now; empty where the day was checked in before. */
  readonly reward: readonly CheckInReward[];
  /** The record of the day, as it was first written. */
  readonly record: DayRecord;
  /** Missed days that freezes cover from now on. */
  readonly frozen: readonly DayKey[];
  /** The streak that turned out to have ended; null: none did. */
  readonly ended: Streak | null;
}

/**
 * Why a member cannot check in, in the order in which reasons are looked for. A day that was checked
 * in before is no refusal; it is looked for between 2 and 3.
 *
 * 1. `future-day`: the day that the command names is yet to come
 * 2. `past-day`: it is over, or the command comes late for a day before the last check-in; make it up
 * 3. `not-open`: the check-in opens later
 * 4. `closed`: it has closed
 * 5. `zone-changed`: the last check-in was in another zone, and too few hours ago
 */
export type CheckInRefusal =
  | {
      readonly code: "future-day" | "past-day";
      readonly day: DayKey;
      /** The member's today. */
      readonly today: DayKey;
    }
  | { readonly code: "not-open"; readonly opensAt: string }
  | { readonly code: "closed"; readonly closedAt: string }
  | {
      readonly code: "zone-changed";
      readonly from: string;
      readonly to: string;
      readonly nextAt: string;
    };

/** The codes of {@link CheckInRefusal} in their order of precedence. */
export const CHECK_IN_REFUSALS = [
  "future-day",
  "past-day",
  "not-open",
  "closed",
  "zone-changed",
] as const satisfies readonly CheckInRefusal["code"][];

/** Why a check-in came out as it did. */
export type CheckInReason =
  | CheckInRewardShare
  | SettlementReason
  | CheckInRefusal
  | { readonly code: "already"; readonly day: DayKey; readonly at: string }
  | { readonly code: "zone-moved"; readonly from: string; readonly skipped: readonly DayKey[] };

/** The answer to a {@link CheckInCommand}. */
export type CheckInDecision = Decision<CheckInResult, CheckInEntry, CheckInRefusal, CheckInReason>;

/**
 * Checks a member in for the day, once. The day is the local date of the member's zone, and is fixed
 * with the zone when it is written. Missed days are settled first: freezes cover them, or the streak
 * ends; see `settleDay`.
 *
 * A second tap on the same day is not an error: the answer is `ok` with the first record, `already`,
 * no reward, no entries and the reason `already`. A page can show it as it is, and a shop that books
 * `reward` books nothing. The same holds for a day that is not later than the last one after a move
 * to a zone behind.
 *
 * After a move to another zone, the gap is taken in the old zone and in the new one, and the smaller
 * one of at least 1 counts: moving never loses a day, and history is not rewritten.
 *
 * @param state - of the member
 * @throws UptierError in this order: `invalid-state`, `invalid-command`, `unsafe-integer`
 *
 * @example
 * ```ts
 * import { applyCheckIn, checkIn, defineCheckIn, newCheckInState } from "uptier/points";
 *
 * const definition = defineCheckIn({
 *   id: "daily",
 *   zone: "Asia/Shanghai",
 *   cycle: { length: 7, rewards: [{ day: 1, reward: [{ type: "coin", points: 5 }] }] },
 * });
 * const command = { id: "c1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * const first = checkIn(definition, newCheckInState(), command);
 * first.ok && first.value.reward; // => [{ type: "coin", points: 5 }]
 * let state = newCheckInState();
 * if (first.ok) for (const entry of first.entries) state = applyCheckIn(definition, state, entry);
 * const second = checkIn(definition, state, { ...command, id: "c2" });
 * second.ok && second.value.reward; // => []
 * second.ok && second.why; // => [{ code: "already", day: "2026-11-21", at: "2026-11-21T01:30:00.000Z" }]
 * ```
 */
export function checkIn(
  definition: CheckInDefinition,
  state: CheckInState,
  command: CheckInCommand,
): CheckInDecision {
  checkState(state);
  const moment = momentOf(definition, state, command);
  const rank = command.rank === undefined ? null : countIn("rank", command.rank);
  const named = command.day === undefined ? moment.dayNumber : dayIn("day", command.day);
  if (named !== moment.dayNumber) {
    const code = named > moment.dayNumber ? "future-day" : "past-day";
    return refuse({ code, day: dayKey(named), today: moment.day });
  }
  const first = firstRecord(state, moment);
  if (first !== null) return already(first);
  const refusal =
    late(state, moment) ??
    outsideTimes(definition, moment.at) ??
    zoneChanged(definition, state, moment);
  if (refusal !== null) return refuse(refusal);

  const settlement = settle(definition, state, moment, true);
  const { counters, streak } = claimAfter(definition, settlement.state, moment.day);
  const shares = sharesOfClaim(definition, counters, moment.dayNumber, rank);
  const reward = sumOfShares(shares);
  const skipped = skippedDays(moment);
  const { day, zone } = moment;
  const body = {
    kind: "checked-in",
    day,
    reward,
    shares,
    counters,
    rank,
    streak,
    skipped,
  } as const;
  const movedFrom = state.last !== null && state.last.zone !== zone ? state.last.zone : null;
  return {
    ok: true,
    value: {
      day,
      already: false,
      reward,
      record: { kind: "claimed", at: instantText(moment.at), zone, reward, counters },
      frozen: settlement.frozen,
      ended: settlement.ended,
    },
    entries: entriesOf(definition, command, moment.at, zone, [...settlement.bodies, body]),
    why: [
      ...(movedFrom === null ? [] : [{ code: "zone-moved", from: movedFrom, skipped } as const]),
      ...reasonsOf(settlement),
      ...shares,
    ],
  };
}

/** The counters and the streak after one more claim on a settled state. */
export function claimAfter(
  definition: CheckInDefinition,
  state: CheckInState,
  day: DayKey,
): { readonly counters: CheckInCounters; readonly streak: Streak } {
  const { streak, claims, total } = state;
  const days = (streak?.days ?? 0) + 1;
  return {
    counters: {
      streak: days,
      cycleDay: cycleDayOf(definition, days, claims + 1),
      total: addSafely(total, 1),
      inMonth: monthCount(state, monthOf(day)).days + 1,
    },
    streak: { days, from: streak?.from ?? day, to: day },
  };
}

/** The record that a second tap gets; null: the day is not checked in yet. */
function firstRecord(
  state: CheckInState,
  { day, at }: CheckInMoment,
): { readonly day: DayKey; readonly record: DayRecord } | null {
  const record = recordOf(state, day);
  if (record !== null && (record.kind === "claimed" || record.kind === "made-up")) {
    return { day, record };
  }
  const { last } = state;
  if (last === null || day > last.day || at < Date.parse(last.at)) return null;
  // The clock, or a move, went back behind a day that is checked in.
  return { day: last.day, record: recordOf(state, last.day)! };
}

function already({
  day,
  record,
}: {
  readonly day: DayKey;
  readonly record: DayRecord;
}): CheckInDecision {
  return {
    ok: true,
    value: { day, already: true, reward: [], record, frozen: [], ended: null },
    entries: [],
    why: [{ code: "already", day, at: record.at }],
  };
}

function late({ last }: CheckInState, { day }: CheckInMoment): CheckInRefusal | null {
  return last !== null && day <= last.day ? { code: "past-day", day, today: last.day } : null;
}

function zoneChanged(
  { minHoursAfterZoneChange }: CheckInDefinition,
  { last }: CheckInState,
  { at, zone }: CheckInMoment,
): CheckInRefusal | null {
  if (last === null || last.zone === zone) return null;
  const next = Date.parse(last.at) + minHoursAfterZoneChange * MILLISECONDS_PER_HOUR;
  return at >= next
    ? null
    : { code: "zone-changed", from: last.zone, to: zone, nextAt: instantText(next) };
}

/** The days between that the new zone has and the old one had not yet. */
function skippedDays({ reach, dayNumber: today }: CheckInMoment): readonly DayKey[] {
  const days: DayKey[] = [];
  for (let day: DayNumber = reach; day < today; day += 1) days.push(dayKey(day));
  return days;
}

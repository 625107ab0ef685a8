import type { DayKey } from "../../kernel/time/day";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import { claimAfter } from "./check-in";
import { checkZone } from "./day";
import type { CheckInDefinition } from "./definition";
import { monthOf } from "./month";
import { momentAt } from "./moment";
import { settle } from "./settlement";
import { checkState, type CheckInState, monthCount, recordOf } from "./state";

/** Where a member stands at an instant. */
export interface StreakView {
  /** The member's today. */
  readonly day: DayKey;
  /** Whether today is checked in. */
  readonly checkedIn: boolean;
  /** Days of the streak that is alive: it ends today, or today can still go on with it. 0: none. */
  readonly streak: number;
  /** Its first day; null: none. */
  readonly from: DayKey | null;
  /** The day of the cycle that today is, checked in or not; null: there is no cycle. */
  readonly cycleDay: number | null;
  /** Days in all. */
  readonly total: number;
  /** Days in this month. */
  readonly inMonth: number;
  /** The most days that a streak ever had. */
  readonly longest: number;
  /** Freezes in stock once the missed days are covered. */
  readonly freezes: number;
  /** Missed days since the last check-in that freezes cover; without them the streak would be over. */
  readonly frozen: readonly DayKey[];
}

/**
 * Where a member stands at an instant. It only reads: a page that is opened changes nothing. What
 * the next command of the member would find is what is shown, so that freezes in stock count.
 *
 * @param state - of the member
 * @param at - now; for an instant before the last entry, replay up to it first
 * @param zone - Default: that of the last check-in, else of the definition
 * @throws UptierError in this order: `invalid-state`, `invalid-instant`, `unknown-zone`
 *
 * @example
 * ```ts
 * import { defineCheckIn, newCheckInState, streakAt } from "uptier/points";
 *
 * const definition = defineCheckIn({ id: "daily", zone: "Asia/Shanghai" });
 * const streak = { days: 3, from: "2026-11-18", to: "2026-11-20" };
 * const state = { ...newCheckInState(), streak };
 * streakAt(definition, state, "2026-11-21T23:59:00+08:00").streak; // => 3
 * streakAt(definition, state, "2026-11-22T00:00:00+08:00").streak; // => 0
 * ```
 */
export function streakAt(
  definition: CheckInDefinition,
  state: CheckInState,
  at: Instant,
  zone?: string,
): StreakView {
  checkState(state);
  const milliseconds = toMilliseconds(at);
  const moment = momentAt(
    definition,
    state,
    milliseconds,
    zone === undefined ? undefined : checkZone(zone),
  );
  const { day } = moment;
  const now = settle(definition, state, moment, true).state;
  const record = recordOf(state, day);
  const checkedIn = record?.kind === "claimed";
  return {
    day,
    checkedIn,
    streak: now.streak?.days ?? 0,
    from: now.streak?.from ?? null,
    cycleDay: checkedIn
      ? record.counters!.cycleDay
      : claimAfter(definition, now, day).counters.cycleDay,
    total: now.total,
    inMonth: monthCount(now, monthOf(day)).days,
    longest: now.longest,
    freezes: now.freezes,
    frozen: now.held,
  };
}

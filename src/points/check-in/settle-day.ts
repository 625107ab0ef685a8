import type { Accepted } from "../../kernel/decision";
import type { DayKey } from "../../kernel/time/day";
import type { CheckInDefinition } from "./definition";
import { type CheckInEntry, entriesOf } from "./entries";
import { type CheckInMemberCommand, momentOf } from "./moment";
import { reasonsOf, settle, type SettlementReason } from "./settlement";
import { checkState, type CheckInState, type Streak } from "./state";

/** What the days since the last check-in came to. */
export interface SettleResult {
  /** Missed days that freezes cover from now on. */
  readonly frozen: readonly DayKey[];
  /** Days whose freezes came back, because the gap became too long for the stock. */
  readonly returned: readonly DayKey[];
  /** The streak that ended; null: none did. */
  readonly ended: Streak | null;
  /** The streak that goes on; null: there is none. */
  readonly streak: Streak | null;
}

/** The answer to the nightly job; it refuses nothing. */
export type SettleDecision = Accepted<SettleResult, CheckInEntry, SettlementReason>;

/**
 * Settles the missed days of a member: what a nightly job does, so that pages and reports see it. One
 * freeze covers one missed day, and all of the gap is covered or nothing of it; otherwise the streak
 * ends and is kept with its days, its first and its last one.
 *
 * It changes nothing to run it twice, or not at all: the next command of the member settles the same
 * days with the same result. Freezes on days of a gap that later becomes too long for the stock come
 * back to it. Run it in the member's zone, which is the default.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { defineCheckIn, newCheckInState, settleDay } from "uptier/points";
 *
 * const definition = defineCheckIn({ id: "daily", zone: "UTC", freezes: { max: 5 } });
 * const streak = { days: 3, from: "2024-06-22", to: "2024-06-24" };
 * const state = { ...newCheckInState(), streak, freezes: 3 };
 * const command = { id: "job-1", at: "2024-06-26T00:05:00Z", member: "m1" };
 * settleDay(definition, state, command).value.frozen; // => ["2024-06-25"]
 * ```
 */
export function settleDay(
  definition: CheckInDefinition,
  state: CheckInState,
  command: CheckInMemberCommand,
): SettleDecision {
  checkState(state);
  const moment = momentOf(definition, state, command);
  const settlement = settle(definition, state, moment, false);
  const { frozen, returned, ended, bodies } = settlement;
  return {
    ok: true,
    value: { frozen, returned, ended, streak: settlement.state.streak },
    entries: entriesOf(definition, command, moment.at, moment.zone, bodies),
    why: bodies.length === 0 ? [{ code: "nothing-missed" }] : reasonsOf(settlement),
  };
}

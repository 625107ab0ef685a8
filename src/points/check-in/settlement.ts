import { type DayKey, dayKey, dayNumber } from "../../kernel/time/day";
import { instantText } from "../../kernel/time/instant";
import { isRequired, lastDay } from "./day";
import type { CheckInDefinition } from "./definition";
import type { DaysFrozen, EntryBody, StreakEnded } from "./entries";
import { applyToCheckIn } from "./fold";
import type { CheckInMoment } from "./moment";
import type { CheckInState, Streak } from "./state";

/** What became of the days since the last one that counts. */
export interface Settlement {
  /** The state with it. */
  readonly state: CheckInState;
  /** Days that freezes cover from now on. */
  readonly frozen: readonly DayKey[];
  /** Days whose freezes came back. */
  readonly returned: readonly DayKey[];
  /** The streak that ended; null: none did. */
  readonly ended: Streak | null;
  readonly bodies: readonly EntryBody[];
}

/** Why days were covered, or a streak ended. */
export type SettlementReason =
  | { readonly code: "nothing-missed" }
  | { readonly code: "days-frozen"; readonly days: readonly DayKey[]; readonly left: number }
  | { readonly code: "freezes-returned"; readonly days: readonly DayKey[] }
  | {
      readonly code: "streak-ended";
      readonly streak: Streak;
      /** The first day that was missed. */
      readonly missed: DayKey;
      /** Freezes in stock, those that came back included. */
      readonly freezes: number;
      readonly freezeUse: boolean;
    };

/**
 * Covers the missed days of a member with freezes, or ends the streak. One freeze for each missed
 * day, and for all of them or none: days that were covered one night are given back when the gap
 * turns out to be too long for the stock. So it does not matter how often, or when, this is done.
 *
 * @param returnsNeedless - gives back freezes of days that are not in the gap at all, which only a
 * claim after a move to another zone knows
 */
export function settle(
  definition: CheckInDefinition,
  state: CheckInState,
  moment: CheckInMoment,
  returnsNeedless: boolean,
): Settlement {
  const { streak, held, freezes } = state;
  if (streak === null) return unchanged(state);
  const usable = definition.freezes !== null && state.freezeUse ? freezes : 0;
  const gap = gapOf(definition, streak, moment, usable + held.length);
  const missing = gap.filter((day) => !held.includes(day));
  if (missing.length > usable) {
    return withBody(state, moment, {
      kind: "streak-ended",
      streak,
      missed: gap[0]!,
      returned: held,
    });
  }
  const needless = returnsNeedless ? held.filter((day) => !gap.includes(day)) : [];
  if (missing.length + needless.length === 0) return unchanged(state);
  return withBody(state, moment, { kind: "days-frozen", days: missing, returned: needless });
}

/** The reasons of a settlement, for `why`. */
export function reasonsOf({ state, bodies }: Settlement): readonly SettlementReason[] {
  return bodies.flatMap((body): SettlementReason[] => {
    const { freezes, freezeUse } = state;
    if (body.kind === "streak-ended") {
      const { streak, missed } = body;
      return [{ code: "streak-ended", streak, missed, freezes, freezeUse }];
    }
    if (body.kind !== "days-frozen") return [];
    const { days, returned } = body;
    return [
      ...(days.length === 0 ? [] : [{ code: "days-frozen", days, left: freezes } as const]),
      ...(returned.length === 0 ? [] : [{ code: "freezes-returned", days: returned } as const]),
    ];
  });
}

/** The missed days since the streak; no more of them than show that it cannot be saved. */
function gapOf(
  definition: CheckInDefinition,
  streak: Streak,
  { reach, zone }: CheckInMoment,
  most: number,
): readonly DayKey[] {
  const gap: DayKey[] = [];
  const end = Math.min(reach, lastDay(definition, zone) + 1);
  for (let day = dayNumber(streak.to) + 1; day < end && gap.length <= most; day += 1) {
    if (isRequired(definition, day, zone)) gap.push(dayKey(day));
  }
  return gap;
}

function unchanged(state: CheckInState): Settlement {
  return { state, frozen: [], returned: [], ended: null, bodies: [] };
}

type Body = Extract<EntryBody, { kind: "days-frozen" | "streak-ended" }>;

function withBody(state: CheckInState, { at, zone }: CheckInMoment, body: Body): Settlement {
  const head = { id: "", at: instantText(at), cause: "", checkIn: "", version: "" };
  const entry = { ...head, member: "", zone, ...body } as DaysFrozen | StreakEnded;
  return {
    state: applyToCheckIn(state, entry),
    frozen: body.kind === "days-frozen" ? body.days : [],
    returned: body.returned,
    ended: body.kind === "streak-ended" ? body.streak : null,
    bodies: [body],
  };
}

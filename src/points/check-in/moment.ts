import { checkCommand } from "../../kernel/command";
import type { Command } from "../../kernel/decision";
import { shown, UptierError } from "../../kernel/errors";
import { type DayKey, dayKey, type DayNumber, dayNumber } from "../../kernel/time/day";
import { checkZone, dayAt } from "./day";
import type { CheckInDefinition } from "./definition";
import { lookupOf } from "./lookup";
import type { CheckInState } from "./state";

/** What every command about a member's check-ins says. */
export interface CheckInMemberCommand extends Command {
  readonly member: string;
  /**
   * The member's IANA zone. Default: that of the member's last check-in, and before the first one
   * that of the definition.
   */
  readonly zone?: string | undefined;
}

/** When a command happens, as the check-in sees it. */
export interface CheckInMoment {
  /** Milliseconds. */
  readonly at: number;
  readonly zone: string;
  readonly day: DayKey;
  readonly dayNumber: DayNumber;
  /** The day up to which days can be missed: today, or earlier after a move to another zone. */
  readonly reach: DayNumber;
}

/**
 * Checks a command and finds its day.
 *
 * @throws UptierError `invalid-command`
 */
export function momentOf(
  definition: CheckInDefinition,
  state: CheckInState,
  command: CheckInMemberCommand,
): CheckInMoment {
  const at = checkCommand(command, ["member"]);
  const { zone } = command;
  try {
    if (zone !== undefined) checkZone(zone);
  } catch {
    throw new UptierError("invalid-command", "The command cannot be used:", [
      {
        path: ["zone"],
        code: "unknown-zone",
        message: `must be an IANA time zone, for example "Asia/Shanghai", not ${shown(zone)}`,
      },
    ]);
  }
  return momentAt(definition, state, at, zone);
}

/** The day of an instant for a member. */
export function momentAt(
  definition: CheckInDefinition,
  { last }: CheckInState,
  at: number,
  ownZone: string | undefined,
): CheckInMoment {
  const zone = ownZone ?? last?.zone ?? definition.zone;
  const today = dayAt(definition, at, zone);
  let reach = today;
  if (last !== null && last.zone !== zone) {
    const before = dayNumber(last.day);
    const byOldZone = dayAt(definition, at, last.zone);
    if (byOldZone > before && (byOldZone < today || today <= before)) reach = byOldZone;
  }
  return { at, zone, day: dayKey(today), dayNumber: today, reach };
}

/** Whether the check-in is open. */
export function outsideTimes(
  definition: CheckInDefinition,
  at: number,
):
  | { readonly code: "not-open"; readonly opensAt: string }
  | { readonly code: "closed"; readonly closedAt: string }
  | null {
  const { opensAt, closesAt } = lookupOf(definition);
  if (at < opensAt) return { code: "not-open", opensAt: definition.opensAt! };
  if (at >= closesAt) return { code: "closed", closedAt: definition.closesAt! };
  return null;
}

/**
 * A day that a command names.
 *
 * @throws UptierError `invalid-command`
 */
export function dayIn(name: string, value: unknown): DayNumber {
  try {
    return dayNumber(value as DayKey);
  } catch {
    throw new UptierError("invalid-command", "The command cannot be used:", [
      {
        path: [name],
        code: value === undefined ? "missing" : "invalid-day",
        message: `must be a day such as "2026-11-21", not ${shown(value)}`,
      },
    ]);
  }
}

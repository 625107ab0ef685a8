import { instantText } from "../kernel/time/instant";
import { type Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  type Booking,
  head,
  type PointsDecision,
  refuse,
  type UnknownType,
} from "./booking";
import type { ExpiryMoved } from "./entries";
import { expiryOf } from "./expiry";
import type { OpenAccount } from "./ledger/account";
import type { PointsProgram } from "./program";
import type { AccountState } from "./state";

/** A member did something: logged in, wrote a review. */
export interface KeepActiveCommand extends AccountCommand {
  /** One of the activities of the type's expiry. */
  readonly activity: string;
}

/** Until when the points are good now. */
export interface KeepActiveResult {
  readonly endsAt: string;
  readonly balance: Balance;
}

/**
 * Why an activity moved nothing, in the order in which reasons are looked for.
 *
 * 1. `unknown-type`
 * 2. `not-an-activity`: it does not keep points of this type alive
 */
export type KeepActiveRefusal =
  | UnknownType
  | {
      readonly code: "not-an-activity";
      readonly activity: string;
      readonly known: readonly string[];
    };

/** The codes of {@link KeepActiveRefusal} in their order of precedence. */
export const KEEP_ACTIVE_REFUSALS = [
  "unknown-type",
  "not-an-activity",
] as const satisfies readonly KeepActiveRefusal["code"][];

/** The answer to an {@link KeepActiveCommand}. */
export type KeepActiveDecision = PointsDecision<KeepActiveResult, KeepActiveRefusal>;

/**
 * Moves the end of all active lots, where points of the type lapse after a time without activity.
 * What has lapsed by then stays lapsed. `credit` and `redeem` do the same by themselves where the
 * type names them.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function keepActive(
  program: PointsProgram,
  state: AccountState,
  command: KeepActiveCommand,
): KeepActiveDecision {
  return decideKeepActive(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideKeepActive(
  program: PointsProgram,
  account: OpenAccount,
  command: KeepActiveCommand,
): KeepActiveDecision {
  const booking = begin(program, account, command, ["member", "type", "activity"]);
  if ("code" in booking) return refuse(booking);
  const { expiry } = booking.type;
  const entry = activityEntry(booking, command.activity, 1);
  if (entry === null) {
    const known = expiry.mode === "inactivity" ? expiry.activities : [];
    return refuse({ code: "not-an-activity", activity: command.activity, known });
  }
  return accept(
    booking,
    [entry],
    () => ({ endsAt: entry.endsAt!, balance: balanceAfter(booking) }),
    () => [],
  );
}

/** The entry by which an activity moves the end of all active lots; null: it does not. */
export function activityEntry(
  booking: Booking,
  activity: string,
  place: number,
): ExpiryMoved | null {
  const { type, now, program } = booking;
  if (type.expiry.mode !== "inactivity" || !type.expiry.activities.includes(activity)) return null;
  const end = expiryOf(type.expiry, now, program.zone)!;
  return {
    ...head(booking, place),
    kind: "expiry-moved",
    lots: null,
    endsAt: instantText(end),
    activity,
  };
}

import { refuse } from "../kernel/refusal";
import { instantText } from "../kernel/time/instant";
import { type Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  type Booking,
  BOOKING_REFUSALS,
  type BookingRefusal,
  exists,
  head,
  type PointsDecision,
} from "./booking";
import type { ExpiryMoved } from "./entries";
import { expiryOf } from "./expiry";
import { identify, tell } from "./identity";
import type { OpenAccount } from "./ledger/account";
import type { PointsProgram, PointType } from "./program";
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
 * Why an activity moved nothing, in the order in which reasons are looked for: those of
 * `BookingRefusal`, then `not-an-activity` (it does not keep points of this type alive).
 */
export type KeepActiveRefusal =
  | BookingRefusal
  | {
      readonly code: "not-an-activity";
      readonly activity: string;
      readonly known: readonly string[];
    };

/** The codes of {@link KeepActiveRefusal} in their order of precedence. */
export const KEEP_ACTIVE_REFUSALS = [
  ...BOOKING_REFUSALS,
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
  const { type, now } = booking;
  const { activity } = command;
  const refusal = identify(booking, "keepActive", { type: type.id, activity });
  if (refusal !== null) return refuse(refusal);
  const valueOf = (endsAt: string): KeepActiveResult => ({
    endsAt,
    balance: balanceAfter(booking),
  });
  const { known } = booking;
  if (known !== null) return exists(valueOf(known.told!["endsAt"] as string));
  const end = endAfter(type, activity, now, program.zone);
  if (end === null) {
    const activities = type.expiry.mode === "inactivity" ? type.expiry.activities : [];
    return refuse({ code: "not-an-activity", activity, known: activities });
  }
  tell(booking, { endsAt: end });
  return accept(
    booking,
    [activityEntry(booking, activity, 1)!],
    () => valueOf(end),
    () => [],
  );
}

/** Until when points are good after an activity; null: it keeps none alive. */
function endAfter(
  { expiry }: PointType,
  activity: string,
  now: number,
  zone: string,
): string | null {
  if (expiry.mode !== "inactivity" || !expiry.activities.includes(activity)) return null;
  return instantText(expiryOf(expiry, now, zone)!);
}

/** The entry by which an activity moves the end of all active lots; null: it does not. */
export function activityEntry(
  booking: Booking,
  activity: string,
  place: number,
): ExpiryMoved | null {
  const { type, now, program } = booking;
  const endsAt = endAfter(type, activity, now, program.zone);
  if (endsAt === null) return null;
  return { ...head(booking, place), kind: "expiry-moved", lots: null, endsAt, activity };
}

import { countIn, textIn } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import { addCalendar } from "../kernel/time/calendar";
import { instantText } from "../kernel/time/instant";
import type { Balance } from "./balance";
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
import type { PointsRestored } from "./entries";
import { identify } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { restoredBy } from "./ledger/advance";
import { find } from "./ledger/by-id";
import type { OpenDebit } from "./ledger/parts";
import type { PointsProgram } from "./program";
import type { AccountState, Debit } from "./state";

/** Points of a debit that go back. */
export interface RestoreCommand extends AccountCommand {
  /** The id of the debit: that of the command that spent the points, or of the reservation. */
  readonly debit: string;
  /** Default: all that have not gone back yet. */
  readonly points?: number | undefined;
  readonly ref?: string | undefined;
}

/** What went back. */
export interface RestoreResult {
  readonly points: number;
  /** What of the debit still stands. */
  readonly left: number;
  readonly balance: Balance;
}

/**
 * Why nothing went back, in the order in which reasons are looked for: those of `BookingRefusal`, then
 *
 * 1. `unknown-debit`
 * 2. `not-restorable`: points were taken back for a refund (a rollback is not rolled back), given to
 *    another member, or spent on a reward (see `cancelReward`)
 * 3. `exceeds-debit`: more than what still stands of it
 */
export type RestoreRefusal =
  | BookingRefusal
  | { readonly code: "unknown-debit"; readonly debit: string }
  | { readonly code: "not-restorable"; readonly purpose: Debit["purpose"] }
  | { readonly code: "exceeds-debit"; readonly points: number; readonly left: number };

/** The codes of {@link RestoreRefusal} in their order of precedence. */
export const RESTORE_REFUSALS = [
  ...BOOKING_REFUSALS,
  "unknown-debit",
  "not-restorable",
  "exceeds-debit",
] as const satisfies readonly RestoreRefusal["code"][];

/** The answer to a {@link RestoreCommand}. */
export type RestoreDecision = PointsDecision<RestoreResult, RestoreRefusal>;

/**
 * Gives points back to the lots that they were taken from, the lot used last first, each with the end
 * it had. What becomes of points whose lot has ended meanwhile, the type says in `restoreExpired`. The
 * same command again changes nothing and says `exists`.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 *
 * @example
 * ```ts
 * import { apply, credit, definePoints, newAccount, redeem, restore } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 * });
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * let state = newAccount();
 * const credited = credit(program, state, { ...about, id: "c1", points: 100 });
 * if (credited.ok) for (const entry of credited.entries) state = apply(program, state, entry);
 * const spent = redeem(program, state, { ...about, id: "r1", points: 80 });
 * if (spent.ok) for (const entry of spent.entries) state = apply(program, state, entry);
 * const restored = restore(program, state, { ...about, id: "b1", debit: "r1", points: 30 });
 * restored.ok && restored.value.balance.available; // => 50
 * ```
 */
export function restore(
  program: PointsProgram,
  state: AccountState,
  command: RestoreCommand,
): RestoreDecision {
  return decideRestore(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideRestore(
  program: PointsProgram,
  account: OpenAccount,
  command: RestoreCommand,
): RestoreDecision {
  const booking = begin(program, account, command, ["member", "type", "debit"]);
  if ("code" in booking) return refuse(booking);
  const ref = textIn("ref", command.ref);
  const asked = command.points === undefined ? null : countIn("points", command.points, 0);
  const said = { type: command.type, debit: command.debit, points: asked, ref };
  const refusal = identify(booking, "restore", said, "lots");
  if (refusal !== null) return refuse(refusal);
  const debit = find(booking.ledger.debits, command.debit);
  if (debit === undefined) return refuse({ code: "unknown-debit", debit: command.debit });
  const valueOf = (points: number): RestoreResult => ({
    points,
    left: debit.points - debit.restored,
    balance: balanceAfter(booking),
  });
  if (booking.known !== null) return exists(valueOf(restoredBy(debit, command.id)!.points));
  if (debit.purpose !== "redeemed" && debit.purpose !== "adjusted") {
    return refuse({ code: "not-restorable", purpose: debit.purpose });
  }
  const left = debit.points - debit.restored;
  const points = asked ?? left;
  if (points > left) return refuse({ code: "exceeds-debit", points, left });
  return accept(
    booking,
    [restoreEntry(booking, debit, points, ref, 1)],
    () => valueOf(points),
    () => [],
  );
}

/** The entry by which points of a debit go back. */
export function restoreEntry(
  booking: Booking,
  debit: OpenDebit,
  points: number,
  ref: string | null,
  place: number,
): PointsRestored {
  const { restoreExpired } = booking.type;
  const extend = typeof restoreExpired === "object" ? restoreExpired.extendDays : null;
  const end =
    extend === null ? null : addCalendar(booking.now, extend, "day", booking.program.zone);
  // Written out: engines take several times as long over "..." of a head.
  const { id, at, cause, program, version, member, type, seq, command } = head(booking, place);
  return {
    id,
    kind: "points-restored",
    at,
    cause,
    program,
    version,
    member,
    type,
    seq,
    command,
    debit: debit.id,
    points,
    onEnded: typeof restoreExpired === "object" ? "extend" : restoreExpired,
    endsAt: end === null ? null : instantText(end),
    ref,
    reward: debit.reward,
  };
}

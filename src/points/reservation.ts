import { countIn } from "../kernel/command";
import { type Instant, instantText } from "../kernel/time/instant";
import type { Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  type Booking,
  conflictOf,
  head,
  type IdConflict,
  instantOf,
  invalidCommand,
  type PointsDecision,
  refOf,
  refuse,
  type UnknownType,
} from "./booking";
import type { LotPart } from "./entries";
import type { OpenAccount } from "./ledger/account";
import type { OpenReservation } from "./ledger/open";
import type { PointsProgram } from "./program";
import type { ExceedsAvailable } from "./redeem";
import type { AccountState } from "./state";

/** Points to be kept aside while a member checks out. */
export interface ReserveCommand extends AccountCommand {
  readonly points: number;
  /** From when the reservation has lapsed. Default: it stays open until it is posted or voided. */
  readonly until?: Instant | undefined;
  readonly ref?: string | undefined;
}

/** What is kept aside. */
export interface ReserveResult {
  /** Names the reservation: the id of the command. */
  readonly reservation: string;
  readonly points: number;
  readonly lots: readonly LotPart[];
  readonly until: string | null;
  readonly balance: Balance;
}

/**
 * Why nothing was reserved, in the order in which reasons are looked for: `unknown-type`,
 * `id-conflict`, `exceeds-available` (whatever the type says of shortage: a promise must be kept).
 */
export type ReserveRefusal = UnknownType | IdConflict | ExceedsAvailable;

/** The codes of {@link ReserveRefusal} in their order of precedence. */
export const RESERVE_REFUSALS = [
  "unknown-type",
  "id-conflict",
  "exceeds-available",
] as const satisfies readonly ReserveRefusal["code"][];

/** The answer to a {@link ReserveCommand}. */
export type ReserveDecision = PointsDecision<ReserveResult, ReserveRefusal>;

/**
 * Keeps points aside for a checkout. Their lots do not end for this reservation while it is open;
 * points that come back to a lot which has ended meanwhile lapse at once.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (an `until` that is not later than `at` too)
 *
 * @example
 * ```ts
 * import { apply, credit, definePoints, newAccount, postReservation, reserve } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 * });
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * const credited = credit(program, newAccount(), { ...about, id: "c1", points: 200 });
 * let state = newAccount();
 * if (credited.ok) for (const entry of credited.entries) state = apply(program, state, entry);
 * const kept = reserve(program, state, { ...about, id: "v1", points: 123 });
 * if (kept.ok) for (const entry of kept.entries) state = apply(program, state, entry);
 * const posted = postReservation(program, state, {
 *   ...about,
 *   id: "p1",
 *   reservation: "v1",
 *   points: 100,
 * });
 * posted.ok && posted.value.balance.available; // => 100
 * ```
 */
export function reserve(
  program: PointsProgram,
  state: AccountState,
  command: ReserveCommand,
): ReserveDecision {
  return decideReserve(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideReserve(
  program: PointsProgram,
  account: OpenAccount,
  command: ReserveCommand,
): ReserveDecision {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const { ledger, now } = booking;
  const points = countIn("points", command.points);
  const until = command.until === undefined ? null : instantOf("until", command.until);
  const ref = refOf(command.ref);
  const known = ledger.reservations.get(command.id);
  if (known === undefined && until !== null && until <= now) {
    throw invalidCommand("until", `later than ${instantText(now)}`, command.until);
  }
  const debit = ledger.debits.get(command.id);
  if (known === undefined && debit !== undefined) {
    // Posted, it would be a debit of the same id.
    const before = debit.purpose;
    return refuse({ code: "id-conflict", field: "purpose", before, now: "reserved" });
  }
  const conflict =
    known === undefined
      ? null
      : conflictOf({
          points: [known.points, points],
          until: [known.until, until === null ? null : instantText(until)],
          ref: [known.ref, ref],
        });
  if (conflict !== null) return refuse(conflict);
  if (known === undefined && points > ledger.available) {
    return refuse({ code: "exceeds-available", points, available: ledger.available });
  }
  const untilText = until === null ? null : instantText(until);
  return accept(
    booking,
    known !== undefined
      ? []
      : [
          {
            ...head(booking),
            kind: "points-reserved",
            reservation: command.id,
            points,
            until: untilText,
            ref,
          },
        ],
    () => ({
      reservation: command.id,
      points,
      lots: ledger.reservations
        .get(command.id)!
        .allocations.map(({ lot, points: part }) => ({ lot, points: part })),
      until: untilText,
      balance: balanceAfter(booking),
    }),
    () => (known === undefined ? [] : [{ code: "exists" }]),
  );
}

/** A reservation to be ended. */
export interface ReservationCommand extends AccountCommand {
  readonly reservation: string;
}

/** A checkout that went through. */
export interface PostCommand extends ReservationCommand {
  /** How many of the reserved points are spent. Default: all. */
  readonly points?: number | undefined;
}

/** How a reservation ended. */
export interface ReservationResult {
  /** Spent; the debit has the id of the reservation. */
  readonly points: number;
  /** Gone back to their lots. */
  readonly returned: number;
  readonly balance: Balance;
}

/**
 * Why a reservation cannot be ended so, in the order in which reasons are looked for.
 *
 * 1. `unknown-type`
 * 2. `unknown-reservation`
 * 3. `already-posted`, `already-voided`, `reservation-lapsed`: it ended before
 * 4. `exceeds-reserved`: more is to be spent than was reserved
 */
export type ReservationRefusal =
  | UnknownType
  | { readonly code: "unknown-reservation"; readonly reservation: string }
  | { readonly code: "already-posted"; readonly points: number }
  | { readonly code: "already-voided" }
  | { readonly code: "reservation-lapsed"; readonly until: string }
  | { readonly code: "exceeds-reserved"; readonly points: number; readonly reserved: number };

/** The codes of {@link ReservationRefusal} in their order of precedence. */
export const RESERVATION_REFUSALS = [
  "unknown-type",
  "unknown-reservation",
  "already-posted",
  "already-voided",
  "reservation-lapsed",
  "exceeds-reserved",
] as const satisfies readonly ReservationRefusal["code"][];

/** The answer to a {@link ReservationCommand}. */
export type ReservationDecision = PointsDecision<ReservationResult, ReservationRefusal>;

/**
 * Spends reserved points, all of them or fewer; the others go back. At its deadline a reservation has
 * lapsed.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function postReservation(
  program: PointsProgram,
  state: AccountState,
  command: PostCommand,
): ReservationDecision {
  return decidePost(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decidePost(
  program: PointsProgram,
  account: OpenAccount,
  command: PostCommand,
): ReservationDecision {
  const found = findOpen(program, account, command);
  if ("code" in found) return refuse(found);
  const { booking, reservation } = found;
  const points = countIn("points", command.points ?? reservation.points, 0);
  if (points > reservation.points) {
    return refuse({ code: "exceeds-reserved", points, reserved: reservation.points });
  }
  return accept(
    booking,
    [{ ...head(booking), kind: "reservation-posted", reservation: reservation.id, points }],
    () => ({
      points,
      returned: reservation.points - points,
      balance: balanceAfter(booking),
    }),
    () => [],
  );
}

/**
 * Gives all reserved points back.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function voidReservation(
  program: PointsProgram,
  state: AccountState,
  command: ReservationCommand,
): ReservationDecision {
  return decideVoid(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideVoid(
  program: PointsProgram,
  account: OpenAccount,
  command: ReservationCommand,
): ReservationDecision {
  const found = findOpen(program, account, command);
  if ("code" in found) return refuse(found);
  const { booking, reservation } = found;
  return accept(
    booking,
    [{ ...head(booking), kind: "reservation-voided", reservation: reservation.id }],
    () => ({ points: 0, returned: reservation.points, balance: balanceAfter(booking) }),
    () => [],
  );
}

function findOpen(
  program: PointsProgram,
  account: OpenAccount,
  command: ReservationCommand,
): { readonly booking: Booking; readonly reservation: OpenReservation } | ReservationRefusal {
  const booking = begin(program, account, command, ["member", "type", "reservation"]);
  if ("code" in booking) return booking;
  const reservation = booking.ledger.reservations.get(command.reservation);
  if (reservation === undefined) {
    return { code: "unknown-reservation", reservation: command.reservation };
  }
  switch (reservation.status) {
    case "posted":
      return {
        code: "already-posted",
        points: booking.ledger.debits.get(reservation.id)?.points ?? 0,
      };
    case "voided":
      return { code: "already-voided" };
    case "lapsed":
      return { code: "reservation-lapsed", until: reservation.until! };
    case "open":
      return { booking, reservation };
  }
}

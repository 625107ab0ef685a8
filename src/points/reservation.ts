import { countIn, instantIn, invalidCommand, textIn } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import { type Instant, instantText } from "../kernel/time/instant";
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
import type { LotPart } from "./entries";
import { identify } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import type { OpenReservation } from "./ledger/parts";
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
 * Why nothing was reserved, in the order in which reasons are looked for: those of `BookingRefusal`,
 * then `exceeds-available` (whatever the type says of shortage: a promise must be kept).
 */
export type ReserveRefusal = BookingRefusal | ExceedsAvailable;

/** The codes of {@link ReserveRefusal} in their order of precedence. */
export const RESERVE_REFUSALS = [
  ...BOOKING_REFUSALS,
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
  const { ledger, now, type } = booking;
  const points = countIn("points", command.points);
  const until = command.until === undefined ? null : instantIn("until", command.until);
  const ref = textIn("ref", command.ref);
  const untilText = until === null ? null : instantText(until);
  const said = { type: type.id, points, until: untilText, ref };
  const refusal = identify(booking, "reserve", said, "debits");
  if (refusal !== null) return refuse(refusal);
  const { id } = command;
  const valueNow = (): ReserveResult => {
    const { allocations } = find(ledger.reservations, id)!;
    const lots = allocations.map(({ lot, points: part }) => ({ lot, points: part }));
    return { reservation: id, points, lots, until: untilText, balance: balanceAfter(booking) };
  };
  if (booking.known !== null) return exists(valueNow());
  if (until !== null && until <= now) {
    throw invalidCommand("until", `later than ${instantText(now)}`, command.until);
  }
  const { available } = ledger;
  if (points > available) return refuse({ code: "exceeds-available", points, available });
  return accept(
    booking,
    [
      {
        ...head(booking),
        kind: "points-reserved",
        reservation: id,
        points,
        until: untilText,
        ref,
      },
    ],
    valueNow,
    () => [],
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
 * Why a reservation cannot be ended so, in the order in which reasons are looked for: those of
 * `BookingRefusal`, then
 *
 * 1. `unknown-reservation`
 * 2. `already-posted`, `already-voided`, `reservation-lapsed`: it ended before
 * 3. `exceeds-reserved`: more is to be spent than was reserved
 */
export type ReservationRefusal =
  | BookingRefusal
  | { readonly code: "unknown-reservation"; readonly reservation: string }
  | { readonly code: "already-posted"; readonly points: number }
  | { readonly code: "already-voided" }
  | { readonly code: "reservation-lapsed"; readonly until: string }
  | { readonly code: "exceeds-reserved"; readonly points: number; readonly reserved: number };

/** The codes of {@link ReservationRefusal} in their order of precedence. */
export const RESERVATION_REFUSALS = [
  ...BOOKING_REFUSALS,
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
  const booking = begin(program, account, command, ["member", "type", "reservation"]);
  if ("code" in booking) return refuse(booking);
  const asked = command.points === undefined ? null : countIn("points", command.points, 0);
  const { reservation: id } = command;
  const said = { type: command.type, reservation: id, points: asked };
  const refusal = identify(booking, "postReservation", said);
  if (refusal !== null) return refuse(refusal);
  const valueOf = (points: number, reserved: number): ReservationResult => ({
    points,
    returned: reserved - points,
    balance: balanceAfter(booking),
  });
  if (booking.known !== null) {
    const { debits, reservations } = booking.ledger;
    return exists(valueOf(find(debits, id)?.points ?? 0, find(reservations, id)!.points));
  }
  const reservation = findOpen(booking, id);
  if ("code" in reservation) return refuse(reservation);
  const points = asked ?? reservation.points;
  if (points > reservation.points) {
    return refuse({ code: "exceeds-reserved", points, reserved: reservation.points });
  }
  return accept(
    booking,
    [{ ...head(booking), kind: "reservation-posted", reservation: id, points }],
    () => valueOf(points, reservation.points),
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
  const booking = begin(program, account, command, ["member", "type", "reservation"]);
  if ("code" in booking) return refuse(booking);
  const { reservation: id } = command;
  const refusal = identify(booking, "voidReservation", { type: command.type, reservation: id });
  if (refusal !== null) return refuse(refusal);
  const valueNow = (): ReservationResult => ({
    points: 0,
    returned: find(booking.ledger.reservations, id)!.points,
    balance: balanceAfter(booking),
  });
  if (booking.known !== null) return exists(valueNow());
  const reservation = findOpen(booking, id);
  if ("code" in reservation) return refuse(reservation);
  return accept(
    booking,
    [{ ...head(booking), kind: "reservation-voided", reservation: id }],
    valueNow,
    () => [],
  );
}

/** A reservation that can be ended. */
function findOpen({ ledger }: Booking, id: string): OpenReservation | ReservationRefusal {
  const reservation = find(ledger.reservations, id);
  if (reservation === undefined) return { code: "unknown-reservation", reservation: id };
  switch (reservation.status) {
    case "posted":
      return { code: "already-posted", points: find(ledger.debits, id)?.points ?? 0 };
    case "voided":
      return { code: "already-voided" };
    case "lapsed":
      return { code: "reservation-lapsed", until: reservation.until! };
    case "open":
      return reservation;
  }
}

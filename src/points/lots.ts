import { refuse } from "../kernel/refusal";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
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
import { endOf } from "./credit";
import type { PointsEntry } from "./entries";
import { expiryOf } from "./expiry";
import { identify, saidEnd } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import { millisecondsOrNever, textOrNever } from "../kernel/time/end";
import type { OpenLot } from "./ledger/parts";
import type { PointsProgram } from "./program";
import type { AccountState, LotStatus } from "./state";

/** A command on one lot. */
export interface LotCommand extends AccountCommand {
  readonly lot: string;
}

/** A lot as it is after a command. */
export interface LotResult {
  readonly lot: string;
  /** What can be spent of it, now or once it is active. */
  readonly left: number;
  readonly activeAt: string | null;
  readonly endsAt: string | null;
  readonly balance: Balance;
}

/**
 * Why a lot stays as it is, in the order in which reasons are looked for: those of `BookingRefusal`,
 * then
 *
 * 1. `unknown-lot`
 * 2. `lot-over`: it has ended, or was voided
 * 3. `not-pending`: it waits for no event, or that has come
 * 4. `not-later`: the new end is not later than the one it has
 */
export type LotRefusal =
  | BookingRefusal
  | { readonly code: "unknown-lot"; readonly lot: string }
  | { readonly code: "lot-over"; readonly status: LotStatus }
  | { readonly code: "not-pending"; readonly activeAt: string }
  | { readonly code: "not-later"; readonly endsAt: string | null };

/** The codes of {@link LotRefusal} in their order of precedence. */
export const LOT_REFUSALS = [
  ...BOOKING_REFUSALS,
  "unknown-lot",
  "lot-over",
  "not-pending",
  "not-later",
] as const satisfies readonly LotRefusal["code"][];

/** The answer to a {@link LotCommand}. */
export type LotDecision = PointsDecision<LotResult, LotRefusal>;

/**
 * The event came that a lot waited for, the end of the time for returns, for example: its points can
 * be spent from now on, and the clock of their expiry starts. At its deadline a lot is cancelled.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function activateLot(
  program: PointsProgram,
  state: AccountState,
  command: LotCommand,
): LotDecision {
  return decideActivate(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideActivate(
  program: PointsProgram,
  account: OpenAccount,
  command: LotCommand,
): LotDecision {
  return onLot(program, account, command, "activateLot", {}, (lot, booking) => {
    if (lot.activeAt !== null) return { code: "not-pending", activeAt: lot.activeAt };
    const end =
      lot.endsAt === null
        ? expiryOf(lot.terms?.expiry ?? booking.type.expiry, booking.now, program.zone)
        : toMilliseconds(lot.endsAt);
    return {
      ...head(booking),
      kind: "points-activated",
      lot: lot.id,
      endsAt: end === null ? null : instantText(end),
    };
  });
}

/**
 * Takes away what is left of a lot; what was spent of it stands, and what a reservation holds goes
 * with the lot unless it is spent.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function voidLot(
  program: PointsProgram,
  state: AccountState,
  command: LotCommand,
): LotDecision {
  return decideVoidLot(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideVoidLot(
  program: PointsProgram,
  account: OpenAccount,
  command: LotCommand,
): LotDecision {
  return onLot(program, account, command, "voidLot", {}, (lot, booking) => ({
    ...head(booking),
    kind: "lot-voided",
    lot: lot.id,
  }));
}

/** More time for a lot. */
export interface ExtendCommand extends LotCommand {
  /** From when it is gone; null: never. */
  readonly endsAt: Instant | null;
}

/**
 * Gives a lot more time.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function extendLot(
  program: PointsProgram,
  state: AccountState,
  command: ExtendCommand,
): LotDecision {
  return decideExtend(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideExtend(
  program: PointsProgram,
  account: OpenAccount,
  command: ExtendCommand,
): LotDecision {
  return onLot(program, account, command, "extendLot", command, (lot, booking) => {
    const endsAt = endOf(command.endsAt) ?? Infinity;
    if (endsAt <= millisecondsOrNever(lot.endsAt)) return { code: "not-later", endsAt: lot.endsAt };
    return {
      ...head(booking),
      kind: "expiry-moved",
      lots: [lot.id],
      endsAt: textOrNever(endsAt),
      activity: null,
    };
  });
}

function onLot(
  program: PointsProgram,
  account: OpenAccount,
  command: LotCommand,
  verb: string,
  { endsAt }: { readonly endsAt?: Instant | null | undefined },
  entryOf: (lot: OpenLot, booking: Booking) => PointsEntry | LotRefusal,
): LotDecision {
  const booking = begin(program, account, command, ["member", "type", "lot"]);
  if ("code" in booking) return refuse(booking);
  const said = { type: command.type, lot: command.lot, endsAt: saidEnd(endOf(endsAt)) };
  const refusal = identify(booking, verb, said);
  if (refusal !== null) return refuse(refusal);
  const lot = find(booking.ledger.lots, command.lot);
  if (lot === undefined) return refuse({ code: "unknown-lot", lot: command.lot });
  const valueNow = (): LotResult => ({
    lot: lot.id,
    left: lot.left,
    activeAt: lot.activeAt,
    endsAt: lot.endsAt,
    balance: balanceAfter(booking),
  });
  if (booking.known !== null) return exists(valueNow());
  if (lot.status === "expired" || lot.status === "voided") {
    return refuse({ code: "lot-over", status: lot.status });
  }
  const entry = entryOf(lot, booking);
  if ("code" in entry) return refuse(entry);
  return accept(booking, [entry], valueNow, () => []);
}

import { countIn, invalidCommand } from "../kernel/command";
import { refuse } from "../kernel/refusal";
import { instantText } from "../kernel/time/instant";
import type { Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  type BookingRefusal,
  exists,
  head,
  type PointsDecision,
} from "./booking";
import type { LotPart } from "./entries";
import { expiryOf } from "./expiry";
import { identify, tell } from "./identity";
import type { OpenAccount } from "./ledger/account";
import type { PointsProgram } from "./program";
import type { AccountState } from "./state";

/** The end of a period: what is carried over. */
export interface ResetCommand extends AccountCommand {
  /** What is left at least; it is filled up, with points that end as the type says. Default: 0. */
  readonly minimum?: number | undefined;
  /** What is carried over at most; the rest lapses, in burn order. Default: all. */
  readonly maximum?: number | undefined;
}

/** What was cut or filled up. */
export interface ResetResult {
  readonly cut: number;
  readonly added: number;
  readonly balance: Balance;
}

/**
 * Carries what can be spent over into the next period:
 * `min(maximum, max(minimum, available))`. Held and pending points stay; what is owed is then paid.
 * Points that fill it up can be spent at once, and end as those of the type do.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (a minimum above the maximum too)
 */
export function resetBalance(
  program: PointsProgram,
  state: AccountState,
  command: ResetCommand,
): PointsDecision<ResetResult, BookingRefusal> {
  return decideReset(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideReset(
  program: PointsProgram,
  account: OpenAccount,
  command: ResetCommand,
): PointsDecision<ResetResult, BookingRefusal> {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const minimum = countIn("minimum", command.minimum ?? 0, 0);
  const maximum = command.maximum === undefined ? null : countIn("maximum", command.maximum, 0);
  if (maximum !== null && minimum > maximum) {
    throw invalidCommand("minimum", `at most the maximum, ${maximum}`, minimum);
  }
  const { ledger, now, type } = booking;
  const said = { type: type.id, minimum: minimum === 0 ? null : minimum, maximum };
  const refusal = identify(booking, "resetBalance", said, "lots");
  if (refusal !== null) return refuse(refusal);
  const { known } = booking;
  const { cut, added } =
    known === null
      ? {
          cut: Math.max(0, ledger.available - (maximum ?? Infinity)),
          added: Math.max(0, minimum - ledger.available),
        }
      : (known.told as unknown as Pick<ResetResult, "cut" | "added">);
  const valueNow = (): ResetResult => ({ cut, added, balance: balanceAfter(booking) });
  if (known !== null) return exists(valueNow());
  tell(booking, { cut, added });
  const end = expiryOf(type.expiry, now, program.zone);
  const endsAt = end === null ? null : instantText(end);
  return accept(
    booking,
    [{ ...head(booking), kind: "balance-reset", minimum, maximum, endsAt }],
    valueNow,
    () => [],
  );
}

/** Points that lapsed and had not been written down. */
export interface BookResult {
  readonly points: number;
  readonly lots: readonly LotPart[];
}

/**
 * Writes down what has lapsed since the last time, for the accounts. Balances lost these points at
 * their end already: a second run finds nothing.
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command`
 */
export function bookExpiries(
  program: PointsProgram,
  state: AccountState,
  command: AccountCommand,
): PointsDecision<BookResult, BookingRefusal> {
  return decideBook(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideBook(
  program: PointsProgram,
  account: OpenAccount,
  command: AccountCommand,
): PointsDecision<BookResult, BookingRefusal> {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const refusal = identify(booking, "bookExpiries", { type: command.type });
  if (refusal !== null) return refuse(refusal);
  const { known } = booking;
  if (known !== null) return exists(bookOf(known.told!["lots"] as unknown as LotPart[]));
  const lots: LotPart[] = [];
  for (const { id, expired, booked } of booking.ledger.lots.list) {
    if (expired > booked) lots.push({ lot: id, points: expired - booked });
  }
  tell(booking, { lots: lots.map(({ lot, points }) => ({ lot, points })) });
  return accept(
    booking,
    lots.length === 0 ? [] : [{ ...head(booking), kind: "expiries-booked", lots }],
    () => bookOf(lots),
    () => [],
  );
}

function bookOf(lots: readonly LotPart[]): BookResult {
  return { points: lots.reduce((sum, { points }) => sum + points, 0), lots };
}

import { countIn } from "../kernel/command";
import type { Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  head,
  invalidCommand,
  type PointsDecision,
  refuse,
  type UnknownType,
} from "./booking";
import type { LotPart } from "./entries";
import type { OpenAccount } from "./ledger/account";
import type { PointsProgram } from "./program";
import type { AccountState } from "./state";

/** The end of a period: what is carried over. */
export interface ResetCommand extends AccountCommand {
  /** What is left at least; it is filled up. Default: 0. */
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
 *
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (a minimum above the maximum too)
 */
export function resetBalance(
  program: PointsProgram,
  state: AccountState,
  command: ResetCommand,
): PointsDecision<ResetResult, UnknownType> {
  return decideReset(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideReset(
  program: PointsProgram,
  account: OpenAccount,
  command: ResetCommand,
): PointsDecision<ResetResult, UnknownType> {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const minimum = countIn("minimum", command.minimum ?? 0, 0);
  const maximum = command.maximum === undefined ? null : countIn("maximum", command.maximum, 0);
  if (maximum !== null && minimum > maximum) {
    throw invalidCommand("minimum", `at most the maximum, ${maximum}`, minimum);
  }
  const { available } = booking.ledger;
  return accept(
    booking,
    [{ ...head(booking), kind: "balance-reset", minimum, maximum }],
    () => ({
      cut: Math.max(0, available - (maximum ?? Infinity)),
      added: Math.max(0, minimum - available),
      balance: balanceAfter(booking),
    }),
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
): PointsDecision<BookResult, UnknownType> {
  return decideBook(program, accountFor(state), command);
}

/** The same on an account that is changed in place. */
export function decideBook(
  program: PointsProgram,
  account: OpenAccount,
  command: AccountCommand,
): PointsDecision<BookResult, UnknownType> {
  const booking = begin(program, account, command, ["member", "type"]);
  if ("code" in booking) return refuse(booking);
  const lots: LotPart[] = [];
  for (const { id, expired, booked } of booking.ledger.lots.values()) {
    if (expired > booked) lots.push({ lot: id, points: expired - booked });
  }
  return accept(
    booking,
    lots.length === 0 ? [] : [{ ...head(booking), kind: "expiries-booked", lots }],
    () => ({ points: lots.reduce((sum, { points }) => sum + points, 0), lots }),
    () => [],
  );
}

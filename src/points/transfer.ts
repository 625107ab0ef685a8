import { checkCommand, countIn, invalidCommand } from "../kernel/command";
import { refuse } from "../kernel/refusal";
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
import { creditEntry } from "./credit";
import type { PointsCredited, PointsDebited } from "./entries";
import { expiryOf } from "./expiry";
import { identify } from "./identity";
import type { OpenAccount } from "./ledger/account";
import { find } from "./ledger/by-id";
import type { OpenLedger } from "./ledger/open";
import type { OpenLot } from "./ledger/parts";
import type { PointsProgram } from "./program";
import type { ExceedsAvailable } from "./redeem";
import type { AccountState } from "./state";

/** Points that a member gives to another one. */
export interface TransferCommand extends AccountCommand {
  /** The member who gets them. */
  readonly to: string;
  readonly points: number;
}

/** The accounts of both. */
export interface TransferState {
  /** Of `member`. */
  readonly from: AccountState;
  /** Of `to`. */
  readonly to: AccountState;
}

/** What was transferred. */
export interface TransferResult {
  readonly points: number;
  /** The lots of the one who gets them, in the order of taking. */
  readonly lots: readonly {
    readonly lot: string;
    readonly points: number;
    readonly endsAt: string | null;
  }[];
  /** Of the one who gives. */
  readonly balance: Balance;
}

/**
 * Why nothing was transferred, in the order in which reasons are looked for: those of `BookingRefusal`
 * for the account that gives, then for the one that gets, then `exceeds-available` (pending, reserved
 * and lapsed points cannot be given).
 */
export type TransferRefusal = BookingRefusal | ExceedsAvailable;

/** The codes of {@link TransferRefusal} in their order of precedence. */
export const TRANSFER_REFUSALS = [
  ...BOOKING_REFUSALS,
  "exceeds-available",
] as const satisfies readonly TransferRefusal["code"][];

/** The answer to a {@link TransferCommand}. */
export type TransferDecision = PointsDecision<TransferResult, TransferRefusal>;

/**
 * Moves points from one member to another. With `transferExpiry: "keep"` each part keeps the end of
 * its lot, so that nobody gains time by it; with `"reset"` the clock of the type starts anew.
 *
 * @param state - of both members
 * @throws UptierError in this order: `invalid-state`, `invalid-command` (the same member twice too)
 */
export function transfer(
  program: PointsProgram,
  state: TransferState,
  command: TransferCommand,
): TransferDecision {
  return decideTransfer(program, accountFor(state.from), accountFor(state.to), command);
}

/** The same on accounts that are changed in place. */
export function decideTransfer(
  program: PointsProgram,
  from: OpenAccount,
  to: OpenAccount,
  command: TransferCommand,
): TransferDecision {
  checkCommand(command, ["member", "type", "to"]);
  const { id, member, to: getter, type } = command;
  if (getter === member) throw invalidCommand("to", "another member", getter);
  // Neither account can be written in its own past, and both are written at one instant.
  from.at = to.at = Math.max(from.at, to.at);
  const giving = begin(program, from, command, ["member", "type"]);
  if ("code" in giving) return refuse(giving);
  const getting = begin(program, to, { ...command, member: getter }, ["member", "type"]);
  if ("code" in getting) return refuse(getting);
  const points = countIn("points", command.points);
  const said = { type, member, to: getter, points };
  const refusal =
    identify(giving, "transfer", said, "debits") ?? identify(getting, "transfer", said, "lots");
  if (refusal !== null) return refuse(refusal);
  const { ledger } = giving;
  const valueNow = (): TransferResult => ({
    points,
    lots: lotsOf(getting.ledger, id),
    balance: balanceAfter(giving),
  });
  if (giving.known !== null || getting.known !== null) return exists(valueNow());
  const { available } = ledger;
  if (points > available) return refuse({ code: "exceeds-available", points, available });
  const debit: PointsDebited = {
    ...head(giving),
    kind: "points-debited",
    debit: id,
    points,
    purpose: "transferred",
    ref: getter,
    reward: null,
  };
  const given = accept(
    giving,
    [debit],
    () => find(ledger.debits, id)!.allocations,
    () => [],
  );
  const credits = given.value.map(({ lot, points: taken }, index) =>
    creditOf(getting, find(ledger.lots, lot)!, taken, member, index),
  );
  const got = accept(getting, credits, valueNow, () => []);
  return { ...got, entries: [...given.entries, ...got.entries] };
}

/** The lots that a transfer opened; the debit has the first number. */
function lotsOf({ lots }: OpenLedger, id: string): TransferResult["lots"] {
  const opened: TransferResult["lots"][number][] = [];
  for (let place = 2; ; place += 1) {
    const lot = find(lots, `${id}/${place}`);
    if (lot === undefined) return opened;
    opened.push({ lot: lot.id, points: lot.points, endsAt: lot.endsAt });
  }
}

/** The credit of one part; the first of them says what the command said. */
function creditOf(
  booking: Booking,
  lot: OpenLot,
  points: number,
  giver: string,
  index: number,
): PointsCredited {
  const { type, now, program, content } = booking;
  const reset = type.transferExpiry === "reset" ? expiryOf(type.expiry, now, program.zone) : null;
  const entry = creditEntry(
    booking,
    {
      points,
      source: "transferred",
      ref: giver,
      lotKind: lot.kind,
      burnPriority: lot.burnPriority,
      activeAt: instantText(now),
      deadline: null,
      endsAt:
        type.transferExpiry === "keep" ? lot.endsAt : reset === null ? null : instantText(reset),
      recurs: null,
    },
    index + 2,
  );
  return index === 0 ? { ...entry, command: content } : entry;
}

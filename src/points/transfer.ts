import { countIn, checkCommand } from "../kernel/command";
import { instantText } from "../kernel/time/instant";
import type { Balance } from "./balance";
import {
  accept,
  type AccountCommand,
  accountFor,
  balanceAfter,
  begin,
  type Booking,
  head,
  type IdConflict,
  conflictOf,
  invalidCommand,
  type PointsDecision,
  refuse,
  type UnknownType,
} from "./booking";
import { creditEntry } from "./credit";
import type { PointsCredited, PointsDebited } from "./entries";
import { expiryOf } from "./expiry";
import type { OpenAccount } from "./ledger/account";
import type { OpenLot } from "./ledger/open";
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
 * Why nothing was transferred, in the order in which reasons are looked for: `unknown-type`,
 * `id-conflict`, `exceeds-available` (pending, reserved and lapsed points cannot be given).
 */
export type TransferRefusal = UnknownType | IdConflict | ExceedsAvailable;

/** The codes of {@link TransferRefusal} in their order of precedence. */
export const TRANSFER_REFUSALS = [
  "unknown-type",
  "id-conflict",
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
  if (command.to === command.member) {
    throw invalidCommand("to", "another member", command.to);
  }
  const giving = begin(program, from, command, ["member", "type"]);
  if ("code" in giving) return refuse(giving);
  // Neither account can be written in its own past.
  const now = Math.max(giving.now, to.at);
  const at = instantText(now);
  const booking = begin(program, from, { ...command, at }, ["member", "type"]);
  const getting = begin(program, to, { ...command, at, member: command.to }, ["member", "type"]);
  if ("code" in booking || "code" in getting) throw new TypeError("the type was found before");
  const { ledger } = booking;
  const points = countIn("points", command.points);
  const known = ledger.debits.get(command.id);
  if (known !== undefined) {
    const conflict = conflictOf({
      points: [known.points, points],
      to: [known.ref, command.to],
      purpose: [known.purpose, "transferred"],
    });
    if (conflict !== null) return refuse(conflict);
  }
  if (ledger.reservations.has(command.id)) {
    const conflict = { field: "purpose", before: "reserved", now: "transferred" } as const;
    return refuse({ code: "id-conflict", ...conflict });
  }
  const taken = getting.ledger.lots.get(`${command.id}/2`);
  if (known === undefined && taken !== undefined) {
    const { member } = command;
    return refuse({ code: "id-conflict", field: "member", before: taken.ref, now: member });
  }
  if (known === undefined && points > ledger.available) {
    return refuse({ code: "exceeds-available", points, available: ledger.available });
  }
  const reasons = [...giving.reasons.filter(() => booking.now === giving.now), ...booking.reasons];
  const debit: PointsDebited = {
    ...head(booking),
    kind: "points-debited",
    debit: command.id,
    points,
    purpose: "transferred",
    ref: command.to,
    reward: null,
  };
  const left = accept(
    { ...booking, reasons },
    known === undefined ? [debit] : [],
    () => balanceAfter(booking),
    () => (known === undefined ? [] : [{ code: "exists" } as const]),
  );
  const { allocations } = ledger.debits.get(command.id)!;
  const credits = allocations.map((allocation, index) =>
    creditOf(
      getting,
      ledger.lots.get(allocation.lot)!,
      allocation.points,
      command.member,
      index + 2,
    ),
  );
  if (known === undefined)
    accept(
      getting,
      credits,
      () => null,
      () => [],
    );
  return {
    ...left,
    value: {
      points,
      lots: credits.flatMap(({ id }) => {
        const lot = getting.ledger.lots.get(id);
        return lot === undefined ? [] : [{ lot: id, points: lot.points, endsAt: lot.endsAt }];
      }),
      balance: left.value,
    },
    entries: known === undefined ? [debit, ...credits] : [],
  };
}

function creditOf(
  booking: Booking,
  lot: OpenLot,
  points: number,
  giver: string,
  place: number,
): PointsCredited {
  const { type, now, program } = booking;
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
    place,
  );
  return { ...entry, seq: booking.account.seq + place - 1 };
}

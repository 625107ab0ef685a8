import { checkCommand } from "../kernel/command";
import type { Command, Decision, Reason } from "../kernel/decision";
import type { IdConflict } from "../kernel/refusal";
import { instantText } from "../kernel/time/instant";
import { balanceOfLedger, type Balance } from "./balance";
import type { AccountEntry, KnownCommand, LedgerEntry, PointsEntry } from "./entries";
import type { AccountFull } from "./identity";
import { advanceAccount, ledgerOf, type OpenAccount, openAccount } from "./ledger/account";
import type { OpenLedger } from "./ledger/open";
import { type PointsProgram, type PointType, typeOf } from "./program";
import type { AccountState } from "./state";

/** What every command on an account says. */
export interface AccountCommand extends Command {
  readonly member: string;
  /** The id of a point type of the programme. */
  readonly type: string;
}

/** The programme has no such point type. */
export interface UnknownType {
  readonly code: "unknown-type";
  readonly type: string;
  readonly known: readonly string[];
}

/**
 * Why any command on a point type may be refused, before the reasons of its own verb.
 *
 * 1. `unknown-type`: the programme has no such point type
 * 2. `id-conflict`: the id of the command was used before, for something else
 * 3. `account-full`: the account is as large as one may be
 */
export type BookingRefusal = UnknownType | IdConflict | AccountFull;

/** The codes of {@link BookingRefusal} in their order of precedence. */
export const BOOKING_REFUSALS = [
  "unknown-type",
  "id-conflict",
  "account-full",
] as const satisfies readonly BookingRefusal["code"][];

/** A reason that any decision on an account may give. */
export type BookingReason =
  /** The account has later entries already: this one is booked at the instant of the last. */
  | { readonly code: "booked-later"; readonly at: string; readonly bookedAt: string }
  /** The same command was carried out before: nothing new happens. */
  | { readonly code: "exists" };

/** The answer of a verb on an account. */
export type PointsDecision<Value, Refusal extends Reason, Why extends Reason = never> = Decision<
  Value,
  PointsEntry,
  Refusal,
  Refusal | Why | BookingReason
>;

/** A command on one ledger, and the ledger worked out up to its instant. */
export interface Booking extends Arrival {
  readonly type: PointType;
  readonly ledger: OpenLedger;
}

/** A copy of an account for one decision. */
export function accountFor(state: AccountState): OpenAccount {
  return openAccount(state);
}

/** A command on an account, checked, and the account at its instant. */
export interface Arrival {
  readonly program: PointsProgram;
  readonly account: OpenAccount;
  readonly command: Command & { readonly member: string };
  /** The instant at which entries are made. */
  readonly now: number;
  readonly reasons: readonly BookingReason[];
  /** What the first entry says of the command; null until `identify`. */
  content: KnownCommand | null;
  /** The command that was carried out under this id before; null: none, or not known until `identify`. */
  known: KnownCommand | null;
}

/**
 * Checks a command and brings the account to its instant. Entries are not made in the account's past.
 *
 * @param names - the members of the command that hold ids
 * @throws UptierError `invalid-command`
 */
export function arrive<C extends Arrival["command"]>(
  program: PointsProgram,
  account: OpenAccount,
  command: C,
  names: readonly (keyof C & string)[],
): Arrival {
  const at = checkCommand(command, names);
  const now = Math.max(at, account.at);
  // An account in memory does not go back behind what it was asked about.
  account.at = now;
  const reasons: BookingReason[] =
    now > at ? [{ code: "booked-later", at: instantText(at), bookedAt: instantText(now) }] : [];
  return { program, account, command, now, reasons, content: null, known: null };
}

/** The ledger of a point type, for a command that has arrived. */
export function bookingFor(
  { program, account, command, now, reasons, content, known }: Arrival,
  type: PointType,
): Booking {
  // Written out: engines copy objects that hold fractions or large numbers slowly.
  const ledger = ledgerOf(account, type.id, now);
  return { program, account, command, now, reasons, content, known, type, ledger };
}

/**
 * Begins a decision on one ledger.
 *
 * @param names - the members of the command that hold ids, "type" among them
 * @returns what to decide on; or the point type that the programme does not have
 * @throws UptierError `invalid-command`
 */
export function begin<C extends AccountCommand>(
  program: PointsProgram,
  account: OpenAccount,
  command: C,
  names: readonly (keyof C & string)[],
): Booking | UnknownType {
  const arrival = arrive(program, account, command, names);
  const type = typeOf(program, command.type);
  if (type !== undefined) return bookingFor(arrival, type);
  return { code: "unknown-type", type: command.type, known: program.types.map(({ id }) => id) };
}

/** What an entry starts with. */
export function accountHead(
  { program, account, command, now, content }: Arrival,
  place: number,
): Omit<AccountEntry, "kind"> {
  return {
    id: `${command.id}/${place}`,
    at: instantText(now),
    cause: command.id,
    program: program.id,
    version: program.version,
    member: command.member,
    seq: account.seq + 1,
    command: place === 1 ? content : null,
  };
}

/** What an entry of one ledger starts with. */
export function head(
  { program, account, command, now, content, type }: Booking,
  place = 1,
): Omit<LedgerEntry, "kind"> {
  return {
    id: `${command.id}/${place}`,
    at: instantText(now),
    cause: command.id,
    program: program.id,
    version: program.version,
    member: command.member,
    type: type.id,
    seq: account.seq + 1,
    command: place === 1 ? content : null,
  };
}

/** Accepts: the entries are folded into the account, which the answer then describes. */
export function accept<Value, Why extends Reason>(
  { account, now, reasons }: Arrival,
  entries: readonly PointsEntry[],
  value: () => Value,
  why: () => readonly Why[],
): {
  readonly ok: true;
  readonly value: Value;
  readonly entries: readonly PointsEntry[];
  readonly why: readonly (Why | BookingReason)[];
} {
  // Entries of one command follow one another.
  const numbered = entries.map((entry) => {
    const next = entry.seq === account.seq + 1 ? entry : { ...entry, seq: account.seq + 1 };
    advanceAccount(account, next, now);
    return next;
  });
  return { ok: true, value: value(), entries: numbered, why: [...why(), ...reasons] };
}

/** Answers a command that was carried out before: nothing new happens. */
export function exists<Value, Why extends Reason>(
  value: Value,
  why: readonly Why[] = [],
): {
  readonly ok: true;
  readonly value: Value;
  readonly entries: readonly PointsEntry[];
  readonly why: readonly (Why | BookingReason)[];
} {
  return { ok: true, value, entries: [], why: [{ code: "exists" }, ...why] };
}

/** The balance after a booking. */
export function balanceAfter({ ledger }: Booking): Balance {
  return balanceOfLedger(ledger);
}

import type { Instant } from "../kernel/time/instant";
import { instantText, toMilliseconds } from "../kernel/time/instant";
import { type KeepActiveCommand, type KeepActiveDecision, decideKeepActive } from "./activity";
import { type Balance, balanceOfLedger } from "./balance";
import type { AccountCommand, BookingRefusal, PointsDecision } from "./booking";
import { type CreditCommand, type CreditDecision, decideCredit } from "./credit";
import { decideEarn, type EarnCommand, type EarnDecision } from "./earn";
import type { PointsEntry } from "./entries";
import { checkEntry } from "./entry-check";
import {
  advanceAccount,
  closeAccount,
  emptyAccount,
  ledgerOf,
  type OpenAccount,
  openAccount,
} from "./ledger/account";
import { accountCopy } from "./ledger/copy";
import {
  decideActivate,
  decideExtend,
  decideVoidLot,
  type ExtendCommand,
  type LotCommand,
  type LotDecision,
} from "./lots";
import { decidePay, type PayCommand, type PayDecision } from "./pay";
import type { PointsProgram } from "./program";
import { decideRedeem, type RedeemCommand, type RedeemDecision } from "./redeem";
import { decideRefund, type RefundCommand, type RefundDecision } from "./refund";
import { decideReinstate, type ReinstateCommand, type ReinstateDecision } from "./reinstate";
import {
  decidePost,
  decideReserve,
  decideVoid,
  type PostCommand,
  type ReservationCommand,
  type ReservationDecision,
  type ReserveCommand,
  type ReserveDecision,
} from "./reservation";
import { decideRestore, type RestoreCommand, type RestoreDecision } from "./restore";
import {
  type BookResult,
  decideBook,
  decideReset,
  type ResetCommand,
  type ResetResult,
} from "./reset";
import type { AccountState } from "./state";
import { decideSwitchOn, type SwitchOnResult } from "./switch-on";
import { decideTransfer, type TransferCommand, type TransferDecision } from "./transfer";

/**
 * Accounts held in memory, with all verbs but those of the catalogue, for services that keep them, for imports and for simulations. It makes the
 * same decisions as the verbs and keeps the states itself, changed in place: a debit that touches k
 * lots takes k steps, however many lots there are. Time only moves on: a command that is earlier than
 * what the account was asked about before is booked at that instant, and its `why` says so.
 */
export interface PointsSession {
  /** Opens a lot: `credit`. */
  credit(command: CreditCommand): CreditDecision;
  /** Credits what the rules give: `earn`. */
  earn(command: EarnCommand): EarnDecision;
  /** Takes points in burn order: `redeem`. */
  redeem(command: RedeemCommand): RedeemDecision;
  /** Pays a part of an order: `payWithPoints`. */
  pay(command: PayCommand): PayDecision;
  /** Settles a refund of an order: `refund`. */
  refund(command: RefundCommand): RefundDecision;
  /** Keeps points aside: `reserve`. */
  reserve(command: ReserveCommand): ReserveDecision;
  /** Spends reserved points: `postReservation`. */
  postReservation(command: PostCommand): ReservationDecision;
  /** Gives reserved points back: `voidReservation`. */
  voidReservation(command: ReservationCommand): ReservationDecision;
  /** Gives points of a debit back: `restore`. */
  restore(command: RestoreCommand): RestoreDecision;
  /** Ends the wait of a lot: `activateLot`. */
  activateLot(command: LotCommand): LotDecision;
  /** Takes away what is left of a lot: `voidLot`. */
  voidLot(command: LotCommand): LotDecision;
  /** Gives a lot more time: `extendLot`. */
  extendLot(command: ExtendCommand): LotDecision;
  /** Makes lapsed points good again: `reinstate`. */
  reinstate(command: ReinstateCommand): ReinstateDecision;
  /** Gives an end to lots that have none: `switchOnExpiry`. */
  switchOnExpiry(command: AccountCommand): PointsDecision<SwitchOnResult, BookingRefusal>;
  /** Moves the end of all lots: `keepActive`. */
  keepActive(command: KeepActiveCommand): KeepActiveDecision;
  /** Moves points to another member: `transfer`. */
  transfer(command: TransferCommand): TransferDecision;
  /** Carries a balance over: `resetBalance`. */
  resetBalance(command: ResetCommand): PointsDecision<ResetResult, BookingRefusal>;
  /** Writes down what has lapsed: `bookExpiries`. */
  bookExpiries(command: AccountCommand): PointsDecision<BookResult, BookingRefusal>;
  /** Folds an entry that was decided elsewhere. */
  apply(entry: PointsEntry): void;
  /** What a member has at an instant, or at that of the last question if it is later. */
  balanceOf(member: string, type: string, at: Instant): Balance;
  /** A copy of the state of a member. */
  stateOf(member: string): AccountState;
  /** A copy of the states of all members who have entries, by member. */
  history(): Readonly<Record<string, AccountState>>;
}

/**
 * Opens a session.
 *
 * @param history - states to go on from, by member; they stay as they are. Default: nobody has any
 * @throws UptierError `invalid-state`
 *
 * @example
 * ```ts
 * import { definePoints, openPoints } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 * });
 * const session = openPoints(program);
 * const about = { at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * session.credit({ ...about, id: "c1", points: 100 });
 * session.redeem({ ...about, id: "r1", points: 30 });
 * session.balanceOf("m1", "points", "2026-11-21T09:30:00+08:00").available; // => 70
 * ```
 */
export function openPoints(
  program: PointsProgram,
  history: Readonly<Record<string, AccountState>> = {},
): PointsSession {
  const accounts = new Map<string, OpenAccount>(
    Object.entries(history).map(([member, state]) => [member, openAccount(state)]),
  );
  const accountOf = (member: string): OpenAccount => {
    const known = accounts.get(member);
    if (known !== undefined) return known;
    const fresh = emptyAccount();
    // A name that is no text never passes the check of the command that follows.
    if (typeof member === "string") accounts.set(member, fresh);
    return fresh;
  };
  const verb =
    <C extends { readonly member: string }, D>(
      decide: (program: PointsProgram, account: OpenAccount, command: C) => D,
    ): ((command: C) => D) =>
    (command) =>
      decide(program, accountOf(command.member), command);
  const stateOf = (account: OpenAccount): AccountState =>
    accountCopy(closeAccount(account, account.at === -Infinity ? null : instantText(account.at)));

  return {
    credit: verb(decideCredit),
    earn: verb(decideEarn),
    redeem: verb(decideRedeem),
    pay: verb(decidePay),
    refund: verb(decideRefund),
    reserve: verb(decideReserve),
    postReservation: verb(decidePost),
    voidReservation: verb(decideVoid),
    restore: verb(decideRestore),
    activateLot: verb(decideActivate),
    voidLot: verb(decideVoidLot),
    extendLot: verb(decideExtend),
    reinstate: verb(decideReinstate),
    switchOnExpiry: verb(decideSwitchOn),
    keepActive: verb(decideKeepActive),
    transfer: (command) =>
      decideTransfer(program, accountOf(command.member), accountOf(command.to), command),
    resetBalance: verb(decideReset),
    bookExpiries: verb(decideBook),
    apply(entry) {
      checkEntry(program, entry);
      advanceAccount(accountOf(entry.member), entry, toMilliseconds(entry.at));
    },
    balanceOf(member, type, at) {
      const account = accountOf(member);
      account.at = Math.max(account.at, toMilliseconds(at));
      return balanceOfLedger(ledgerOf(account, type, account.at));
    },
    stateOf: (member) => stateOf(accountOf(member)),
    history: () =>
      Object.fromEntries(
        [...accounts]
          .filter(([, { seq }]) => seq > 0)
          .map(([member, account]) => [member, stateOf(account)]),
      ),
  };
}

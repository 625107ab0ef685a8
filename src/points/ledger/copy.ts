import type { AccountState, Allocation, Debit, LedgerState, Lot, Reservation } from "../state";
import { canonical } from "./instants";
import type { OpenAllocation, OpenDebit, OpenLot, OpenReservation } from "./parts";

/* Copies that can be changed. Written out: engines take several times as long over "...". */

/** A copy of a state, for one who goes on changing the original. */
export function accountCopy(state: AccountState): AccountState {
  const ledgers = Object.entries(state.ledgers).map(
    ([type, ledger]) => [type, ledgerCopy(ledger)] as const,
  );
  return { ...state, ledgers: Object.fromEntries(ledgers), commands: [...state.commands] };
}

function ledgerCopy({ lots, debits, reservations }: LedgerState): LedgerState {
  return {
    lots: lots.map(lotCopy),
    debits: debits.map(debitCopy),
    reservations: reservations.map(reservationCopy),
  };
}

/** A copy of a lot. */
export function lotCopy(lot: Lot): OpenLot {
  return {
    id: lot.id,
    kind: lot.kind,
    kindRank: lot.kindRank,
    burnPriority: lot.burnPriority,
    ref: lot.ref,
    source: lot.source,
    points: lot.points,
    left: lot.left,
    held: lot.held,
    spent: lot.spent,
    expired: lot.expired,
    voided: lot.voided,
    moved: lot.moved,
    booked: lot.booked,
    createdAt: canonical(lot.createdAt)!,
    activeAt: canonical(lot.activeAt),
    deadline: canonical(lot.deadline),
    endsAt: canonical(lot.endsAt),
    recurs: lot.recurs,
    terms: lot.terms,
    status: lot.status,
  };
}

/** A copy of a debit. */
export function debitCopy(debit: Debit): OpenDebit {
  return {
    id: debit.id,
    purpose: debit.purpose,
    ref: debit.ref,
    lot: debit.lot,
    reward: debit.reward,
    points: debit.points,
    allocations: debit.allocations.map(allocationCopy),
    owed: debit.owed,
    restored: debit.restored,
    restores: debit.restores,
  };
}

/** A copy of a reservation. */
export function reservationCopy(reservation: Reservation): OpenReservation {
  return {
    id: reservation.id,
    ref: reservation.ref,
    points: reservation.points,
    allocations: reservation.allocations.map(allocationCopy),
    until: canonical(reservation.until),
    status: reservation.status,
  };
}

function allocationCopy({ lot, points, returned }: Allocation): OpenAllocation {
  return { lot, points, returned };
}

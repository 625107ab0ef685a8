import type { LedgerState } from "../state";
import { byId, type ById, add } from "./by-id";
import { debitCopy, lotCopy, reservationCopy } from "./copy";
import { type Due, noDue, schedule, scheduleLapse } from "./due";
import { endsBefore } from "./instants";
import { insert, type Ordered, ordered } from "./ordered";
import type { OpenDebit, OpenLot, OpenReservation } from "./parts";
import type { References } from "./references";

/** A ledger to be changed in place: the parts of its state, and what finds them quickly. */
export interface OpenLedger {
  readonly lots: ById<OpenLot>;
  readonly debits: ById<OpenDebit>;
  readonly reservations: ById<OpenReservation>;
  /** Active lots of which something is left, in the order in which they are spent. */
  burnOrder: Ordered<OpenLot>;
  /** What time will do. */
  readonly due: Ordered<Due>;
  /** Debits that lots do not cover, the oldest first. */
  readonly owing: OpenDebit[];
  /** Null until somebody asks for them: see `referencesOf`. */
  references: References | null;
  /** The sum of what is left of active lots: what can be spent. */
  available: number;
  /** The sum of what is left of pending lots. */
  pending: number;
  /** The sum of what reservations hold. */
  held: number;
  /** The sum of what has lapsed. */
  expired: number;
  /** The sum of what is owed. */
  debt: number;
}

/** The burn order: priority, then the end (never comes last), kind, age, and the id by code unit. */
export function burnsBefore(a: OpenLot, b: OpenLot): number {
  if (a.burnPriority !== b.burnPriority) return a.burnPriority - b.burnPriority;
  if (a.endsAt !== b.endsAt) return endsBefore(a.endsAt, b.endsAt) ? -1 : 1;
  if (a.kindRank !== b.kindRank) return a.kindRank - b.kindRank;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** A ledger without points. */
export function emptyLedger(): OpenLedger {
  return {
    lots: byId(),
    debits: byId(),
    reservations: byId(),
    burnOrder: ordered(burnsBefore),
    due: noDue(),
    owing: [],
    references: null,
    available: 0,
    pending: 0,
    held: 0,
    expired: 0,
    debt: 0,
  };
}

/**
 * A copy of a state that can be changed.
 *
 * @param at - the instant up to which the state is worked out
 */
export function openLedger(state: LedgerState | undefined, at: number): OpenLedger {
  const ledger = emptyLedger();
  if (state === undefined) return ledger;
  for (const lot of state.lots) {
    const open = lotCopy(lot);
    add(ledger.lots, open);
    ledger.held += open.held;
    ledger.expired += open.expired;
    if (open.status === "pending") ledger.pending += open.left;
    if (open.status === "active") {
      ledger.available += open.left;
      if (open.left > 0) insert(ledger.burnOrder, open);
    }
    schedule(ledger.due, open, at);
  }
  for (const debit of state.debits) {
    const open = debitCopy(debit);
    add(ledger.debits, open);
    if (open.owed > 0) ledger.owing.push(open);
    ledger.debt += open.owed;
  }
  for (const reservation of state.reservations) {
    const open = reservationCopy(reservation);
    add(ledger.reservations, open);
    scheduleLapse(ledger.due, open);
  }
  return ledger;
}

/** The state of a ledger: its own parts, not copies of them, in lists without room for more. */
export function closeLedger({ lots, debits, reservations }: OpenLedger): LedgerState {
  return {
    lots: lots.list.slice(),
    debits: debits.list.slice(),
    reservations: reservations.list.slice(),
  };
}

import { instantText, textOfInstant, toMilliseconds } from "../../kernel/time/instant";
import type { Allocation, Debit, LedgerState, Lot, Reservation } from "../state";
import { debitCopy, lotCopy, reservationCopy } from "./copy";
import { type Ordered, ordered } from "./ordered";
import { nextRecurrence } from "./recurrence";
import type { References } from "./references";

/*
 * A ledger to be changed in place: the lots, debits and reservations of its state, and what finds them
 * quickly. Its instants are texts of one form, that of `instantText`, which sort as instants do.
 */

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

type Taking<T> = Mutable<Omit<T, "allocations">> & { readonly allocations: OpenAllocation[] };

/** See `Lot`. */
export type OpenLot = Mutable<Lot>;

/** See `Allocation`. */
export type OpenAllocation = Mutable<Allocation>;

/** See `Debit`. */
export type OpenDebit = Taking<Debit>;

/** See `Reservation`. */
export type OpenReservation = Taking<Reservation>;

/** Something that time does; of one instant, the lower step comes first. */
export interface Due {
  readonly at: number;
  readonly step: number;
  readonly lot: OpenLot | null;
  readonly reservation: OpenReservation | null;
}

export interface OpenLedger {
  readonly lots: Map<string, OpenLot>;
  readonly debits: Map<string, OpenDebit>;
  readonly reservations: Map<string, OpenReservation>;
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

/** Steps of one instant: PR13 of the order that the documentation states. */
export const STEP = { activate: 0, lapse: 1, cancel: 2, refill: 3, end: 4 } as const;

/** The burn order: priority, then the end (never comes last), kind, age, and the id by code unit. */
export function burnsBefore(a: OpenLot, b: OpenLot): number {
  if (a.burnPriority !== b.burnPriority) return a.burnPriority - b.burnPriority;
  if (a.endsAt !== b.endsAt) return endsBefore(a.endsAt, b.endsAt) ? -1 : 1;
  if (a.kindRank !== b.kindRank) return a.kindRank - b.kindRank;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Whether one end comes before another; null is never. */
export function endsBefore(a: string | null, b: string | null): boolean {
  return a !== null && (b === null || a < b);
}

function comesBefore(a: Due, b: Due): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.step !== b.step || a.lot === null || b.lot === null) return a.step - b.step;
  // Lots that pay a debt at one instant do so by age, whenever this was noted.
  if (a.lot.createdAt !== b.lot.createdAt) return a.lot.createdAt < b.lot.createdAt ? -1 : 1;
  return a.lot.id < b.lot.id ? -1 : a.lot.id > b.lot.id ? 1 : 0;
}

/** A ledger without points. */
export function emptyLedger(): OpenLedger {
  return {
    lots: new Map(),
    debits: new Map(),
    reservations: new Map(),
    burnOrder: ordered(burnsBefore),
    due: ordered(comesBefore),
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
    ledger.lots.set(open.id, open);
    ledger.held += open.held;
    ledger.expired += open.expired;
    if (open.status === "pending") ledger.pending += open.left;
    if (open.status === "active") {
      ledger.available += open.left;
      if (open.left > 0) ledger.burnOrder.insert(open);
    }
    schedule(ledger, open, at);
  }
  for (const debit of state.debits) {
    const open = debitCopy(debit);
    ledger.debits.set(open.id, open);
    if (open.owed > 0) ledger.owing.push(open);
    ledger.debt += open.owed;
  }
  for (const reservation of state.reservations) {
    const open = reservationCopy(reservation);
    ledger.reservations.set(open.id, open);
    scheduleLapse(ledger, open);
  }
  return ledger;
}

/** Notes what time will do to a lot after an instant. */
export function schedule(ledger: OpenLedger, lot: OpenLot, from: number): void {
  if (lot.status === "pending") {
    if (lot.activeAt === null) note(ledger, lot, millisecondsOr(lot.deadline), STEP.cancel);
    else note(ledger, lot, toMilliseconds(lot.activeAt), STEP.activate);
  } else if (lot.status === "active") {
    scheduleEnd(ledger, lot);
    scheduleRefill(ledger, lot, from);
  }
}

/** Notes when an active lot ends. */
export function scheduleEnd(ledger: OpenLedger, lot: OpenLot): void {
  if (lot.status === "active") note(ledger, lot, millisecondsOr(lot.endsAt), STEP.end);
}

/** Notes when a lot is made full again after an instant. */
export function scheduleRefill(ledger: OpenLedger, lot: OpenLot, from: number): void {
  if (lot.recurs !== null) note(ledger, lot, nextRecurrence(lot.recurs, from), STEP.refill);
}

function note({ due }: OpenLedger, lot: OpenLot, at: number, step: number): void {
  if (at !== Infinity) due.insert({ at, step, lot, reservation: null });
}

/** Notes when a reservation lapses. */
export function scheduleLapse({ due }: OpenLedger, reservation: OpenReservation): void {
  if (reservation.status !== "open" || reservation.until === null) return;
  const at = toMilliseconds(reservation.until);
  due.insert({ at, step: STEP.lapse, lot: null, reservation });
}

/** The state of a ledger: its own parts, not copies of them. */
export function closeLedger({ lots, debits, reservations }: OpenLedger): LedgerState {
  return {
    lots: [...lots.values()],
    debits: [...debits.values()],
    reservations: [...reservations.values()],
  };
}

/** The one text of an instant that can be read; null: never. */
export function canonical(text: string | null): string | null {
  return text === null ? null : textOfInstant(text, toMilliseconds(text));
}

/** Infinity: never. */
export function millisecondsOr(text: string | null): number {
  return text === null ? Infinity : toMilliseconds(text);
}

/** Null: never. */
export function textOrNull(milliseconds: number): string | null {
  return milliseconds === Infinity ? null : instantText(milliseconds);
}

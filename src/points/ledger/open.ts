import { instantText, toMilliseconds } from "../../kernel/time/instant";
import type { FrozenEarning } from "../earning/frozen";
import type { ClaimedReward, LotSource, Recurrence } from "../entries";
import type { Allocation, Debit, LedgerState, Lot, LotStatus, Reservation } from "../state";
import { type Ordered, ordered } from "./ordered";
import { nextRecurrence } from "./recurrence";

/* A ledger to be changed in place: instants are milliseconds, Infinity stands for never. */

/** See `Lot`. */
export interface OpenLot {
  readonly id: string;
  readonly kind: string | null;
  readonly kindRank: number;
  readonly burnPriority: number;
  readonly ref: string | null;
  readonly source: LotSource;
  points: number;
  left: number;
  held: number;
  spent: number;
  expired: number;
  voided: number;
  moved: number;
  booked: number;
  readonly createdAt: number;
  activeAt: number;
  readonly deadline: number;
  endsAt: number;
  /** The instants as entries have them. */
  readonly createdText: string;
  activeText: string | null;
  readonly deadlineText: string | null;
  endsText: string | null;
  recurs: Recurrence | null;
  readonly terms: FrozenEarning | null;
  status: LotStatus;
  /** Whether it stands in the burn order, perhaps with nothing left. */
  inBurnOrder: boolean;
}

/** See `Allocation`. */
export interface OpenAllocation {
  readonly lot: OpenLot;
  points: number;
  returned: number;
}

/** See `Debit`. */
export interface OpenDebit {
  readonly id: string;
  readonly purpose: Debit["purpose"];
  readonly ref: string | null;
  readonly lot: string | null;
  readonly reward: ClaimedReward | null;
  readonly points: number;
  readonly allocations: OpenAllocation[];
  owed: number;
  restored: number;
  restores: Debit["restores"];
}

/** See `Reservation`. */
export interface OpenReservation {
  readonly id: string;
  readonly ref: string | null;
  readonly points: number;
  readonly allocations: OpenAllocation[];
  readonly until: number;
  status: Reservation["status"];
}

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
  /** Active lots, in the order in which they are spent. */
  burnOrder: Ordered<OpenLot>;
  /** What time will do. */
  readonly due: Ordered<Due>;
  /** Debits that lots do not cover, the oldest first. */
  readonly owing: OpenDebit[];
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
  if (a.endsAt !== b.endsAt) return a.endsAt < b.endsAt ? -1 : 1;
  if (a.kindRank !== b.kindRank) return a.kindRank - b.kindRank;
  if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function comesBefore(a: Due, b: Due): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.step !== b.step || a.lot === null || b.lot === null) return a.step - b.step;
  // Lots that pay a debt at one instant do so by age, whenever this was noted.
  if (a.lot.createdAt !== b.lot.createdAt) return a.lot.createdAt - b.lot.createdAt;
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
    const open = openLot(lot);
    ledger.lots.set(open.id, open);
    ledger.held += open.held;
    ledger.expired += open.expired;
    if (open.status === "pending") ledger.pending += open.left;
    if (open.status === "active") {
      ledger.available += open.left;
      if (open.left > 0) enqueue(ledger, open);
    }
    schedule(ledger, open, at);
  }
  const openAllocations = (allocations: readonly Allocation[]): OpenAllocation[] =>
    allocations.map(({ lot, points, returned }) => ({
      lot: ledger.lots.get(lot)!,
      points,
      returned,
    }));
  for (const debit of state.debits) {
    const open = { ...debit, allocations: openAllocations(debit.allocations) };
    ledger.debits.set(open.id, open);
    if (open.owed > 0) ledger.owing.push(open);
    ledger.debt += open.owed;
  }
  for (const reservation of state.reservations) {
    const open: OpenReservation = {
      ...reservation,
      allocations: openAllocations(reservation.allocations),
      until: millisecondsOr(reservation.until),
    };
    ledger.reservations.set(open.id, open);
    scheduleLapse(ledger, open);
  }
  return ledger;
}

/** Puts a lot into the burn order. */
export function enqueue(ledger: OpenLedger, lot: OpenLot): void {
  if (lot.inBurnOrder) return;
  lot.inBurnOrder = true;
  ledger.burnOrder.insert(lot);
}

/** Notes what time will do to a lot after an instant. */
export function schedule(ledger: OpenLedger, lot: OpenLot, from: number): void {
  if (lot.status === "pending") {
    if (lot.activeAt === Infinity) note(ledger, lot, lot.deadline, STEP.cancel);
    else note(ledger, lot, lot.activeAt, STEP.activate);
  } else if (lot.status === "active") {
    scheduleEnd(ledger, lot);
    scheduleRefill(ledger, lot, from);
  }
}

/** Notes when an active lot ends. */
export function scheduleEnd(ledger: OpenLedger, lot: OpenLot): void {
  if (lot.status === "active") note(ledger, lot, lot.endsAt, STEP.end);
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
  if (reservation.status !== "open" || reservation.until === Infinity) return;
  due.insert({ at: reservation.until, step: STEP.lapse, lot: null, reservation });
}

/** The state of a ledger, as JSON. */
export function closeLedger({ lots, debits, reservations }: OpenLedger): LedgerState {
  return {
    lots: valuesOf(lots, lotState),
    debits: valuesOf(debits, debitState),
    reservations: valuesOf(reservations, reservationState),
  };
}

/* Written out: a replay makes millions of these, and copies by "..." take several times as long. */

function openLot(lot: Lot): OpenLot {
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
    createdAt: toMilliseconds(lot.createdAt),
    activeAt: millisecondsOr(lot.activeAt),
    deadline: millisecondsOr(lot.deadline),
    endsAt: millisecondsOr(lot.endsAt),
    createdText: lot.createdAt,
    activeText: lot.activeAt,
    deadlineText: lot.deadline,
    endsText: lot.endsAt,
    recurs: lot.recurs,
    terms: lot.terms,
    status: lot.status,
    inBurnOrder: false,
  };
}

/** A lot, as JSON. */
export function lotState(lot: OpenLot): Lot {
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
    createdAt: lot.createdText,
    activeAt: lot.activeText,
    deadline: lot.deadlineText,
    endsAt: lot.endsText,
    recurs: lot.recurs,
    terms: lot.terms,
    status: lot.status,
  };
}

function debitState(open: OpenDebit): Debit {
  return {
    id: open.id,
    purpose: open.purpose,
    ref: open.ref,
    lot: open.lot,
    reward: open.reward,
    points: open.points,
    allocations: allocationsOf(open.allocations),
    owed: open.owed,
    restored: open.restored,
    restores: open.restores,
  };
}

function reservationState(open: OpenReservation): Reservation {
  return {
    id: open.id,
    ref: open.ref,
    points: open.points,
    allocations: allocationsOf(open.allocations),
    until: textOrNull(open.until),
    status: open.status,
  };
}

function allocationsOf(allocations: readonly OpenAllocation[]): readonly Allocation[] {
  return allocations.map(({ lot, points, returned }) => ({ lot: lot.id, points, returned }));
}

function valuesOf<From, To>(map: ReadonlyMap<string, From>, to: (value: From) => To): To[] {
  const values: To[] = [];
  for (const value of map.values()) values.push(to(value));
  return values;
}

/** Infinity: never. */
export function millisecondsOr(text: string | null): number {
  return text === null ? Infinity : toMilliseconds(text);
}

/** Null: never. */
export function textOrNull(milliseconds: number): string | null {
  return milliseconds === Infinity ? null : instantText(milliseconds);
}

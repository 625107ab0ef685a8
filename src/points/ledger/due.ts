import { toMilliseconds } from "../../kernel/time/instant";
import { insert, type Ordered, ordered } from "./ordered";
import type { OpenLot, OpenReservation } from "./parts";
import { nextRecurrence } from "./recurrence";

/* What time will do to a ledger. What an entry changes meanwhile is noted anew, and the old note is passed over. */

/** Something that time does; of one instant, the lower step comes first. */
export interface Due {
  readonly at: number;
  /** The same as the lot or reservation says it: where that says another now, this is over. */
  readonly text: string | null;
  readonly step: number;
  readonly lot: OpenLot | null;
  readonly reservation: OpenReservation | null;
}

/** Steps of one instant: PR13 of the order that the documentation states. */
export const STEP = { activate: 0, lapse: 1, cancel: 2, refill: 3, end: 4 } as const;

/** A list of what time will do, the next first. */
export function noDue(): Ordered<Due> {
  return ordered(comesBefore);
}

function comesBefore(a: Due, b: Due): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.step !== b.step || a.lot === null || b.lot === null) return a.step - b.step;
  // Lots that pay a debt at one instant do so by age, whenever this was noted.
  if (a.lot.createdAt !== b.lot.createdAt) return a.lot.createdAt < b.lot.createdAt ? -1 : 1;
  return a.lot.id < b.lot.id ? -1 : a.lot.id > b.lot.id ? 1 : 0;
}

/** Notes what time will do to a lot after an instant. */
export function schedule(due: Ordered<Due>, lot: OpenLot, from: number): void {
  if (lot.status === "pending") {
    if (lot.activeAt === null) note(due, lot, lot.deadline, STEP.cancel);
    else note(due, lot, lot.activeAt, STEP.activate);
  } else if (lot.status === "active") {
    scheduleEnd(due, lot);
    scheduleRefill(due, lot, from);
  }
}

/** Notes when an active lot ends. */
export function scheduleEnd(due: Ordered<Due>, lot: OpenLot): void {
  if (lot.status === "active") note(due, lot, lot.endsAt, STEP.end);
}

/** Notes when a lot is made full again after an instant. */
export function scheduleRefill(due: Ordered<Due>, lot: OpenLot, from: number): void {
  if (lot.recurs === null) return;
  const at = nextRecurrence(lot.recurs, from);
  insert(due, { at, text: null, step: STEP.refill, lot, reservation: null });
}

function note(due: Ordered<Due>, lot: OpenLot, text: string | null, step: number): void {
  if (text !== null) insert(due, { at: toMilliseconds(text), text, step, lot, reservation: null });
}

/** Notes when a reservation lapses. */
export function scheduleLapse(due: Ordered<Due>, reservation: OpenReservation): void {
  const { until } = reservation;
  if (reservation.status !== "open" || until === null) return;
  insert(due, { at: toMilliseconds(until), text: until, step: STEP.lapse, lot: null, reservation });
}

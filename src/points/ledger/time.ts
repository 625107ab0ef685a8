import { addSafely } from "../../kernel/money/amount";
import { activate, end, payDebts, resolve } from "./movements";
import { type Due, scheduleRefill, STEP } from "./due";
import { millisecondsOrNever } from "../../kernel/time/end";
import type { OpenLedger } from "./open";
import type { OpenLot } from "./parts";
import { first, insert, remove, removeFirst } from "./ordered";

/** What time did to a ledger. */
export interface Happening {
  readonly code: "activated" | "lapsed" | "cancelled" | "refilled" | "expired";
  readonly at: number;
  /** The lot, or the reservation. */
  readonly id: string;
  readonly points: number;
}

/**
 * Lets time pass up to and including an instant. Within one instant lots become active first, then
 * reservations lapse, lots are cancelled and made full again, and last lots end.
 *
 * @param tell - is told what happened. Default: nobody
 */
export function advanceLedger(
  ledger: OpenLedger,
  to: number,
  tell?: (happening: Happening) => void,
): void {
  for (;;) {
    const due = first(ledger.due);
    if (due === undefined || due.at > to) return;
    removeFirst(ledger.due);
    const happening = happen(ledger, due);
    if (happening !== null && tell !== undefined) tell(happening);
  }
}

/** Null: it is no longer due, because an entry changed it meanwhile. */
function happen(ledger: OpenLedger, { at, text, step, lot, reservation }: Due): Happening | null {
  if (reservation !== null) {
    if (reservation.status !== "open") return null;
    resolve(ledger, reservation, 0, "lapsed");
    return { code: "lapsed", at, id: reservation.id, points: reservation.points };
  }
  const points = lot!.left;
  const { id } = lot!;
  switch (step) {
    case STEP.activate:
      if (lot!.status !== "pending" || lot!.activeAt !== text) return null;
      activate(ledger, lot!, at);
      return { code: "activated", at, id, points };
    case STEP.cancel:
      if (lot!.status !== "pending" || lot!.activeAt !== null) return null;
      end(ledger, lot!, "voided");
      return { code: "cancelled", at, id, points };
    case STEP.refill:
      if (lot!.status !== "active" || millisecondsOrNever(lot!.endsAt) <= at) return null;
      return { code: "refilled", at, id, points: refill(ledger, lot!, at) };
    default:
      if (lot!.status !== "active" || lot!.endsAt !== text) return null;
      end(ledger, lot!, "expired");
      // A lot that was used up has nothing to lose.
      return points === 0 ? null : { code: "expired", at, id, points };
  }
}

/** Makes a lot full again: what was not used does not add up, and what is more than full lapses. */
function refill(ledger: OpenLedger, lot: OpenLot, at: number): number {
  const difference = lot.recurs!.points - lot.left - lot.held;
  const missing = Math.max(0, difference);
  const excess = Math.min(lot.left, missing - difference);
  const left = lot.left + missing - excess;
  lot.points = addSafely(lot.points, missing);
  lot.expired += excess;
  ledger.expired += excess;
  ledger.available = addSafely(ledger.available, missing - excess);
  if (lot.left === 0 && left > 0) insert(ledger.burnOrder, lot);
  if (lot.left > 0 && left === 0) remove(ledger.burnOrder, lot);
  lot.left = left;
  scheduleRefill(ledger.due, lot, at);
  payDebts(ledger);
  return missing;
}

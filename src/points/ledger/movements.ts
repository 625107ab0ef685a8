import { addSafely } from "../../kernel/money/amount";
import { find, add } from "./by-id";
import { schedule, scheduleLapse } from "./due";
import { millisecondsOrNever } from "../../kernel/time/end";
import type { OpenLedger } from "./open";
import type { OpenAllocation, OpenDebit, OpenLot, OpenReservation } from "./parts";
import { first, insert, remove } from "./ordered";
import { referToDebit, referToLot } from "./references";

/* What entries do to a ledger. Every movement keeps the equation of each lot, see `Lot`. */

/** Replaced as a whole once there are some: most debits stand. */
const NO_RESTORES: OpenDebit["restores"] = Object.freeze([]);

/** Where points that leave a lot are counted. */
type Account = "held" | "spent" | "expired";

/** Opens a lot at `now`; an active one pays what is owed first. */
export function open(ledger: OpenLedger, lot: OpenLot, now: number): void {
  add(ledger.lots, lot);
  if (ledger.references !== null) referToLot(ledger.references, lot);
  ledger.pending = addSafely(ledger.pending, lot.left);
  const isActive = lot.activeAt === lot.createdAt || millisecondsOrNever(lot.activeAt) <= now;
  if (isActive) activate(ledger, lot, now);
  else schedule(ledger.due, lot, now);
}

/** A lot can be spent from now on, unless it has ended already. */
export function activate(ledger: OpenLedger, lot: OpenLot, now: number): void {
  if (millisecondsOrNever(lot.endsAt) <= now) {
    end(ledger, lot, "expired");
    return;
  }
  ledger.pending -= lot.left;
  lot.status = "active";
  ledger.available = addSafely(ledger.available, lot.left);
  if (lot.left > 0) insert(ledger.burnOrder, lot);
  schedule(ledger.due, lot, now);
  payDebts(ledger);
}

/** What is left of a lot is gone; what is held stays with its reservation. */
export function end(ledger: OpenLedger, lot: OpenLot, how: "expired" | "voided"): void {
  if (lot.left > 0) {
    if (lot.status === "pending") ledger.pending -= lot.left;
    else {
      ledger.available -= lot.left;
      remove(ledger.burnOrder, lot);
    }
    if (how === "expired") ledger.expired += lot.left;
    lot[how] += lot.left;
    lot.left = 0;
  }
  lot.status = how;
}

/**
 * Takes points in burn order.
 *
 * @returns how many the lots did not have
 */
export function take(
  ledger: OpenLedger,
  points: number,
  account: Account,
  allocations: OpenAllocation[],
): number {
  let missing = points;
  const before = allocations.length;
  while (missing > 0) {
    const lot = first(ledger.burnOrder);
    if (lot === undefined) break;
    const taken = Math.min(missing, lot.left);
    missing -= taken;
    takeFrom(ledger, lot, taken, account);
    note(allocations, before, lot, taken);
  }
  return missing;
}

/**
 * Writes down what was taken of a lot. Only the first so many allocations can be of the same one, and none
 * where nothing was spent of it yet: what a debit still owes for has not been given back.
 */
function note(allocations: OpenAllocation[], before: number, lot: OpenLot, taken: number): void {
  if (lot.spent > taken) {
    for (let place = 0; place < before; place += 1) {
      if (allocations[place]!.lot !== lot.id) continue;
      allocations[place]!.points += taken;
      return;
    }
  }
  allocations.push({ lot: lot.id, points: taken, returned: 0 });
}

/** Takes points that a lot has. */
function takeFrom(ledger: OpenLedger, lot: OpenLot, points: number, account: Account): void {
  lot.left -= points;
  lot[account] += points;
  if (account !== "spent") ledger[account] += points;
  if (lot.status === "pending") {
    ledger.pending -= points;
    return;
  }
  ledger.available -= points;
  if (lot.left === 0) remove(ledger.burnOrder, lot);
}

/** Gives points back to their lot; those of a lot that has ended are gone with it. */
function giveBack(ledger: OpenLedger, lot: OpenLot, points: number, from: "held" | "spent"): void {
  lot[from] -= points;
  if (from === "held") ledger.held -= points;
  if (lot.status === "expired" || lot.status === "voided") {
    lot[lot.status] += points;
    if (lot.status === "expired") ledger.expired += points;
    return;
  }
  const isBack = lot.left === 0 && points > 0;
  lot.left += points;
  if (lot.status === "pending") {
    ledger.pending += points;
    return;
  }
  ledger.available += points;
  if (isBack) insert(ledger.burnOrder, lot);
}

/** What an entry says of the debit that it makes. */
type Debiting = Pick<OpenDebit, "purpose" | "ref" | "reward" | "points"> & {
  readonly debit: string;
};

/** Takes points; what lots do not cover is owed. */
export function debit(
  ledger: OpenLedger,
  { debit: id, purpose, ref, reward, points }: Debiting,
  ownLot: OpenLot | null = null,
): void {
  const lot = ownLot === null ? null : ownLot.id;
  const allocations: OpenAllocation[] = [];
  const own = ownLot === null ? 0 : Math.min(points, ownLot.left);
  if (own > 0) {
    takeFrom(ledger, ownLot!, own, "spent");
    allocations.push({ lot: ownLot!.id, points: own, returned: 0 });
  }
  const owed = take(ledger, points - own, "spent", allocations);
  // A list has room for many more after its first item; millions of debits are kept.
  keepDebit(ledger, {
    id,
    purpose,
    ref,
    lot,
    reward,
    points,
    allocations: allocations.slice(),
    owed,
    restored: 0,
    restores: NO_RESTORES,
  });
}

function keepDebit(ledger: OpenLedger, kept: OpenDebit): void {
  add(ledger.debits, kept);
  if (ledger.references !== null) referToDebit(ledger.references, kept);
  if (kept.owed === 0) return;
  ledger.owing.push(kept);
  ledger.debt = addSafely(ledger.debt, kept.owed);
}

/** What can be spent pays what is owed, the oldest debt first. */
export function payDebts(ledger: OpenLedger): void {
  const { owing } = ledger;
  while (owing.length > 0 && ledger.available > 0) {
    const [oldest] = owing;
    const owed = take(ledger, oldest!.owed, "spent", oldest!.allocations);
    ledger.debt -= oldest!.owed - owed;
    oldest!.owed = owed;
    if (owed === 0) owing.shift();
  }
}

/**
 * Gives points of a debit back: first those that are still owed, then to the lots, the one used last
 * first. Points of lots that have ended lapse again, are forfeited, or are gathered for a new lot.
 *
 * @returns how many points are for a new lot
 */
export function restore(
  ledger: OpenLedger,
  kept: OpenDebit,
  points: number,
  onEnded: "original" | "forfeit" | "extend",
): number {
  let missing = points;
  let gathered = 0;
  kept.restored += points;
  const forgiven = Math.min(missing, kept.owed);
  if (forgiven > 0) {
    kept.owed -= forgiven;
    ledger.debt -= forgiven;
    missing -= forgiven;
    if (kept.owed === 0) ledger.owing.splice(ledger.owing.indexOf(kept), 1);
  }
  for (let index = kept.allocations.length - 1; index >= 0 && missing > 0; index -= 1) {
    const allocation = kept.allocations[index]!;
    const lot = find(ledger.lots, allocation.lot)!;
    const part = Math.min(missing, allocation.points - allocation.returned);
    allocation.returned += part;
    missing -= part;
    const ended = lot.status === "expired" || lot.status === "voided";
    if (ended && onEnded === "extend") {
      lot.spent -= part;
      lot.moved += part;
      gathered += part;
    } else if (!ended || onEnded === "original") giveBack(ledger, lot, part, "spent");
  }
  payDebts(ledger);
  return gathered;
}

/** Keeps points aside. */
export function reserve(
  ledger: OpenLedger,
  { id, ref, points, until }: Pick<OpenReservation, "id" | "ref" | "points" | "until">,
): void {
  const allocations: OpenAllocation[] = [];
  take(ledger, points, "held", allocations);
  const reservation: OpenReservation = { id, ref, points, until, allocations, status: "open" };
  add(ledger.reservations, reservation);
  scheduleLapse(ledger.due, reservation);
}

/** Ends a reservation: so many of its points are spent, the first ones taken; the others go back. */
export function resolve(
  ledger: OpenLedger,
  reservation: OpenReservation,
  points: number,
  status: "posted" | "voided" | "lapsed",
): void {
  let missing = points;
  const spent: OpenAllocation[] = [];
  reservation.status = status;
  for (const allocation of reservation.allocations) {
    const lot = find(ledger.lots, allocation.lot)!;
    const used = Math.min(missing, allocation.points);
    missing -= used;
    lot.held -= used;
    lot.spent += used;
    ledger.held -= used;
    if (used > 0) spent.push({ lot: lot.id, points: used, returned: 0 });
    allocation.returned = allocation.points - used;
    if (allocation.returned > 0) giveBack(ledger, lot, allocation.returned, "held");
  }
  if (points > 0) {
    const { id, ref } = reservation;
    const owed = missing;
    keepDebit(ledger, {
      id,
      purpose: "redeemed",
      ref,
      lot: null,
      reward: null,
      points,
      allocations: spent,
      owed,
      restored: 0,
      restores: NO_RESTORES,
    });
  }
  payDebts(ledger);
}

import { duplicateEntry } from "../../kernel/replay";
import { shown, UptierError } from "../../kernel/errors";
import { textOfInstant } from "../../kernel/time/instant";
import type {
  BalanceReset,
  LedgerEntry,
  LotSource,
  OrderRefunded,
  PointsCredited,
  PointsEntry,
} from "../entries";
import type { Restoration } from "../state";
import { find } from "./by-id";
import { activate, debit, end, open, payDebts, reserve, resolve, restore, take } from "./movements";
import { scheduleEnd } from "./due";
import { millisecondsOrNever } from "../../kernel/time/end";
import { canonical, endsBefore } from "./instants";
import type { OpenLedger } from "./open";
import type { OpenDebit, OpenLot } from "./parts";
import { insert, remove } from "./ordered";

/** An entry of one ledger. */
export type TypedEntry = Exclude<PointsEntry, OrderRefunded>;

/** Does to a ledger what an entry says. */
export function advance(ledger: OpenLedger, entry: TypedEntry, now: number): void {
  switch (entry.kind) {
    case "points-credited":
      refuseSecond(find(ledger.lots, entry.id) !== undefined, entry);
      for (const { lot, points } of entry.revives) {
        const from = lotOf(ledger, lot, entry);
        from.expired -= points;
        ledger.expired -= points;
        from.moved += points;
        from.booked = Math.min(from.booked, from.expired);
      }
      open(ledger, lotFrom(entry, now), now);
      return;
    case "points-debited":
      refuseSecond(find(ledger.debits, entry.debit) !== undefined, entry);
      debit(ledger, entry);
      return;
    case "points-clawed-back":
      refuseSecond(find(ledger.debits, entry.debit) !== undefined, entry);
      debit(
        ledger,
        {
          debit: entry.debit,
          purpose: "clawed-back",
          ref: entry.ref,
          reward: null,
          points: entry.points,
        },
        lotOf(ledger, entry.lot, entry),
      );
      return;
    case "points-restored": {
      const kept = find(ledger.debits, entry.debit);
      if (kept === undefined) throw unknown("debit", entry.debit, entry);
      refuseSecond(restoredBy(kept, entry.cause) !== undefined, entry);
      kept.restores = [...kept.restores, { command: entry.cause, points: entry.points }];
      const gathered = restore(ledger, kept, entry.points, entry.onEnded);
      if (gathered > 0) {
        open(ledger, plainLot(entry, "restored", gathered, entry.endsAt, now), now);
      }
      return;
    }
    case "points-reserved":
      refuseSecond(find(ledger.reservations, entry.reservation) !== undefined, entry);
      reserve(ledger, {
        id: entry.reservation,
        ref: entry.ref,
        points: entry.points,
        until: canonical(entry.until),
      });
      return;
    case "reservation-posted":
    case "reservation-voided": {
      const reservation = find(ledger.reservations, entry.reservation);
      if (reservation?.status !== "open") throw unknown("reservation", entry.reservation, entry);
      const [points, status] =
        entry.kind === "reservation-posted"
          ? ([entry.points, "posted"] as const)
          : ([0, "voided"] as const);
      resolve(ledger, reservation, points, status);
      return;
    }
    case "points-activated": {
      const lot = lotOf(ledger, entry.lot, entry);
      if (lot.status !== "pending") throw unknown("lot", entry.lot, entry);
      lot.activeAt = textOfInstant(entry.at, now);
      lot.endsAt = canonical(entry.endsAt);
      // What is made full again counts from when it can be spent.
      if (lot.recurs !== null) lot.recurs = { ...lot.recurs, anchor: entry.at };
      activate(ledger, lot, now);
      return;
    }
    case "lot-voided": {
      const lot = lotOf(ledger, entry.lot, entry);
      if (lot.status === "pending" || lot.status === "active") end(ledger, lot, "voided");
      return;
    }
    case "expiry-moved":
      moveExpiry(
        ledger,
        entry.lots === null ? null : entry.lots.map((lot) => lotOf(ledger, lot, entry)),
        entry.endsAt,
        now,
      );
      return;
    case "balance-reset":
      reset(ledger, entry, now);
      return;
    case "expiries-booked":
      for (const { lot, points } of entry.lots) lotOf(ledger, lot, entry).booked += points;
      return;
  }
}

/** What an entry says of the lot that it opens. */
type Opening = Omit<
  PointsCredited,
  Exclude<keyof LedgerEntry, "id" | "at"> | "source" | "revives" | "counted"
> & { readonly source: LotSource };

function lotFrom(entry: Opening, now: number): OpenLot {
  const createdAt = textOfInstant(entry.at, now);
  return {
    id: entry.id,
    kind: entry.lotKind,
    kindRank: entry.kindRank,
    burnPriority: entry.burnPriority,
    ref: entry.ref,
    source: entry.source,
    points: entry.points,
    left: entry.points,
    held: 0,
    spent: 0,
    expired: 0,
    voided: 0,
    moved: 0,
    booked: 0,
    createdAt,
    activeAt: entry.activeAt === createdAt ? createdAt : canonical(entry.activeAt),
    deadline: canonical(entry.deadline),
    endsAt: canonical(entry.endsAt),
    recurs: entry.recurs,
    terms: entry.terms,
    status: "pending",
  };
}

/** A lot of points that come from other lots, or from nowhere: active at once. */
function plainLot(
  { id, at }: PointsEntry,
  source: "restored" | "reset",
  points: number,
  endsAt: string | null,
  now: number,
): OpenLot {
  const lot = { id, at, source, points, lotKind: null, kindRank: 0, burnPriority: 0, ref: null };
  return lotFrom({ ...lot, activeAt: at, deadline: null, endsAt, recurs: null, terms: null }, now);
}

/** Lots end at another instant; those whose end has passed are gone at once. */
function moveExpiry(
  ledger: OpenLedger,
  lots: readonly OpenLot[] | null,
  endsText: string | null,
  now: number,
): void {
  const endsAt = canonical(endsText);
  const isOver = millisecondsOrNever(endsAt) <= now;
  for (const lot of lots ?? ledger.lots.list) {
    if (lot.status !== "active" && (lots === null || lot.status !== "pending")) continue;
    // An activity never takes time from a lot: one that was extended, or that never ends.
    if (lots === null && !endsBefore(lot.endsAt, endsAt)) continue;
    // The end is part of the burn order.
    const isQueued = lot.status === "active" && lot.left > 0;
    if (isQueued) remove(ledger.burnOrder, lot);
    lot.endsAt = endsAt;
    if (isQueued) insert(ledger.burnOrder, lot);
    if (lot.status === "active" && isOver) end(ledger, lot, "expired");
    else scheduleEnd(ledger.due, lot);
  }
}

/** Cuts what can be spent to a maximum, or fills it up to a minimum. */
function reset(ledger: OpenLedger, entry: BalanceReset, now: number): void {
  const { available } = ledger;
  const { minimum, maximum } = entry;
  if (maximum !== null && available > maximum) take(ledger, available - maximum, "expired", []);
  else if (available < minimum) {
    open(ledger, plainLot(entry, "reset", minimum - available, entry.endsAt, now), now);
  }
  payDebts(ledger);
}

/** What a command gave back of a debit. */
export function restoredBy({ restores }: OpenDebit, command: string): Restoration | undefined {
  return restores.find((one) => one.command === command);
}

function lotOf(ledger: OpenLedger, id: string, entry: PointsEntry): OpenLot {
  const lot = find(ledger.lots, id);
  if (lot === undefined) throw unknown("lot", id, entry);
  return lot;
}

function unknown(what: string, id: string, entry: PointsEntry): UptierError {
  return new UptierError(
    "unknown-link",
    `entry "${entry.id}" is about ${what} ${shown(id)}, which the account does not have, or which is over; pass all entries`,
  );
}

function refuseSecond(known: boolean, entry: PointsEntry): void {
  if (!known) return;
  throw duplicateEntry(entry.id);
}

import { isCount } from "../kernel/count";
import { shown, UptierError } from "../kernel/errors";
import { CALENDAR_UNITS } from "../kernel/time/calendar";
import type { LotPart, PointsEntry, Recurrence } from "./entries";
import type { PointsProgram } from "./program";
import type { RefundedPart } from "./state";

const CREDIT_SOURCES = ["earned", "adjusted", "transferred", "reinstated"];

const DEBIT_PURPOSES = ["redeemed", "adjusted", "transferred", "claimed"];

const ON_ENDED = ["original", "forfeit", "extend"];

/** Refuses what is no entry, or none of this programme. */
export function checkEntry(program: PointsProgram, entry: PointsEntry): void {
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  text(entry.id, "id", entry);
  text(entry.at, "at", entry);
  text(entry.cause, "cause", entry);
  text(entry.program, "program", entry);
  text(entry.member, "member", entry);
  count(entry.seq, "seq", entry);
  recordOrNull(entry.command, "command", entry);
  if (entry.command !== null) {
    text(entry.command.id, "command.id", entry);
    if (!isRecord(entry.command.said)) throw fault("command.said", entry.command.said, entry);
  }
  checkParts(entry);
  if (entry.program !== program.id) {
    throw new UptierError(
      "foreign-entry",
      `entry "${entry.id}" belongs to programme "${entry.program}", not to "${program.id}"`,
    );
  }
}

/** What an account would be damaged without, by the kind of entry. */
function checkParts(entry: PointsEntry): void {
  if (entry.kind === "order-refunded") {
    text(entry.order, "order", entry);
    refundedPart(entry.part, entry);
    return;
  }
  text(entry.type, "type", entry);
  if (entry.type === "__proto__") throw fault("type", entry.type, entry);
  switch (entry.kind) {
    case "points-credited":
      count(entry.points, "points", entry);
      count(entry.kindRank, "kindRank", entry);
      oneOf(CREDIT_SOURCES, entry.source, "source", entry);
      parts(entry.revives, "revives", entry);
      if (!Number.isSafeInteger(entry.burnPriority)) {
        throw fault("burnPriority", entry.burnPriority, entry);
      }
      textOrNull(entry.activeAt, "activeAt", entry);
      textOrNull(entry.deadline, "deadline", entry);
      textOrNull(entry.endsAt, "endsAt", entry);
      recurrence(entry.recurs, entry);
      recordOrNull(entry.terms, "terms", entry);
      recordOrNull(entry.counted, "counted", entry);
      return;
    case "points-debited":
      count(entry.points, "points", entry);
      text(entry.debit, "debit", entry);
      oneOf(DEBIT_PURPOSES, entry.purpose, "purpose", entry);
      recordOrNull(entry.reward, "reward", entry);
      return;
    case "points-restored":
      count(entry.points, "points", entry);
      text(entry.debit, "debit", entry);
      oneOf(ON_ENDED, entry.onEnded, "onEnded", entry);
      textOrNull(entry.endsAt, "endsAt", entry);
      recordOrNull(entry.reward, "reward", entry);
      return;
    case "points-clawed-back":
      count(entry.points, "points", entry);
      text(entry.debit, "debit", entry);
      text(entry.lot, "lot", entry);
      return;
    case "points-reserved":
      count(entry.points, "points", entry);
      text(entry.reservation, "reservation", entry);
      textOrNull(entry.until, "until", entry);
      return;
    case "reservation-posted":
      count(entry.points, "points", entry);
      text(entry.reservation, "reservation", entry);
      return;
    case "reservation-voided":
      text(entry.reservation, "reservation", entry);
      return;
    case "points-activated":
      text(entry.lot, "lot", entry);
      textOrNull(entry.endsAt, "endsAt", entry);
      return;
    case "lot-voided":
      text(entry.lot, "lot", entry);
      return;
    case "expiry-moved":
      if (entry.lots !== null && !Array.isArray(entry.lots)) throw fault("lots", entry.lots, entry);
      for (const lot of entry.lots ?? []) text(lot, "lots", entry);
      textOrNull(entry.endsAt, "endsAt", entry);
      return;
    case "balance-reset":
      count(entry.minimum, "minimum", entry);
      if (entry.maximum !== null) count(entry.maximum, "maximum", entry);
      textOrNull(entry.endsAt, "endsAt", entry);
      return;
    case "expiries-booked":
      parts(entry.lots, "lots", entry);
      return;
    default:
      throw invalid("the kind of an entry", (entry as { readonly kind: unknown }).kind);
  }
}

function refundedPart(part: RefundedPart, entry: PointsEntry): void {
  if (part === "everything") return;
  recordOrNull(part?.lines ?? undefined, "part.lines", entry);
  for (const minor of Object.values(part.lines)) count(minor, "part.lines", entry);
  count(part.shippingMinor, "part.shippingMinor", entry);
  count(part.amountMinor, "part.amountMinor", entry);
}

/** A recurrence of no length would never end. */
function recurrence(recurs: Recurrence | null, entry: PointsEntry): void {
  recordOrNull(recurs, "recurs", entry);
  if (recurs === null) return;
  count(recurs.points, "recurs.points", entry);
  count(recurs.every, "recurs.every", entry);
  if (recurs.every === 0) throw fault("recurs.every", 0, entry);
  oneOf(CALENDAR_UNITS, recurs.unit, "recurs.unit", entry);
  text(recurs.anchor, "recurs.anchor", entry);
  text(recurs.zone, "recurs.zone", entry);
}

function textOrNull(value: unknown, key: string, entry: PointsEntry): void {
  if (value !== null) text(value, key, entry);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function recordOrNull(value: unknown, key: string, entry: PointsEntry): void {
  if (typeof value !== "object") throw fault(key, value, entry);
}

function oneOf(known: readonly string[], value: string, key: string, entry: PointsEntry): void {
  if (!known.includes(value)) throw fault(key, value, entry);
}

function text(value: unknown, key: string, entry: PointsEntry): void {
  if (typeof value !== "string") throw fault(key, value, entry);
}

function count(value: unknown, key: string, entry: PointsEntry): void {
  if (!isCount(value)) throw fault(key, value, entry);
}

function parts(value: readonly LotPart[], key: string, entry: PointsEntry): void {
  if (!Array.isArray(value)) throw fault(key, value, entry);
  for (const part of value as readonly (LotPart | null)[]) {
    count(part?.points, `${key}.points`, entry);
    text(part?.lot, `${key}.lot`, entry);
  }
}

function fault(key: string, value: unknown, { id }: PointsEntry): UptierError {
  return invalid(
    typeof id === "string" ? `"${key}" of entry "${id}"` : `"${key}" of an entry`,
    value,
  );
}

function invalid(what: string, value: unknown): UptierError {
  return new UptierError(
    "invalid-entry",
    `${what} is ${shown(value)}; pass entries exactly as they were made`,
  );
}

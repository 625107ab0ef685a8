import { isCount } from "../../kernel/count";
import { UptierError } from "../../kernel/errors";
import { toMilliseconds } from "../../kernel/time/instant";
import type { KnownCommand, LotSource } from "../entries";
import type { AccountState, Allocation, LedgerState, Lot, LotStatus, Reservation } from "../state";

const LOT_STATUSES: readonly LotStatus[] = ["pending", "active", "expired", "voided"];

const LOT_SOURCES: readonly LotSource[] = [
  "earned",
  "adjusted",
  "transferred",
  "reinstated",
  "restored",
  "reset",
];

const RESERVATION_STATUSES: readonly Reservation["status"][] = [
  "open",
  "posted",
  "voided",
  "lapsed",
];

/**
 * Refuses a state that was damaged on its way.
 *
 * @throws UptierError `invalid-state`
 */
export function checkAccount(state: AccountState): void {
  const { seq, at, ledgers, earning, refunds, claimed, commands } = (state ??
    {}) as Partial<AccountState>;
  const sound =
    isCount(seq) &&
    isInstant(at) &&
    [ledgers, earning, refunds, claimed].every(isRecord) &&
    isList(commands) &&
    commands!.every(isCommand) &&
    Object.values(ledgers!).every(isLedger);
  if (!sound) {
    throw new UptierError("invalid-state", "the account is not a state; replay its entries");
  }
}

function isCommand(command: KnownCommand | null): boolean {
  return typeof command?.id === "string" && isRecord(command.said);
}

function isLedger(ledger: LedgerState): boolean {
  if (!isRecord(ledger)) return false;
  const { lots, debits, reservations } = ledger;
  if (![lots, debits, reservations].every(isList)) return false;
  const ids = new Set<string>();
  for (const lot of lots) {
    if (!isRecord(lot) || !isLot(lot)) return false;
    ids.add(lot.id);
  }
  const taken = (allocations: readonly Allocation[]): boolean =>
    isList(allocations) &&
    allocations.every(
      (one) => isRecord(one) && ids.has(one.lot) && isCount(one.points) && isCount(one.returned),
    );
  return (
    ids.size === lots.length &&
    debits.every(
      (debit) =>
        isRecord(debit) &&
        [debit.points, debit.owed, debit.restored].every(isCount) &&
        isList(debit.restores) &&
        debit.restores.every((one) => isRecord(one) && isCount(one.points)) &&
        taken(debit.allocations),
    ) &&
    reservations.every(
      (one) =>
        isRecord(one) &&
        isCount(one.points) &&
        isInstant(one.until) &&
        RESERVATION_STATUSES.includes(one.status) &&
        taken(one.allocations),
    )
  );
}

/** Whether the equation of a lot holds, and its instants are some. */
function isLot(lot: Lot): boolean {
  const { left, held, spent, expired, voided, moved } = lot;
  return (
    [left, held, spent, expired, voided, moved, lot.booked].every(isCount) &&
    left + held + spent + expired + voided + moved === lot.points &&
    LOT_STATUSES.includes(lot.status) &&
    LOT_SOURCES.includes(lot.source) &&
    typeof lot.createdAt === "string" &&
    [lot.createdAt, lot.activeAt, lot.deadline, lot.endsAt].every(isInstant) &&
    Number.isSafeInteger(lot.burnPriority) &&
    isCount(lot.kindRank)
  );
}

/** Null is one: never. */
function isInstant(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== "string") return false;
  try {
    toMilliseconds(value);
    return true;
  } catch {
    return false;
  }
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

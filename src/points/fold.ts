import { shown, UptierError } from "../kernel/errors";
import { CALENDAR_UNITS } from "../kernel/time/calendar";
import { type Instant, instantText, toMilliseconds } from "../kernel/time/instant";
import type { LotPart, PointsEntry, Recurrence } from "./entries";
import {
  advanceAccount,
  closeAccount,
  emptyAccount,
  type OpenAccount,
  openAccount,
} from "./ledger/account";
import type { PointsProgram } from "./program";
import type { AccountState, RefundedPart } from "./state";

/**
 * An account after one more entry; the state that was passed in stays as it was.
 *
 * @param program - the definition; entries of other programmes are an error
 * @throws UptierError in this order: `invalid-entry`, `foreign-entry`, `late-entry` (earlier than
 * the state: replay), `duplicate-entry`, `unknown-link` (a lot, debit or reservation that the
 * account does not have), `unsafe-integer`
 *
 * @example
 * ```ts
 * import { apply, balanceOf, credit, definePoints, newAccount } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 * });
 * const command = { id: "c1", at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * const decision = credit(program, newAccount(), { ...command, points: 100 });
 * let state = newAccount();
 * if (decision.ok) for (const entry of decision.entries) state = apply(program, state, entry);
 * balanceOf(state, "points", "2026-11-22T00:00:00+08:00").available; // => 100
 * ```
 */
export function apply(
  program: PointsProgram,
  state: AccountState,
  entry: PointsEntry,
): AccountState {
  checkEntry(program, entry);
  return applyToAccount(state, entry);
}

/** The same for an entry that is known to be one of the programme. */
export function applyToAccount(state: AccountState, entry: PointsEntry): AccountState {
  const account = openAccount(state);
  advanceAccount(account, entry, toMilliseconds(entry.at));
  return closeAccount(account, entry.at);
}

/** From where and until when to replay. */
export interface ReplayOptions {
  /** Only entries up to and including this instant; the states are of it. Default: all entries. */
  readonly asOf?: Instant | undefined;
  /** States to go on from, by member: snapshots. Default: nobody has an account. */
  readonly from?: Readonly<Record<string, AccountState>> | undefined;
}

/**
 * The accounts of all members, from the entries alone, in whatever order they come: they are folded
 * by instant, then by number, then by id. An entry that arrives late takes its place among the
 * others; a debit that then finds too little is owed. Snapshots shorten the way and change no result.
 *
 * @returns by member; each state is of `asOf`, or of the member's last entry
 * @throws UptierError in this order: `invalid-instant`, and at the first entry at fault the errors of
 * {@link apply}; `late-entry` where an entry is earlier than the snapshot
 *
 * @example
 * ```ts
 * import { balanceOf, credit, definePoints, newAccount, replay } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points", expiry: { mode: "rolling", after: { days: 30 } } }],
 * });
 * const command = { id: "c1", at: "2026-11-21T09:30:00+08:00", member: "m1", type: "points" };
 * const decision = credit(program, newAccount(), { ...command, points: 100 });
 * const entries = decision.ok ? decision.entries : [];
 * const { m1 } = replay(program, entries, { asOf: "2027-01-01T00:00:00+08:00" });
 * m1 && balanceOf(m1, "points", m1.at ?? "").expired; // => 100
 * ```
 */
export function replay(
  program: PointsProgram,
  entries: Iterable<PointsEntry>,
  { asOf, from = {} }: ReplayOptions = {},
): Readonly<Record<string, AccountState>> {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const groups = byMember(program, entries);
  const states: [string, AccountState][] = [];
  for (const [member, group] of groups) {
    const known = Object.hasOwn(from, member) ? from[member] : undefined;
    const account = known === undefined ? emptyAccount() : openAccount(known);
    const journal = journalOf(program, group, until);
    // A member whose entries all come later has no account yet.
    if (known !== undefined || journal.entries.length > 0) {
      states.push([member, fold(account, journal, until)]);
    }
  }
  for (const [member, state] of Object.entries(from)) {
    if (!groups.has(member)) states.push([member, fold(openAccount(state), NO_ENTRIES, until)]);
  }
  return Object.fromEntries(states);
}

/** The entries of one member in the order of folding, with their instants in milliseconds. */
export interface Journal {
  readonly entries: readonly PointsEntry[];
  readonly times: readonly number[];
}

const NO_ENTRIES: Journal = { entries: [], times: [] };

/** The entries of each member: looked at as little as possible, because there may be millions. */
export function byMember(
  program: PointsProgram,
  entries: Iterable<PointsEntry>,
): ReadonlyMap<string, readonly PointsEntry[]> {
  const groups = new Map<string, PointsEntry[]>();
  for (const entry of entries) {
    if (typeof (entry as PointsEntry | null)?.member !== "string") checkEntry(program, entry);
    const group = groups.get(entry.member);
    if (group === undefined) groups.set(entry.member, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The journal of one member up to an instant: checked, and in order. */
export function journalOf(
  program: PointsProgram,
  group: readonly PointsEntry[],
  until: number,
): Journal {
  const [entries, times]: [PointsEntry[], number[]] = [[], []];
  let sorted = true;
  for (const entry of group) {
    checkEntry(program, entry);
    const at = toMilliseconds(entry.at);
    if (at > until) continue;
    const last = entries.length - 1;
    if (last >= 0 && order(entries[last]!, times[last]!, entry, at) > 0) sorted = false;
    entries.push(entry);
    times.push(at);
  }
  const journal = sorted ? { entries, times } : sort({ entries, times });
  refuseDuplicates(journal);
  return journal;
}

function fold(account: OpenAccount, journal: Journal, until: number): AccountState {
  const { entries, times } = journal;
  for (let index = 0; index < entries.length; index += 1) {
    advanceAccount(account, entries[index]!, times[index]!);
  }
  if (until !== Infinity && until > account.at) account.at = until;
  return closeAccount(account, account.at === -Infinity ? null : instantText(account.at));
}

/**
 * Refuses an entry that comes twice: in the order of folding its copies follow one another.
 *
 * @throws UptierError `duplicate-entry`
 */
function refuseDuplicates({ entries }: Journal): void {
  for (let index = 1; index < entries.length; index += 1) {
    const { id } = entries[index]!;
    if (id !== entries[index - 1]!.id) continue;
    throw new UptierError("duplicate-entry", `entry "${id}" occurs twice; pass each entry once`);
  }
}

function sort({ entries, times }: Journal): Journal {
  const places = entries.map((_, index) => index);
  places.sort((a, b) => order(entries[a]!, times[a]!, entries[b]!, times[b]!));
  return {
    entries: places.map((place) => entries[place]!),
    times: places.map((place) => times[place]!),
  };
}

function order(a: PointsEntry, at: number, b: PointsEntry, bt: number): number {
  if (at !== bt) return at - bt;
  if (a.seq !== b.seq) return a.seq - b.seq;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Refuses what is no entry, or none of this programme. */
export function checkEntry(program: PointsProgram, entry: PointsEntry): void {
  if (typeof entry !== "object" || entry === null) throw invalid("an entry", entry);
  text(entry.id, "id", entry);
  text(entry.at, "at", entry);
  text(entry.cause, "cause", entry);
  text(entry.program, "program", entry);
  text(entry.member, "member", entry);
  count(entry.seq, "seq", entry);
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
      oneOf(["redeemed", "adjusted", "transferred", "claimed"], entry.purpose, "purpose", entry);
      recordOrNull(entry.reward, "reward", entry);
      return;
    case "points-restored":
      count(entry.points, "points", entry);
      text(entry.debit, "debit", entry);
      oneOf(["original", "forfeit", "extend"], entry.onEnded, "onEnded", entry);
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
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw fault(key, value, entry);
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

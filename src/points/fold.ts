import { type Instant, instantText, textOfInstant, toMilliseconds } from "../kernel/time/instant";
import type { PointsEntry } from "./entries";
import { checkEntry } from "./entry-check";
import {
  advanceAccount,
  closeAccount,
  emptyAccount,
  type OpenAccount,
  openAccount,
} from "./ledger/account";
import { entriesAt, type Journal, journalOf, logOf } from "./journal";
import type { PointsProgram } from "./program";
import type { AccountState } from "./state";

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
  options: ReplayOptions = {},
): Readonly<Record<string, AccountState>> {
  const states: Record<string, AccountState> = {};
  for (const [member, state] of replayEach(program, entries, options)) {
    if (member !== "__proto__") states[member] = state;
    // An assignment would set the prototype.
    else Object.defineProperty(states, member, { value: state, enumerable: true });
  }
  return states;
}

/**
 * The same, one account after the other, for reports over many: an account that is not kept costs no
 * memory. Each member comes once. Nothing is read before the first account is asked for.
 *
 * @throws UptierError as {@link replay}
 *
 * @example
 * ```ts
 * import { balanceOf, credit, definePoints, newAccount, replayEach } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [{ id: "points" }],
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * const command = { id: "c1", at, member: "m1", type: "points", points: 100 };
 * const decision = credit(program, newAccount(), command);
 * let outstanding = 0;
 * for (const [, account] of replayEach(program, decision.ok ? decision.entries : [])) {
 *   outstanding += balanceOf(account, "points", at).available;
 * }
 * outstanding; // => 100
 * ```
 */
export function* replayEach(
  program: PointsProgram,
  entries: Iterable<PointsEntry>,
  { asOf, from = {} }: ReplayOptions = {},
): Generator<readonly [member: string, state: AccountState]> {
  const until = asOf === undefined ? Infinity : toMilliseconds(asOf);
  const log = logOf(program, entries);
  for (const [member, places] of log.places) {
    const known = Object.hasOwn(from, member) ? from[member] : undefined;
    const account = known === undefined ? emptyAccount() : openAccount(known);
    const journal = journalOf(program, entriesAt(log, places), until);
    // A member whose entries all come later has no account yet.
    if (known !== undefined || journal.entries.length > 0) {
      yield [member, fold(account, journal, until)];
    }
  }
  for (const [member, state] of Object.entries(from)) {
    if (!log.places.has(member)) yield [member, fold(openAccount(state), NO_ENTRIES, until)];
  }
}

const NO_ENTRIES: Journal = { entries: [], times: [] };

function fold(account: OpenAccount, journal: Journal, until: number): AccountState {
  const { entries, times } = journal;
  for (let index = 0; index < entries.length; index += 1) {
    advanceAccount(account, entries[index]!, times[index]!);
  }
  if (until !== Infinity && until > account.at) account.at = until;
  return closeAccount(account, textOf(account, entries[entries.length - 1]));
}

/** The instant of an account whose last entry that was. */
function textOf({ at }: OpenAccount, last: PointsEntry | undefined): string | null {
  if (last !== undefined && toMilliseconds(last.at) === at) return textOfInstant(last.at, at);
  return at === -Infinity ? null : instantText(at);
}

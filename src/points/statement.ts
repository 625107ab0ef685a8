import { instantText, type Instant, toMilliseconds } from "../kernel/time/instant";
import { balanceOfLedger } from "./balance";
import type { PointsEntry } from "./entries";
import { entriesAt, journalOf, logOf } from "./journal";
import { advanceAccount, emptyAccount, ledgerOf } from "./ledger/account";
import type { Happening } from "./ledger/time";
import type { PointsProgram } from "./program";

/** One line of a statement: an entry, or something that time did. */
export interface StatementLine {
  readonly at: string;
  /** The kind of the entry; or `activated`, `lapsed`, `cancelled`, `refilled`, `expired`. */
  readonly kind: string;
  /** The id of the entry, of the lot, or of the reservation. */
  readonly id: string;
  /** What the member saw before, `active - debt`; that of the line before. */
  readonly before: number;
  readonly after: number;
  /** `after - before`. */
  readonly change: number;
}

/**
 * The history of one point type of a member, oldest line first, with balances that chain: what the
 * member sees in the app. Lapsed points have lines of their own, at the instant when they lapsed.
 *
 * @param entries - of one member or of many
 * @param asOf - the last instant
 * @throws UptierError as `replay`
 */
export function statementOf(
  program: PointsProgram,
  entries: Iterable<PointsEntry>,
  member: string,
  type: string,
  asOf: Instant,
): readonly StatementLine[] {
  const until = toMilliseconds(asOf);
  const log = logOf(program, entries);
  const journal = journalOf(program, entriesAt(log, log.places.get(member) ?? []), until);
  const account = emptyAccount();
  const lines: StatementLine[] = [];
  let balance = 0;
  const write = (at: number, kind: string, id: string): void => {
    const next = balanceOfLedger(account.ledgers.get(type)!).balance;
    lines.push({
      at: instantText(at),
      kind,
      id,
      before: balance,
      after: next,
      change: next - balance,
    });
    balance = next;
  };
  const tell = ({ at, code, id }: Happening): void => write(at, code, id);
  journal.entries.forEach((entry, index) => {
    const at = journal.times[index]!;
    const own = entry.kind !== "order-refunded" && entry.type === type;
    advanceAccount(account, entry, at, own ? tell : undefined);
    if (own) write(at, entry.kind, entry.id);
  });
  ledgerOf(account, type, until, tell);
  return lines;
}

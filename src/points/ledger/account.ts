import { UptierError } from "../../kernel/errors";
import { toMilliseconds } from "../../kernel/time/instant";
import { advanceEarningHistory, type EarningHistory } from "../earning/history";
import type { KnownCommand, OrderRefunded, PointsEntry } from "../entries";
import { type AccountState, type LedgerState, newAccount } from "../state";
import { advance, type TypedEntry } from "./advance";
import { add, byId, type ById } from "./by-id";
import { checkAccount } from "./check";
import { closeLedger, emptyLedger, type OpenLedger, openLedger } from "./open";
import { advanceLedger, type Happening } from "./time";

/** An account to be changed in place. */
export interface OpenAccount {
  seq: number;
  /** Milliseconds; -Infinity before the first entry. */
  at: number;
  readonly ledgers: Map<string, OpenLedger>;
  /* What stays small is replaced as a whole. */
  earning: EarningHistory;
  /** Null: there are none, as in most accounts. */
  refunds: Map<string, AccountState["refunds"][string]> | null;
  claimed: AccountState["claimed"];
  readonly commands: ById<KnownCommand>;
}

const NOTHING = newAccount();

/** An account without entries. */
export function emptyAccount(): OpenAccount {
  const { earning, claimed } = NOTHING;
  return {
    seq: 0,
    at: -Infinity,
    ledgers: new Map(),
    refunds: null,
    earning,
    claimed,
    commands: byId(),
  };
}

/**
 * A copy of a state that can be changed.
 *
 * @throws UptierError `invalid-state`
 */
export function openAccount(state: AccountState): OpenAccount {
  checkAccount(state);
  const at = state.at === null ? -Infinity : toMilliseconds(state.at);
  const ledgers = new Map<string, OpenLedger>();
  for (const [type, ledger] of Object.entries(state.ledgers)) {
    ledgers.set(type, openLedger(ledger, at));
  }
  const { seq, earning, claimed } = state;
  const refunded = Object.entries(state.refunds);
  const refunds = refunded.length === 0 ? null : new Map(refunded);
  const commands = byId([...state.commands]);
  return { seq, at, ledgers, refunds, earning, claimed, commands };
}

/** The state of an account at its instant, as JSON. */
export function closeAccount(account: OpenAccount, text: string | null): AccountState {
  // No type is called "__proto__": entries that say so are refused.
  const ledgers: Record<string, LedgerState> = {};
  for (const [type, ledger] of account.ledgers) {
    // A ledger that was only asked about is none.
    if (isUnused(ledger)) continue;
    advanceLedger(ledger, account.at);
    ledgers[type] = closeLedger(ledger);
  }
  const { seq, earning, claimed } = account;
  const refunds = account.refunds === null ? NOTHING.refunds : Object.fromEntries(account.refunds);
  return {
    seq,
    at: text,
    ledgers,
    earning,
    refunds,
    claimed,
    commands: account.commands.list.slice(),
  };
}

function isUnused({ lots, debits, reservations }: OpenLedger): boolean {
  return lots.list.length + debits.list.length + reservations.list.length === 0;
}

/** The ledger of a point type, up to an instant. */
export function ledgerOf(
  account: OpenAccount,
  type: string,
  at: number,
  tell?: (happening: Happening) => void,
): OpenLedger {
  let ledger = account.ledgers.get(type);
  if (ledger === undefined) {
    ledger = emptyLedger();
    account.ledgers.set(type, ledger);
  }
  advanceLedger(ledger, at, tell);
  return ledger;
}

/**
 * Folds one entry into an account, in place.
 *
 * @param at - the instant of the entry, in milliseconds
 * @param tell - is told what time did before the entry
 */
export function advanceAccount(
  account: OpenAccount,
  entry: PointsEntry,
  at: number,
  tell?: (happening: Happening) => void,
): void {
  if (at < account.at) {
    throw new UptierError(
      "late-entry",
      `entry "${entry.id}" of ${entry.at} is earlier than the state, which is of ${new Date(account.at).toISOString()}; replay from an earlier state`,
    );
  }
  if (entry.kind === "order-refunded") keepRefund(account, entry);
  else {
    advance(ledgerOf(account, entry.type, at, tell), entry, at);
    count(account, entry);
  }
  if (entry.command !== null) add(account.commands, entry.command);
  account.at = at;
  account.seq = Math.max(account.seq, entry.seq);
}

function keepRefund(account: OpenAccount, { order, cause, part }: OrderRefunded): void {
  account.refunds ??= new Map();
  account.refunds.set(order, { ...account.refunds.get(order), [cause]: part });
}

/** What an entry changes beside its ledger. */
function count(account: OpenAccount, entry: TypedEntry): void {
  if (entry.kind === "points-credited" && entry.counted !== null) {
    account.earning = advanceEarningHistory(account.earning, entry.counted);
  } else if (entry.kind === "points-debited" || entry.kind === "points-restored") {
    if (entry.reward === null) return;
    const { id, times } = entry.reward;
    const before = Object.hasOwn(account.claimed, id) ? account.claimed[id]! : 0;
    const change = entry.kind === "points-debited" ? times : -times;
    account.claimed = { ...account.claimed, [id]: before + change };
  }
}

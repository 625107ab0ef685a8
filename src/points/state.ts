import type { FrozenEarning } from "./earning/frozen";
import { type EarningHistory, newEarningHistory } from "./earning/history";
import type { ClaimedReward, DebitPurpose, KnownCommand, LotSource, Recurrence } from "./entries";

/** What a member has of a programme. Plain JSON. */
export interface AccountState {
  /** How many entries there are. */
  readonly seq: number;
  /** The instant up to which the state is worked out; null before the first entry. */
  readonly at: string | null;
  /** By the id of the point type; those without entries are missing. */
  readonly ledgers: Readonly<Record<string, LedgerState>>;
  /** What caps and first times go by. */
  readonly earning: EarningHistory;
  /** What was refunded of orders: by the id of the order, and by that of the command. */
  readonly refunds: Readonly<Record<string, Readonly<Record<string, RefundedPart>>>>;
  /** Rewards of the catalogue claimed so far, by id. */
  readonly claimed: Readonly<Record<string, number>>;
  /** What was carried out, in order: each id stands for one content. */
  readonly commands: readonly KnownCommand[];
}

/** One refund of an order, in minor units of the currency. */
export type RefundedPart =
  | "everything"
  | {
      readonly lines: Readonly<Record<string, number>>;
      readonly shippingMinor: number;
      readonly amountMinor: number;
    };

/** The points of one type. Plain JSON. */
export interface LedgerState {
  /** In the order in which they were opened. */
  readonly lots: readonly Lot[];
  /** What was taken, in order. */
  readonly debits: readonly Debit[];
  readonly reservations: readonly Reservation[];
}

/**
 * Points that were credited together. Always
 * `points = left + held + spent + expired + voided + moved`.
 */
export interface Lot {
  /** That of the entry that opened it. */
  readonly id: string;
  readonly kind: string | null;
  readonly kindRank: number;
  readonly burnPriority: number;
  readonly ref: string | null;
  readonly source: LotSource;
  /** Issued so far; more than at first where the lot is made full again. */
  readonly points: number;
  /** Can be spent, now or once the lot is active. */
  readonly left: number;
  /** In open reservations. */
  readonly held: number;
  /** Taken by debits, less what came back. */
  readonly spent: number;
  readonly expired: number;
  /** Cancelled, or taken away with the lot. */
  readonly voided: number;
  /** In another lot now: reinstated, or restored with a later end. */
  readonly moved: number;
  /** Of the expired ones, those that have been written down. */
  readonly booked: number;
  readonly createdAt: string;
  /** Null: it waits for an event. */
  readonly activeAt: string | null;
  readonly deadline: string | null;
  readonly endsAt: string | null;
  readonly recurs: Recurrence | null;
  /** How an order or event earned them; null: otherwise. */
  readonly terms: FrozenEarning | null;
  readonly status: LotStatus;
}

/** `active` also where nothing is left; `voided` also where an event did not come in time. */
export type LotStatus = "pending" | "active" | "expired" | "voided";

/** Points taken from lots. Always `points = sum of allocations + owed + restored from what was owed`. */
export interface Debit {
  readonly id: string;
  readonly purpose: DebitPurpose | "clawed-back";
  readonly ref: string | null;
  /** The lot that is taken back; null: lots in burn order. */
  readonly lot: string | null;
  /** The reward that was claimed; null: none. */
  readonly reward: ClaimedReward | null;
  readonly points: number;
  /** In the order of taking; each lot once. */
  readonly allocations: readonly Allocation[];
  /** Not covered by any lot yet. */
  readonly owed: number;
  /** Given back so far, forfeited points included. */
  readonly restored: number;
  /** The same by command, in order. */
  readonly restores: readonly Restoration[];
}

/** Points of a debit that one command gave back. */
export interface Restoration {
  /** The id of the command. */
  readonly command: string;
  readonly points: number;
}

/** How much a debit took of a lot. */
export interface Allocation {
  readonly lot: string;
  readonly points: number;
  /** Of these, given back, or forfeited because the lot had ended. */
  readonly returned: number;
}

/** Points kept aside. */
export interface Reservation {
  readonly id: string;
  readonly ref: string | null;
  readonly points: number;
  readonly allocations: readonly Allocation[];
  readonly until: string | null;
  readonly status: "open" | "posted" | "voided" | "lapsed";
}

/** An account before its first entry. */
export function newAccount(): AccountState {
  return {
    seq: 0,
    at: null,
    ledgers: {},
    earning: newEarningHistory(),
    refunds: {},
    claimed: {},
    commands: [],
  };
}

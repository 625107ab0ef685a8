import type { Entry } from "../kernel/decision";
import type { Json } from "../kernel/json";
import type { CalendarUnit } from "../kernel/time/calendar";
import type { FrozenEarning } from "./earning/frozen";
import type { EarningCount } from "./earning/history";
import type { RefundedPart } from "./state";

/** The entries of the accounts of a programme. */
export type PointsEntry =
  | PointsCredited
  | PointsDebited
  | PointsRestored
  | PointsClawedBack
  | PointsReserved
  | ReservationPosted
  | ReservationVoided
  | PointsActivated
  | LotVoided
  | ExpiryMoved
  | BalanceReset
  | ExpiriesBooked
  | OrderRefunded;

/** What every entry of an account says. */
export interface AccountEntry extends Entry {
  /** The id of the programme. */
  readonly program: string;
  /** Of the definition. */
  readonly version: string;
  readonly member: string;
  /**
   * The place among the entries of the account, from 1. Entries are folded by instant, then by this
   * number, then by id (by code unit).
   */
  readonly seq: number;
  /** Its command, on one of the entries that have this cause; null: another one has it. */
  readonly command: KnownCommand | null;
}

/** A command, as far as it is needed to know it again. */
export interface KnownCommand {
  readonly id: string;
  readonly said: Said;
  readonly told: Told | null;
}

/** The verb of a command and what it said beside its id, instant and member; defaults are left out. */
export type Said = Readonly<Record<string, string | number>>;

/** What of the answer to a command the state does not tell. */
export type Told = Readonly<Record<string, Json>>;

/** What every entry of one ledger says. */
export interface LedgerEntry extends AccountEntry {
  /** The point type. */
  readonly type: string;
}

/** What points were taken for: an order, by the shop, for another member, for a reward. */
export type DebitPurpose = "redeemed" | "adjusted" | "transferred" | "claimed";

/** Units of a reward of the catalogue. */
export interface ClaimedReward {
  readonly id: string;
  readonly times: number;
}

/** Where points come from. */
export type CreditSource = "earned" | "adjusted" | "transferred" | "reinstated";

/** Also: restored with more time, or filled up to a minimum. */
export type LotSource = CreditSource | "restored" | "reset";

/** Points that are made full again, at each recurrence. */
export interface Recurrence {
  /** What a full lot holds. */
  readonly points: number;
  readonly every: number;
  readonly unit: CalendarUnit;
  /** The first instant; later ones count from here and clamp to the month's end. */
  readonly anchor: string;
  readonly zone: string;
}

/** A lot was opened; its id is that of the entry. */
export interface PointsCredited extends LedgerEntry {
  readonly kind: "points-credited";
  readonly points: number;
  readonly source: CreditSource;
  /** What it is about: an order, a task; null: nothing the shop named. */
  readonly ref: string | null;
  /** The kind of the lot: `granted`, `purchased`; null: none. */
  readonly lotKind: string | null;
  /** The place of that kind in the burn order of the type; kinds it does not name come last. */
  readonly kindRank: number;
  /** Lots with a lower number are spent first. */
  readonly burnPriority: number;
  /** From when it can be spent; null: an event will tell. */
  readonly activeAt: string | null;
  /** From when it is cancelled unless the event has come; null: it waits for none. */
  readonly deadline: string | null;
  /** From when it is gone; null: never, or not known before it is active. */
  readonly endsAt: string | null;
  /** When it is made full again; null: never. */
  readonly recurs: Recurrence | null;
  /** Lots of this account whose lapsed points these are. */
  readonly revives: readonly LotPart[];
  /** How an order or event earned them: what prices a refund. Null: they were not earned by rules. */
  readonly terms: FrozenEarning | null;
  /** What caps and first times go by; null: nothing, or another entry of the command says it. */
  readonly counted: EarningCount | null;
}

/** Points of one lot. */
export interface LotPart {
  readonly lot: string;
  readonly points: number;
}

/** Points were taken from lots in burn order; what lots do not cover is owed. */
export interface PointsDebited extends LedgerEntry {
  readonly kind: "points-debited";
  /** Names it when it is restored: the id of the command. */
  readonly debit: string;
  readonly points: number;
  readonly purpose: DebitPurpose;
  readonly ref: string | null;
  /** Null: no reward of the catalogue. */
  readonly reward: ClaimedReward | null;
}

/** Points of a debit went back to their lots, the lot used last first. */
export interface PointsRestored extends LedgerEntry {
  readonly kind: "points-restored";
  readonly debit: string;
  readonly points: number;
  /** What becomes of points whose lot has ended: see `RestoreExpiredInput`. */
  readonly onEnded: "original" | "forfeit" | "extend";
  /** When the new lot ends that takes them; null unless `extend`. */
  readonly endsAt: string | null;
  readonly ref: string | null;
  /** A reward that was given back with them; null: none. */
  readonly reward: ClaimedReward | null;
}

/** Points that a refunded order had earned were taken back: from its own lot first. */
export interface PointsClawedBack extends LedgerEntry {
  readonly kind: "points-clawed-back";
  /** The id of the command. */
  readonly debit: string;
  /** The lot that the order had opened. */
  readonly lot: string;
  readonly points: number;
  readonly ref: string | null;
}

/** Points are kept aside for a checkout. */
export interface PointsReserved extends LedgerEntry {
  readonly kind: "points-reserved";
  /** The id of the command. */
  readonly reservation: string;
  readonly points: number;
  /** From when it has lapsed; null: it is open until it is posted or voided. */
  readonly until: string | null;
  readonly ref: string | null;
}

/** Reserved points were spent: as many, or fewer; the others went back. */
export interface ReservationPosted extends LedgerEntry {
  readonly kind: "reservation-posted";
  readonly reservation: string;
  readonly points: number;
}

/** All reserved points went back. */
export interface ReservationVoided extends LedgerEntry {
  readonly kind: "reservation-voided";
  readonly reservation: string;
}

/** The event came that a lot waited for. */
export interface PointsActivated extends LedgerEntry {
  readonly kind: "points-activated";
  readonly lot: string;
  readonly endsAt: string | null;
}

/** What was left of a lot is gone; what was spent of it stands. */
export interface LotVoided extends LedgerEntry {
  readonly kind: "lot-voided";
  readonly lot: string;
}

/** Lots end at another instant. */
export interface ExpiryMoved extends LedgerEntry {
  readonly kind: "expiry-moved";
  /** Null: all that are active. */
  readonly lots: readonly string[] | null;
  readonly endsAt: string | null;
  /** What the member did, where that moved it; null: the shop did. */
  readonly activity: string | null;
}

/** The balance was cut to a maximum, or filled up to a minimum. */
export interface BalanceReset extends LedgerEntry {
  readonly kind: "balance-reset";
  readonly minimum: number;
  /** Null: no maximum. */
  readonly maximum: number | null;
  /** From when points that fill it up are gone; null: never. */
  readonly endsAt: string | null;
}

/** Lapsed points were written down, for the accounts; the balance had lost them at their end. */
export interface ExpiriesBooked extends LedgerEntry {
  readonly kind: "expiries-booked";
  readonly lots: readonly LotPart[];
}

/** Something of an order was refunded; what it did to points, the entries after it say. */
export interface OrderRefunded extends AccountEntry {
  readonly kind: "order-refunded";
  readonly order: string;
  readonly part: RefundedPart;
}

import type { Duration } from "../kernel/time/duration";
import type { EarningInput } from "./earning/input";
import type { ExpiryInput } from "./expiry-input";
import type { RedemptionInput } from "./redemption/input";

/**
 * A programme of points, as a shop stores it. Plain JSON.
 *
 * Unknown members are problems, and so is everything that does not fit together.
 */
export interface PointsInput {
  /** Letters, digits, dots, hyphens and underscores, up to 100; names the accounts. */
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217, for example `CNY`. */
  readonly currency: string;
  /** IANA zone of all days and months, for example `Asia/Shanghai`. */
  readonly zone: string;
  /** 1 to 20 kinds of points in one account: points, growth value, coins. */
  readonly types: readonly PointTypeInput[];
  /** How points are earned. Default: by `credit` alone. */
  readonly earning?: EarningInput | undefined;
  /** What points are worth, and what they can be spent on. Default: by `redeem` alone. */
  readonly redemption?: RedemptionInput | undefined;
}

/** One kind of points. */
export interface PointTypeInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** When points lapse. Default: never. A credit, a rule of earning or an `earn` may say otherwise. */
  readonly expiry?: ExpiryInput | undefined;
  /** How long earned points wait before they can be spent. Default: not at all. */
  readonly hold?: HoldInput | undefined;
  /** Kinds of lots in the order in which they are spent, `["granted", "purchased"]`. Default: none. */
  readonly burnKinds?: readonly string[] | undefined;
  /** What a debit does that exceeds what is available. Default: `reject`. */
  readonly onShortage?: OnShortage | undefined;
  /** What a refund may take back of the points that its order earned. Default: `to-zero`. */
  readonly clawback?: Clawback | undefined;
  /** What becomes of points that come back to a lot which has ended meanwhile. Default: `original`. */
  readonly restoreExpired?: RestoreExpiredInput | undefined;
  /** What a partial refund gives back of the points spent on the order. Default: `pro-rata`. */
  readonly restoreOnPartial?: RestoreOnPartial | undefined;
  /** Whether transferred points keep their end. Default: `keep`. */
  readonly transferExpiry?: TransferExpiry | undefined;
}

/**
 * How long earned points wait: not at all, for some time, until the start of the next of these days
 * of the year (`07-01`), or until an event that must come within some time.
 */
export type HoldInput =
  | { readonly mode: "none" }
  | { readonly mode: "duration"; readonly after: Duration }
  | { readonly mode: "dates"; readonly dates: readonly string[] }
  | { readonly mode: "event"; readonly within: Duration };

/** Refuse; take what there is and say so; take all, and owe the rest. */
export type OnShortage = "reject" | "clamp" | "overdraft";

/** As far as the balance goes; also below zero; only what is still on hold; nothing. */
export type Clawback = "to-zero" | "below-zero" | "pending-only" | "keep";

/**
 * Back to the lot, where they lapse at once; into a new lot that ends some days later; not at all.
 */
export type RestoreExpiredInput = "original" | "forfeit" | { readonly extendDays: number };

/** In proportion to what is refunded; only when all of it is; never. */
export type RestoreOnPartial = "pro-rata" | "only-full" | "never";

/** Each part keeps the end of its lot; or the clock of the type starts anew. */
export type TransferExpiry = "keep" | "reset";

/** Badges as they enter, and as a settings page stores them. Plain JSON. */
export interface BadgesInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** IANA zone of the seasons and of distinct days. */
  readonly zone: string;
  /**
   * For how many days an activity can be undone, and is known by its ref. What is older is counted for
   * good. 1 to 3650; default 365.
   */
  readonly undoWithinDays?: number | undefined;
  /** 1 to 200. */
  readonly badges: readonly BadgeInput[];
}

/** One badge. */
export interface BadgeInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** Whether pages show it only to those who hold it. Default false. */
  readonly hidden?: boolean | undefined;
  readonly counter: BadgeCounter;
  /** The activities that count. */
  readonly on: ActivityFilter;
  /** 1 to 20, each with a higher threshold than the one before: bronze, silver, gold. */
  readonly tiers: readonly BadgeTierInput[];
  /** When the count starts again. Default: never. */
  readonly season?: BadgeSeason | undefined;
  /**
   * Other badges that must be held, in the tier named or, without one, in the lowest. They have no
   * season, or the same season.
   */
  readonly requires?:
    readonly { readonly badge: string; readonly tier?: string | undefined }[] | undefined;
  /**
   * What becomes of a tier that is no longer reached because an activity was undone. Default `revoke`:
   * it is taken back with its rewards; `keep`: both stay.
   */
  readonly onRefund?: BadgeRefundPolicy | undefined;
}

/**
 * What is counted.
 *
 * - `events`: activities
 * - `sum`: the `amount` of activities, a whole number (minor units, points, metres)
 * - `distinct`: different values of an attribute; activities without it do not count
 * - `distinct-days`: different local dates
 * - `streak`: the longest streak; the host states the length of the running one as `amount`
 */
export type BadgeCounter =
  | { readonly kind: "events" | "sum" | "distinct-days" | "streak" }
  | { readonly kind: "distinct"; readonly attribute: string };

/** Which activities count: of one of these kinds, with one of these values in each attribute named. */
export interface ActivityFilter {
  readonly kinds: readonly string[];
  readonly where?: Readonly<Record<string, readonly ActivityAttribute[]>> | undefined;
}

/** The value of an attribute; 1 and "1" are the same. */
export type ActivityAttribute = string | number | boolean;

/** A tier of a badge. */
export interface BadgeTierInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** The count from which it is held. */
  readonly threshold: number;
  /** What it gives once; default nothing. */
  readonly rewards?: readonly BadgeReward[] | undefined;
}

/** What a tier gives. The library has no wallet: it is for the ledger of the host. */
export interface BadgeReward {
  /** `points`, `coupon`, whatever the host knows. */
  readonly type: string;
  readonly points: number;
}

/** When a count starts again: with a unit of the calendar, or with dated windows, `to` excluded. */
export type BadgeSeason =
  | { readonly kind: "calendar"; readonly unit: "month" | "quarter" | "year" }
  | {
      readonly kind: "windows";
      readonly windows: readonly {
        readonly id: string;
        readonly from: string;
        readonly to: string;
      }[];
    };

/** What becomes of a tier whose cause was undone. */
export type BadgeRefundPolicy = "revoke" | "keep";

/** A length of time: calendar units by the wall clock of the zone, hours by the clock. */
export type DurationInput =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };

/**
 * Where the end of a lot is moved to. `end-of-...` is the start of the unit after the one that the
 * computed end lies in, also where it is the first instant of that unit; `{ endOfMonth: 3 }` is the
 * end of the next March.
 */
export type ExpiryRounding =
  | "start-of-day"
  | "end-of-day"
  | "end-of-week"
  | "end-of-month"
  | "end-of-quarter"
  | "end-of-half-year"
  | "end-of-year"
  | { readonly endOfMonth: number };

/**
 * When lots end.
 *
 * - `rolling`: some time after they became active, rounded; `enabledAt`: the clock of older points
 *   starts at that instant
 * - `calendar`: at the end of the next of these days of the year, `12-31`
 * - `fixed`: all at one instant
 */
export type LotExpiryInput =
  | { readonly mode: "never" }
  | {
      readonly mode: "rolling";
      readonly after: DurationInput;
      readonly round?: ExpiryRounding | undefined;
      readonly enabledAt?: string | undefined;
    }
  | { readonly mode: "calendar"; readonly dates: readonly string[] }
  | { readonly mode: "fixed"; readonly at: string };

/**
 * When points of a type lapse: as {@link LotExpiryInput}, or by `inactivity`, some time after the
 * member's last activity of one of these kinds; `credit` and `redeem` are those of the ledger itself.
 */
export type ExpiryInput =
  | LotExpiryInput
  | {
      readonly mode: "inactivity";
      readonly after: DurationInput;
      readonly round?: ExpiryRounding | undefined;
      readonly activities: readonly string[];
    };

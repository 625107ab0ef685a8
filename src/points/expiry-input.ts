import type { Duration, EndRounding } from "../kernel/time/duration";

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
      readonly after: Duration;
      readonly round?: EndRounding | undefined;
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
      readonly after: Duration;
      readonly round?: EndRounding | undefined;
      readonly activities: readonly string[];
    };

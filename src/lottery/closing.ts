import type { MemberPolicy, UnavailablePolicy } from "./policy";

/**
 * Why a prize cannot be drawn now, in the order in which reasons are looked for: what holds for
 * everybody comes before what holds for one member.
 *
 * 1. `prize-sold-out`: all units are taken
 * 2. `prize-not-released`: the units of the batches so far are taken; the next one comes at `until`
 * 3. `prize-over-day-stock`, `prize-over-hour-stock`: this day's or hour's units are taken
 * 4. `prize-over-budget`, `prize-over-day-budget`: what is left of the money does not pay for it
 * 5. `prize-throttled`: the pacing holds it back, at the latest until `until`
 * 6. `prize-over-member-limit`: the member has won it as often as a member may
 * 7. `prize-locked`: the member has to draw `draws` times more
 */
export type ClosedPrize = ClosedForAll | ClosedForMember;

/** What closes a prize for everybody. */
export interface ClosedForAll {
  readonly code:
    | "prize-sold-out"
    | "prize-not-released"
    | "prize-over-day-stock"
    | "prize-over-hour-stock"
    | "prize-over-budget"
    | "prize-over-day-budget"
    | "prize-throttled";
  /** The id of the prize. */
  readonly prize: string;
  /** What the definition does with its chance. */
  readonly policy: UnavailablePolicy;
  /** For `largest-remaining`: the prize that it is now. */
  readonly heir?: string;
  /** When it ends by itself; not there where it does not. */
  readonly until?: string;
}

/** What closes a prize for one member. */
export interface ClosedForMember {
  readonly code: "prize-over-member-limit" | "prize-locked";
  readonly prize: string;
  readonly policy: MemberPolicy;
  /** For `prize-locked`: the draws that are missing. */
  readonly draws?: number;
}

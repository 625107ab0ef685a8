/**
 * Why a member cannot draw now, in the order in which reasons are looked for: where several apply,
 * the first one is given.
 *
 * 1. `not-open`: the campaign opens later
 * 2. `closed`: it has closed
 * 3. `blocked`: the member is on the block list
 * 4. `not-eligible`: the campaign is for other members
 * 5. `over-member-limit`: the member has drawn as often as a member may
 * 6. `over-monthly-limit`: the same for this month; `nextAt` is when the next month begins
 * 7. `over-daily-limit`: the same for this day
 * 8. `no-chance`: the member has no chance left, and draws have no other price
 * 9. `insufficient-balance`: the balance of the command does not pay for the draw
 * 10. `no-seeds`: draws of this campaign can be verified, and the commitment or the member's seed is
 *     missing
 * 11. `rotation-due`: as many draws as one server seed is for have been made; reveal it
 * 12. `moments-not-scheduled`: the winning moments are not drawn yet
 * 13. `guarantee-unavailable`: the draw is guaranteed a prize that cannot be given
 * 14. `sold-out`: there is no prize left, because all are used up
 * 15. `budget-exhausted`: there is no prize left, because the budget does not pay for one
 * 16. `nothing-available`: there is no prize now, for several reasons; `why` has them
 */
export type DrawRefusal =
  | { readonly code: "not-open"; readonly opensAt: string }
  | { readonly code: "closed"; readonly closedAt: string }
  | { readonly code: "blocked" }
  | { readonly code: "not-eligible" }
  | { readonly code: "over-member-limit"; readonly limit: number; readonly drawn: number }
  | {
      readonly code: "over-monthly-limit" | "over-daily-limit";
      readonly limit: number;
      readonly drawn: number;
      /** The local date. */
      readonly day: string;
      readonly nextAt: string;
    }
  | { readonly code: "no-chance" }
  | {
      readonly code: "insufficient-balance";
      readonly unit: "points" | "money";
      readonly needed: string;
      readonly balance: string;
    }
  | { readonly code: "no-seeds"; readonly missing: "commitment" | "client-seed" }
  | { readonly code: "rotation-due"; readonly draws: number }
  | { readonly code: "moments-not-scheduled" }
  | { readonly code: "guarantee-unavailable"; readonly tier: number }
  | { readonly code: "sold-out" }
  | { readonly code: "budget-exhausted"; readonly budget: string; readonly spent: string }
  | { readonly code: "nothing-available" };

/** The codes of {@link DrawRefusal} in their order of precedence. */
export const DRAW_REFUSALS = [
  "not-open",
  "closed",
  "blocked",
  "not-eligible",
  "over-member-limit",
  "over-monthly-limit",
  "over-daily-limit",
  "no-chance",
  "insufficient-balance",
  "no-seeds",
  "rotation-due",
  "moments-not-scheduled",
  "guarantee-unavailable",
  "sold-out",
  "budget-exhausted",
  "nothing-available",
] as const satisfies readonly DrawRefusal["code"][];

/**
 * Why a member cannot draw now, in the order in which reasons are looked for: where several apply,
 * the first one is given.
 *
 * 1. `not-open`: the campaign opens later
 * 2. `closed`: it has closed
 * 3. `over-member-limit`: the member has drawn as often as a member may
 * 4. `over-daily-limit`: the same for this day; `nextAt` is when the next day begins
 * 5. `sold-out`: there is no prize left, because all are used up
 * 6. `budget-exhausted`: there is no prize left, because the budget does not pay for one
 */
export type DrawRefusal =
  | { readonly code: "not-open"; readonly opensAt: string }
  | { readonly code: "closed"; readonly closedAt: string }
  | { readonly code: "over-member-limit"; readonly limit: number; readonly drawn: number }
  | {
      readonly code: "over-daily-limit";
      readonly limit: number;
      readonly drawn: number;
      readonly day: string;
      readonly nextAt: string;
    }
  | { readonly code: "sold-out" }
  | { readonly code: "budget-exhausted"; readonly budget: string; readonly spent: string };

/** The codes of {@link DrawRefusal} in their order of precedence. */
export const DRAW_REFUSALS = [
  "not-open",
  "closed",
  "over-member-limit",
  "over-daily-limit",
  "sold-out",
  "budget-exhausted",
] as const satisfies readonly DrawRefusal["code"][];

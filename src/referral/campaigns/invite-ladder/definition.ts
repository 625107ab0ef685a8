import * as z from "zod";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { currency, id, text } from "../../../kernel/schema";
import {
  checkFriendRules,
  type FriendRules,
  friendRules,
  friendRulesOf,
  type FriendRulesInput,
} from "../gathering/rules";
import { checkPeriod, type Period, period, type PeriodInput, periodOf } from "../period";

/** An invite ladder, as a shop stores it. Plain JSON. */
export interface InviteLadderInput extends PeriodInput, FriendRulesInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217; of what rewards are worth. */
  readonly currency: string;
  /**
   * Which friends count: `new`, those who come after the inviter enrolled; or `lifetime`, those who came
   * before too, also before the ladder opened. Default `new`.
   */
  readonly scope?: "new" | "lifetime" | undefined;
  /** Whether only friends who are new to the shop count. Default true. */
  readonly newOnly?: boolean | undefined;
}

/** An invite ladder, complete. Plain JSON, frozen. */
export interface InviteLadder extends Period, FriendRules {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly scope: "new" | "lifetime";
}

/** The schema of {@link InviteLadderInput}; it sees each value by itself. */
export const inviteLadderSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  ...period,
  scope: z.enum(["new", "lifetime"]).optional(),
  ...friendRules,
});

/**
 * Validates an invite ladder: invite 3, 5, 10 friends, each rung with its reward.
 *
 * @param input - plain JSON, see {@link InviteLadderInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`. Codes of what does not fit together: `invalid-instant`, `closes-before-it-opens`,
 * `duplicate-id`, `too-many-decimals`, `unsafe-integer`, `rungs-not-rising`, `out-of-reach`
 *
 * @example
 * ```ts
 * import { defineInviteLadder } from "uptier/referral";
 *
 * const ladder = defineInviteLadder({
 *   id: "bring-friends",
 *   currency: "CNY",
 *   countMode: "incremental",
 *   rungs: [
 *     { id: "three", friends: 3, reward: { type: "coupon", worth: "5.00" } },
 *     { id: "five", friends: 5, reward: { type: "coupon", worth: "20.00" } },
 *     { id: "ten", friends: 10, reward: { type: "gift", worth: "100.00" } },
 *   ],
 * });
 * ladder.rungs.map(({ threshold }) => threshold); // => [3, 8, 18]
 * ladder.onLost; // => "fall-back"
 * ```
 */
export function defineInviteLadder(input: InviteLadderInput): InviteLadder {
  const parsed = parseDefinition("invite ladder", inviteLadderSchema, input, check);
  return deepFreeze<InviteLadder>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    currency: parsed.currency,
    ...periodOf(parsed),
    scope: parsed.scope ?? "new",
    ...friendRulesOf(parsed, parsed.newOnly ?? true),
  });
}

function check(draft: Draft<z.output<typeof inviteLadderSchema>>, report: Report): void {
  checkPeriod(draft, report);
  checkFriendRules(draft, report);
}

import * as z from "zod";
import { isNothing } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { count, currency, duration, id, text, zone } from "../../../kernel/schema";
import type { Duration } from "../../../kernel/time/duration";
import {
  checkFriendRules,
  type FriendRules,
  friendRules,
  friendRulesOf,
  type FriendRulesInput,
} from "../gathering/rules";
import { checkPeriod, type Period, period, type PeriodInput, periodOf } from "../period";

/** An assist campaign, as a shop stores it: open a task, have friends help. Plain JSON. */
export interface AssistInput extends PeriodInput, FriendRulesInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217; of what rewards are worth. */
  readonly currency: string;
  /** IANA zone; days of `lasts` are its days. */
  readonly zone: string;
  /** How long friends can help with a task. */
  readonly lasts: Duration;
  /** With how many tasks one friend can help. Default: without a limit. */
  readonly tasksPerFriend?: number | undefined;
  /** Whether only friends who are new to the shop count. Default false. */
  readonly newOnly?: boolean | undefined;
}

/** An assist campaign, complete. Plain JSON, frozen. */
export interface Assist extends Period, FriendRules {
  readonly id: string;
  /** A hash of the input: the same rules have the same version. */
  readonly version: string;
  readonly name: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly lasts: Duration;
  readonly tasksPerFriend: number | null;
}

/** The schema of {@link AssistInput}; it sees each value by itself. */
export const assistSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  zone,
  ...period,
  lasts: duration,
  tasksPerFriend: count.optional(),
  ...friendRules,
});

/**
 * Validates an assist campaign.
 *
 * @param input - plain JSON, see {@link AssistInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`, `unknown-zone`. Codes of what does not fit together: `invalid-instant`,
 * `closes-before-it-opens`, `no-time`, `duplicate-id`, `too-many-decimals`, `unsafe-integer`,
 * `rungs-not-rising`, `out-of-reach`
 *
 * @example
 * ```ts
 * import { defineAssist } from "uptier/referral";
 *
 * const campaign = defineAssist({
 *   id: "help-me",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   lasts: { hours: 24 },
 *   tasksPerFriend: 3,
 *   rungs: [
 *     { id: "discount", friends: 3, reward: { type: "coupon", worth: "10.00" } },
 *     { id: "free", friends: 10, reward: { type: "gift", worth: "59.00" } },
 *   ],
 * });
 * campaign.newOnly; // => false
 * ```
 */
export function defineAssist(input: AssistInput): Assist {
  const parsed = parseDefinition("assist campaign", assistSchema, input, check);
  return deepFreeze<Assist>({
    id: parsed.id,
    version: contentHash(input),
    name: parsed.name ?? null,
    currency: parsed.currency,
    zone: parsed.zone,
    ...periodOf(parsed),
    lasts: parsed.lasts,
    tasksPerFriend: parsed.tasksPerFriend ?? null,
    ...friendRulesOf(parsed, parsed.newOnly ?? false),
  });
}

function check(draft: Draft<z.output<typeof assistSchema>>, report: Report): void {
  checkPeriod(draft, report);
  if (isNothing(draft.lasts)) report(["lasts"], "no-time", "must be longer than nothing");
  checkFriendRules(draft, report);
}

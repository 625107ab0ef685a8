import { shown, UptierError } from "../../kernel/errors";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import type { Audience } from "./definition";
import type { MemberFacts } from "./input";
import type { Ternary } from "./kleene";
import { readFacts } from "./member-facts";
import {
  anyOf,
  type AudienceReason,
  type AudienceTrace,
  type CompiledRule,
  compileRule,
  missingOf,
  reasonsOf,
} from "./trace";

/** Whether a member is in an audience. */
export interface AudienceAnswer {
  /** `unknown`: facts are missing that would decide it. */
  readonly answer: Ternary;
  /** The facts to find out; empty where the answer is yes or no. */
  readonly missing: readonly string[];
  /** The tests that decided it, or keep it open. */
  readonly why: readonly AudienceReason[];
  /** Every test of the rule; with `stay`, under `any`: `enter` and then `stay`. */
  readonly trace: AudienceTrace;
}

/**
 * Whether a member is in an audience, by the logic of three values: the answer is yes or no exactly where
 * every way to fill in the missing facts gives the same.
 *
 * With a `stay` rule, a member who was in the audience is in it while `enter` or `stay` holds, so that
 * between a high bar to enter and a lower one to stay the membership is as it was.
 *
 * @param facts - what is known of the member
 * @param asOf - the instant that `within-last` looks back from
 * @param wasIn - whether the member was in the audience before. Default false
 * @throws UptierError in this order: `invalid-instant`, `invalid-membership` (`wasIn` is not true or
 * false), `invalid-facts` with an issue for every declared fact of a wrong type
 *
 * @example
 * ```ts
 * import { defineAudience, inAudience } from "uptier/tiering";
 *
 * const regulars = defineAudience({
 *   id: "regulars",
 *   zone: "Asia/Shanghai",
 *   currency: "CNY",
 *   facts: { orders: "number", spent: "money" },
 *   enter: {
 *     all: [
 *       { fact: "orders", op: "at-least", value: 3 },
 *       { fact: "spent", op: "at-least", value: "500.00" },
 *     ],
 *   },
 *   stay: { fact: "spent", op: "at-least", value: "300.00" },
 * });
 * const asOf = "2026-11-21T09:30:00+08:00";
 * inAudience(regulars, { orders: 2 }, asOf).answer; // => "no"
 * const open = inAudience(regulars, { orders: 3 }, asOf);
 * [open.answer, open.missing]; // => ["unknown", ["spent"]]
 * const facts = { orders: 1, spent: "350.00" };
 * inAudience(regulars, facts, asOf, false).answer; // => "no"
 * inAudience(regulars, facts, asOf, true).answer; // => "yes"
 * ```
 */
export function inAudience(
  audience: Audience,
  facts: MemberFacts,
  asOf: Instant,
  wasIn = false,
): AudienceAnswer {
  const rules = rulesOf(audience, toMilliseconds(asOf));
  const rule = ruleFor(rules, wasIn);
  const trace = rule(readFacts(audience, facts));
  const why = reasonsOf(trace);
  return { answer: trace.answer, missing: missingOf(why), why, trace };
}

/** The rules of an audience for those who were not in it, and those who were. */
export interface AudienceRules {
  readonly forOthers: CompiledRule;
  readonly forMembers: CompiledRule;
}

/** Makes the rules of an audience ready for an instant. */
export function rulesOf(audience: Audience, asOf: number): AudienceRules {
  const enter = compileRule(audience.enter, audience, asOf);
  if (audience.stay === null) return { forOthers: enter, forMembers: enter };
  const stay = compileRule(audience.stay, audience, asOf);
  return { forOthers: enter, forMembers: anyOf([enter, stay]) };
}

/**
 * The rule that is asked of a member.
 *
 * @throws UptierError `invalid-membership`
 */
export function ruleFor({ forOthers, forMembers }: AudienceRules, wasIn: boolean): CompiledRule {
  if (typeof wasIn === "boolean") return wasIn ? forMembers : forOthers;
  throw new UptierError(
    "invalid-membership",
    `${shown(wasIn)} does not say whether a member was in the audience; give true or false`,
  );
}

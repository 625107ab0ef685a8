import { scaled } from "../kernel/money/rate";
import { safeInteger } from "../kernel/money/amount";
import { addCalendar } from "../kernel/time/calendar";
import type { ChainMember, LineFacts } from "./order";
import type { ReferralPlan, RewardRule, RewardTerms, RuleDimensions } from "./plan";

/** What an amount is worked out from. */
export interface PricedLine {
  readonly line: LineFacts;
  /** What a rate is of; null: there is none. */
  readonly base: number | null;
}

/** Whom and what a rule is asked about. */
export interface RuleQuestion {
  readonly line: LineFacts;
  readonly customer: string;
  /** Groups that the customer is in. */
  readonly groups: readonly string[];
  /** Null: nobody earns it. */
  readonly earner: ChainMember | null;
  /** From 0. */
  readonly level: number;
  readonly currency: string;
  readonly at: number;
}

/** What a level is paid by on a line. */
export interface ChosenTerms {
  /** Null: the level's own terms. */
  readonly rule: string | null;
  readonly terms: RewardTerms;
  readonly disabled: boolean;
}

/** The terms of a level on a line: those of the rule that counts, else the level's own. */
export function termsFor(
  plan: ReferralPlan,
  question: RuleQuestion,
  priced: PricedLine,
): ChosenTerms {
  const own: ChosenTerms = {
    rule: null,
    terms: plan.levels[question.level]!,
    disabled: false,
  };
  if (plan.rules.length === 0) return own;
  const disabling = disabledBy(plan, question);
  if (disabling !== null) return { ...own, rule: disabling, disabled: true };
  const matching = plan.rules.filter((rule) => matches(plan, rule.when, question));
  const speaking = matching.flatMap((rule): ChosenTerms[] => {
    const terms = rule.levels[question.level] ?? null;
    return terms === null || isUnset(terms, question.currency)
      ? []
      : [{ rule: rule.id, terms, disabled: false }];
  });
  return best(plan, speaking, question, priced) ?? own;
}

/** The rule by which a line pays nothing, whoever has a rate; null: none. */
export function disabledBy(plan: ReferralPlan, question: RuleQuestion): string | null {
  const disabling = plan.rules.find(
    ({ disabled, when }) => disabled && matches(plan, when, question),
  );
  return disabling?.id ?? null;
}

/** The reward by some terms; null: there is nothing to pay by. */
export function rewardBy(
  terms: RewardTerms,
  { line, base }: PricedLine,
  { rounding }: ReferralPlan,
  currency: string,
): number | null {
  const flat = flatOf(terms, currency);
  if (flat !== null) return safeInteger(flat * line.quantity);
  if (terms.rate === null || base === null) return null;
  return scaled(base, terms.rate.num, terms.rate.den, rounding);
}

/** Whether terms say nothing for a currency: unset is not zero. */
function isUnset(terms: RewardTerms, currency: string): boolean {
  return terms.rate === null && flatOf(terms, currency) === null;
}

function flatOf({ flat }: RewardTerms, currency: string): number | null {
  return flat !== null && Object.hasOwn(flat, currency) ? flat[currency]! : null;
}

function best(
  plan: ReferralPlan,
  speaking: readonly ChosenTerms[],
  { currency }: RuleQuestion,
  priced: PricedLine,
): ChosenTerms | undefined {
  const score = ({ rule, terms }: ChosenTerms): number => {
    const { when } = plan.rules.find(({ id }) => id === rule)!;
    switch (plan.matching) {
      case "most-specific":
        return dimensionsOf(when);
      case "precedence":
        return precedenceOf(when);
      case "highest-payout":
        return rewardBy(terms, priced, plan, currency) ?? -1;
    }
  };
  let chosen: ChosenTerms | undefined;
  let highest = -Infinity;
  for (const one of speaking) {
    const reached = score(one);
    if (reached > highest) [chosen, highest] = [one, reached];
  }
  return chosen;
}

function dimensionsOf(when: RuleDimensions): number {
  return Object.values(when).filter((value) => value !== null).length;
}

function precedenceOf({ earners, tiers, products, categories }: RuleDimensions): number {
  if (earners !== null) return 3;
  if (tiers !== null) return 2;
  return products !== null || categories !== null ? 1 : 0;
}

function matches(
  { zone }: ReferralPlan,
  when: RuleDimensions,
  { line, customer, groups, earner, at }: RuleQuestion,
): boolean {
  return (
    among(when.products, line.product) &&
    among(when.categories, line.category) &&
    among(when.customers, customer) &&
    (when.groups === null || groups.some((group) => among(when.groups, group))) &&
    among(when.earners, earner?.member ?? null) &&
    among(when.tiers, earner?.tier ?? null) &&
    isOfAge(when.relationMonths, earner?.since ?? null, at, zone)
  );
}

/** What is not known never matches. */
function among(wanted: readonly string[] | null, value: string | null): boolean {
  return wanted === null || (value !== null && wanted.includes(value));
}

/** Whole months since the relation began, counted from its first day. */
function isOfAge(
  months: RewardRule["when"]["relationMonths"],
  since: number | null,
  at: number,
  zone: string,
): boolean {
  if (months === null) return true;
  if (since === null || at < since) return false;
  if (at < addCalendar(since, months.from, "month", zone)) return false;
  return months.until === null || at < addCalendar(since, months.until, "month", zone);
}

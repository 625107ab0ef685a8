import { canonicalJson } from "../../kernel/json";
import { addSafely, fromMinor } from "../../kernel/money/amount";
import { fractionText } from "../../kernel/money/rate";
import { instantText } from "../../kernel/time/instant";
import { type OrderParts, partsOf } from "./basis";
import { type CapFacts, type OverCap, roomUnder, talliesUnder } from "./caps";
import { exactText, rounded } from "./exact";
import { type EarningFacts, type PlainFacts, readFacts } from "./facts";
import {
  baseOf,
  type FrozenEarning,
  type FrozenRate,
  type FrozenRule,
  pointsByLine,
  pointsOfRule,
  roundedParts,
} from "./frozen";
import { checkHistory, type EarningCount, type EarningHistory } from "./history";
import { type ActiveMultiplier, factorOf } from "./multipliers";
import type { EarningPlan, EarningRule } from "./plan";
import type { EarningReason } from "./reasons";
import { allOf, type Remaining } from "./remaining";
import { activeMultipliers, type BaseRule, standingRules } from "./selection";

/** What an order or event gives. */
export interface Earned {
  /** The id of the order or event. */
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Points by type; only types that get some. */
  readonly points: Readonly<Record<string, number>>;
  /**
   * One for each of these types, and of these for each expiry that its rules state, with the terms
   * that priced it: what `earnedAgain` takes.
   */
  readonly earnings: readonly FrozenEarning[];
  /** What `advanceEarningHistory` takes. */
  readonly counted: EarningCount;
}

/** Why an order or event as a whole is refused: `over-cap`, by a cap with `onCap: "reject"`. */
export type EarningRefusal = OverCap;

/** The codes of {@link EarningRefusal}. */
export const EARNING_REFUSALS = ["over-cap"] as const satisfies readonly EarningRefusal["code"][];

/** The answer of {@link quoteEarning}. */
export type EarningQuote =
  | { readonly ok: true; readonly value: Earned; readonly why: readonly EarningReason[] }
  | {
      readonly ok: false;
      readonly refusal: EarningRefusal;
      readonly why: readonly EarningReason[];
    };

/**
 * What an order or event gives. The same code answers "what would this order give" on a product page
 * and prices what is booked: it changes nothing.
 *
 * Of each type of points: the rules that apply are summed, or the one that does not stack applies
 * alone; each is multiplied by its multipliers; the caps of each rule cut it; the exact sum is rounded
 * once, or once for each expiry that rules state; the caps of the type cut the rest, later ones first. A rate counts whole steps: 19.99 at 1 per
 * 1.00 is 19. An event without rules gives nothing, which is no refusal.
 *
 * @param plan - of `defineEarning`, or the earning section of a programme
 * @param facts - amounts are decimal text in the currency of the plan
 * @param history - of the member; `newEarningHistory()` for one who has earned nothing yet
 * @param balances - points by type, as the caller counts them; needed where a cap is on the balance
 * @returns refused with `over-cap` where a cap says `reject`; of several the first one: those of the
 * rules before those of the types, in the order of the definition
 * @throws UptierError in this order: `invalid-facts` with every problem of a kind at once (the wrong
 * form, then what cannot be read, then what does not fit together), `invalid-state` (the history),
 * `missing-balance`, `unsafe-integer` (points beyond 2^53 - 1)
 *
 * @example
 * ```ts
 * import { defineEarning, newEarningHistory, quoteEarning } from "uptier/points";
 *
 * const earning = defineEarning({
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   rules: [{ id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
 *   multipliers: [{ id: "gold", factor: "1.5", conditions: { memberTiers: ["gold"] } }],
 * });
 * const order = {
 *   kind: "order",
 *   id: "o1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   lines: [{ id: "a", amount: "19.99" }],
 * };
 * const quote = quoteEarning(earning, { ...order, memberTier: "gold" }, newEarningHistory());
 * quote.ok && quote.value.points; // => { points: 28 }
 * ```
 */
export function quoteEarning(
  plan: EarningPlan,
  facts: EarningFacts,
  history: EarningHistory,
  balances: Readonly<Record<string, number>> = {},
): EarningQuote {
  return quotePlain(plan, readFacts(facts, plan.currency), history, balances);
}

/** The same for facts that were read. */
export function quotePlain(
  plan: EarningPlan,
  plain: PlainFacts,
  history: EarningHistory,
  balances: Readonly<Record<string, number>>,
): EarningQuote {
  checkHistory(history);
  const order = plain.order === null ? null : partsOf(plain.order);
  const refundable = refundableOf(order, plan.currency);
  const all = allOf(refundable);
  const caps: CapFacts = { at: plain.at, history, balances, context: plan };
  const why: EarningReason[] = [];
  const active = activeMultipliers(plan, plain, order, why);
  const rules: PricedRule[] = [];
  for (const base of standingRules(plan, plain, order, all, history, why)) {
    const { rule, frozen } = priced(base, plan, active, why);
    const asked = rounded(pointsOfRule(frozen, all), plan.rounding);
    const under = roomUnder(rule.caps, ["rule", rule.id, rule.type], asked, caps);
    if (under.rejected !== null) return refused(under.rejected, why);
    if (under.over !== null) why.push(under.over);
    rules.push({ rule, frozen: { ...frozen, room: under.room } });
  }
  const earnings: FrozenEarning[] = [];
  const counted: Counted[] = [];
  for (const type of new Set(rules.map(({ rule }) => rule.type))) {
    const lots = lotsOf(rules.filter(({ rule }) => rule.type === type)).map((own) => ({
      own,
      exacts: own.map(({ frozen }) => pointsOfRule(frozen, all)),
    }));
    const typeCaps = plan.caps.filter((cap) => cap.type === type);
    const asked = lots.map(({ exacts }) => roundedParts(exacts, plan.rounding, null).points);
    const under = roomUnder(typeCaps, ["type", type, type], asked.reduce(addSafely, 0), caps);
    if (under.rejected !== null) return refused(under.rejected, why);
    if (under.over !== null) why.push(under.over);
    let { room } = under;
    let total = 0;
    for (const { own, exacts } of lots) {
      const { points, parts } = roundedParts(exacts, plan.rounding, room);
      const frozen = own.map((each, index) => ({ ...each.frozen, points: parts[index]! }));
      for (const each of frozen) why.push(applied(each, type, all, plan.currency));
      if (points > 0) {
        own.forEach(({ rule }, index) => counted.push(countedOf(rule, parts[index]!, caps)));
        earnings.push({
          type,
          points,
          ...refundable,
          lines: withPoints(refundable.lines, frozen),
          rounding: plan.rounding,
          room,
          rules: frozen,
          expiry: own[0]!.rule.expiry,
        });
      }
      if (room !== null) room -= points;
      total += points;
    }
    if (total === 0) continue;
    counted.push({ paid: [], tallies: talliesUnder(typeCaps, "type", type, total, caps) });
  }
  return { ok: true, value: earnedOf(plain, earnings, counted), why };
}

/** The rules of a type by the expiry of their points, in the order of the definition. */
function lotsOf(rules: readonly PricedRule[]): readonly (readonly PricedRule[])[] {
  const lots = new Map<string, PricedRule[]>();
  for (const priced of rules) {
    const { expiry } = priced.rule;
    const key = canonicalJson(expiry);
    const known = lots.get(key);
    if (known === undefined) lots.set(key, [priced]);
    else known.push(priced);
  }
  return [...lots.values()];
}

interface PricedRule {
  readonly rule: EarningRule;
  readonly frozen: Omit<FrozenRule, "points">;
}

type Counted = Pick<EarningCount, "paid" | "tallies">;

function refused(refusal: OverCap, why: readonly EarningReason[]): EarningQuote {
  return { ok: false, refusal, why: [...why, refusal] };
}

/** What a rule that paid adds to the history. */
function countedOf(rule: EarningRule, points: number, facts: CapFacts): Counted {
  if (points === 0) return { paid: [], tallies: [] };
  return {
    paid: rule.firstTimeOnly || rule.cooldownDays !== null ? [rule.id] : [],
    tallies: talliesUnder(rule.caps, "rule", rule.id, points, facts),
  };
}

function earnedOf(
  { id, at }: Pick<PlainFacts, "id" | "at">,
  earnings: readonly FrozenEarning[],
  parts: readonly Counted[],
): Earned {
  const text = instantText(at);
  return {
    id,
    at: text,
    points: pointsByType(earnings),
    earnings,
    counted: {
      at: text,
      paid: parts.flatMap(({ paid }) => paid),
      tallies: parts.flatMap(({ tallies }) => tallies),
    },
  };
}

function pointsByType(earnings: readonly FrozenEarning[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { type, points } of earnings) sums.set(type, addSafely(sums.get(type) ?? 0, points));
  return Object.fromEntries(sums);
}

/** What can be refunded of an order. */
function refundableOf(
  order: OrderParts | null,
  currency: string,
): Pick<FrozenEarning, "currency" | "lines" | "shippingPaidMinor"> {
  const lines = order?.lines ?? [];
  return {
    currency,
    lines: lines.map(({ id, paidMinor }) => ({ line: id!, paidMinor, points: 0 })),
    shippingPaidMinor: order?.shipping.paidMinor ?? 0,
  };
}

/** A rule with its multipliers, before its caps. */
function priced(
  { rule, rate }: BaseRule,
  plan: EarningPlan,
  active: readonly ActiveMultiplier[],
  why: EarningReason[],
): PricedRule {
  const { factor, multipliers } = factorOf(rule.id, active, plan.stacking);
  const by = multipliers[0]?.id ?? null;
  for (const { id, rules } of active) {
    if (rules?.includes(rule.id) === false) continue;
    if (multipliers.some((multiplier) => multiplier.id === id)) continue;
    why.push({
      code: "multiplier-skipped",
      multiplier: id,
      rule: rule.id,
      because: "displaced",
      by,
    });
  }
  return {
    rule,
    frozen: {
      rule: rule.id,
      rate,
      factor: exactText(factor),
      multipliers: multipliers.map(({ id, factor }) => ({ id, factor: fractionText(factor) })),
      orderAtLeastMinor: rule.orderAtLeastMinor,
      room: null,
    },
  };
}

function applied(
  { rule, rate, factor, multipliers, points }: FrozenRule,
  type: string,
  all: Remaining,
  currency: string,
): EarningReason {
  return {
    code: "rule-applied",
    rule,
    type,
    basis: rate.kind === "per-amount" ? fromMinor(basisMinorOf(rate), currency) : null,
    base: rounded(baseOf(rate, all), "floor"),
    factor,
    multipliers,
    points,
  };
}

function basisMinorOf(rate: Extract<FrozenRate, { kind: "per-amount" }>): number {
  return rate.lines.reduce((sum, { basisMinor }) => sum + basisMinor, rate.shippingBasisMinor);
}

function withPoints(
  lines: FrozenEarning["lines"],
  rules: readonly FrozenRule[],
): FrozenEarning["lines"] {
  const byRule = rules.map(({ points, rate }) => pointsByLine(points, rate));
  return lines.map((line) => ({
    ...line,
    points: byRule.reduce((sum, points) => sum + (points.get(line.line) ?? 0), 0),
  }));
}

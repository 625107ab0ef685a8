import { basisOf, isSelected, type OrderParts } from "./basis";
import { pauseOf, skipCause, type SkipCause, standing } from "./conditions";
import type { PlainFacts } from "./facts";
import { baseOf, type FrozenRate } from "./frozen";
import type { EarningHistory } from "./history";
import type { ActiveMultiplier } from "./multipliers";
import type { EarningPlan, EarningRule } from "./plan";
import type { EarningReason } from "./reasons";
import type { Remaining } from "./remaining";

/** The multipliers whose terms hold, and the factor of the facts. */
export function activeMultipliers(
  plan: EarningPlan,
  facts: PlainFacts,
  order: OrderParts | null,
  why: EarningReason[],
): ActiveMultiplier[] {
  const active: ActiveMultiplier[] = [];
  for (const multiplier of plan.multipliers) {
    const cause = skipCause(multiplier, facts, order);
    if (cause === null) active.push(multiplier);
    else why.push({ code: "multiplier-skipped", multiplier: multiplier.id, rule: null, ...cause });
  }
  const { factor } = facts;
  return factor === null
    ? active
    : [...active, { id: null, factor, rules: null, stackable: true, priority: 0 }];
}

/** A rule that gives something, and its rate. */
export interface BaseRule {
  readonly rule: EarningRule;
  readonly rate: FrozenRate;
}

/** The rules that give something, of each type those that stand. */
export function standingRules(
  plan: EarningPlan,
  facts: PlainFacts,
  order: OrderParts | null,
  all: Remaining,
  history: EarningHistory,
  why: EarningReason[],
): BaseRule[] {
  const applying: BaseRule[] = [];
  for (const rule of plan.rules) {
    const rate = rateOf(rule, facts, order);
    if (rate === null) continue;
    const empty: SkipCause | null = baseOf(rate, all).num === 0n ? { because: "no-points" } : null;
    const cause =
      skipCause(rule, facts, order) ?? pauseOf(rule, facts.at, history, plan.zone) ?? empty;
    if (cause === null) applying.push({ rule, rate });
    else why.push({ code: "rule-skipped", rule: rule.id, ...cause });
  }
  return [...new Set(applying.map(({ rule }) => rule.type))].flatMap((type) => {
    const group = applying.filter(({ rule }) => rule.type === type);
    const stand = standing(group.map(({ rule }) => rule));
    const by = stand[0]!.id;
    return group.filter(({ rule }) => {
      if (stand.includes(rule)) return true;
      why.push({ code: "rule-skipped", rule: rule.id, because: "displaced", by });
      return false;
    });
  });
}

/** The rate of a rule and what of the facts it is for; null: it is about something else. */
function rateOf(
  { earn }: EarningRule,
  facts: PlainFacts,
  order: OrderParts | null,
): FrozenRate | null {
  if (earn.kind === "per-event") {
    if (earn.event !== facts.kind) return null;
    return { kind: earn.kind, event: earn.event, points: earn.points, units: facts.units };
  }
  if (order === null) return null;
  const selected = order.lines.filter((line) => isSelected(line, earn.items));
  if (earn.kind === "per-item") {
    const { kind, points, each } = earn;
    const lines = selected.map(({ id, quantity }) => ({ line: id!, units: quantity }));
    return { kind, points, each, lines };
  }
  const { kind, perMinor, points, basis } = earn;
  return {
    kind,
    perMinor,
    points,
    lines: selected.map((line) => ({ line: line.id!, basisMinor: basisOf(line, basis) })),
    shippingBasisMinor: basis.shipping ? basisOf(order.shipping, basis) : 0,
  };
}

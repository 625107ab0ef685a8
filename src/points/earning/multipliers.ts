import type { Fraction } from "../../kernel/money/rate";
import { standing } from "./conditions";
import { exact, type Exact, isBelow, plus, times } from "./exact";
import type { EarningPlan, EarningTerms } from "./plan";

/** A multiplier that holds for an order or event; a null id is the factor of the facts. */
export interface ActiveMultiplier extends Pick<EarningTerms, "stackable" | "priority"> {
  readonly id: string | null;
  readonly factor: Fraction;
  readonly rules: readonly string[] | null;
}

/** Those that multiply a rule, and what they come to. */
export interface RuleFactor {
  readonly factor: Exact;
  readonly multipliers: readonly ActiveMultiplier[];
}

/** Which of the multipliers multiply a rule, and by how much in all. */
export function factorOf(
  rule: string,
  active: readonly ActiveMultiplier[],
  stacking: EarningPlan["stacking"],
): RuleFactor {
  const multipliers = standing(
    active.filter(({ rules }) => rules === null || rules.includes(rule)),
  );
  const factors = multipliers.map(({ factor }) => exact(factor.num, factor.den));
  const [first = exact(1), ...others] = factors;
  switch (stacking) {
    case "compound":
      return { factor: others.reduce(times, first), multipliers };
    case "additive":
      return { factor: others.reduce(plus, first), multipliers };
    case "highest": {
      const highest = others.reduce(
        (before, each) => (isBelow(before, each) ? each : before),
        first,
      );
      return {
        factor: highest,
        multipliers: multipliers.slice(factors.indexOf(highest)).slice(0, 1),
      };
    }
  }
}

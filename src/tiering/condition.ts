import { quotientOfNumbers } from "../kernel/money/rounding";
import type { Bound, Condition, TierProgram } from "./program";

/** The value of the metric at a place of the programme. */
export type ReadMetric = (place: number) => number;

/** To reach a tier, or to keep it. */
export type Side = "entry" | "keep";

/** Whether a condition holds. Null: there is none, and it does. */
export function holds(condition: Condition | null, side: Side, read: ReadMetric): boolean {
  if (condition === null) return true;
  switch (condition.kind) {
    case "bound":
      return isMet(condition, side, read(condition.place));
    case "not":
      return !holds(condition.of, side, read);
    default: {
      let missing = condition.count;
      const { of } = condition;
      // A plain loop: V8 does not make one of iterating over a frozen list.
      for (let index = 0; index < of.length; index += 1) {
        if (holds(of[index]!, side, read)) missing -= 1;
        if (missing === 0) return true;
      }
      return false;
    }
  }
}

/** Whether a value is enough; bounds are inclusive. */
export function isMet({ min, keepNum, keepDen }: Bound, side: Side, value: number): boolean {
  if (side === "entry") return value >= min;
  if (keepDen === 1) return value >= keepNum;
  const product = value * keepDen;
  return Number.isSafeInteger(product)
    ? product >= keepNum
    : BigInt(value) * BigInt(keepDen) >= BigInt(keepNum);
}

/** The rung of the highest tier whose condition of entry holds; -1: none. */
export function highestRung({ tiers }: TierProgram, read: ReadMetric): number {
  let rung = tiers.length - 1;
  while (rung >= 0 && !holds(tiers[rung]!.entry, "entry", read)) rung -= 1;
  return rung;
}

/** The smallest value that meets a bound. */
export function leastOf({ min, keepNum, keepDen }: Bound, side: Side): number {
  return side === "entry" ? min : quotientOfNumbers(keepNum, keepDen, "ceil");
}

/**
 * The bounds that help to meet a condition, from left to right, added to a list: not those that must not
 * be met.
 */
export function boundsOf(condition: Condition | null, list: Bound[] = []): readonly Bound[] {
  if (condition === null || condition.kind === "not") return list;
  if (condition.kind === "bound") list.push(condition);
  else for (const one of condition.of) boundsOf(one, list);
  return list;
}

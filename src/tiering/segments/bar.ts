import type { Fraction } from "../../kernel/money/rate";
import { compareFractions, type ExactFraction, exactly, isAtLeast } from "./exact";
import { interpolated } from "./quantile";

/**
 * Where high begins: a value on the bar is high.
 *
 * A bar may have a second, lower one, for members that were high before: they stay high down to it.
 */
export interface Bar {
  readonly enter: ExactFraction;
  readonly leave: ExactFraction;
}

/** A bar at a stated value. */
export function fixedBar(enter: Fraction, leave: Fraction | null): Bar {
  return { enter: exactly(enter), leave: exactly(leave ?? enter) };
}

/** A bar at quantiles of values; null: there are no values. */
export function quantileBar(
  values: readonly Fraction[],
  enter: Fraction,
  leave: Fraction | null,
): Bar | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted(compareFractions);
  const at = (p: Fraction) => interpolated(sorted.length, (index) => exactly(sorted[index]!), p);
  return { enter: at(enter), leave: at(leave ?? enter) };
}

/** What a value is, and whether only the lower bar made it so. */
export function levelOf(
  value: Fraction,
  { enter, leave }: Bar,
  wasHigh: boolean,
): { readonly high: boolean; readonly kept: boolean } {
  const enters = isAtLeast(value, enter);
  const kept = !enters && wasHigh && isAtLeast(value, leave);
  return { high: enters || kept, kept };
}

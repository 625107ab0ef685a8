import { amountOf } from "../../../kernel/money/rate";
import type { BargainTerms } from "./definition";

/** Between which amounts a cut is drawn, inclusive, in minor units. */
export interface CutBounds {
  readonly fromMinor: number;
  readonly toMinor: number;
}

/**
 * The bounds of one cut. Of what is left down to the floor it takes at least `cut.min`, rounded up, and at
 * most `cut.max`, rounded down; but never less than one minor unit, and never so much that a friend who
 * is still to come would find nothing to cut. Where these leave no amount, the nearest one that the floor
 * allows. The last friend cuts all that is left.
 *
 * @param restMinor - what is left; at least one unit for each friend to come, this one included
 * @param toCome - how many friends are still to come after this one
 */
export function cutBounds(
  { cut }: Pick<BargainTerms, "cut">,
  restMinor: number,
  toCome: number,
): CutBounds {
  if (toCome === 0) return { fromMinor: restMinor, toMinor: restMinor };
  const most = restMinor - toCome;
  const within = (minor: number): number => Math.min(Math.max(minor, 1), most);
  const fromMinor = within(amountOf(restMinor, cut.min, "ceil"));
  const toMinor = within(amountOf(restMinor, cut.max, "floor"));
  return { fromMinor, toMinor: Math.max(fromMinor, toMinor) };
}

import type { Fraction } from "../../../kernel/money/rate";
import {
  type RankedReason,
  rankedReasons,
  scoreAt,
  valueText,
  type WeightedRanks,
} from "../weighted";
import type { Contender } from "./contenders";
import type { Choice } from "./definition";

/** What became of a member. */
export interface ChoiceResult {
  readonly member: string;
  readonly group: string;
  /** The weighted percentile rank, 0 to 1, exactly. */
  readonly score: Fraction;
  readonly status: ChoiceStatus;
  /** The place within the group, from 1; null: the member cannot be chosen. */
  readonly place: number | null;
  readonly why: readonly ChoiceReason[];
}

/**
 * What became of a member; the first that applies.
 *
 * 1. `flagged`
 * 2. `below-floor`: on at least one axis
 * 3. `waiting`: not at the bar, or not yet for long enough
 * 4. `over-quota`: others are better
 * 5. `chosen`
 */
export type ChoiceStatus = (typeof CHOICE_STATUSES)[number];

/** The statuses in their order of precedence. */
export const CHOICE_STATUSES = [
  "flagged",
  "below-floor",
  "waiting",
  "over-quota",
  "chosen",
] as const;

/** Why a member was chosen or not. */
export type ChoiceReason =
  | RankedReason
  | { readonly code: "flagged" }
  | {
      readonly code: "below-floor";
      readonly axis: string;
      readonly value: number | string;
      readonly floor: number | string;
    }
  | { readonly code: "below-bar"; readonly bar: Fraction }
  | { readonly code: "waiting"; readonly periods: number; readonly needed: number }
  | { readonly code: "incumbent"; readonly margin: Fraction }
  | { readonly code: "chosen" | "over-quota"; readonly place: number; readonly quota: number }
  | { readonly code: "chosen-by-margin" };

/** Where a contender came out among those who could be chosen. */
export interface Outcome {
  readonly place: number;
  readonly quota: number;
  readonly byMargin: boolean;
}

/** What became of the member at an index, and why. */
export function resultOf(
  choice: Choice,
  ranks: WeightedRanks,
  index: number,
  contender: Contender,
  outcome: Outcome | null,
): ChoiceResult {
  const { member, group, incumbent } = contender;
  const why: ChoiceReason[] = rankedReasons(ranks, index);
  if (incumbent) why.push({ code: "incumbent", margin: choice.margin });
  const result = {
    member,
    group,
    score: scoreAt(ranks, index),
    place: outcome?.place ?? null,
    why,
  };
  if (outcome === null) {
    why.push(...obstacles(choice, ranks, index, contender));
    return { ...result, status: statusOf(contender) };
  }
  const { place, quota, byMargin } = outcome;
  const status = place <= quota ? "chosen" : "over-quota";
  why.push({ code: status, place, quota });
  if (byMargin) why.push({ code: "chosen-by-margin" });
  return { ...result, status };
}

function statusOf({ flagged, missed }: Contender): ChoiceStatus {
  return flagged ? "flagged" : missed.length > 0 ? "below-floor" : "waiting";
}

/** All that keeps a member from being chosen. */
function obstacles(
  { axes, bar, periods }: Choice,
  ranks: WeightedRanks,
  index: number,
  { flagged, missed, incumbent, atBar, streak }: Contender,
): ChoiceReason[] {
  const why: ChoiceReason[] = flagged ? [{ code: "flagged" }] : [];
  for (const axis of missed) {
    const column = ranks.columns[axes.indexOf(axis)]!;
    why.push({
      code: "below-floor",
      axis: axis.id,
      value: valueText(axis, column.values[index]!),
      floor: valueText(axis, (incumbent ? axis.leave : axis.floor)!),
    });
  }
  if (incumbent) return why;
  if (!atBar) why.push({ code: "below-bar", bar });
  if (streak < periods) why.push({ code: "waiting", periods: streak, needed: periods });
  return why;
}

import type { AxisInput } from "../measure";

/** A choice of members by score, as it enters: KOC and KOL, ambassadors, testers. Plain JSON. */
export interface ChoiceInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217 code; needed where an axis is money. */
  readonly currency?: string | undefined;
  /** 1 to 10: spend, activity, attention. */
  readonly axes: readonly ChoiceAxisInput[];
  /** How many are chosen of each group. 0 to 1,000,000. */
  readonly quota: number;
  /** Groups with a quota of their own. At most 10,000. */
  readonly quotas?: readonly { readonly group: string; readonly quota: number }[] | undefined;
  /**
   * By how much of the score a challenger must be better than a member who was chosen before, 0 to 1,
   * to a millionth at the finest. Default `"0"`.
   */
  readonly margin?: string | undefined;
  /** How long a newcomer must have been good. Default: no longer than now. */
  readonly persistence?: PersistenceInput | undefined;
}

/** An axis with what a member must have on it. */
export interface ChoiceAxisInput extends AxisInput {
  /** The worst value with which a newcomer is chosen. Default: any. */
  readonly floor?: number | string | undefined;
  /** The worst value with which a member who was chosen before stays. Default: the floor. */
  readonly leave?: number | string | undefined;
}

/** Newcomers must have been at or above the bar, and the floors, in so many consecutive periods. */
export interface PersistenceInput {
  /** This one included. 1 to 100. */
  readonly periods: number;
  /** The score, 0 to 1, to a millionth at the finest. Default `"0"`: the floors alone. */
  readonly bar?: string | undefined;
}

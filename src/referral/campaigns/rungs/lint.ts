import { fromMinor } from "../../../kernel/money/amount";
import type { Rung } from "./rung";

/** A ladder, as far as its rewards go: an invite ladder, an event ladder, an assist. */
export interface Ladder {
  readonly currency: string;
  readonly rungs: readonly Pick<Rung, "id" | "reward">[];
}

/** A rung that is worth no more than the one below it. */
export interface LadderFinding {
  readonly code: "ladder-not-increasing";
  readonly rung: string;
  readonly worth: string;
  readonly below: string;
  readonly worthBelow: string;
}

/**
 * The rungs of a ladder whose reward is not worth more than that of the rung below. Such a ladder pays for
 * the easy step and not for the one that the shop wants: join, share, recharge should rise.
 *
 * @returns in the order of the rungs; empty where every reward is worth more than the one before
 *
 * @example
 * ```ts
 * import { defineEventLadder, lintLadder } from "uptier/referral";
 *
 * const ladder = defineEventLadder({
 *   id: "bring-a-friend",
 *   currency: "CNY",
 *   rungs: [
 *     { id: "join", on: "joined-group", reward: { type: "coupon", worth: "2.00" } },
 *     { id: "share", on: "shared", reward: { type: "coupon", worth: "5.00" } },
 *     { id: "recharge", on: "recharged", amount: "100", reward: { type: "coupon", worth: "5.00" } },
 *   ],
 * });
 * lintLadder(ladder);
 * // => [
 * //   { code: "ladder-not-increasing", rung: "recharge", worth: "5.00", below: "share", worthBelow: "5.00" },
 * // ]
 * ```
 */
export function lintLadder({ currency, rungs }: Ladder): readonly LadderFinding[] {
  return rungs.flatMap(({ id, reward }, index) => {
    const below = rungs[index - 1];
    if (below === undefined || reward.worthMinor > below.reward.worthMinor) return [];
    return [
      {
        code: "ladder-not-increasing" as const,
        rung: id,
        worth: fromMinor(reward.worthMinor, currency),
        below: below.id,
        worthBelow: fromMinor(below.reward.worthMinor, currency),
      },
    ];
  });
}

import * as z from "zod";
import type { Draft, Report } from "../../../kernel/definition";
import { checkIds } from "../../../kernel/checks";
import { id, text } from "../../../kernel/schema";
import { type CampaignRewardInput, checkReward, reward, rewardOf } from "../rungs/reward";
import {
  MAX_RUNGS,
  type Rung,
  type RungPolicy,
  type RungPolicyInput,
  rungPolicy,
  rungPolicyOf,
} from "../rungs/rung";

/**
 * How a rung counts friends.
 *
 * - `cumulative`: all that there are: 3, 5, 10 are reached with 3, 5 and 10 friends
 * - `incremental`: those beyond the rung below: 3, 5, 10 are reached with 3, 8 and 18 friends
 */
export type CountMode = "cumulative" | "incremental";

/** A rung that is reached with friends. */
export interface FriendRungInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** How many friends. */
  readonly friends: number;
  /** Default: that of the ladder. */
  readonly countMode?: CountMode | undefined;
  readonly reward: CampaignRewardInput;
}

/** Which friends count, and what they count towards. */
export interface FriendRulesInput extends RungPolicyInput {
  /** Whether a friend who leaves again (the group, the account that they followed) no longer counts. Default true. */
  readonly leaveInvalidates?: boolean | undefined;
  /** Default `cumulative`. */
  readonly countMode?: CountMode | undefined;
  /** 1 to 50, from the lowest. */
  readonly rungs: readonly FriendRungInput[];
}

/** The rules, complete. */
export interface FriendRules extends RungPolicy {
  readonly newOnly: boolean;
  readonly leaveInvalidates: boolean;
  /** From the lowest. */
  readonly rungs: readonly Rung[];
}

/** The most friends of one gathering, those who left included. */
export const MAX_FRIENDS = 10_000;

const countMode = z.enum(["cumulative", "incremental"]).optional();

/** The schema of {@link FriendRulesInput}. */
export const friendRules = {
  ...rungPolicy,
  newOnly: z.boolean().optional(),
  leaveInvalidates: z.boolean().optional(),
  countMode,
  rungs: z
    .array(
      z.strictObject({
        id,
        name: text.optional(),
        friends: z.int().min(1).max(MAX_FRIENDS),
        countMode,
        reward,
      }),
    )
    .min(1)
    .max(MAX_RUNGS),
};

/** Reports rungs that do not rise, that nobody can reach, and rewards that are no amounts. */
export function checkFriendRules(
  draft: Draft<FriendRulesInput & { readonly currency: string }>,
  report: Report,
): void {
  const rungs = draft.rungs ?? [];
  checkIds("rungs", rungs, report);
  let below = 0;
  rungs.forEach((rung, index) => {
    checkReward(rung?.reward, draft.currency, ["rungs", index, "reward"], report);
    if (rung?.friends === undefined) return;
    const threshold = thresholdOf(rung.countMode ?? draft.countMode, rung.friends, below);
    if (threshold <= below) {
      report(
        ["rungs", index, "friends"],
        "rungs-not-rising",
        `must be above ${below}, what the rung before is reached with`,
      );
    } else if (threshold > MAX_FRIENDS) {
      report(
        ["rungs", index, "friends"],
        "out-of-reach",
        `needs ${threshold} friends in all; more than ${MAX_FRIENDS} are not counted`,
      );
    }
    below = threshold;
  });
}

/** The rules, complete. */
export function friendRulesOf(
  input: FriendRulesInput & { readonly currency: string },
  newOnly: boolean,
): FriendRules {
  let below = 0;
  return {
    ...rungPolicyOf(input),
    newOnly,
    leaveInvalidates: input.leaveInvalidates ?? true,
    rungs: input.rungs.map(({ id, name, friends, countMode: mode, reward: given }) => {
      below = thresholdOf(mode ?? input.countMode, friends, below);
      return {
        id,
        name: name ?? null,
        threshold: below,
        reward: rewardOf(given, input.currency),
      };
    }),
  };
}

function thresholdOf(mode: CountMode | undefined, friends: number, below: number): number {
  return mode === "incremental" ? below + friends : friends;
}

import * as z from "zod";
import type { CampaignReward } from "./reward";

/** What becomes of a rung when what it rests on is gone: `keep` it, or `fall-back` below it. */
export type OnLost = "keep" | "fall-back";

/** How the rungs of a ladder are lost and earned again. */
export interface RungPolicyInput {
  /** Default `fall-back`: the rung is lost, and its reward to be taken back if it was claimed. */
  readonly onLost?: OnLost | undefined;
  /** Whether who or what came back counts again, and a lost rung can be reached again. Default true. */
  readonly reEarn?: boolean | undefined;
}

/** The policy, complete. */
export interface RungPolicy {
  readonly onLost: OnLost;
  readonly reEarn: boolean;
}

/** A rung of a ladder, as far as reaching it goes. */
export interface Rung {
  readonly id: string;
  readonly name: string | null;
  /** The count from which it is reached. */
  readonly threshold: number;
  readonly reward: CampaignReward;
}

/** The most rungs of one ladder. */
export const MAX_RUNGS = 50;

/** The schema of {@link RungPolicyInput}. */
export const rungPolicy = {
  onLost: z.enum(["keep", "fall-back"]).optional(),
  reEarn: z.boolean().optional(),
};

/** The policy, complete. */
export function rungPolicyOf({ onLost, reEarn }: RungPolicyInput): RungPolicy {
  return { onLost: onLost ?? "fall-back", reEarn: reEarn ?? true };
}

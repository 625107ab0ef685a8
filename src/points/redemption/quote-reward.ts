import { checkIsCommand, countIn } from "../../kernel/command";
import { fromMinor, safeInteger } from "../../kernel/money/amount";
import { refuse } from "../../kernel/refusal";
import { type Instant, toMilliseconds } from "../../kernel/time/instant";
import type { RedemptionPlan, CatalogueReward } from "./plan";

/** A wish to spend points on a reward of the catalogue. */
export interface RewardQuestion {
  /** The id of the reward. */
  readonly reward: string;
  readonly at: Instant;
  /** Points of its type that the member can spend. */
  readonly available: number;
  /** How many units, or as many as possible. Default: 1. */
  readonly times?: number | "most" | undefined;
  readonly memberTier?: string | undefined;
  /** Units that the member has claimed before. Default: 0. */
  readonly claimed?: number | undefined;
  /** Units that all members have claimed before. Default: 0. */
  readonly stockTaken?: number | undefined;
}

/** What is claimed and what it costs. */
export interface RewardOffer {
  readonly reward: string;
  readonly kind: CatalogueReward["kind"];
  /** The type of points. */
  readonly type: string;
  readonly times: number;
  /** What they cost in all. */
  readonly points: number;
  /** What they are worth in all: decimal text; null: not stated. */
  readonly value: string | null;
}

/**
 * Why a reward cannot be claimed, in the order in which reasons are looked for.
 *
 * 1. `unknown-reward`: there is no such reward
 * 2. `not-open`: it can be claimed later
 * 3. `closed`: it could be claimed before
 * 4. `not-eligible`: it is for members of other tiers
 * 5. `over-member-limit`: the member has claimed as many as a member may, or asks for more
 * 6. `out-of-stock`: there are not as many any more
 * 7. `exceeds-available`: the points do not pay for it
 */
export type RewardRefusal =
  | { readonly code: "unknown-reward"; readonly reward: string }
  | { readonly code: "not-open"; readonly opensAt: string }
  | { readonly code: "closed"; readonly closedAt: string }
  | { readonly code: "not-eligible"; readonly memberTiers: readonly string[] }
  | { readonly code: "over-member-limit"; readonly limit: number; readonly claimed: number }
  | { readonly code: "out-of-stock"; readonly left: number }
  | {
      readonly code: "exceeds-available";
      readonly needed: number;
      readonly available: number;
    };

/** The codes of {@link RewardRefusal} in their order of precedence. */
export const REWARD_REFUSALS = [
  "unknown-reward",
  "not-open",
  "closed",
  "not-eligible",
  "over-member-limit",
  "out-of-stock",
  "exceeds-available",
] as const satisfies readonly RewardRefusal["code"][];

/** The answer of {@link quoteReward}; `why` names what held `"most"` back. */
export type RewardQuote =
  | { readonly ok: true; readonly value: RewardOffer; readonly why: readonly RewardRefusal[] }
  | {
      readonly ok: false;
      readonly refusal: RewardRefusal;
      readonly why: readonly RewardRefusal[];
    };

/**
 * What a reward of the catalogue costs a member, or why it cannot be claimed. A number of units is
 * claimed whole or not at all; `"most"` claims as many as the limits and the points allow.
 *
 * @throws UptierError in this order: `invalid-command` (no object), `invalid-instant`, `invalid-command` (a number is none),
 * `unsafe-integer` (they would cost more than 2^53 - 1 points)
 *
 * @example
 * ```ts
 * import { defineRedemption, quoteReward } from "uptier/points";
 *
 * const redemption = defineRedemption({
 *   currency: "CNY",
 *   rewards: [{ id: "tea", kind: "coupon", type: "points", cost: 3, value: "5.00" }],
 * });
 * const at = "2026-11-21T09:30:00+08:00";
 * const quote = quoteReward(redemption, { reward: "tea", at, available: 10, times: "most" });
 * quote.ok && [quote.value.times, quote.value.points, quote.value.value]; // => [3, 9, "15.00"]
 * ```
 */
export function quoteReward(plan: RedemptionPlan, question: RewardQuestion): RewardQuote {
  checkIsCommand(question);
  const at = toMilliseconds(question.at);
  const available = countIn("available", question.available, 0);
  const claimed = countIn("claimed", question.claimed ?? 0, 0);
  const taken = countIn("stockTaken", question.stockTaken ?? 0, 0);
  const wanted = question.times === "most" ? null : countIn("times", question.times ?? 1);
  const reward = plan.rewards.find(({ id }) => id === question.reward);
  if (reward === undefined) return refuse({ code: "unknown-reward", reward: question.reward });
  const closed = closedTo(reward, at, question.memberTier);
  if (closed !== null) return refuse(closed);
  const limits = limitsOf(reward, { wanted, available, claimed, taken });
  const hit = limits.find(({ most }) => most < (wanted ?? 1));
  if (hit !== undefined) return refuse(hit.refusal);
  const times = wanted ?? Math.min(...limits.map(({ most }) => most));
  const held = wanted === null ? limits.find(({ most }) => most === times) : undefined;
  const { valueMinor } = reward;
  return {
    ok: true,
    value: {
      reward: reward.id,
      kind: reward.kind,
      type: reward.type,
      times,
      points: safeInteger(BigInt(times) * BigInt(reward.cost)),
      value:
        valueMinor === null ? null : fromMinor(BigInt(valueMinor) * BigInt(times), plan.currency),
    },
    why: held === undefined ? [] : [held.refusal],
  };
}

function closedTo(
  { from, until, memberTiers }: CatalogueReward,
  at: number,
  tier: string | undefined,
): RewardRefusal | null {
  if (from !== null && at < Date.parse(from)) return { code: "not-open", opensAt: from };
  if (until !== null && at >= Date.parse(until)) return { code: "closed", closedAt: until };
  if (memberTiers === null || (tier !== undefined && memberTiers.includes(tier))) return null;
  return { code: "not-eligible", memberTiers };
}

/** How many units each limit allows, in the order of the refusals. */
function limitsOf(
  { perMember, stock, cost }: CatalogueReward,
  on: { wanted: number | null; available: number; claimed: number; taken: number },
): readonly { readonly most: number; readonly refusal: RewardRefusal }[] {
  const { wanted, available, claimed, taken } = on;
  const affordable = Math.floor(available / cost);
  const needed = safeInteger(BigInt(wanted ?? affordable + 1) * BigInt(cost));
  const left = stock === null ? null : Math.max(0, stock - taken);
  return [
    ...(perMember === null
      ? []
      : [
          {
            most: Math.max(0, perMember - claimed),
            refusal: { code: "over-member-limit", limit: perMember, claimed } as const,
          },
        ]),
    ...(left === null ? [] : [{ most: left, refusal: { code: "out-of-stock", left } as const }]),
    {
      most: affordable,
      refusal: { code: "exceeds-available", needed, available } as const,
    },
  ];
}

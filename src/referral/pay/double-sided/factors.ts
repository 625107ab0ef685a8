import { amountIn, checkInput, wholeIn } from "../../../kernel/argument";
import type { AmountInput } from "../../../kernel/money/amount";
import { type Fraction, isLess, toFraction } from "../../../kernel/money/rate";
import type { DoubleSided, Factors } from "./definition";

/** Where a set and one of its members stand when an epoch closes. */
export interface StandingInput {
  /** Of the set, in the window. */
  readonly volume: AmountInput;
  /** For which the member has been in the set. */
  readonly epochs: number;
  /** Of the referrer. Default: 0. */
  readonly stake?: number | undefined;
}

/** What holds for the member in the next epoch. Plain JSON, to be kept and passed to `splitFees`. */
export interface BenefitFactors {
  /** After multiplier and cap. */
  readonly reward: Factors;
  readonly discount: Factors;
  readonly multiplier: Fraction;
  readonly why: readonly FactorReason[];
}

/**
 * Why the factors are what they are. Tiers are named by their position in the definition, from 0; null:
 * none is reached, and the factor is 0 (of the multiplier: 1).
 */
export type FactorReason =
  | { readonly code: "stake-below-minimum"; readonly stake: number; readonly minStake: number }
  | { readonly code: "reward-tier"; readonly tier: number | null }
  | { readonly code: "discount-tier"; readonly tier: number | null }
  | { readonly code: "multiplier-tier"; readonly tier: number | null }
  | { readonly code: "reward-capped"; readonly component: string; readonly maxReward: Fraction };

/**
 * The factors of reward and discount for a member.
 *
 * The reward is that of the highest tier whose volume the set has reached; the discount that of the
 * highest tier whose volume the set and whose epochs the member has reached, bounds included. The reward
 * is multiplied by what the stake of the referrer gives, and then capped. With a stake below the
 * minimum neither side gets anything.
 *
 * @throws UptierError in this order: `invalid-input` (no object), those of an amount, `negative-amount`
 * (the volume), `invalid-input` (epochs, stake), `invalid-rate` (a product with more digits than can be
 * computed with)
 *
 * @example
 * ```ts
 * import { benefitFactors, defineDoubleSided } from "uptier/referral";
 *
 * const program = defineDoubleSided({
 *   id: "friends",
 *   currency: "CNY",
 *   components: ["service"],
 *   windowEpochs: 4,
 *   tiers: [{ minVolume: "2000", minEpochs: 2, reward: "1%", discount: "2%" }],
 *   multipliers: [{ minStake: 500, multiplier: "2" }],
 * });
 * const { reward, discount } = benefitFactors(program, { volume: "2000", epochs: 1, stake: 500 });
 * [reward, discount]; // => [{ service: { num: 1, den: 50 } }, { service: { num: 0, den: 1 } }]
 * ```
 */
export function benefitFactors(program: DoubleSided, standing: StandingInput): BenefitFactors {
  checkInput("standing", standing);
  const { components, tiers, multipliers, minStake, maxReward } = program;
  const volumeMinor = amountIn("volume", standing.volume, program.currency);
  const epochs = wholeIn("epochs", standing.epochs);
  const stake = wholeIn("stake", standing.stake ?? 0);
  if (stake < minStake) {
    return {
      reward: noFactors(components),
      discount: noFactors(components),
      multiplier: ONE,
      why: [{ code: "stake-below-minimum", stake, minStake }],
    };
  }
  const rewardTier = tiers.findLastIndex((tier) => volumeMinor >= tier.minVolumeMinor);
  const discountTier = tiers.findLastIndex(
    (tier) => volumeMinor >= tier.minVolumeMinor && epochs >= tier.minEpochs,
  );
  const stakeTier = multipliers.findLastIndex((tier) => stake >= tier.minStake);
  const multiplier = multipliers[stakeTier]?.multiplier ?? ONE;
  const plain = tiers[rewardTier]?.reward ?? noFactors(components);
  const multiplied = components.map((name) => [name, product(plain[name]!, multiplier)] as const);
  const tierOf = (index: number): number | null => (index < 0 ? null : index);
  return {
    reward: Object.fromEntries(
      multiplied.map(([name, factor]) => [name, isLess(maxReward, factor) ? maxReward : factor]),
    ),
    discount: tiers[discountTier]?.discount ?? noFactors(components),
    multiplier,
    why: [
      { code: "reward-tier", tier: tierOf(rewardTier) },
      { code: "discount-tier", tier: tierOf(discountTier) },
      { code: "multiplier-tier", tier: tierOf(stakeTier) },
      ...multiplied.flatMap(([component, factor]): FactorReason[] =>
        isLess(maxReward, factor) ? [{ code: "reward-capped", component, maxReward }] : [],
      ),
    ],
  };
}

const ONE: Fraction = { num: 1, den: 1 };
const ZERO: Fraction = { num: 0, den: 1 };

/** Factors of 0 for every component. */
export function noFactors(components: readonly string[]): Factors {
  return Object.fromEntries(components.map((name) => [name, ZERO]));
}

function product(a: Fraction, b: Fraction): Fraction {
  return toFraction(`${BigInt(a.num) * BigInt(b.num)}/${BigInt(a.den) * BigInt(b.den)}`);
}

import type { Rounding } from "../../../kernel/money/rounding";

/** A factor for every component of the fee (`"2%"`), or one for each by its name. */
export type FactorsInput = string | Readonly<Record<string, string>>;

/** What a set of referred members has reached, and what it gives to both sides. */
export interface BenefitTierInput {
  /** Volume of the set in the window, at least. */
  readonly minVolume: string;
  /** Epochs for which the member has been in the set, at least; only the discount asks for it. */
  readonly minEpochs: number;
  /** Of what is left of the fee, to the referrer. */
  readonly reward: FactorsInput;
  /** Of the fee, to the member. */
  readonly discount: FactorsInput;
}

/** What a stake of the referrer does to the reward. */
export interface StakeTierInput {
  /** A whole number in the caller's unit: points, a deposit in minor units. */
  readonly minStake: number;
  /** Decimal text of at least 1: `"1.5"`. */
  readonly multiplier: string;
}

/** A programme that rewards both sides of a referral out of fees. Plain JSON. */
export interface DoubleSidedInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217: of volumes and fees. */
  readonly currency: string;
  /** The names of the components that a fee is made of; 1 to 20. */
  readonly components: readonly string[];
  /** Epochs that count, the closing one included; 1 to 1,000. */
  readonly windowEpochs: number;
  /** 1 to 50, volumes rising. */
  readonly tiers: readonly BenefitTierInput[];
  /** Up to 50, stakes rising. Default: none, the multiplier is 1. */
  readonly multipliers?: readonly StakeTierInput[] | undefined;
  /** With less, neither side gets anything. Default: 0. */
  readonly minStake?: number | undefined;
  /** The most that a reward factor can be after the multiplier. Default: `"100%"`. */
  readonly maxReward?: string | undefined;
  /** The most that a member adds to the volume in one epoch. Default: no limit. */
  readonly contributionCap?: string | undefined;
  /** Of every discount and reward. Default: `toward-zero`. */
  readonly rounding?: Rounding | undefined;
}

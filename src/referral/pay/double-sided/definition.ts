import { parseDefinition } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { toMinor } from "../../../kernel/money/amount";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import type { Rounding } from "../../../kernel/money/rounding";
import { checkDoubleSided } from "./consistency";
import type { DoubleSidedInput, FactorsInput } from "./input";
import { doubleSidedSchema } from "./schema";

/** A factor for each component of the fee, by its name. */
export type Factors = Readonly<Record<string, Fraction>>;

/** A tier, worked out. */
export interface BenefitTier {
  readonly minVolumeMinor: number;
  readonly minEpochs: number;
  readonly reward: Factors;
  readonly discount: Factors;
}

/** A multiplier of the reward, worked out. */
export interface StakeTier {
  readonly minStake: number;
  readonly multiplier: Fraction;
}

/** A double-sided programme: plain JSON, deeply frozen, with everything worked out. */
export interface DoubleSided {
  readonly id: string;
  readonly name: string | null;
  readonly currency: string;
  readonly components: readonly string[];
  readonly windowEpochs: number;
  readonly tiers: readonly BenefitTier[];
  readonly multipliers: readonly StakeTier[];
  readonly minStake: number;
  readonly maxReward: Fraction;
  /** Null: no limit. */
  readonly contributionCapMinor: number | null;
  readonly rounding: Rounding;
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates a programme that rewards both sides of a referral: a discount for the member who was
 * referred, a reward for who referred them, both out of fees.
 *
 * @param input - plain JSON, see {@link DoubleSidedInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`. Codes of what does not fit together: `duplicate-id`,
 * `unordered-tiers`, `unknown-component`, `invalid-rate` (also above 100 %), `too-many-decimals`,
 * `unsafe-integer`
 *
 * @example
 * ```ts
 * import { defineDoubleSided } from "uptier/referral";
 *
 * const program = defineDoubleSided({
 *   id: "friends",
 *   currency: "CNY",
 *   components: ["service"],
 *   windowEpochs: 4,
 *   tiers: [{ minVolume: "2000", minEpochs: 2, reward: "2.1%", discount: "2.4%" }],
 * });
 * program.tiers[0]?.reward; // => { service: { num: 21, den: 1000 } }
 * ```
 */
export function defineDoubleSided(input: DoubleSidedInput): DoubleSided {
  const parsed = parseDefinition(
    "double-sided programme",
    doubleSidedSchema,
    input,
    checkDoubleSided,
  );
  const { currency, components, contributionCap } = parsed;
  const factorsOf = (factors: FactorsInput): Factors =>
    Object.fromEntries(
      components.map((name) => [
        name,
        toFraction(typeof factors === "string" ? factors : factors[name]!),
      ]),
    );
  return deepFreeze({
    id: parsed.id,
    name: parsed.name ?? null,
    currency,
    components,
    windowEpochs: parsed.windowEpochs,
    tiers: parsed.tiers.map(({ minVolume, minEpochs, reward, discount }) => ({
      minVolumeMinor: toMinor(minVolume, currency),
      minEpochs,
      reward: factorsOf(reward),
      discount: factorsOf(discount),
    })),
    multipliers: (parsed.multipliers ?? []).map(({ minStake, multiplier }) => ({
      minStake,
      multiplier: toFraction(multiplier),
    })),
    minStake: parsed.minStake ?? 0,
    maxReward: toFraction(parsed.maxReward ?? "100%"),
    contributionCapMinor: contributionCap === undefined ? null : toMinor(contributionCap, currency),
    rounding: parsed.rounding ?? "toward-zero",
    version: contentHash(input),
  });
}

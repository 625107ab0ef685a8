import { checkInput } from "../../../kernel/argument";
import type { Refused } from "../../../kernel/decision";
import type { BonusPool } from "./definition";
import {
  type PoolMember,
  type PoolReason,
  type PoolRefusal,
  type PoolShares,
  splitPool,
} from "./split-pool";
import { type BonusPeriodInput, type UnlockedPool, unlockPool, type UnlockReason } from "./unlock";

/** A pool for a period, how the department did, and who is in it. */
export interface BonusShareInput extends BonusPeriodInput {
  /** At most 100,000. */
  readonly members: readonly PoolMember[];
}

/** A bonus pool, unlocked and shared out. The parts sum to what is unlocked, less the rest. */
export interface BonusShares extends PoolShares {
  /** How much of the whole pool was unlocked; `pool` is that amount. */
  readonly of: Omit<UnlockedPool, "why">;
}

/** The answer of {@link shareBonusPool}. */
export type BonusAnswer =
  | {
      readonly ok: true;
      readonly value: BonusShares;
      readonly why: readonly (UnlockReason | PoolReason)[];
    }
  | Refused<PoolRefusal, UnlockReason | PoolRefusal>;

/**
 * Unlocks the bonus pool of a department by its targets and splits it over its people, as
 * {@link splitPool} does.
 *
 * @returns a refusal where what is unlocked does not pay for the floors
 * @throws UptierError in this order: those of `unlockPool`, those of `splitPool`
 *
 * @example
 * ```ts
 * import { defineBonusPool, shareBonusPool } from "uptier/referral";
 *
 * const bonus = defineBonusPool({
 *   id: "sales",
 *   currency: "CNY",
 *   targets: [{ id: "gmv", threshold: "80", target: "100" }],
 * });
 * const answer = shareBonusPool(bonus, {
 *   pool: "1000.00",
 *   figures: { gmv: "90" },
 *   members: [
 *     { id: "a", score: 27 },
 *     { id: "b", score: 20 },
 *     { id: "c", score: 5 },
 *   ],
 * });
 * answer.ok && answer.value.parts.map(({ amount }) => amount); // => ["259.61", "192.31", "48.08"]
 * ```
 */
export function shareBonusPool(bonus: BonusPool, input: BonusShareInput): BonusAnswer {
  checkInput("period", input);
  const { why, ...of } = unlockPool(bonus, input);
  const { currency, unlocked } = of;
  const answer = splitPool({ currency, pool: unlocked, members: input.members });
  return answer.ok
    ? { ok: true, value: { ...answer.value, of }, why: [...why, ...answer.why] }
    : { ...answer, why: [...why, answer.refusal] };
}

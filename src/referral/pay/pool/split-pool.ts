import { allocate } from "../../../kernel/allocation/allocate";
import { amountIn, checkInput, checkParts, wholeIn } from "../../../kernel/argument";
import type { Refused } from "../../../kernel/decision";
import { addSafely, type AmountInput, fromMinor, safeInteger } from "../../../kernel/money/amount";
import { refuse } from "../../../kernel/refusal";

/** Who has a part in a pool: a person, or a department. */
export interface PoolMember {
  /** Unique in the list. */
  readonly id: string;
  /** A whole number of at least 0. Default: 1. */
  readonly weight?: number | undefined;
  /** A whole number of at least 0 that the weight is multiplied by. Default: 1. */
  readonly score?: number | undefined;
  /** What they get before the rest is shared. Default: nothing. */
  readonly floor?: AmountInput | undefined;
}

/** A pool and who shares it. */
export interface PoolInput {
  /** ISO 4217. */
  readonly currency: string;
  readonly pool: AmountInput;
  /** At most 100,000. */
  readonly members: readonly PoolMember[];
}

/** A pool, shared out; decimal text. */
export interface PoolShares {
  readonly currency: string;
  readonly pool: string;
  /** In the order of the members. */
  readonly parts: readonly PoolPart[];
  /** What nobody gets because nobody has a weight; parts and rest sum to the pool. */
  readonly rest: string;
}

/** What a member gets. */
export interface PoolPart {
  readonly id: string;
  /** Floor and share. */
  readonly amount: string;
  readonly floor: string;
  readonly share: string;
}

/**
 * Why the parts are what they are.
 *
 * - `floors-first`: these floors went out before anything was shared
 * - `shared-by-weight`: this was shared; the sum of weight x score
 * - `nobody-has-weight`: this stays as the rest
 */
export type PoolReason =
  | { readonly code: "floors-first"; readonly amount: string }
  | { readonly code: "shared-by-weight"; readonly amount: string; readonly weight: number }
  | { readonly code: "nobody-has-weight"; readonly amount: string };

/** Why a pool is not shared: it does not pay for the floors. */
export interface PoolRefusal {
  readonly code: "pool-below-floors";
  readonly pool: string;
  readonly floors: string;
}

/** The answer of {@link splitPool}. */
export type PoolAnswer =
  | { readonly ok: true; readonly value: PoolShares; readonly why: readonly PoolReason[] }
  | Refused<PoolRefusal, PoolRefusal>;

/** The most members of one pool. */
const MAX_MEMBERS = 100_000;

/**
 * Splits a pool: everybody gets their floor, and what is left is shared by weight x score, by largest
 * remainder. Parts sum to the pool, and nobody gets less than their floor. Who has the same weight,
 * score and floor gets the same to within one unit, the earlier one the unit.
 *
 * @returns a refusal where the pool does not pay for the floors
 * @throws UptierError in this order: `invalid-input` (no object), those of an amount, `negative-amount`
 * (the pool), `invalid-input` (no list, an id that is none or comes twice); then at the first member at
 * fault `invalid-input` (weight, score), those of an amount, `negative-amount`; `unsafe-integer`,
 * `invalid-weights` (they sum to more than 2^53 - 1)
 *
 * @example
 * ```ts
 * import { splitPool } from "uptier/referral";
 *
 * const answer = splitPool({
 *   currency: "CNY",
 *   pool: "1000.00",
 *   members: [
 *     { id: "head", weight: 3, score: 9, floor: "200" },
 *     { id: "adviser", weight: 2, score: 10, floor: "100" },
 *   ],
 * });
 * answer.ok && answer.value.parts.map(({ id, amount }) => [id, amount]);
 * // => [["head", "602.13"], ["adviser", "397.87"]]
 * ```
 */
export function splitPool(input: PoolInput): PoolAnswer {
  checkInput("pool", input);
  const { currency, members } = input;
  const poolMinor = amountIn("pool", input.pool, currency);
  checkParts("members", members, MAX_MEMBERS);
  const claims = members.map((member, index) => claimOf(member, index, currency));
  const floorsMinor = claims.reduce((sum, { floorMinor }) => addSafely(sum, floorMinor), 0);
  const money = (minor: number): string => fromMinor(minor, currency);
  const pool = money(poolMinor);
  if (floorsMinor > poolMinor) {
    return refuse({ code: "pool-below-floors", pool, floors: money(floorsMinor) });
  }
  const leftMinor = poolMinor - floorsMinor;
  const weight = claims.reduce((sum, claim) => addSafely(sum, claim.weight), 0);
  const shares =
    weight === 0
      ? claims.map(() => 0)
      : allocate(
          leftMinor,
          claims.map((claim) => claim.weight),
        );
  return {
    ok: true,
    value: {
      currency,
      pool,
      parts: members.map(({ id }, index) => {
        const { floorMinor } = claims[index]!;
        const amount = money(floorMinor + shares[index]!);
        return { id, amount, floor: money(floorMinor), share: money(shares[index]!) };
      }),
      rest: money(weight === 0 ? leftMinor : 0),
    },
    why: [
      ...(floorsMinor === 0 ? [] : [{ code: "floors-first", amount: money(floorsMinor) } as const]),
      weight === 0
        ? { code: "nobody-has-weight", amount: money(leftMinor) }
        : { code: "shared-by-weight", amount: money(leftMinor), weight },
    ],
  };
}

interface Claim {
  readonly weight: number;
  readonly floorMinor: number;
}

function claimOf(
  { weight = 1, score = 1, floor = "0" }: PoolMember,
  index: number,
  currency: string,
): Claim {
  const at = `members[${index}]`;
  return {
    weight: safeInteger(wholeIn(`${at}.weight`, weight) * wholeIn(`${at}.score`, score)),
    floorMinor: amountIn(`${at}.floor`, floor, currency),
  };
}

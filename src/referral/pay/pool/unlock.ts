import { amountIn, checkInput, invalidInput } from "../../../kernel/argument";
import { shown } from "../../../kernel/errors";
import { type AmountInput, fromMinor, safeInteger } from "../../../kernel/money/amount";
import { type DecimalInput, parseDecimal } from "../../../kernel/money/decimal";
import { roundQuotient } from "../../../kernel/money/rounding";
import type { BonusPool, BonusTarget } from "./definition";

/** A pool for a period, and how the department did. */
export interface BonusPeriodInput {
  readonly pool: AmountInput;
  /** By the id of the target: the figure that was reached, as decimal text. */
  readonly figures: Readonly<Record<string, DecimalInput>>;
}

/** How much of a pool the targets have unlocked; decimal text. */
export interface UnlockedPool {
  readonly currency: string;
  readonly pool: string;
  readonly unlocked: string;
  /** Stays with the house. */
  readonly locked: string;
  readonly why: readonly UnlockReason[];
}

/** How far a target was reached, and what it unlocked; the amounts sum to what is unlocked. */
export interface UnlockReason {
  readonly code: "below-threshold" | "partly-reached" | "target-reached";
  readonly target: string;
  readonly figure: string;
  readonly unlocked: string;
}

/**
 * How much of a bonus pool is unlocked: `pool x clamp((figure - threshold) / (target - threshold), 0, 1)`.
 * With several targets, the mean of these shares by weight. Exact until one rounding; continuous, so
 * that nobody works toward a cliff.
 *
 * @throws UptierError in this order: `invalid-input` (no object), those of an amount, `negative-amount`
 * (the pool), `invalid-input` (no figures, or none for a target), `invalid-decimal`
 *
 * @example
 * ```ts
 * import { defineBonusPool, unlockPool } from "uptier/referral";
 *
 * const bonus = defineBonusPool({
 *   id: "sales",
 *   currency: "CNY",
 *   targets: [{ id: "gmv", threshold: "80", target: "100" }],
 * });
 * unlockPool(bonus, { pool: "1000.00", figures: { gmv: "90" } }).unlocked; // => "500.00"
 * ```
 */
export function unlockPool(bonus: BonusPool, period: BonusPeriodInput): UnlockedPool {
  checkInput("period", period);
  const { currency, targets, rounding } = bonus;
  const poolMinor = amountIn("pool", period.pool, currency);
  checkInput("figures", period.figures);
  const money = (minor: number): string => fromMinor(minor, currency);
  const weights = BigInt(targets.reduce((sum, { weight }) => sum + weight, 0));
  let [num, den] = [0n, 1n]; // the sum of weight x share so far
  let before = 0;
  const why = targets.map((target): UnlockReason => {
    const text = figureOf(period, target.id);
    const share = shareReached(target, text);
    num = num * share.den + BigInt(target.weight) * share.num * den;
    den *= share.den;
    const total = safeInteger(roundQuotient(BigInt(poolMinor) * num, den * weights, rounding));
    const unlocked = money(total - before);
    before = total;
    return { code: codeOf(share), target: target.id, figure: text, unlocked };
  });
  return {
    currency,
    pool: money(poolMinor),
    unlocked: money(before),
    locked: money(poolMinor - before),
    why,
  };
}

interface Share {
  readonly num: bigint;
  /** More than 0. */
  readonly den: bigint;
}

/** How far a figure has come from the threshold to the target, 0 to 1. */
function shareReached({ threshold, target }: BonusTarget, figure: string): Share {
  const numbers = [threshold, target, figure].map(parseDecimal);
  const scale = Math.max(...numbers.map((number) => number.scale));
  const [from, to, at] = numbers.map(
    (number) => number.digits * 10n ** BigInt(scale - number.scale),
  ) as [bigint, bigint, bigint];
  const [way, done] = to > from ? [to - from, at - from] : [from - to, from - at];
  return { num: done < 0n ? 0n : done > way ? way : done, den: way };
}

function codeOf({ num, den }: Share): UnlockReason["code"] {
  if (num === den) return "target-reached";
  return num === 0n ? "below-threshold" : "partly-reached";
}

function figureOf({ figures }: BonusPeriodInput, id: string): string {
  const figure = Object.hasOwn(figures, id) ? figures[id] : undefined;
  if (figure === undefined) {
    throw invalidInput("figures", `there for the target "${id}"`, shown(figure));
  }
  return typeof figure === "string" ? figure : figure.toFixed();
}

import { dayKey, type DayKey } from "../../kernel/time/day";
import { localDay } from "../../kernel/time/zone";
import { isSelected, type OrderParts } from "./basis";
import type { PlainFacts } from "./facts";
import { type EarningHistory, lastPaid } from "./history";
import type { EarningRule, EarningTerms } from "./plan";

/**
 * Why a rule or multiplier does not apply, in the order in which reasons are looked for.
 *
 * 1. `not-open`, `closed`: its window
 * 2. `other-tier`, `other-channel`
 * 3. `order-too-small`: the goods cost less than `orderAtLeast`
 * 4. `no-such-item`: no line is of the kind of `withItem`
 * 5. `not-first-time`: the rule has paid this member before
 * 6. `cooling-down`: it has paid, and pays again from the day `until`
 * 7. `no-points`: it would give nothing
 * 8. `displaced`: another one applies alone, or a higher one
 */
export type SkipCause =
  | {
      readonly because:
        | "not-open"
        | "closed"
        | "other-tier"
        | "other-channel"
        | "order-too-small"
        | "no-such-item"
        | "not-first-time"
        | "no-points";
    }
  | { readonly because: "cooling-down"; readonly until: DayKey }
  | { readonly because: "displaced"; readonly by: string | null };

/** The first of the terms that does not hold; null: all hold. */
export function skipCause(
  terms: EarningTerms,
  facts: PlainFacts,
  order: OrderParts | null,
): SkipCause | null {
  const { from, until, memberTiers, channels, orderAtLeastMinor, withItem } = terms;
  if (from !== null && facts.at < Date.parse(from)) return { because: "not-open" };
  if (until !== null && facts.at >= Date.parse(until)) return { because: "closed" };
  if (!isListed(memberTiers, facts.memberTier)) return { because: "other-tier" };
  if (!isListed(channels, facts.channel)) return { because: "other-channel" };
  if (orderAtLeastMinor !== null && (order === null || order.goodsMinor < orderAtLeastMinor)) {
    return { because: "order-too-small" };
  }
  if (withItem !== null && order?.lines.some((line) => isSelected(line, withItem)) !== true) {
    return { because: "no-such-item" };
  }
  return null;
}

/** Whether a rule has paid too lately, or at all; null: it can pay. */
export function pauseOf(
  { id, firstTimeOnly, cooldownDays }: EarningRule,
  at: number,
  history: EarningHistory,
  zone: string,
): SkipCause | null {
  const last = firstTimeOnly || cooldownDays !== null ? lastPaid(history, id) : null;
  if (last === null) return null;
  if (firstTimeOnly) return { because: "not-first-time" };
  const lastDay = localDay(last, zone);
  // An order that arrives late can be from before the last payment.
  return Math.abs(localDay(at, zone) - lastDay) >= cooldownDays!
    ? null
    : { because: "cooling-down", until: dayKey(lastDay + cooldownDays!) };
}

/**
 * Of those that apply: all where all are stackable, else the one with the highest priority among
 * those that are not; of equals the earlier one.
 */
export function standing<T extends Pick<EarningTerms, "stackable" | "priority">>(
  applying: readonly T[],
): readonly T[] {
  let alone: T | undefined;
  for (const each of applying) {
    if (!each.stackable && (alone === undefined || each.priority > alone.priority)) alone = each;
  }
  return alone === undefined ? applying : [alone];
}

function isListed(list: readonly string[] | null, value: string | null): boolean {
  return list === null || (value !== null && list.includes(value));
}

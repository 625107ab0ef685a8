import { type FrozenEarning, pointsOfRule, roundedParts } from "./frozen";
import { type Refunded, remainingAfter } from "./remaining";

/**
 * What the terms of an earning give on what is left of the order after refunds: on the smaller
 * basis, with the rates, multipliers, rounding and room under the caps of the day. The difference to
 * `points` is what the refunds so far take back in all.
 *
 * It falls, or stays, with everything that is refunded; it is 0 when everything was; and it depends
 * on what was refunded in all, not on the slices. A condition `orderAtLeast` is asked again; a fixed
 * number of points for an order stays until all goods are back.
 *
 * @param frozen - an earning of `quoteEarning`, as the entry keeps it
 * @param refunded - all refunds so far together
 * @returns points, at most `frozen.points`
 * @throws UptierError in this order: `invalid-refund` (an unknown line), the codes of `toMinor`,
 * `invalid-refund` (below 0, or more than was paid)
 *
 * @example
 * ```ts
 * import { defineEarning, earnedAgain, newEarningHistory, quoteEarning } from "uptier/points";
 *
 * const earning = defineEarning({
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   rules: [{ id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } }],
 * });
 * const order = {
 *   kind: "order",
 *   id: "o1",
 *   at: "2026-11-21T09:30:00+08:00",
 *   lines: [{ id: "a", amount: "100.00" }],
 * };
 * const quote = quoteEarning(earning, order, newEarningHistory());
 * const kept = (amount: string) =>
 *   quote.ok && quote.value.earnings.map((frozen) => earnedAgain(frozen, { amount }));
 * kept("33.33"); // => [66]
 * kept("66.66"); // => [33]
 * kept("100.00"); // => [0]
 * ```
 */
export function earnedAgain(frozen: FrozenEarning, refunded: Refunded): number {
  const remaining = remainingAfter(frozen, refunded);
  const exacts = frozen.rules.map((rule) => pointsOfRule(rule, remaining));
  return roundedParts(exacts, frozen.rounding, frozen.room).points;
}

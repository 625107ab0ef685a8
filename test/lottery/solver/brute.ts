import { toFraction, toMinor } from "uptier/kernel";
import type { WeightsTarget } from "uptier/lottery";

/** The weights of at most the target's cost that cost most, by trying all; null: there are none. */
export function bruteForce(target: WeightsTarget): number | null {
  const { weightTotal, prizes, ranking, mostLikely } = target;
  const rate = toFraction(target.winRate);
  const wins = (weightTotal * rate.num) / rate.den;
  const costs = prizes.map(({ cost }) => toMinor(cost, target.currency));
  const least = prizes.map(({ atLeast }) => {
    const { num, den } = toFraction(atLeast ?? "0");
    return Math.max(1, Math.ceil((num * weightTotal) / den));
  });
  const budget = toMinor(target.expectedCost, target.currency) * weightTotal;
  const place = new Map(prizes.map(({ id }, index) => [id, index]));
  let best: number | null = null;
  const weights: number[] = [];
  const tryAll = (left: number): void => {
    if (weights.length === prizes.length - 1) {
      weights.push(left);
      judge();
      weights.pop();
      return;
    }
    for (let weight = 1; weight <= left; weight += 1) {
      weights.push(weight);
      tryAll(left - weight);
      weights.pop();
    }
  };
  tryAll(wins);
  return best;

  function judge(): void {
    if (weights.some((weight, index) => weight < least[index]!)) return;
    const ranked = ranking?.map((id) => weights[place.get(id)!]!) ?? [];
    if (ranked.some((weight, rank) => rank > 0 && weight >= ranked[rank - 1]!)) return;
    const first = mostLikely === undefined ? Infinity : weights[place.get(mostLikely)!]!;
    if (weights.filter((weight) => weight >= first).length > 1) return;
    const cost = weights.reduce((sum, weight, index) => sum + weight * costs[index]!, 0);
    if (cost <= budget && (best === null || cost > best)) best = cost;
  }
}

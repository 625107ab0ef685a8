import { countIn } from "../../kernel/command";
import { amountOf, fractionText } from "../../kernel/money/rate";
import { type BenefitProgram, benefitsOf, ofKind } from "./program";

/**
 * The factor by which a tier multiplies what is earned of a type of points, for the `factor` of an
 * order or event that points are earned for. The multiplier that names the type counts; else the one
 * that names none.
 *
 * @param tier - the id of the member's tier; null: none
 * @returns exact text, `"3/2"` or `"2"`; `"1"` where nothing is multiplied
 * @throws UptierError `unknown-tier`
 *
 * @example
 * ```ts
 * import { defineTiers, earnFactor } from "uptier/tiering";
 *
 * const club = defineTiers({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "spend", kind: "money", on: ["order"] }],
 *   tiers: [{ id: "gold", rank: 1, benefits: [{ kind: "multiplier", id: "x", factor: "1.5" }] }],
 * });
 * earnFactor(club, "gold", "points"); // => "3/2"
 * ```
 */
export function earnFactor(program: BenefitProgram, tier: string | null, type: string): string {
  const multipliers = ofKind(benefitsOf(program, tier), "multiplier");
  const found =
    multipliers.find(({ of }) => of === type) ?? multipliers.find(({ of }) => of === null);
  return found === undefined ? "1" : fractionText(found.factor);
}

/**
 * What a reward costs the holders of a tier in points: its price times the factor of the tier,
 * rounded as the programme says.
 *
 * @param tier - the id of the member's tier; null: none
 * @param points - the price of the reward: a whole number from 0 to 1,000,000,000
 * @throws UptierError in this order: `invalid-command` (the points), `unknown-tier`
 *
 * @example
 * ```ts
 * import { defineTiers, rewardPrice } from "uptier/tiering";
 *
 * const club = defineTiers({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "spend", kind: "money", on: ["order"] }],
 *   tiers: [{ id: "gold", rank: 1, benefits: [{ kind: "reward-price", id: "r", factor: "90%" }] }],
 * });
 * rewardPrice(club, "gold", 1_000); // => 900
 * ```
 */
export function rewardPrice(program: BenefitProgram, tier: string | null, points: number): number {
  countIn("points", points, 0);
  const [found] = ofKind(benefitsOf(program, tier), "reward-price");
  return found === undefined ? points : amountOf(points, found.factor, program.benefits.rounding);
}

import { canonicalJson } from "../../kernel/json";
import type { Benefit } from "./plan";
import { type BenefitProgram, benefitsOf } from "./program";

/** What changes for a member between two tiers. Plain JSON. */
export interface BenefitsGained {
  /** Benefits of the new tier that the old one does not have. */
  readonly gained: readonly Benefit[];
  /** Benefits of the old tier that the new one does not have. */
  readonly lost: readonly Benefit[];
  /** Benefits of both tiers that are not the same in both. */
  readonly changed: readonly { readonly from: Benefit; readonly to: Benefit }[];
}

/**
 * What a member gains and loses from one tier to another: what a message about the distance to the
 * next tier advertises. Benefits of two tiers are the same one when their kind and id are.
 *
 * @param from - the id of a tier; null: none
 * @param to - the id of a tier; null: none
 * @returns what the new tier has in its order, then what the old tier had in its own
 * @throws UptierError `unknown-tier`
 *
 * @example
 * ```ts
 * import { benefitsGained, defineTiers } from "uptier/tiering";
 *
 * const gift = { kind: "perk", id: "birthday-gift", name: "生日礼" } as const;
 * const club = defineTiers({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [{ id: "spend", kind: "money", on: ["order"] }],
 *   tiers: [
 *     { id: "member", rank: 0 },
 *     { id: "gold", rank: 1, entry: { metric: "spend", min: "2000.00" }, benefits: [gift] },
 *   ],
 * });
 * benefitsGained(club, "member", "gold").gained.map(({ name }) => name); // => ["生日礼"]
 * ```
 */
export function benefitsGained(
  program: BenefitProgram,
  from: string | null,
  to: string | null,
): BenefitsGained {
  const before = benefitsOf(program, from);
  const after = benefitsOf(program, to);
  const changed: { from: Benefit; to: Benefit }[] = [];
  const gained: Benefit[] = [];
  for (const benefit of after) {
    const old = before.find((each) => isSame(each, benefit));
    if (old === undefined) gained.push(benefit);
    else if (canonicalJson(old) !== canonicalJson(benefit)) {
      changed.push({ from: old, to: benefit });
    }
  }
  const lost = before.filter((benefit) => !after.some((each) => isSame(each, benefit)));
  return { gained, lost, changed };
}

function isSame(a: Benefit, b: Benefit): boolean {
  return a.kind === b.kind && a.id === b.id;
}

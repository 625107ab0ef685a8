import { shown, UptierError } from "../../kernel/errors";
import type { Benefit, BenefitRules } from "./plan";

/** The part of a membership programme that benefits are about; what `defineTiers` gives is one. */
export interface BenefitProgram {
  /** ISO 4217. */
  readonly currency: string;
  readonly benefits: BenefitRules;
  readonly tiers: readonly { readonly id: string; readonly benefits: readonly Benefit[] }[];
}

/**
 * The benefits of a tier, in the order of the definition; none without a tier.
 *
 * @throws UptierError `unknown-tier`
 */
export function benefitsOf({ tiers }: BenefitProgram, tier: string | null): readonly Benefit[] {
  if (tier === null) return [];
  const found = tiers.find(({ id }) => id === tier);
  if (found !== undefined) return found.benefits;
  throw new UptierError(
    "unknown-tier",
    `${shown(tier)} is not a tier of the programme; there are: ${tiers.map(({ id }) => id).join(", ")}; pass null for a member without one`,
  );
}

/** Those of one kind. */
export function ofKind<Kind extends Benefit["kind"]>(
  benefits: readonly Benefit[],
  kind: Kind,
): readonly Extract<Benefit, { kind: Kind }>[] {
  return benefits.filter(
    (benefit): benefit is Extract<Benefit, { kind: Kind }> => benefit.kind === kind,
  );
}

import type { Report } from "../../kernel/definition";
import { parseDecimal } from "../../kernel/money/decimal";
import type { TiersDraft } from "./program";

type TierDraft = NonNullable<NonNullable<TiersDraft["tiers"]>[number]>;

/**
 * Reports ranks that occur twice, tiers that nobody is ever in because a higher one is for everybody,
 * and thresholds on one metric that do not rise with the ranks.
 */
export function checkLadder(tiers: readonly (TierDraft | undefined)[], report: Report): void {
  const ranked = tiers
    .flatMap((tier, index) =>
      tier?.rank === undefined ? [] : [{ tier, rank: tier.rank, path: ["tiers", index] }],
    )
    .toSorted((a, b) => a.rank - b.rank);
  ranked.forEach(({ tier, rank, path }, place) => {
    const below = ranked[place - 1];
    if (below === undefined) return;
    if (below.rank === rank) {
      report([...path, "rank"], "duplicate-rank", `${rank} is taken; give each tier its own rank`);
    } else if (tier.entry === undefined) {
      report(
        [...path, "entry"],
        "always-reached",
        "is missing, so that nobody is in the tiers below; only the lowest tier may be for everybody",
      );
    }
  });
  ranked.forEach(({ tier, path }, place) => {
    const bound = boundOf(tier);
    if (bound === null) return;
    if (place > 0 && !isBelow(0, bound.min)) {
      report(
        [...path, "entry", "min"],
        "always-reached",
        "is 0, so that nobody is in the tiers below; only the lowest tier may be for everybody",
      );
      return;
    }
    const below = ranked.slice(0, place).map((one) => ({ ...one, bound: boundOf(one.tier) }));
    const higher = below.find(
      (one) => one.bound?.metric === bound.metric && !isBelow(one.bound.min, bound.min),
    );
    if (higher !== undefined) {
      report(
        [...path, "entry", "min"],
        "unordered-thresholds",
        `must be more than that of "${String(higher.tier.id)}", which has a lower rank`,
      );
    }
  });
}

/** The threshold of a tier that asks for nothing else; null: it asks for more than one bound. */
function boundOf({ entry }: TierDraft): { metric: string; min: string | number } | null {
  if (entry === undefined || !("metric" in entry)) return null;
  const { metric, min } = entry;
  return metric === undefined || min === undefined ? null : { metric, min };
}

/** Quantities of the same metric have the same unit, or one of them is reported already. */
function isBelow(a: string | number, b: string | number): boolean {
  const [left, right] = [parseDecimal(String(a)), parseDecimal(String(b))];
  const scale = Math.max(left.scale, right.scale);
  const digits = (one: typeof left): bigint => one.digits * 10n ** BigInt(scale - one.scale);
  return digits(left) < digits(right);
}

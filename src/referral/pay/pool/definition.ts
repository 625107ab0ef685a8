import { checkIds } from "../../../kernel/checks";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { roundDecimal, type Rounding } from "../../../kernel/money/rounding";
import type { BonusPoolInput } from "./input";
import { bonusPoolSchema } from "./schema";

/** A target, worked out. */
export interface BonusTarget {
  readonly id: string;
  readonly threshold: string;
  readonly target: string;
  readonly weight: number;
}

/** A bonus pool: plain JSON, deeply frozen. */
export interface BonusPool {
  readonly id: string;
  readonly name: string | null;
  readonly currency: string;
  readonly targets: readonly BonusTarget[];
  readonly rounding: Rounding;
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates the bonus pool of a department: the targets that unlock it. How large it is comes with each
 * period.
 *
 * @param input - plain JSON, see {@link BonusPoolInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`. Codes of what does not fit together: `duplicate-id`,
 * `invalid-target` (threshold and target are the same)
 *
 * @example
 * ```ts
 * import { defineBonusPool } from "uptier/referral";
 *
 * const bonus = defineBonusPool({
 *   id: "service-desk",
 *   currency: "CNY",
 *   targets: [
 *     { id: "satisfaction", threshold: "80", target: "95", weight: 3 },
 *     { id: "returns", threshold: "6", target: "3" },
 *   ],
 * });
 * bonus.targets.map(({ id, weight }) => [id, weight]); // => [["satisfaction", 3], ["returns", 1]]
 * ```
 */
export function defineBonusPool(input: BonusPoolInput): BonusPool {
  const { id, name, currency, targets, rounding } = parseDefinition(
    "bonus pool",
    bonusPoolSchema,
    input,
    checkTargets,
  );
  return deepFreeze({
    id,
    name: name ?? null,
    currency,
    targets: targets.map((target) => ({ ...target, weight: target.weight ?? 1 })),
    rounding: rounding ?? "half-away-from-zero",
    version: contentHash(input),
  });
}

function checkTargets({ targets = [] }: Draft<BonusPoolInput>, report: Report): void {
  checkIds("targets", targets, report);
  targets.forEach((each, index) => {
    if (each?.threshold === undefined || each.target === undefined) return;
    if (sameNumber(each.threshold, each.target)) {
      report(["targets", index, "target"], "invalid-target", "must be another than the threshold");
    }
  });
}

/** Both have at most 40 characters, so that no decimal is lost. */
function sameNumber(a: string, b: string): boolean {
  return roundDecimal(a, 40, "toward-zero") === roundDecimal(b, 40, "toward-zero");
}

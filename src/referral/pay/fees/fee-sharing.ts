import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { type Fraction, isLess, toFraction } from "../../../kernel/money/rate";
import type { Rounding } from "../../../kernel/money/rounding";
import { checkShare } from "../check";
import type { FeeSharingInput } from "./input";
import { feeSharingSchema } from "./schema";

/** How the fee of a sale is shared: plain JSON, deeply frozen, with everything worked out. */
export interface FeeSharing {
  readonly id: string;
  readonly name: string | null;
  readonly currency: string;
  readonly feeBearer: "shared" | "seller";
  readonly minRate: Fraction;
  readonly maxRate: Fraction;
  readonly rounding: Rounding;
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates how the fee of a sale is shared between the seller and those who get a share of its price:
 * affiliates, collaborators.
 *
 * @param input - plain JSON, see {@link FeeSharingInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`. Codes of what does not fit together: `invalid-rate` (also above
 * 100 %, or a `max` below the `min`)
 *
 * @example
 * ```ts
 * import { defineFeeSharing } from "uptier/referral";
 *
 * const sharing = defineFeeSharing({
 *   id: "affiliates",
 *   currency: "USD",
 *   feeBearer: "shared",
 *   rates: { min: "1%", max: "75%" },
 * });
 * sharing.rounding; // => "toward-zero"
 * ```
 */
export function defineFeeSharing(input: FeeSharingInput): FeeSharing {
  const { id, name, currency, feeBearer, rates, rounding } = parseDefinition(
    "fee sharing",
    feeSharingSchema,
    input,
    checkRates,
  );
  return deepFreeze({
    id,
    name: name ?? null,
    currency,
    feeBearer,
    minRate: toFraction(rates?.min ?? "0%"),
    maxRate: toFraction(rates?.max ?? "100%"),
    rounding: rounding ?? "toward-zero",
    version: contentHash(input),
  });
}

function checkRates({ rates }: Draft<FeeSharingInput>, report: Report): void {
  const min = checkShare(rates?.min, ["rates", "min"], report);
  const max = checkShare(rates?.max, ["rates", "max"], report);
  if (min !== undefined && max !== undefined && isLess(max, min)) {
    report(["rates", "max"], "invalid-rate", "must not be below min");
  }
}

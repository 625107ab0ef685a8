import * as z from "zod";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import { currency, id, text } from "../../../kernel/schema";
import { rate } from "../bar-input";
import { checkMeasures, type Measure, type MeasureInput } from "../measure";
import { MAX_MEASURES, measureOf, measureShape } from "../measure-schema";
import { checkShare } from "../share";

/** What makes members alike, as it enters. Plain JSON. */
export interface LookAlikeInput {
  readonly id: string;
  readonly name?: string | undefined;
  /** ISO 4217 code; needed where a feature is money. */
  readonly currency?: string | undefined;
  /** 1 to 10. */
  readonly features: readonly MeasureInput[];
  /**
   * How much of the weight of all features must be known of a member to be compared. From 0 to 1, to
   * a millionth at the finest. Default `"50%"`.
   */
  readonly minKnown?: string | undefined;
}

/** What makes members alike, checked and complete. Plain JSON, frozen. */
export interface LookAlike {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly currency: string | null;
  readonly features: readonly Measure[];
  readonly minKnown: Fraction;
}

const lookAlikeSchema = z.strictObject({
  id,
  name: text.optional(),
  currency: currency.optional(),
  features: z.array(z.strictObject(measureShape)).min(1).max(MAX_MEASURES),
  minKnown: rate.optional(),
});

/**
 * Validates what makes members alike and fills in what is left out.
 *
 * @param input - plain JSON, see {@link LookAlikeInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`. Codes of what does not fit together: `duplicate-id`, `invalid-decimals`,
 * `currency-needed`, `invalid-rate`, `invalid-share`
 *
 * @example
 * ```ts
 * import { defineLookAlike } from "uptier/tiering";
 *
 * const alike = defineLookAlike({
 *   id: "like-our-koc",
 *   currency: "CNY",
 *   features: [
 *     { id: "spend", unit: "money", weight: 2 },
 *     { id: "posts", unit: "count" },
 *   ],
 * });
 * alike.minKnown; // => { num: 1, den: 2 }
 * ```
 */
export function defineLookAlike(input: LookAlikeInput): LookAlike {
  const parsed: LookAlikeInput = parseDefinition("look-alike", lookAlikeSchema, input, check);
  return deepFreeze<LookAlike>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    currency: parsed.currency ?? null,
    features: parsed.features.map((feature) => measureOf(feature, parsed.currency)),
    minKnown: toFraction(parsed.minKnown ?? "50%"),
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link LookAlikeInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { lookAlikeJsonSchema } from "uptier/tiering";
 *
 * lookAlikeJsonSchema()["type"]; // => "object"
 * ```
 */
export function lookAlikeJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(lookAlikeSchema, { io: "input" });
}

function check(draft: Draft<z.output<typeof lookAlikeSchema>>, report: Report): void {
  checkMeasures(draft.features, draft.currency, ["features"], report);
  checkShare(draft.minKnown, ["minKnown"], report);
}

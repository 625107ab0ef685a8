import { commonDenominator } from "../../../kernel/allocation/portions";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { toMinor } from "../../../kernel/money/amount";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import type { Rounding } from "../../../kernel/money/rounding";
import { checkBandRules } from "./consistency";
import type {
  BandEdge,
  BandEnd,
  BandEvaluation,
  BandMeasure,
  BandRulesInput,
  BandsInput,
} from "./input";
import { bandsSchema } from "./schema";

/** One band, worked out. Null: it has no such thing. */
export interface Band {
  /** Where it ends: minor units, a count, or a share of the plan. Null: nowhere. */
  readonly upTo: Fraction | null;
  /** Of `whole` and `step`. */
  readonly rate: Fraction | null;
  /** Of `interpolated`: what it is worth once it is filled. */
  readonly amountMinor: number | null;
  /** Base pay of who is in the band. */
  readonly baseMinor: number;
}

/** How bands pay, worked out. */
export interface BandRules {
  readonly currency: string;
  readonly mode: BandRulesInput["mode"];
  readonly measure: BandMeasure;
  readonly per: BandEvaluation;
  /** Null: it makes no difference. */
  readonly edge: BandEdge | null;
  readonly rounding: Rounding;
  readonly bands: readonly Band[];
  /** A denominator of all ends, and one of all rates. */
  readonly endUnit: number;
  readonly rateUnit: number;
}

/** Commission bands: plain JSON, deeply frozen, with everything worked out. */
export interface Bands extends BandRules {
  readonly id: string;
  readonly name: string | null;
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates commission bands and fills in their defaults.
 *
 * @param input - plain JSON, see {@link BandsInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`. Codes of what does not fit together: `wrong-evaluation` (single
 * deals against a plan, or a base that is paid more than once), `wrong-unit` (an end that the measure
 * does not have), `no-last-band`, `unordered-bands`, `invalid-rate` (also above 100 %),
 * `invalid-decimal`, `too-many-decimals`, `unsafe-integer`, `invalid-portions` (ends or rates with too
 * many digits)
 *
 * @example
 * ```ts
 * import { bandPay, defineBands } from "uptier/referral";
 *
 * const bands = defineBands({
 *   id: "sales-staff",
 *   currency: "CNY",
 *   mode: "step",
 *   per: "period",
 *   bands: [{ upTo: "10000", rate: "5%" }, { upTo: "25000", rate: "7%" }, { rate: "10%" }],
 * });
 * bandPay(bands, { amount: "30000" }).pay; // => "2050.00"
 * ```
 */
export function defineBands(input: BandsInput): Bands {
  const parsed = parseDefinition("bands", bandsSchema, input, checkBands);
  return deepFreeze({
    id: parsed.id,
    name: parsed.name ?? null,
    ...compileBandRules(parsed, parsed.currency),
    version: contentHash(input),
  });
}

function checkBands(draft: Draft<BandsInput>, report: Report): void {
  checkBandRules(draft, draft.currency, [], report);
}

/** Works out rules that have been checked. */
export function compileBandRules(rules: BandRulesInput, currency: string): BandRules {
  const measure = rules.measure ?? "amount";
  const bands = rules.bands.map((band): Band => {
    const { upTo } = band;
    return {
      upTo: upTo === undefined ? null : endWith(upTo, measure, currency),
      rate: "rate" in band ? toFraction(band.rate) : null,
      amountMinor: "amount" in band ? toMinor(band.amount, currency) : null,
      baseMinor: "base" in band && band.base !== undefined ? toMinor(band.base, currency) : 0,
    };
  });
  return {
    currency,
    mode: rules.mode,
    measure,
    per: rules.per,
    edge: rules.mode === "whole" ? (rules.edge ?? "lower-inclusive") : null,
    rounding: rules.rounding ?? "half-away-from-zero",
    bands,
    endUnit: commonDenominator(bands.flatMap(({ upTo }) => upTo ?? [])),
    rateUnit: commonDenominator(bands.flatMap(({ rate }) => rate ?? [])),
  };
}

function endWith(upTo: BandEnd, measure: BandMeasure, currency: string): Fraction {
  if (typeof upTo === "number") return { num: upTo, den: 1 };
  return measure === "attainment" ? toFraction(upTo) : { num: toMinor(upTo, currency), den: 1 };
}

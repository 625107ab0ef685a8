import * as z from "zod";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { type Fraction, toFraction } from "../../../kernel/money/rate";
import { currency, id, text } from "../../../kernel/schema";
import { type BarInput, barSchema, checkBar, rate } from "../bar-input";
import type { HighLowCell } from "../cell";
import { type Axis, checkMeasures } from "../measure";
import { axisOf, axisShape, MAX_MEASURES, weight } from "../measure-schema";
import {
  MATRIX_TAGS,
  MATRIX_WEIGHTS,
  type MatrixInput,
  type MatrixPhase,
  type MatrixPoolInput,
  type MatrixWeights,
} from "./input";

/** A matrix, checked and complete. Plain JSON, frozen. */
export interface Matrix {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly currency: string | null;
  readonly consumption: MatrixPool;
  readonly interaction: MatrixPool;
  readonly weights: Readonly<Record<MatrixPhase, MatrixWeights>>;
  readonly tags: Readonly<Record<HighLowCell, string>>;
}

/** A pool, complete. */
export interface MatrixPool {
  readonly axes: readonly Axis[];
  readonly high: BarInput<string>;
}

const pool = z.strictObject({
  axes: z.array(z.strictObject(axisShape)).min(1).max(MAX_MEASURES),
  high: barSchema(rate).optional(),
});

const weights = z.strictObject({ consumption: weight, interaction: weight }).optional();

const tag = text.optional();

const matrixSchema = z.strictObject({
  id,
  name: text.optional(),
  currency: currency.optional(),
  consumption: pool,
  interaction: pool,
  weights: z.strictObject({ promotion: weights, ordinary: weights }).optional(),
  tags: z.strictObject({ hiHi: tag, hiLo: tag, loHi: tag, loLo: tag }).optional(),
});

/**
 * Validates a matrix and fills in what is left out.
 *
 * @param input - plain JSON, see {@link MatrixInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`. Codes of what does not fit together: `duplicate-id`, `invalid-decimals`,
 * `currency-needed`, `invalid-rate`, `invalid-quantile`, `invalid-bounds` (`leave` above `enter`)
 *
 * @example
 * ```ts
 * import { defineMatrix } from "uptier/tiering";
 *
 * const matrix = defineMatrix({
 *   id: "community",
 *   currency: "CNY",
 *   consumption: {
 *     axes: [
 *       { id: "turnover", unit: "money" },
 *       { id: "gapDays", unit: "count", better: "lower" },
 *     ],
 *   },
 *   interaction: { axes: [{ id: "posts", unit: "count" }] },
 * });
 * matrix.weights.promotion; // => { consumption: 70, interaction: 30 }
 * matrix.tags.loHi; // => "potential-koc"
 * ```
 */
export function defineMatrix(input: MatrixInput): Matrix {
  const parsed: MatrixInput = parseDefinition("matrix", matrixSchema, input, checkMatrix);
  const { weights = {}, tags = {} } = parsed;
  return deepFreeze<Matrix>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    currency: parsed.currency ?? null,
    consumption: complete(parsed.consumption, parsed.currency),
    interaction: complete(parsed.interaction, parsed.currency),
    weights: {
      promotion: weights.promotion ?? MATRIX_WEIGHTS.promotion,
      ordinary: weights.ordinary ?? MATRIX_WEIGHTS.ordinary,
    },
    tags: {
      hiHi: tags.hiHi ?? MATRIX_TAGS.hiHi,
      hiLo: tags.hiLo ?? MATRIX_TAGS.hiLo,
      loHi: tags.loHi ?? MATRIX_TAGS.loHi,
      loLo: tags.loLo ?? MATRIX_TAGS.loLo,
    },
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link MatrixInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { matrixJsonSchema } from "uptier/tiering";
 *
 * matrixJsonSchema()["type"]; // => "object"
 * ```
 */
export function matrixJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(matrixSchema, { io: "input" });
}

function complete({ axes, high }: MatrixPoolInput, currency: string | undefined): MatrixPool {
  return {
    axes: axes.map((axis) => axisOf(axis, currency)),
    high: high ?? { kind: "quantile", enter: "2/3" },
  };
}

function checkMatrix(draft: Draft<z.output<typeof matrixSchema>>, report: Report): void {
  const { currency, consumption, interaction } = draft;
  checkMeasures(consumption?.axes, currency, ["consumption", "axes"], report);
  checkMeasures(interaction?.axes, currency, ["interaction", "axes"], report);
  const first = new Set(consumption?.axes?.map((axis) => axis?.id));
  interaction?.axes?.forEach((axis, index) => {
    if (axis?.id === undefined || !first.has(axis.id)) return;
    const message = `"${axis.id}" is an axis of consumption already; rename one`;
    report(["interaction", "axes", index, "id"], "duplicate-id", message);
  });
  const score = (value: unknown): Fraction => toFraction(value as string);
  checkBar(consumption?.high, score, ["consumption", "high"], report);
  checkBar(interaction?.high, score, ["interaction", "high"], report);
}

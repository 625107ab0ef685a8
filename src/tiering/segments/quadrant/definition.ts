import * as z from "zod";
import { type Draft, parseDefinition, type Report } from "../../../kernel/definition";
import { contentHash, deepFreeze } from "../../../kernel/json";
import { toMinor } from "../../../kernel/money/amount";
import { amount, currency, id, text } from "../../../kernel/schema";
import { type BarInput, barSchema, checkBar } from "../bar-input";
import type { HighLowCell } from "../cell";
import { QUADRANT_STRATEGIES, type QuadrantInput } from "./input";

/** A quadrant, checked and complete. Plain JSON, frozen. */
export interface Quadrant {
  readonly id: string;
  readonly name: string | null;
  /** The hash of the input. */
  readonly version: string;
  readonly currency: string;
  readonly orderValue: BarInput<string>;
  readonly frequency: BarInput<number>;
  readonly noOrders: "unclassified" | "low";
  readonly strategies: Readonly<Record<HighLowCell, string>>;
}

const strategy = text.optional();

const quadrantSchema = z.strictObject({
  id,
  name: text.optional(),
  currency,
  orderValue: barSchema(amount).optional(),
  frequency: barSchema(z.int().min(1)).optional(),
  noOrders: z.enum(["unclassified", "low"]).optional(),
  strategies: z
    .strictObject({ hiHi: strategy, hiLo: strategy, loHi: strategy, loLo: strategy })
    .optional(),
});

/**
 * Validates a quadrant and fills in what is left out.
 *
 * @param input - plain JSON, see {@link QuadrantInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields: `missing`,
 * `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`, `unknown-key`,
 * `unknown-currency`. Codes of what does not fit together: `too-many-decimals` and `unsafe-integer` (of
 * a cutoff), `invalid-rate` and `invalid-quantile` (of a quantile), `invalid-bounds` (`leave` above
 * `enter`)
 *
 * @example
 * ```ts
 * import { defineQuadrant } from "uptier/tiering";
 *
 * const quadrant = defineQuadrant({ id: "value", currency: "CNY" });
 * quadrant.orderValue; // => { kind: "quantile", enter: "50%" }
 * quadrant.strategies.hiHi; // => "VIP 1:1"
 * ```
 */
export function defineQuadrant(input: QuadrantInput): Quadrant {
  const parsed: QuadrantInput = parseDefinition("quadrant", quadrantSchema, input, checkQuadrant);
  const { strategies = {} } = parsed;
  return deepFreeze<Quadrant>({
    id: parsed.id,
    name: parsed.name ?? null,
    version: contentHash(input),
    currency: parsed.currency,
    orderValue: parsed.orderValue ?? { kind: "quantile", enter: "50%" },
    frequency: parsed.frequency ?? { kind: "quantile", enter: "50%" },
    noOrders: parsed.noOrders ?? "unclassified",
    strategies: {
      hiHi: strategies.hiHi ?? QUADRANT_STRATEGIES.hiHi,
      hiLo: strategies.hiLo ?? QUADRANT_STRATEGIES.hiLo,
      loHi: strategies.loHi ?? QUADRANT_STRATEGIES.loHi,
      loLo: strategies.loLo ?? QUADRANT_STRATEGIES.loLo,
    },
  });
}

/**
 * The JSON Schema (draft 2020-12) of {@link QuadrantInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { quadrantJsonSchema } from "uptier/tiering";
 *
 * quadrantJsonSchema()["type"]; // => "object"
 * ```
 */
export function quadrantJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(quadrantSchema, { io: "input" });
}

function checkQuadrant(draft: Draft<z.output<typeof quadrantSchema>>, report: Report): void {
  const { currency, orderValue, frequency } = draft;
  if (currency !== undefined) {
    const minor = (value: unknown) => ({ num: toMinor(value as string, currency), den: 1 });
    checkBar(orderValue, minor, ["orderValue"], report);
  }
  checkBar(frequency, (value) => ({ num: value as number, den: 1 }), ["frequency"], report);
}

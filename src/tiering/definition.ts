import * as z from "zod";
import { parseDefinition } from "../kernel/definition";
import { contentHash } from "../kernel/json";
import { checkTiers } from "./consistency/program";
import type { TierProgramInput } from "./input";
import { compileTiers, type TierProgram } from "./program";
import { tiersSchema } from "./schema";

/**
 * Validates a membership programme and fills in its defaults.
 *
 * @param input - plain JSON, see {@link TierProgramInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`, `unknown-zone`. Codes of what does not fit together:
 * `duplicate-id`, `duplicate-rank`, `always-reached` (a higher tier is for everybody),
 * `unordered-thresholds`, `unknown-metric`, `weighted-term`, `wrong-unit` (an amount for what is no
 * money, or the other way round), `too-many-decimals`, `unsafe-integer`, `keep-above-entry`,
 * `keep-twice`, `invalid-rate`, `too-few-conditions`, `too-deep` (more than 8), `invalid-day`,
 * `invalid-instant`, `invalid-window`, `invalid-validity`, `invalid-grace`, `never-reviewed`,
 * `deduction-window`, and those of the benefits
 *
 * @example
 * ```ts
 * import { defineTiers } from "uptier/tiering";
 *
 * const program = defineTiers({
 *   id: "mall",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   metrics: [
 *     { id: "spend", kind: "money", on: ["order"], window: { kind: "rolling", length: 12, unit: "month" } },
 *   ],
 *   tiers: [
 *     { id: "basic", rank: 0 },
 *     { id: "silver", rank: 1, entry: { metric: "spend", min: "1000" } },
 *     { id: "gold", rank: 2, entry: { metric: "spend", min: "5000", keepRatio: "80%" } },
 *   ],
 *   validity: { mode: "duration", after: { years: 1 }, round: "end-of-month" },
 * });
 * program.downgrade; // => "recalculate"
 * program.tiers.map(({ id }) => id); // => ["basic", "silver", "gold"]
 * ```
 */
export function defineTiers(input: TierProgramInput): TierProgram {
  const parsed = parseDefinition("membership programme", tiersSchema, input, checkTiers);
  return compileTiers(parsed, contentHash(input));
}

/**
 * The JSON Schema (draft 2020-12) of {@link TierProgramInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { tiersJsonSchema } from "uptier/tiering";
 *
 * tiersJsonSchema()["type"]; // => "object"
 * ```
 */
export function tiersJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(tiersSchema, { io: "input" });
}

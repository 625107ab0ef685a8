import * as z from "zod";
import { parseDefinition } from "../kernel/definition";
import { contentHash } from "../kernel/json";
import { checkPoints } from "./consistency";
import type { PointsInput } from "./input";
import { compilePoints, type PointsProgram } from "./program";
import { pointsSchema } from "./schema";

/**
 * Validates a programme of points and fills in its defaults.
 *
 * @param input - plain JSON, see {@link PointsInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`, `unknown-zone`. Codes of what does not fit together:
 * `duplicate-id`, `invalid-day`, `invalid-instant`, `invalid-expiry`, `invalid-hold`
 *
 * @example
 * ```ts
 * import { definePoints } from "uptier/points";
 *
 * const program = definePoints({
 *   id: "club",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   types: [
 *     { id: "points", expiry: { mode: "rolling", after: { years: 1 }, round: "end-of-month" } },
 *     { id: "growth" },
 *   ],
 * });
 * program.types[0]?.onShortage; // => "reject"
 * ```
 */
export function definePoints(input: PointsInput): PointsProgram {
  const parsed = parseDefinition("programme of points", pointsSchema, input, checkPoints);
  return compilePoints(parsed, contentHash(input));
}

/**
 * The JSON Schema (draft 2020-12) of {@link PointsInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { pointsJsonSchema } from "uptier/points";
 *
 * pointsJsonSchema()["type"]; // => "object"
 * ```
 */
export function pointsJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(pointsSchema, { io: "input" });
}

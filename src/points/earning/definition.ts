import { type Draft, parseDefinition, type Report } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import { checkEarning } from "./check";
import type { EarningDefinitionInput } from "./input";
import { compileEarning, type EarningPlan } from "./plan";
import { earningDefinitionSchema } from "./schema";

/** A valid definition of how points are earned. */
export interface Earning extends EarningPlan {
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates how points are earned: rules, multipliers and caps. For a shop that has a ledger of its
 * own, or that only asks what an order would give.
 *
 * @param input - plain JSON
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`, `unknown-zone`. Codes of what does not fit together:
 * `duplicate-id`, `too-many-decimals`, `unsafe-integer`, `invalid-instant`,
 * `closes-before-it-opens`, `missing` (an empty filter), `without-effect`, `invalid-rate`,
 * `invalid-factor`, `unknown-rule`
 *
 * @example
 * ```ts
 * import { defineEarning } from "uptier/points";
 *
 * const earning = defineEarning({
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   rules: [
 *     { id: "spend", type: "points", earn: { kind: "per-amount", per: "1.00", points: 1 } },
 *     {
 *       id: "review",
 *       type: "points",
 *       earn: { kind: "per-event", event: "review", points: 20 },
 *       caps: [{ scope: "day", points: 60 }],
 *     },
 *   ],
 * });
 * earning.rounding; // => "floor"
 * ```
 */
export function defineEarning(input: EarningDefinitionInput): Earning {
  const parsed = parseDefinition("earning", earningDefinitionSchema, input, checkDefinition);
  const { currency, zone, weekStart = "monday" } = parsed;
  const plan = compileEarning(parsed, { currency, zone, weekStart });
  return deepFreeze({ ...plan, version: contentHash(input) });
}

function checkDefinition(draft: Draft<EarningDefinitionInput>, report: Report): void {
  checkEarning(draft, { typeIds: null, currency: draft.currency }, report);
}

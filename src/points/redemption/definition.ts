import { type Draft, parseDefinition, type Report } from "../../kernel/definition";
import { contentHash, deepFreeze } from "../../kernel/json";
import { checkRedemption } from "./check";
import type { RedemptionDefinitionInput } from "./input";
import { compileRedemption, type RedemptionPlan } from "./plan";
import { redemptionDefinitionSchema } from "./schema";

/** A valid definition of how points are spent. */
export interface Redemption extends RedemptionPlan {
  /** The content hash of the input. */
  readonly version: string;
}

/**
 * Validates how points are spent: as money on orders, and on the rewards of a catalogue.
 *
 * @param input - plain JSON
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`. Codes of what does not fit together: `duplicate-id`,
 * `too-many-decimals`, `unsafe-integer`, `invalid-rate`, `invalid-share`, `invalid-instant`,
 * `closes-before-it-opens`
 *
 * @example
 * ```ts
 * import { defineRedemption } from "uptier/points";
 *
 * const redemption = defineRedemption({
 *   currency: "CNY",
 *   conversions: [{ type: "points", points: 100, money: "1.00", maxShare: "50%" }],
 *   rewards: [{ id: "trial", kind: "trial", type: "points", cost: 300, perMember: 1 }],
 * });
 * redemption.rewards[0]?.cost; // => 300
 * ```
 */
export function defineRedemption(input: RedemptionDefinitionInput): Redemption {
  const parsed = parseDefinition("redemption", redemptionDefinitionSchema, input, checkDefinition);
  return deepFreeze({ ...compileRedemption(parsed, parsed), version: contentHash(input) });
}

function checkDefinition(draft: Draft<RedemptionDefinitionInput>, report: Report): void {
  checkRedemption(draft, { typeIds: null, currency: draft.currency }, report);
}

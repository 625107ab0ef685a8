import * as z from "zod";
import { parseDefinition } from "../kernel/definition";
import { contentHash } from "../kernel/json";
import { type Campaign, compileCampaign } from "./campaign";
import { checkCampaign } from "./consistency/campaign";
import type { CampaignInput } from "./input";
import { campaignSchema } from "./schema";

/**
 * Validates a campaign and works out everything that draws need.
 *
 * @param input - plain JSON, see {@link CampaignInput}
 * @throws UptierError `invalid-definition` with every problem at once. Codes of the fields:
 * `missing`, `invalid-type`, `invalid-value`, `invalid-format`, `too-small`, `too-big`,
 * `unknown-key`, `unknown-currency`, `unknown-zone`. Codes of what does not fit together:
 * `invalid-instant`, `closes-before-it-opens`, `duplicate-id`, `second-nothing`,
 * `not-for-nothing`, `missing`, `without-effect` (a policy for what cannot happen),
 * `too-many-decimals`, `unsafe-integer`, `invalid-stock`, `no-nothing-prize`, `unknown-prize`,
 * `fallback-cycle`, `weight-and-chance`, `invalid-rate`, `invalid-chances`, `invalid-weights`,
 * `budget-below-fallback`, `budget-pays-nothing`, `invalid-pool`, `invalid-price`, `invalid-pity`,
 * `invalid-pacing`, `invalid-upgrade`, `invalid-fields`
 *
 * @example
 * ```ts
 * import { defineCampaign } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "spring-card",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [
 *     { id: "gift", kind: "goods", chance: "1%", cost: "18.50", stock: 100, onStockOut: "nothing" },
 *     { id: "coupon", kind: "coupon", chance: "60%", cost: "0" },
 *     { id: "thanks", kind: "nothing", chance: "remaining" },
 *   ],
 * });
 * campaign.prizes.map((prize) => prize.weight); // => [1, 60, 39]
 * campaign.weightTotal; // => 100
 * ```
 */
export function defineCampaign(input: CampaignInput): Campaign {
  const parsed = parseDefinition("campaign", campaignSchema, input, checkCampaign);
  return compileCampaign(parsed, contentHash(input));
}

/**
 * The JSON Schema (draft 2020-12) of {@link CampaignInput}, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { campaignJsonSchema } from "uptier/lottery";
 *
 * campaignJsonSchema()["type"]; // => "object"
 * ```
 */
export function campaignJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(campaignSchema, { io: "input" });
}

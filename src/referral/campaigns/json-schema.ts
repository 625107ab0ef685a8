import * as z from "zod";
import { assistSchema } from "./assist/definition";
import { bargainSchema } from "./bargain/definition";
import { eventLadderSchema } from "./event-ladder/definition";
import { groupBuySchema } from "./group-buy/definition";
import { inviteLadderSchema } from "./invite-ladder/definition";
import { partnerVouchersSchema } from "./voucher/definition";

/** A definition of a campaign that a JSON Schema can be asked for. */
export type CampaignDefinition =
  "invite-ladder" | "event-ladder" | "assist" | "group-buy" | "bargain" | "partner-vouchers";

const SCHEMAS: Readonly<Record<CampaignDefinition, z.ZodType>> = {
  "invite-ladder": inviteLadderSchema,
  "event-ladder": eventLadderSchema,
  assist: assistSchema,
  "group-buy": groupBuySchema,
  bargain: bargainSchema,
  "partner-vouchers": partnerVouchersSchema,
};

/**
 * The JSON Schema (draft 2020-12) of one of the campaigns among friends, for editors and settings pages.
 *
 * @example
 * ```ts
 * import { campaignJsonSchema } from "uptier/referral";
 *
 * campaignJsonSchema("group-buy")["type"]; // => "object"
 * ```
 */
export function campaignJsonSchema(definition: CampaignDefinition): Record<string, unknown> {
  return z.toJSONSchema(SCHEMAS[definition], { io: "input" });
}

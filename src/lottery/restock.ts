import { checkCommand, countIn } from "../kernel/command";
import type { Command, Decision } from "../kernel/decision";
import type { Campaign } from "./campaign";
import { type PrizeRestocked, entryHead } from "./entries";
import { lookupOf } from "./lookup";
import { type CampaignState, checkCampaignState, countOf } from "./state";

/** More units of a prize have come in. */
export interface RestockCommand extends Command {
  /** The id of the prize. */
  readonly prize: string;
  readonly units: number;
}

/** How many units there are now. */
export interface RestockResult {
  readonly prize: string;
  /** All units that were ever there, those taken included. */
  readonly total: number;
}

/**
 * Why a prize was not restocked, in the order in which reasons are looked for.
 *
 * 1. `unknown-prize`: the campaign has no such prize
 * 2. `no-stock`: the prize has no stock in total that could be added to
 */
export type RestockRefusal =
  | { readonly code: "unknown-prize"; readonly prize: string }
  | { readonly code: "no-stock"; readonly prize: string };

/** The codes of {@link RestockRefusal} in their order of precedence. */
export const RESTOCK_REFUSALS = [
  "unknown-prize",
  "no-stock",
] as const satisfies readonly RestockRefusal["code"][];

/** The answer to a {@link RestockCommand}. */
export type RestockDecision = Decision<
  RestockResult,
  PrizeRestocked,
  RestockRefusal,
  RestockRefusal | { readonly code: "prize-restocked"; readonly units: number }
>;

/**
 * Adds units to the stock of a prize. Only the total grows: units keep their numbers, and none that
 * was given out is given out again. The weights stay as they are.
 *
 * @throws UptierError in this order: `invalid-command`, `invalid-state`
 */
export function restock(
  campaign: Campaign,
  state: CampaignState,
  command: RestockCommand,
): RestockDecision {
  const at = checkCommand(command, ["prize"]);
  const units = countIn("units", command.units);
  checkCampaignState(state);
  const index = lookupOf(campaign).indexOf.get(command.prize);
  const total = index === undefined ? null : (campaign.prizes[index]!.stock?.total ?? null);
  if (total === null) {
    const code = index === undefined ? "unknown-prize" : "no-stock";
    const refusal = { code, prize: command.prize } as const;
    return { ok: false, refusal, why: [refusal] };
  }
  return {
    ok: true,
    value: {
      prize: command.prize,
      total: total + countOf(state.restocked, command.prize) + units,
    },
    entries: [
      {
        ...entryHead(campaign, command, at),
        kind: "prize-restocked",
        prize: command.prize,
        units,
      },
    ],
    why: [{ code: "prize-restocked", units }],
  };
}

import { checkCommand } from "../../kernel/command";
import type { Command, Decision } from "../../kernel/decision";
import { scaled } from "../../kernel/money/rate";
import { uniformInteger } from "../../kernel/random/integer";
import type { RandomSource } from "../../kernel/random/source";
import { instantText } from "../../kernel/time/instant";
import type { Campaign } from "../campaign";
import { type MomentsScheduled, entryHead } from "../entries";
import { lookupOf } from "../lookup";
import { type CampaignState, checkCampaignState, type Moment } from "../state";

/** How many moments were drawn. */
export interface MomentsResult {
  readonly moments: number;
}

/**
 * Why no moments were drawn, in the order in which reasons are looked for.
 *
 * 1. `no-moments`: the pacing of the campaign has none
 * 2. `already-scheduled`: they have been drawn, and are not drawn again
 * 3. `already-open`: the campaign has opened; moments that are past could not be won fairly
 */
export type MomentsRefusal =
  | { readonly code: "no-moments" }
  | { readonly code: "already-scheduled" }
  | { readonly code: "already-open"; readonly opensAt: string };

/** The codes of {@link MomentsRefusal} in their order of precedence. */
export const MOMENTS_REFUSALS = [
  "no-moments",
  "already-scheduled",
  "already-open",
] as const satisfies readonly MomentsRefusal["code"][];

/** The answer to the command that draws the moments. */
export type MomentsDecision = Decision<
  MomentsResult,
  MomentsScheduled,
  MomentsRefusal,
  MomentsRefusal | { readonly code: "moments-scheduled"; readonly moments: number }
>;

/**
 * Draws the winning moments of a campaign: the time from `opensAt` to `closesAt` is cut into as many
 * equal slots as a prize has units, and each unit becomes winnable at a uniform instant of its slot.
 * The entry holds all of them: keep it secret until the campaign is over, and publish it then.
 *
 * @param command - `id` and `at`
 * @param random - `cryptoRandom()`: who can guess the moments can win at will
 * @throws UptierError in this order: `invalid-command`, `invalid-state`, `invalid-random`
 */
export function scheduleMoments(
  campaign: Campaign,
  state: CampaignState,
  command: Command,
  random: RandomSource,
): MomentsDecision {
  const at = checkCommand(command, []);
  checkCampaignState(state);
  const refuse = (refusal: MomentsRefusal): MomentsDecision => ({
    ok: false,
    refusal,
    why: [refusal],
  });
  if (campaign.pacing.mode !== "moments") return refuse({ code: "no-moments" });
  if (state.moments !== null) return refuse({ code: "already-scheduled" });
  if (at > lookupOf(campaign).opensAt) {
    return refuse({ code: "already-open", opensAt: campaign.opensAt! });
  }
  const moments = drawMoments(campaign, random);
  return {
    ok: true,
    value: { moments: moments.length },
    entries: [
      {
        ...entryHead(campaign, command, at),
        kind: "moments-scheduled",
        moments,
        random: random.record,
      },
    ],
    why: [{ code: "moments-scheduled", moments: moments.length }],
  };
}

function drawMoments(campaign: Campaign, random: RandomSource): readonly Moment[] {
  const { opensAt, closesAt } = lookupOf(campaign);
  const moments: { at: number; prize: string }[] = [];
  const slot = (unit: number, units: number): number =>
    opensAt + scaled(closesAt - opensAt, unit, units, "floor");
  for (const { id, kind, weight: units } of campaign.prizes) {
    if (kind === "nothing") continue;
    for (let unit = 0; unit < units; unit += 1) {
      const [from, to] = [slot(unit, units), slot(unit + 1, units)];
      moments.push({ at: from + uniformInteger(random, Math.max(1, to - from)), prize: id });
    }
  }
  return moments
    .sort((a, b) => a.at - b.at)
    .map(({ at, prize }) => ({ at: instantText(at), prize }));
}

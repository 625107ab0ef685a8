import type { Decider, Stream } from "../kernel/decision";
import type { Campaign } from "./definition";
import { draw, type DrawCommand, type DrawReason, type DrawResult } from "./draw";
import type { LotteryEntry } from "./entries";
import type { DrawRefusal } from "./refusals";
import {
  applyToCampaign,
  applyToMember,
  type CampaignState,
  type MemberState,
  newCampaignState,
  newMemberState,
} from "./state";

/** What a runner needs to make the draws of a campaign durable. */
export type CampaignDecider = Decider<
  DrawCommand,
  DrawResult,
  LotteryEntry,
  DrawRefusal,
  DrawReason
>;

/**
 * The draws of a campaign for a runner such as the SQL store. A draw touches two streams: that of
 * the campaign and that of the member in it.
 *
 * @example
 * ```ts
 * import { campaignDecider, defineCampaign } from "uptier/lottery";
 *
 * const campaign = defineCampaign({
 *   id: "always-wins",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   prizes: [{ id: "tea", kind: "goods", chance: "100%", cost: "3.20" }],
 * });
 * const decider = campaignDecider(campaign);
 * const command = { id: "d1", at: "2026-11-21T09:30:00+08:00", member: "m1" };
 * decider.streams(command).map((stream) => stream.key);
 * // => ["lottery/always-wins", "lottery/always-wins/member/m1"]
 * ```
 */
export function campaignDecider(campaign: Campaign): CampaignDecider {
  const shared = campaignStream(campaign.id);
  return {
    name: shared.key,
    streams: ({ member }) => [shared, memberStream(campaign.id, member)],
    decide: (read, command, random) =>
      draw(
        campaign,
        { campaign: read(shared), member: read(memberStream(campaign.id, command.member)) },
        command,
        random,
      ),
  };
}

/** The stream of what a campaign has given out. */
export function campaignStream(campaign: string): Stream<CampaignState, LotteryEntry> {
  return { key: `lottery/${campaign}`, initial: newCampaignState, apply: applyToCampaign };
}

/** The stream of what a member has drawn in a campaign. */
export function memberStream(campaign: string, member: string): Stream<MemberState, LotteryEntry> {
  return {
    key: `lottery/${campaign}/member/${member}`,
    initial: newMemberState,
    apply: applyToMember,
  };
}

/**
 * Prize draws with stock and a money budget: scratch cards, spin wheels, nine-grids.
 *
 * Define a campaign with `defineCampaign`, decide a draw with `draw`, keep its entries, and fold
 * them with `apply` or `replay`. `explainOdds` tells the exact chances of a member's next draw from
 * the same table that the draw rolls on. To make draws durable, hand `campaignDecider` to a store.
 *
 * @module
 */
export { campaignDecider, type CampaignDecider, campaignStream, memberStream } from "./decider";
export {
  type Campaign,
  type CampaignInput,
  campaignJsonSchema,
  campaignSchema,
  defineCampaign,
  type Prize,
  type PrizeInput,
  type PrizeKind,
  type UnavailablePolicy,
} from "./definition";
export {
  draw,
  type DrawCommand,
  type DrawDecision,
  type DrawReason,
  type DrawResult,
} from "./draw";
export type { LotteryEntry, PrizeDrawn } from "./entries";
export { explainOdds, type Odds, type PrizeOdds } from "./odds";
export { DRAW_REFUSALS, type DrawRefusal } from "./refusals";
export {
  apply,
  type CampaignHistory,
  type CampaignState,
  type DrawState,
  type MemberState,
  newDrawState,
  replay,
} from "./state";
export type { ClosedPrize } from "./table";

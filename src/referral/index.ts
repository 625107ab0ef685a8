/**
 * Referral: campaigns among friends. Ladders of invited friends and of what they do, group-buys, bargains,
 * assists, vouchers of partners.
 *
 * @module
 */
export { assistDeciders, assistTaskStream } from "./campaigns/assist/deciders";
export { claimAssistRung } from "./campaigns/assist/claim";
export { type Assist, type AssistInput, defineAssist } from "./campaigns/assist/definition";
export {
  assist,
  ASSIST_REFUSALS,
  type AssistDecision,
  type AssistRefusal,
  withdrawAssist,
  type WithdrawAssistDecision,
  type WithdrawAssistRefusal,
} from "./campaigns/assist/help";
export {
  OPEN_ASSIST_REFUSALS,
  openAssist,
  type OpenAssistDecision,
  type OpenAssistRefusal,
} from "./campaigns/assist/open";
export { assistProgress } from "./campaigns/assist/progress";
export {
  applyAssist,
  type AssistCommand,
  type AssistEntry,
  type AssistHelper,
  type AssistState,
  type AssistTask,
  type AssistTaskCommand,
  type ClaimAssistRungCommand,
  newAssistState,
  type OpenAssistCommand,
  replayAssist,
  type WithdrawAssistCommand,
} from "./campaigns/assist/state";
export { type CutBounds, cutBounds } from "./campaigns/bargain/bounds";
export {
  CUT_PRICE_REFUSALS,
  cutPrice,
  type CutPriceDecision,
  type CutPriceRefusal,
  type CutPriceResult,
} from "./campaigns/bargain/cut";
export { bargainDeciders, bargainRecordStream } from "./campaigns/bargain/deciders";
export {
  type Bargain,
  type BargainInput,
  type BargainTerms,
  defineBargain,
} from "./campaigns/bargain/definition";
export {
  EXPIRE_BARGAIN_REFUSALS,
  expireBargain,
  type ExpireBargainDecision,
  type ExpireBargainRefusal,
} from "./campaigns/bargain/expire";
export {
  OPEN_BARGAIN_REFUSALS,
  openBargain,
  type OpenBargainDecision,
  type OpenBargainRefusal,
  type OpenedBargain,
} from "./campaigns/bargain/open";
export {
  applyBargain,
  type BargainCommand,
  type BargainCut,
  type BargainEnded,
  type BargainEntry,
  type BargainHelper,
  type BargainOpened,
  type BargainRecord,
  type BargainState,
  type CutPriceCommand,
  newBargainState,
  type OpenBargainCommand,
  type PriceCut,
  replayBargain,
} from "./campaigns/bargain/state";
export type { CampaignEntry } from "./campaigns/entry";
export { claimEventRung } from "./campaigns/event-ladder/claim";
export { climbingFriendStream, eventLadderDeciders } from "./campaigns/event-ladder/deciders";
export {
  defineEventLadder,
  type EventLadder,
  type EventLadderInput,
  type EventRung,
  type EventRungInput,
} from "./campaigns/event-ladder/definition";
export {
  type FriendEventReason,
  type FriendEventResult,
  RECORD_FRIEND_EVENT_REFUSALS,
  recordFriendEvent,
  type RecordFriendEventDecision,
  type RecordFriendEventRefusal,
  UNDO_FRIEND_EVENT_REFUSALS,
  undoFriendEvent,
  type UndoFriendEventDecision,
  type UndoFriendEventRefusal,
} from "./campaigns/event-ladder/events";
export { eventLadderProgress } from "./campaigns/event-ladder/progress";
export {
  applyEventLadder,
  type ClaimEventRungCommand,
  type ClimbingFriend,
  type EventLadderCommand,
  type EventLadderEntry,
  type EventLadderState,
  type FriendEvent,
  type FriendEventRecorded,
  type FriendEventUndone,
  newEventLadderState,
  type RecordFriendEventCommand,
  replayEventLadder,
  type UndoFriendEventCommand,
} from "./campaigns/event-ladder/state";
export type {
  Friend,
  FriendCounted,
  FriendLoss,
  FriendRefusal,
  FriendUncounted,
  Gathering,
  GatheringResult,
  GatheringStep,
} from "./campaigns/gathering/gathering";
export type { GatheringReason } from "./campaigns/gathering/reasons";
export type {
  CountMode,
  FriendRules,
  FriendRulesInput,
  FriendRungInput,
} from "./campaigns/gathering/rules";
export {
  CLOSE_GROUP_ORDER_REFUSALS,
  type ClosedGroupOrder,
  closeGroupOrder,
  type CloseGroupOrderDecision,
  type CloseGroupOrderRefusal,
  type GroupOrderReason,
  REFUND_GROUP_ORDER_REFUSALS,
  refundGroupOrder,
  type RefundGroupOrderDecision,
  type RefundGroupOrderRefusal,
  type UnknownGroupOrder,
} from "./campaigns/group-buy/close";
export {
  buyGroupStream,
  groupBuyDeciders,
  groupBuyerStream,
  groupBuyStream,
} from "./campaigns/group-buy/deciders";
export {
  defineGroupBuy,
  type GroupBuy,
  type GroupBuyInput,
} from "./campaigns/group-buy/definition";
export {
  EXPIRE_GROUP_REFUSALS,
  expireGroup,
  type ExpireGroupDecision,
  type ExpireGroupRefusal,
} from "./campaigns/group-buy/expire";
export { applyGroupBuy, newGroupBuyState, replayGroupBuy } from "./campaigns/group-buy/fold";
export {
  JOIN_GROUP_REFUSALS,
  joinGroup,
  type JoinGroupDecision,
  type JoinGroupRefusal,
} from "./campaigns/group-buy/join";
export type { GroupOrderLine, GroupResult } from "./campaigns/group-buy/orders";
export type {
  BuyGroup,
  ExpireGroupCommand,
  GroupBuyActivity,
  GroupBuyCommand,
  GroupBuyEntry,
  GroupBuyer,
  GroupBuyState,
  GroupFailed,
  GroupFilled,
  GroupOpened,
  GroupOrder,
  GroupOrderCommand,
  GroupOrderConfirmed,
  GroupOrderJoined,
  GroupOrderRefunded,
  JoinGroupCommand,
} from "./campaigns/group-buy/state";
export { claimInviteRung } from "./campaigns/invite-ladder/claim";
export { inviteLadderDeciders, inviterStream } from "./campaigns/invite-ladder/deciders";
export {
  defineInviteLadder,
  type InviteLadder,
  type InviteLadderInput,
} from "./campaigns/invite-ladder/definition";
export { enrolInviter, type EnrolInviterDecision } from "./campaigns/invite-ladder/enrol";
export {
  COUNT_FRIEND_REFUSALS,
  countFriend,
  type CountFriendDecision,
  type CountFriendRefusal,
  uncountFriend,
  type UncountFriendDecision,
  type UncountFriendRefusal,
} from "./campaigns/invite-ladder/friends";
export { inviteProgress } from "./campaigns/invite-ladder/progress";
export {
  applyInvite,
  type ClaimInviteRungCommand,
  type CountFriendCommand,
  type InviteCommand,
  type InviteeState,
  type InviteEntry,
  type InviterState,
  type InviteState,
  newInviteState,
  replayInvites,
  type UncountFriendCommand,
} from "./campaigns/invite-ladder/state";
export type { NotOpen, Period, PeriodInput } from "./campaigns/period";
export {
  CLAIM_RUNG_REFUSALS,
  type ClaimDecision,
  type ClaimedRung,
  type ClaimReason,
  type ClaimRungRefusal,
} from "./campaigns/rungs/claim";
export { type Ladder, type LadderFinding, lintLadder } from "./campaigns/rungs/lint";
export type { RungProgress } from "./campaigns/rungs/progress";
export type { CampaignReward, CampaignRewardInput } from "./campaigns/rungs/reward";
export type { OnLost, Rung, RungPolicy, RungPolicyInput } from "./campaigns/rungs/rung";
export type {
  HeldRung,
  RungClaimed,
  RungLost,
  RungReached,
  RungStanding,
  RungStandings,
  RungStep,
} from "./campaigns/rungs/standing";
export {
  type AddOwnerDecision,
  addOwner,
  COLLECT_VOUCHER_REFUSALS,
  collectVoucher,
  type CollectVoucherDecision,
  type CollectVoucherRefusal,
  type NoVoucher,
  revokeVoucher,
  type RevokeVoucherDecision,
  type VoucherReason,
} from "./campaigns/voucher/collect";
export { partnerVoucherDeciders, voucherHolderStream } from "./campaigns/voucher/deciders";
export {
  definePartnerVouchers,
  type PartnerVouchers,
  type PartnerVouchersInput,
} from "./campaigns/voucher/definition";
export {
  SCAN_VOUCHER_REFUSALS,
  scanVoucher,
  type ScanVoucherDecision,
  type ScanVoucherRefusal,
  type VoucherResult,
} from "./campaigns/voucher/scan";
export {
  applyVoucher,
  newVoucherState,
  type PartnerVoucher,
  replayVouchers,
  type ScanVoucherCommand,
  type VoucherCommand,
  type VoucherEntry,
  type VoucherHolder,
  type VoucherReceipt,
  type VoucherScanned,
  type VoucherState,
  type VoucherTurned,
} from "./campaigns/voucher/state";

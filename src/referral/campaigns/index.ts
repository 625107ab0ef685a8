export { assistDeciders, assistTaskStream } from "./assist/deciders";
export { claimAssistRung } from "./assist/claim";
export { type Assist, type AssistInput, defineAssist } from "./assist/definition";
export {
  assist,
  ASSIST_REFUSALS,
  type AssistDecision,
  type AssistRefusal,
  withdrawAssist,
  type WithdrawAssistDecision,
  type WithdrawAssistRefusal,
} from "./assist/help";
export {
  OPEN_ASSIST_REFUSALS,
  openAssist,
  type OpenAssistDecision,
  type OpenAssistRefusal,
} from "./assist/open";
export { assistProgress } from "./assist/progress";
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
} from "./assist/state";
export { type CutBounds, cutBounds } from "./bargain/bounds";
export {
  CUT_PRICE_REFUSALS,
  cutPrice,
  type CutPriceDecision,
  type CutPriceRefusal,
  type CutPriceResult,
} from "./bargain/cut";
export { bargainDeciders, bargainRecordStream } from "./bargain/deciders";
export {
  type Bargain,
  type BargainInput,
  type BargainTerms,
  defineBargain,
} from "./bargain/definition";
export {
  EXPIRE_BARGAIN_REFUSALS,
  expireBargain,
  type ExpireBargainDecision,
  type ExpireBargainRefusal,
} from "./bargain/expire";
export {
  OPEN_BARGAIN_REFUSALS,
  openBargain,
  type OpenBargainDecision,
  type OpenBargainRefusal,
  type OpenedBargain,
} from "./bargain/open";
export {
  applyBargain,
  type BargainCommand,
  type BargainCut,
  type BargainEnded,
  type BargainEntry,
  type BargainHelper,
  type BargainOpened,
  type BargainRecord,
  type BargainRecordEntry,
  type BargainState,
  type CutPriceCommand,
  newBargainState,
  type OpenBargainCommand,
  type PriceCut,
  replayBargain,
} from "./bargain/state";
export type { CampaignEntry } from "./entry";
export { claimEventRung } from "./event-ladder/claim";
export { climbingFriendStream, eventLadderDeciders } from "./event-ladder/deciders";
export {
  defineEventLadder,
  type EventLadder,
  type EventLadderInput,
  type EventRung,
  type EventRungInput,
} from "./event-ladder/definition";
export {
  type EventDecision,
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
} from "./event-ladder/events";
export { eventLadderProgress } from "./event-ladder/progress";
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
} from "./event-ladder/state";
export type {
  Friend,
  FriendCounted,
  FriendLoss,
  FriendRefusal,
  FriendUncounted,
  Gathering,
  GatheringResult,
  GatheringStep,
} from "./gathering/gathering";
export type { GatheringReason } from "./gathering/reasons";
export type { CountMode, FriendRules, FriendRulesInput, FriendRungInput } from "./gathering/rules";
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
} from "./group-buy/close";
export {
  buyGroupStream,
  groupBuyDeciders,
  groupBuyerStream,
  groupBuyStream,
} from "./group-buy/deciders";
export { defineGroupBuy, type GroupBuy, type GroupBuyInput } from "./group-buy/definition";
export {
  EXPIRE_GROUP_REFUSALS,
  expireGroup,
  type ExpireGroupDecision,
  type ExpireGroupRefusal,
} from "./group-buy/expire";
export { applyGroupBuy, newGroupBuyState, replayGroupBuy } from "./group-buy/fold";
export {
  JOIN_GROUP_REFUSALS,
  joinGroup,
  type JoinGroupDecision,
  type JoinGroupRefusal,
} from "./group-buy/join";
export type { GroupOrderLine, GroupResult } from "./group-buy/orders";
export type {
  BuyGroup,
  ExpireGroupCommand,
  GroupBuyActivity,
  GroupBuyCommand,
  GroupBuyEntry,
  GroupBuyer,
  GroupBuyState,
  GroupEntry,
  GroupFailed,
  GroupFilled,
  GroupOpened,
  GroupOrder,
  GroupOrderCommand,
  GroupOrderConfirmed,
  GroupOrderEntry,
  GroupOrderJoined,
  GroupOrderRefunded,
  JoinGroupCommand,
} from "./group-buy/state";
export { claimInviteRung } from "./invite-ladder/claim";
export { inviteLadderDeciders, inviterStream } from "./invite-ladder/deciders";
export {
  defineInviteLadder,
  type InviteLadder,
  type InviteLadderInput,
} from "./invite-ladder/definition";
export { enrolInviter, type EnrolInviterDecision } from "./invite-ladder/enrol";
export {
  COUNT_FRIEND_REFUSALS,
  countFriend,
  type CountFriendDecision,
  type CountFriendRefusal,
  uncountFriend,
  type UncountFriendDecision,
  type UncountFriendRefusal,
} from "./invite-ladder/friends";
export { inviteProgress } from "./invite-ladder/progress";
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
} from "./invite-ladder/state";
export { type CampaignDefinition, campaignJsonSchema } from "./json-schema";
export type { NotOpen, Period, PeriodInput } from "./period";
export {
  CLAIM_RUNG_REFUSALS,
  type ClaimDecision,
  type ClaimedRung,
  type ClaimReason,
  type ClaimRungRefusal,
} from "./rungs/claim";
export { type Ladder, type LadderFinding, lintLadder } from "./rungs/lint";
export type { RungProgress } from "./rungs/progress";
export type { CampaignReward, CampaignRewardInput } from "./rungs/reward";
export type { OnLost, Rung, RungPolicy, RungPolicyInput } from "./rungs/rung";
export type {
  HeldRung,
  RungClaimed,
  RungLost,
  RungReached,
  RungStanding,
  RungStandings,
  RungStep,
} from "./rungs/standing";
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
} from "./voucher/collect";
export { partnerVoucherDeciders, voucherHolderStream } from "./voucher/deciders";
export {
  definePartnerVouchers,
  type PartnerVouchers,
  type PartnerVouchersInput,
} from "./voucher/definition";
export {
  SCAN_VOUCHER_REFUSALS,
  scanVoucher,
  type ScanVoucherDecision,
  type ScanVoucherRefusal,
  type VoucherResult,
} from "./voucher/scan";
export {
  applyVoucher,
  newVoucherState,
  type PartnerVoucher,
  replayVouchers,
  type ScanVoucherCommand,
  type VoucherCommand,
  type VoucherEntry,
  type VoucherEntryBase,
  type VoucherHolder,
  type VoucherReceipt,
  type VoucherScanned,
  type VoucherState,
  type VoucherTurned,
} from "./voucher/state";

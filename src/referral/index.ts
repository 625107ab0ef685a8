/**
 * Referral: who referred whom, and what it is worth.
 *
 * @module
 */
export { type AbuseAssessment, type AbuseEvidence, assessReferral } from "./relations/abuse/assess";
export {
  type AbuseCheck,
  type AbuseRules,
  abuseRulesJsonSchema,
  defineAbuseRules,
} from "./relations/abuse/definition";
export {
  companyDomain,
  emailKey,
  FREE_MAIL_DOMAINS,
  type GooglemailAlias,
} from "./relations/abuse/email";
export type { AbuseFacts, AbuseMember, AbuseParty } from "./relations/abuse/facts";
export {
  ABUSE_KEYS,
  ABUSE_RELATIONS,
  type AbuseAction,
  type AbuseCheckInput,
  type AbuseKey,
  type AbuseRelation,
  type AbuseRulesInput,
  type CompanyCheck,
  type CoolDownCheck,
  type SharedKeyCheck,
  type VelocityCheck,
} from "./relations/abuse/input";
export { type KeyHolder, type ReferralRing, referralRings } from "./relations/abuse/rings";
export {
  attribute,
  type Attribution,
  type AttributionCredit,
  DROP_CODES,
  type DroppedTouch,
} from "./relations/attribute";
export {
  bind,
  BIND_REFUSALS,
  type BindCommand,
  type BindDecision,
  type BindRefusal,
} from "./relations/bind";
export type { RelationDecision, RelationReason } from "./relations/booking";
export { chainOf, type ChainNode, relationMonths } from "./relations/chain";
export {
  CREATE_CODE_REFUSALS,
  createCode,
  type CreateCodeCommand,
  type CreateCodeDecision,
  type CreateCodeRefusal,
  type CreateCodeResult,
  referrerOfCode,
  suggestCode,
} from "./relations/code";
export {
  type BindingDeciders,
  bindingDeciders,
  codeStream,
  type RelationDecider,
  relationStream,
} from "./relations/decider";
export {
  bindingJsonSchema,
  type BindingPolicy,
  type Channel,
  defineBinding,
} from "./relations/definition";
export type {
  CodeCreated,
  MemberBound,
  MemberUnbound,
  RelationEntry,
  RelationEntryBase,
} from "./relations/entries";
export { applyRelations, replayRelations } from "./relations/fold";
export {
  BINDING_MODES,
  type BindingInput,
  type BindingMode,
  type ChannelInput,
  type PositionWeights,
  type TouchChoice,
} from "./relations/input";
export {
  type BindResult,
  type PlaceRefusal,
  type PlacingCommand,
  REFERRER_STATUSES,
  type ReferrerStatus,
  type UplineChanged,
} from "./relations/place";
export {
  rebind,
  REBIND_REFUSALS,
  type RebindCommand,
  type RebindDecision,
  type RebindRefusal,
} from "./relations/rebind";
export { openRelations, type RelationsSession } from "./relations/session";
export {
  type Binding,
  type BindingChange,
  type MemberRelation,
  newRelations,
  type Relations,
} from "./relations/state";
export type { Conversion, ReferrerFacts, Touch } from "./relations/touch";
export {
  indexRelations,
  linksOf,
  type ReferralLink,
  type RelationTree,
} from "./relations/tree/index-relations";
export {
  type GenerationGrowth,
  type InvitationCounts,
  kByGeneration,
  type KFactor,
  kFactor,
  type ProjectedGeneration,
  projectReach,
  type ReachProjection,
} from "./relations/tree/k-factor";
export { leaderboard, type LeaderboardRow } from "./relations/tree/leaderboard";
export {
  type MemberSales,
  salesByPlace,
  type TeamRollUp,
  teamRollUp,
  type TeamRow,
  teamRow,
} from "./relations/tree/roll-up";
export { type TeamMember, teamOf } from "./relations/tree/team";
export {
  unbind,
  UNBIND_REFUSALS,
  type UnbindCommand,
  type UnbindDecision,
  type UnbindRefusal,
  type UnbindResult,
} from "./relations/unbind";

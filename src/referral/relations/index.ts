export { type AbuseAssessment, type AbuseEvidence, assessReferral } from "./abuse/assess";
export {
  type AbuseCheck,
  type AbuseRules,
  abuseRulesJsonSchema,
  defineAbuseRules,
} from "./abuse/definition";
export { companyDomain, emailKey, FREE_MAIL_DOMAINS, type GooglemailAlias } from "./abuse/email";
export type { AbuseFacts, AbuseMember, AbuseParty } from "./abuse/facts";
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
} from "./abuse/input";
export { type KeyHolder, type ReferralRing, referralRings } from "./abuse/rings";
export {
  attribute,
  type Attribution,
  type AttributionCredit,
  DROP_CODES,
  type DroppedTouch,
} from "./attribute";
export { bind, BIND_REFUSALS, type BindCommand, type BindDecision, type BindRefusal } from "./bind";
export type { RelationDecision, RelationReason } from "./booking";
export { chainOf, type ChainNode, relationMonths } from "./chain";
export {
  CREATE_CODE_REFUSALS,
  createCode,
  type CreateCodeCommand,
  type CreateCodeDecision,
  type CreateCodeRefusal,
  type CreateCodeResult,
  referrerOfCode,
  suggestCode,
} from "./code";
export {
  type BindingDeciders,
  bindingDeciders,
  codeStream,
  type RelationDecider,
  relationStream,
} from "./decider";
export { bindingJsonSchema, type BindingPolicy, type Channel, defineBinding } from "./definition";
export type {
  CodeCreated,
  MemberBound,
  MemberUnbound,
  RelationEntry,
  RelationEntryBase,
} from "./entries";
export { applyRelations, replayRelations } from "./fold";
export {
  BINDING_MODES,
  type BindingInput,
  type BindingMode,
  type ChannelInput,
  type PositionWeights,
  type TouchChoice,
} from "./input";
export {
  type BindResult,
  type PlaceRefusal,
  type PlacingCommand,
  REFERRER_STATUSES,
  type ReferrerStatus,
  type UplineChanged,
} from "./place";
export {
  rebind,
  REBIND_REFUSALS,
  type RebindCommand,
  type RebindDecision,
  type RebindRefusal,
} from "./rebind";
export { openRelations, type RelationsSession } from "./session";
export {
  type Binding,
  type BindingChange,
  type MemberRelation,
  newRelations,
  type Relations,
} from "./state";
export type { Conversion, ReferrerFacts, Touch } from "./touch";
export {
  indexRelations,
  linksOf,
  type ReferralLink,
  type RelationTree,
} from "./tree/index-relations";
export {
  type GenerationGrowth,
  type InvitationCounts,
  kByGeneration,
  type KFactor,
  kFactor,
  type ProjectedGeneration,
  projectReach,
  type ReachProjection,
} from "./tree/k-factor";
export { leaderboard, type LeaderboardRow } from "./tree/leaderboard";
export {
  type MemberSales,
  salesByPlace,
  type TeamRollUp,
  teamRollUp,
  type TeamRow,
  teamRow,
} from "./tree/roll-up";
export { type TeamMember, teamOf } from "./tree/team";
export {
  unbind,
  UNBIND_REFUSALS,
  type UnbindCommand,
  type UnbindDecision,
  type UnbindRefusal,
  type UnbindResult,
} from "./unbind";

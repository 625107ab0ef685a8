/**
 * Tiering: who is in an audience, how a member is tagged, and which layer and group they belong to.
 *
 * @module
 */
export {
  type Audience,
  type AudienceAnswer,
  type AudienceCandidate,
  type AudienceInput,
  audienceJsonSchema,
  type AudienceReason,
  type AudienceRule,
  audienceSchema,
  type AudienceSelection,
  type AudienceTrace,
  defineAudience,
  FACT_TYPES,
  type FactConstant,
  type FactOperator,
  type FactTerms,
  type FactTest,
  type FactType,
  type FactValue,
  inAudience,
  type MemberFacts,
  selectAudience,
  type ShownFact,
  type Ternary,
} from "./audience/index";

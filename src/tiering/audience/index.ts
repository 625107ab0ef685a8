export { type Audience, audienceJsonSchema, defineAudience } from "./definition";
export type { ShownFact } from "./fact";
export { type AudienceAnswer, inAudience } from "./in-audience";
export {
  type AudienceInput,
  type AudienceRule,
  FACT_TYPES,
  type FactConstant,
  type FactOperator,
  type FactTerms,
  type FactTest,
  type FactType,
  type FactValue,
  type MemberFacts,
  type RangeBounds,
} from "./input";
export type { Ternary } from "./kleene";
export { audienceSchema } from "./schema";
export { type AudienceCandidate, type AudienceSelection, selectAudience } from "./select";
export type { AudienceReason, AudienceTrace } from "./trace";
